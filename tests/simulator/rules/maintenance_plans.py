# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Maintenance plans. Contract: configuration notes, "Maintenance plans"."""

from __future__ import annotations

import json
import time

from ..organization import Organization
from ..reply import Refusal, Reply, not_found
from .lists import page_of
from .registry import Request, in_words_of, rule
from .stored import audited, change, find, remove, store

KIND = "maintenance_plans"
MOST_PLANS = 3_500
REACHABLE = 100_000
LONGEST_CONDITION = 25_000
LATEST = 2**31 - 1
DAY = 86_400
SHOWN_AFTER_END = 60 * DAY
# How often windows come. Which weekday of a month is meant changes no rule, so a month is four weeks here.
PERIODS = {"Daily": DAY, "Weekly": 7 * DAY, "Monthly": 28 * DAY}
REQUIRED = ("name", "condition", "start", "end")
UNLISTED = ("condition", "time_zone", "post_maintenance_action")
OLDER_WORDS = {"planned": "active", "running": "active", "done": "expired"}
DEFAULTS = {
    "description": None,
    "frequency": "Once",
    "frequency_data": None,
    "post_maintenance_action": "None",
    "time_zone": "UTC",
    "custom_tags": [],
}


def made(organization: Organization, values: dict) -> dict:
    """A new plan as it is kept, beside its id and who made it."""
    return {
        **DEFAULTS,
        "maintenance_key": f"MNT-{organization.new_id()[-12:]}",
        **values,
        "stopped": False,
    }


def _is_done(plan: dict) -> bool:
    return plan["stopped"] or plan["end"] <= time.time()


def _has_begun(plan: dict) -> bool:
    return plan["stopped"] or plan["start"] <= time.time()


def _status(request: Request, plan: dict) -> str:
    if _is_done(plan):
        return "done"
    if not _has_begun(plan):
        return "planned"
    duration = (plan["frequency_data"] or {}).get("duration")
    period = PERIODS.get(plan["frequency"])
    if period and duration and (time.time() - plan["start"]) % period >= duration:
        return request.readings["plan_between_windows"]
    return "running"


def _check(values: dict) -> None:
    for name in ("start", "end"):
        if values[name] > LATEST:
            raise Refusal(400, f"{name} is no 32-bit number of seconds.")
    if values["end"] <= values["start"]:
        raise Refusal(400, "end is not later than start.")
    if len(json.dumps(values["condition"])) > LONGEST_CONDITION:
        raise Refusal(400, "condition is too long.")


def _visible(request: Request) -> list[dict]:
    oldest = time.time() - SHOWN_AFTER_END
    return [plan for plan in request.organization.stores[KIND].values() if plan["end"] > oldest]


def _find(request: Request) -> dict:
    plan = find(request, KIND, "maintenance_id")
    if plan not in _visible(request):
        raise not_found("The maintenance plan")
    return plan


def _shown(request: Request, plan: dict, in_list: bool = False) -> dict:
    readings, status = request.readings, _status(request, plan)
    shown = {name: value for name, value in plan.items() if name != "stopped"}
    shown["status"] = OLDER_WORDS[status] if readings["plan_status_words"] == "older" else status
    shown["frequency_data"] = _with_derived(plan)
    if readings["plan_condition"] == "text":
        shown["condition"] = json.dumps(plan["condition"])
    elif readings["plan_condition"] == "missing":
        del shown["condition"]
    if readings["plan_times"] == "text":
        shown.update(start=str(plan["start"]), end=str(plan["end"]))
    if readings["plan_defaults"] == "missing":
        shown = {name: value for name, value in shown.items() if name not in DEFAULTS or value != DEFAULTS[name]}
    if readings["plan_frequency_case"] == "lower" and "frequency" in shown:
        shown["frequency"] = shown["frequency"].lower()
    if "post_maintenance_action" in shown:
        shown["post_maintenance_action"] = in_words_of(request, shown["post_maintenance_action"])
    if readings["plan_unlisted"] == "missing" or readings["plan_unlisted"] == "missing_in_list" and in_list:
        shown = {name: value for name, value in shown.items() if name not in UNLISTED}
    return shown


