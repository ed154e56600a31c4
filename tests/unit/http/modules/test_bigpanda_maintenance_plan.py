# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re
import time

import pytest
from unit.http.modules.lifecycle import Life, live

PATCHED = {"name": "app", "value": "esp"}, {"name": "team", "value": "dba"}
LIFE = Life(
    module="maintenance_plan",
    create={
        "name": "Patch Sunday",
        "marker": "databases",
        "condition": {"AND": [{"=": ["host", {"type": "regex", "value": "db-*"}]}, {"IN": ["check", ["cpu", "mem"]]}]},
        "start": "2037-01-04T01:00:00+01:00",
        "end": "2037-12-31T00:00:00Z",
        "frequency": "Monthly",
        "frequency_data": {"relativity": "First", "duration": 10800},
        "custom_tags": [*PATCHED],
    },
    reordered={
        "custom_tags": [*PATCHED[::-1]],
        "frequency_data": {"duration": "3h"},
        "start": 2114640000,
        "condition": {"and": [{"in": ["CHECK", ["mem", "cpu"]]}, {"=": ["host", {"value": "db-*", "type": "regex"}]}]},
        "marker": "databases",
        "name": "Patch Sunday",
    },
    change={
        "name": "Patch Sunday",
        "marker": "databases",
        "end": 2145744000,
        "post_maintenance_action": "Reactivate",
    },
    before={"end": 2145830400, "post_maintenance_action": "None"},
    after={"end": 2145744000, "post_maintenance_action": "Reactivate"},
    read={"name": "Patch Sunday"},
    absent={"name": "Patch Sunday", "marker": "databases", "state": "absent"},
)
KERNEL = {"name": "Kernel patch"}
TWICE = {"name": "Twice", "condition": {"=": ["a", "b"]}, "start": 2114640000, "end": 2114650000}


@pytest.fixture
def now_s():
    return int(time.time())


@pytest.fixture
def running(now_s):
    """Options of a plan that began ten minutes ago."""
    window = {"start": now_s - 600, "end": now_s + 6000}
    return {**KERNEL, "condition": {"=": ["host", "prod-api-1"]}, **window}


@pytest.mark.sends(
    "create_maintenance_plan",
    "delete_maintenance_plan",
    "get_maintenance_plan",
    "list_maintenance_plans",
    "update_maintenance_plan",
)
def test_lifecycle(call_there, written):
    live(LIFE, call_there, written)


@pytest.mark.sends("stop_maintenance_plan")
def test_of_a_running_plan_the_end_may_change_and_it_can_be_stopped(call, refuse, written, running, now_s):
    assert call("maintenance_plan", **running)["maintenance_plan"]["status"] == "running"
    longer = call("maintenance_plan", **KERNEL, end=now_s + 9000)
    assert longer["diff"] == {"before": {"end": now_s + 6000}, "after": {"end": now_s + 9000}}
    too_late = {**KERNEL, "description": "Too late.", "condition": {"=": ["host", "prod-api-2"]}}
    refuse(
        "maintenance_plan",
        (too_late, "^condition, description of the maintenance plan .Kernel patch. cannot be changed. it is running"),
        (too_late, "state=stopped"),
    )
    predicted = call("maintenance_plan", check_mode=True, **KERNEL, state="stopped")
    assert predicted["changed"] and written() == []
    assert predicted["diff"] == {"before": {"status": "running"}, "after": {"status": "done"}}

    stopped, again = (call("maintenance_plan", **KERNEL, state="stopped") for _each in range(2))
    assert stopped["changed"] and not again["changed"]
    assert stopped["diff"] == predicted["diff"]
    assert [each["maintenance_plan"]["status"] for each in (stopped, again)] == ["done", "done"]
    # Declared again, it stays so.
    assert not call("maintenance_plan", **{**running, "end": now_s + 9000})["changed"]


@pytest.fixture
def pass_time(simulator):
    """Moves what is stored into the past, as if so many hours had passed."""

    def move(kind, hours, *names):
        for stored in simulator.organization("acme").stores[kind].values():
            stored.update({name: stored[name] - int(hours * 3600) for name in names if stored.get(name)})

    return move


def test_a_window_from_now_on_is_opened_once_and_again_after_its_end(call, written, pass_time, now_s):
    declared = {"name": "Deployment", "condition": {"=": ["host", "db-1"]}, "start": "now", "duration": "2h"}
    predicted = call("maintenance_plan", check_mode=True, **declared)
    assert predicted["changed"] and written() == []
    opened = call("maintenance_plan", **declared)
    assert opened["changed"] and opened["diff"].keys() == predicted["diff"].keys()
    first = opened["maintenance_plan"]
    assert first["start"] >= now_s and first["end"] == first["start"] + 7200 and "duration" not in first

    def pass_hours(hours):
        pass_time("maintenance_plans", hours, "start", "end", "created_at", "updated_at")

    for hours in (0, 1):
        pass_hours(hours)
        for again in (declared, {**declared, "start": "-5m"}, {**declared, "duration": "30m"}):
            assert not call("maintenance_plan", **again)["changed"]
        assert not call("organization", maintenance_plans=[declared])["changed"]
    longer = [
        call("maintenance_plan", check_mode=mode, **{**declared, "duration": "3h"}) for mode in (True, False, False)
    ]
    assert [each["changed"] for each in longer] == [True, True, False]
    assert abs(longer[1]["maintenance_plan"]["end"] - now_s - 3 * 3600) < 60
    pass_hours(4)
    again, once_more = (call("maintenance_plan", **declared) for _each in range(2))
    assert again["changed"] and again["maintenance_plan"]["id"] != first["id"] and not once_more["changed"]
    stopped = [call("maintenance_plan", **{**declared, "state": "stopped"}) for _each in range(2)]
    assert [each["changed"] for each in stopped] == [True, False]
    assert call("maintenance_plan", **declared)["maintenance_plan"]["status"] == "running"
    assert len(call("maintenance_plan_info", name="Deployment")["maintenance_plans"]) == 3


