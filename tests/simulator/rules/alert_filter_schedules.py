# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Schedules of alert filters. Contract: configuration notes."""

from __future__ import annotations

from datetime import UTC, datetime

from ..reply import Refusal, Reply
from .registry import Request, rule
from .stored import change, dated, find, remove, store

KIND = "alert_filter_schedules"
MILLISECONDS = 10_000_000_000
TIMES = ("starts_on", "ends_on", "created_on", "updated_on")
DEFAULTS = {"active": True, "time_zone": "UTC", "description": None}


def _check(values: dict) -> None:
    for name in ("starts_on", "ends_on"):
        if values[name] >= MILLISECONDS:
            raise Refusal(400, f"{name} is in milliseconds.")
    if values["ends_on"] <= values["starts_on"]:
        raise Refusal(400, "ends_on is not later than starts_on.")


def _iso_8601(moment_s: int) -> str:
    """What the format `date-time` of the schema says (schema AlertFilterScheduleCreate, `x-uncertain`)."""
    return datetime.fromtimestamp(moment_s, UTC).isoformat()


def _shown(request: Request, stored: dict) -> dict:
    readings = request.readings
    shown = {**DEFAULTS, **stored, "duration": stored["ends_on"] - stored["starts_on"]}
    if readings["schedule_times"] == "text":
        shown.update({name: str(shown[name]) for name in TIMES if name in shown})
    if readings["schedule_times"] == "iso_8601":
        shown.update({name: _iso_8601(shown[name]) for name in TIMES if name in shown})
    if readings["schedule_defaults"] == "missing":
        shown = {name: value for name, value in shown.items() if name not in DEFAULTS or value != DEFAULTS[name]}
    if readings["schedule_zone"] == "missing":
        shown.pop("time_zone", None)
    return shown


@rule("list_alert_filter_schedules")
@rule("list_alert_filter_schedules_v1")
def list_alert_filter_schedules(request: Request) -> Reply:
    return Reply(200, [_shown(request, each) for each in request.organization.stores[KIND].values()])


@rule("get_alert_filter_schedule")
def get_alert_filter_schedule(request: Request) -> Reply:
    return Reply(200, _shown(request, find(request, KIND, "schedule_id")))


@rule("create_alert_filter_schedule")
def create_alert_filter_schedule(request: Request) -> Reply:
    _check(request.body)
    stored = store(request, KIND, dated(request, {**DEFAULTS, **request.body}))
    return Reply(request.readings["schedule_create_status"], _shown(request, stored))


@rule("update_alert_filter_schedule")
def update_alert_filter_schedule(request: Request) -> Reply:
    stored = find(request, KIND, "schedule_id")
    _check({**stored, **request.body})
    change(request, stored, request.body, "updated_on")
    return Reply(204)


@rule("delete_alert_filter_schedule")
def delete_alert_filter_schedule(request: Request) -> Reply:
    """A filter that names it is left without: "delete the filter first"."""
    stored = find(request, KIND, "schedule_id")
    filters = request.organization.stores["alert_filters"].values()
    using = [each for each in filters if each.get("schedule") == stored["id"]]
    if using and request.readings["schedule_in_use"] == "refused":
        raise Refusal(400, "An alert filter uses the schedule.")
    for each in using:
        del each["schedule"]
    remove(request, KIND, "schedule_id")
    return Reply(204)