def _with_derived(plan: dict) -> dict | None:
    """ "Only for repeating plans; the server derives further fields"."""
    if plan["frequency"] not in PERIODS:
        return plan["frequency_data"]
    return {
        **(plan["frequency_data"] or {}),
        "hour": plan["start"] % DAY // 3600,
        "day_of_week": plan["start"] // DAY % 7,
    }


@rule("list_maintenance_plans")
def list_maintenance_plans(request: Request) -> Reply:
    plans = [plan for plan in _visible(request) if _is_asked_for(request, plan)]
    sort_by = {"next_run": "start"}.get(request.query["sort_by"], request.query["sort_by"])
    plans.sort(key=lambda plan: plan.get(sort_by) or 0, reverse=request.query["order"] == "desc")
    page = page_of(request, plans[:REACHABLE])
    if not page and request.readings["empty_plans"] == "no_content":
        return Reply(204)
    return Reply(200, [_shown(request, plan, True) for plan in page])


def _is_asked_for(request: Request, plan: dict) -> bool:
    query = request.query
    text = query.get("search_text", "").lower()
    if text not in plan["name"].lower() and text not in (plan["description"] or "").lower():
        return False
    if query.get("frequency") not in (None, "recurring" if plan["frequency"] in PERIODS else "one-time"):
        return False
    return query.get("status") in (None, _status(request, plan))


@rule("get_maintenance_plan")
def get_maintenance_plan(request: Request) -> Reply:
    return Reply(200, _shown(request, _find(request)))


@rule("create_maintenance_plan")
def create_maintenance_plan(request: Request) -> Reply:
    _check(request.body)
    if request.body.get("frequency_data") and request.body.get("frequency", "Once") not in PERIODS:
        raise Refusal(400, "frequency_data is for repeating plans.")
    if len(_visible(request)) >= MOST_PLANS:
        raise Refusal(400, f"There are {MOST_PLANS} plans already.")
    return Reply(201, _shown(request, store(request, KIND, audited(request, made(request.organization, request.body)))))


@rule("update_maintenance_plan")
def update_maintenance_plan(request: Request) -> Reply:
    plan, values = _find(request), dict(request.body)
    given = values.get("frequency_data") or {}
    relativity = (plan["frequency_data"] or {}).get("relativity")
    if relativity and not given.get("relativity"):
        raise Refusal(400, "frequency_data.relativity is missing.")
    if _has_begun(plan):
        _refuse_all_but_end(request, values, relativity)
        # What is repeated for the rule above changes nothing.
        values.pop("frequency_data", None)
    elif request.readings["plan_change_needs"] == "all" and not set(REQUIRED) <= set(values):
        raise Refusal(400, f"A planned plan needs {', '.join(REQUIRED)}.")
    _check({**plan, **values})
    if "frequency_data" in values and request.readings["plan_frequency_data_change"] == "merges":
        values["frequency_data"] = {**(plan["frequency_data"] or {}), **given}
    change(request, plan, values)
    if plan["frequency"] not in PERIODS and request.readings["plan_once_data"] == "dropped":
        plan["frequency_data"] = None
    return Reply(204)


def _refuse_all_but_end(request: Request, values: dict, relativity: str | None) -> None:
    repeated = {"frequency_data": {"relativity": relativity}} if relativity else {}
    others = {name: value for name, value in values.items() if name != "end"}
    if others != repeated:
        raise Refusal(request.readings["begun_plan_status"], "Only end of a plan that has begun can be changed.")


@rule("delete_maintenance_plan")
def delete_maintenance_plan(request: Request) -> Reply:
    _find(request)
    remove(request, KIND, "maintenance_id")
    return Reply(204)


@rule("stop_maintenance_plan")
def stop_maintenance_plan(request: Request) -> Reply:
    plan = _find(request)
    if _status(request, plan) != "running":
        raise Refusal(request.readings["idle_plan_status"], "The plan is not running.")
    values: dict = {"stopped": True}
    if request.readings["stopped_plan_end"] == "now":
        values["end"] = max(int(time.time()), plan["start"] + 1)
    change(request, plan, values)
    return Reply(204)
