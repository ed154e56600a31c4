# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Alert filters. Contract: configuration notes, "Alert filters"."""

from __future__ import annotations

import json

from ..reply import Refusal, Reply
from .registry import Request, in_words_of, rule
from .stored import change, dated, find, remove, store

KIND = "alert_filters"
LONGEST_CONDITION = 25_000
MOST_FILTERS = 3_500
DEFAULTS = {"active": True, "exclude_status": ["Ok"], "description": None, "custom_tags": []}


def _check(request: Request) -> None:
    schedule = request.body.get("schedule")
    if schedule is not None and schedule not in request.organization.stores["alert_filter_schedules"]:
        raise Refusal(400, f"Schedule {schedule} does not exist.")
    if len(json.dumps(request.body.get("bpql"))) > LONGEST_CONDITION:
        raise Refusal(400, "bpql is too long.")


def _shown(request: Request, stored: dict, in_list: bool = False) -> dict:
    shown = {**DEFAULTS, **stored}
    reading = request.readings["filter_condition"]
    if reading == "text":
        shown["bpql"] = json.dumps(stored["bpql"])
    elif reading == "missing" or reading == "missing_in_list" and in_list:
        del shown["bpql"]
    if request.readings["filter_defaults"] == "missing":
        shown = {name: value for name, value in shown.items() if name not in DEFAULTS or value != DEFAULTS[name]}
    if "exclude_status" in shown:
        shown["exclude_status"] = [in_words_of(request, status) for status in shown["exclude_status"]]
    schedule = stored.get("schedule")
    if schedule and request.readings["filter_schedule"] == "object":
        shown["schedule"] = request.organization.stores["alert_filter_schedules"][schedule]
    return shown


@rule("list_alert_filters")
def list_alert_filters(request: Request) -> Reply:
    active = request.query["active"]
    shows_all = not active and request.readings["inactive_filters"] == "all"
    filters = request.organization.stores[KIND].values()
    return Reply(200, [_shown(request, each, True) for each in filters if shows_all or each["active"] == active])


@rule("get_alert_filter")
def get_alert_filter(request: Request) -> Reply:
    return Reply(200, _shown(request, find(request, KIND, "filter_id")))


@rule("create_alert_filter")
def create_alert_filter(request: Request) -> Reply:
    _check(request)
    if len(request.organization.stores[KIND]) >= MOST_FILTERS:
        raise Refusal(400, f"There are {MOST_FILTERS} filters already.")
    stored = store(request, KIND, dated(request, {"plan_type": "normal", **request.body}))
    return Reply(201, _shown(request, stored))


@rule("update_alert_filter")
def update_alert_filter(request: Request) -> Reply:
    stored = find(request, KIND, "filter_id")
    _check(request)
    change(request, stored, request.body, "updated_on")
    return Reply(204)


@rule("delete_alert_filter")
def delete_alert_filter(request: Request) -> Reply:
    remove(request, KIND, "filter_id")
    return Reply(204)