def test_what_there_is_not_is_stopped_already(call):
    unheard_of = call("maintenance_plan", name="Unheard of", state="stopped")
    assert not unheard_of["changed"] and unheard_of["maintenance_plan"] is None


def test_the_next_window_may_have_the_same_name(call, running):
    call("maintenance_plan", **running)
    call("maintenance_plan", **KERNEL, state="stopped")
    next_one = {"start": "2037-01-10T22:00:00+01:00", "end": "2037-01-11T04:00:00+01:00"}
    planned = call("maintenance_plan", **{**running, **next_one})
    assert planned["changed"]
    long_over = {"start": "2020-01-10T22:00:00+01:00", "end": "2020-01-11T04:00:00+01:00"}
    over = call("maintenance_plan", **{**running, **long_over})
    assert not over["changed"] and over["maintenance_plan"] is None

    plan_id = planned["maintenance_plan"]["id"]
    later = call("maintenance_plan", **KERNEL, end="2037-01-11T06:00:00+01:00")
    assert later["changed"] and later["maintenance_plan"]["id"] == plan_id
    renamed = call("maintenance_plan", id=plan_id, name="Kernel patch, second half", marker="second")
    assert renamed["diff"]["before"]["name"] == "Kernel patch"
    assert renamed["diff"]["after"]["name"] == "Kernel patch, second half"
    shown = renamed["maintenance_plan"]
    assert shown["marker"] == "second" and shown["custom_tags"] == [] and "identity" not in shown

    def count(**options):
        return len(call("maintenance_plan_info", **options)["maintenance_plans"])

    assert count(status="planned", search_text="second") == 1
    assert count(status="done", frequency="one-time", name="Kernel patch") == 1
    assert count(frequency="recurring") == count(name="Kernel") == 0


def test_an_organization_stops_a_plan_and_makes_two_of_one_name(call, running):
    call("maintenance_plan", **{**running, "name": "Runs"})
    declared = [{"name": "Runs", "state": "stopped"}, *({**TWICE, "marker": marker} for marker in ("one", "two"))]
    done, again = (call("organization", maintenance_plans=declared) for _each in range(2))
    assert [step["action"] for step in done["plan"]] == ["create", "create", "stop"]
    assert not again["changed"]
    twice = call("maintenance_plan_info", name="Twice")["maintenance_plans"]
    assert sorted(plan["marker"] for plan in twice) == ["one", "two"]


def test_refused(call, refuse, running):
    second = {"name": "Kernel patch, second half", "marker": "second"}
    next_one = {"start": "2037-01-10T22:00:00+01:00", "end": "2037-01-11T04:00:00+01:00"}
    call("maintenance_plan", **{**running, **second, **next_one})
    # Markers told the two apart while they were made.
    ids = []
    for marker in ("one", "two"):
        ids.append(call("maintenance_plan", **TWICE, marker=marker)["maintenance_plan"]["id"])
    for plan_id in ids:
        call("maintenance_plan", id=plan_id, marker="")
    refuse(
        "maintenance_plan",
        ({"state": "stopped"}, "one of the following is required. name, id"),
        ({"name": "New"}, "condition, start, end or duration is missing"),
        ({"name": "New", "condition": "host = db-1 AND"}, "lacks an operand of AND"),
        ({"name": "New", "condition": "host ~ db-1"}, "has no object form"),
        ({"name": "New", "start": 1733904622000}, "looks like milliseconds"),
        ({"name": "New", "start": "2037-01-10T22:00:00"}, "has no time zone"),
        ({"name": "New", "start": "now", "duration": "2h", "end": "2h"}, "end and duration are mutually exclusive"),
        ({"name": "New", "start": "now", "duration": 2}, "duration: 2 has no unit.*2m or 2h"),
        ({"name": "New", "start": "now", "duration": "long"}, "is not a valid duration"),
        ({"name": "New", "duration": "2h", "frequency": "Daily"}, "frequency_data.duration, the length of one window"),
        (
            {"name": "New", "condition": {"=": ["host", "db-1"]}, "start": 2114640000, "end": 2114640000},
            "is not after start",
        ),
        ({"name": "New", "end": "2040-01-01T00:00:00Z"}, "times from 1970 to 2038"),
        (
            {"id": "64f0b24f340000bbd269595c", "description": "x"},
            "there is no maintenance plan with the id",
        ),
        ({**second, "state": "stopped"}, "is not running"),
    )
    ambiguous = call("maintenance_plan", name="Twice")
    assert re.search("2 objects match the maintenance plan .Twice.", ambiguous["msg"])
    assert all(plan_id in ambiguous["msg"] for plan_id in ids)
