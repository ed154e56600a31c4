# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Objects that begin and end, over real HTTP: what can be done to them depends on the time."""

from __future__ import annotations

import time

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core import errors
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.ensure import plan_object
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.planning.plan import not_compared
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.run_report import warnings
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert_filter_schedule import (
    ALERT_FILTER_SCHEDULE,
)
from ansible_collections.community.bigpanda.plugins.module_utils._resources.maintenance_plan import MAINTENANCE_PLAN
from simulator.rules.maintenance_plans import made

DAY = 86_400
NOW = int(time.time())
CONDITION = {"AND": [{"=": ["host", {"type": "regex", "value": "db-*"}]}, {"IN": ["check", ["cpu", "mem"]]}]}
PLANNED = {"name": "Patch", "condition": CONDITION, "start": NOW + DAY, "end": NOW + 2 * DAY}
RUNNING = {**PLANNED, "start": NOW - DAY}
PAST = {**PLANNED, "start": NOW - 2 * DAY, "end": NOW - DAY}
MONTHLY = {**PLANNED, "frequency": "Monthly", "frequency_data": {"relativity": "First", "duration": 3600}}
LOST = {
    "reset_before": {"kind": "reset_before"},
    "reset_after": {"kind": "reset_after"},
    "503_after": {"kind": "status", "status": 503, "after_write": True},
}
READINGS = [
    {},
    {"plan_condition": "text", "plan_times": "text"},
    {"plan_condition": "missing"},
    {"plan_unlisted": "missing"},
    {"plan_unlisted": "missing_in_list", "plan_once_data": "kept"},
    {"plan_status_words": "older", "plan_frequency_case": "lower"},
    {"plan_defaults": "missing", "plan_frequency_data_change": "merges"},
    {"begun_plan_status": 409, "idle_plan_status": 409, "empty_plans": "no_content"},
    {"plan_change_needs": "changed", "stopped_plan_end": "now", "page_past_end": "repeats_last"},
]


def bring_about(client, given, state="present"):
    """(what was planned, the plan afterwards)."""
    plan = plan_object(client, MAINTENANCE_PLAN, given, state)
    return plan.step, plan.carry_out(client).values[MAINTENANCE_PLAN.name]


def put(simulator, values):
    """A plan in the simulator, however old it is."""
    acme = simulator.organization("acme")
    stored = {"id": acme.new_id(), **made(acme, values)}
    acme.stores["maintenance_plans"][stored["id"]] = stored
    return stored


def stored(simulator):
    return list(simulator.organization("acme").stores["maintenance_plans"].values())


@pytest.mark.parametrize("readings", READINGS, ids=str)
@pytest.mark.parametrize("given", [PLANNED, MONTHLY, RUNNING], ids=["planned", "monthly", "running"])
def test_every_reading_of_the_contract_gives_the_same_life(client, simulator, readings, given):
    simulator.set_options(readings)
    assert bring_about(client, given)[0].action == "create"
    simulator.clear_requests()
    for again in (given, {**given, "condition": {"and": [*reversed(CONDITION["AND"])]}}, {"name": "Patch"}):
        assert not bring_about(client, again)[0].changed
    step, after = bring_about(client, {**given, "end": NOW + 3 * DAY})
    assert (step.action, after["end"]) == ("update", NOW + 3 * DAY)
    assert len(simulator.requests(writes_only=True)) == 1
    assert bring_about(client, {"name": "Patch"}, "absent")[1]["id"] == after["id"]
    assert not bring_about(client, {"name": "Patch"}, "absent")[0].changed
    assert stored(simulator) == []


@pytest.mark.parametrize("readings", READINGS, ids=str)
def test_everything_can_be_changed_before_the_first_window(client, simulator, readings):
    simulator.set_options(readings)
    bring_about(client, MONTHLY)
    changed = {
        **MONTHLY,
        "start": NOW + 2 * DAY,
        "end": NOW + 9 * DAY,
        "frequency": "Weekly",
        "frequency_data": {"duration": 7200},
        "description": "Later.",
        "post_maintenance_action": "Resolve",
        "time_zone": "Europe/Vienna",
        "custom_tags": [{"name": "app", "value": "x"}],
    }
    assert bring_about(client, changed)[0].changed
    assert not bring_about(client, changed)[0].changed
    assert stored(simulator)[0]["frequency_data"] == {"relativity": "First", "duration": 7200}


@pytest.mark.parametrize("readings", READINGS, ids=str)
@pytest.mark.parametrize("given", [RUNNING, PAST], ids=["running", "past"])
def test_of_a_plan_that_has_begun_only_the_end_is_changed(client, simulator, readings, given):
    simulator.set_options(readings)
    plan = put(
        simulator, {**given, "frequency": "Monthly", "frequency_data": {"relativity": "Last", "duration": 2 * DAY}}
    )
    simulator.clear_requests()
    with pytest.raises(errors.ImmutableField, match='start, description of the maintenance plan "Patch" cannot be'):
        bring_about(client, {"id": plan["id"], "description": "x", "start": NOW - 3 * DAY, "end": NOW + 3 * DAY})
    assert simulator.requests(writes_only=True) == []
    assert bring_about(client, {"name": "Patch", "end": NOW + 3 * DAY})[1]["end"] == NOW + 3 * DAY
    assert stored(simulator)[0]["frequency_data"] == {"relativity": "Last", "duration": 2 * DAY}


@pytest.mark.parametrize("status", ["planned", "running"])
@pytest.mark.parametrize("words", ["newer", "older"])
def test_a_repeating_plan_between_two_windows_has_begun(client, simulator, status, words):
    simulator.set_options({"plan_between_windows": status, "plan_status_words": words})
    begun = {**RUNNING, "start": NOW - 2 * DAY - 7200, "frequency": "Daily", "frequency_data": {"duration": 3600}}
    put(simulator, begun)
    with pytest.raises(errors.ImmutableField, match="Omit that, or end the plan"):
        bring_about(client, {"name": "Patch", "description": "x"})
    assert bring_about(client, {"name": "Patch", "end": NOW + 3 * DAY})[0].changed


@pytest.mark.parametrize("given", [PLANNED, RUNNING], ids=["planned", "running"])
def test_what_the_service_does_not_show_is_said_once_and_with_other_changes(client, simulator, given):
    simulator.set_options({"plan_unlisted": "missing"})
    hidden = {"time_zone": "Asia/Tokyo", "post_maintenance_action": "Resolve"}
    assert bring_about(client, {**given, **hidden})[0].action == "create"
    assert {name: stored(simulator)[0][name] for name in hidden} == hidden
    assert not_compared(bring_about(client, {**given, **hidden})[0]) == ("condition", *reversed(hidden))
    other = {**given, "condition": {"=": ["a", "b"]}, "time_zone": "UTC", "post_maintenance_action": "Reactivate"}
    step, _after = bring_about(client, other)
    # Nobody can tell, be it the default of a new plan or not.
    assert (step.changed, not_compared(step)) == (False, ("condition", "post_maintenance_action", "time_zone"))
    assert bring_about(client, {**other, "end": NOW + 3 * DAY})[0].changed
    changed = given if given == RUNNING else other
    assert stored(simulator)[0]["condition"] == changed["condition"]


def test_a_duration_that_may_be_hours_and_minutes_is_reported(client, bring):
    given = {"name": "Patch", "condition": "a = b", "start": "now", "duration": "90"}
    says = "duration: 90 means 90 seconds, but YAML also reads 1:30 as 90 if it is not quoted. Give 90s or 1h30m."
    assert says in plan_object(client, MAINTENANCE_PLAN, given).warnings
    bring({"maintenance_plans": [given]})
    assert f'maintenance plan "Patch": {says}' in warnings(bring.made.plan)


@pytest.mark.parametrize("resource", [MAINTENANCE_PLAN, ALERT_FILTER_SCHEDULE], ids=lambda each: each.name)
def test_a_relative_window_stays_where_the_service_does_not_show_when_it_was_set(bring, simulator, resource):
    start, end, *changed = ("start", "end", "created_at", "updated_at")
    if resource == ALERT_FILTER_SCHEDULE:
        start, end, *changed = (f"{name}_on" for name in ("starts", "ends", "created", "updated"))
    ahead = {"name": "Patch", start: "2h", "duration": "1h"}
    declared = {resource.plural: [{**ahead, **({"condition": "a = b"} if start == "start" else {})}]}
    assert len(bring(declared)[1]) == 1
    (window,) = simulator.organization("acme").stores[resource.plural].values()
    for name in changed:
        del window[name]
    # Planned, planned, running.
    for passed in (600, 600, 7200):
        window[start], window[end] = window[start] - passed, window[end] - passed
        assert bring(declared) == ([], [])
        assert any("the time at which" in told and "cannot be compared" in told for told in warnings(bring.made.plan))


@pytest.mark.parametrize("resource", [MAINTENANCE_PLAN, ALERT_FILTER_SCHEDULE], ids=lambda each: each.name)
@pytest.mark.parametrize("end", ["now", "-10m"])
def test_an_end_that_has_come_ends_what_runs_once(call, simulator, resource, end):
    option, given = {
        "maintenance_plan": ("end", {"name": "Patch", "condition": "a = b", "start": "-1h", "duration": "2h"}),
        "alert_filter_schedule": ("ends_on", {"name": "Patch", "starts_on": "-1h", "duration": "2h"}),
    }[resource.name]
    assert call(resource.name, **given)["changed"]
    predicted = call(resource.name, check_mode=True, name="Patch", **{option: end})
    ended = call(resource.name, name="Patch", **{option: end})
    assert predicted["changed"] and ended["changed"]
    (window,) = simulator.organization("acme").stores[resource.plural].values()
    assert window[option] <= time.time()
    assert not call(resource.name, name="Patch", **{option: end})["changed"]


def test_what_lists_do_not_show_is_read_of_each_object(client, bring, simulator):
    simulator.set_options({"plan_unlisted": "missing_in_list"})
    plans = [{**PLANNED, "name": f"Plan {number}", "time_zone": "Asia/Tokyo"} for number in range(3)]
    bring({"maintenance_plans": plans})
    assert bring({"maintenance_plans": plans}) == ([], [])
    assert not_compared(bring_about(client, plans[0])[0]) == ()
    assert bring_about(client, {**plans[0], "time_zone": "UTC"})[1]["time_zone"] == "UTC"
    _told, written = bring({"maintenance_plans": [{**plan, "condition": {"=": ["a", "b"]}} for plan in plans]})
    assert written == ["update_maintenance_plan"] * 3
    simulator.set_options({"plan_unlisted": "missing"})
    assert bring({"maintenance_plans": plans}) == ([], [])
    reads = [entry["operation_id"] for entry in simulator.requests() if entry["operation_id"] == "get_maintenance_plan"]
    assert len(reads) == 1
    assert warnings(bring.made.plan) == [
        f'maintenance_plans: {name} of "Plan 0", "Plan 1", "Plan 2" cannot be compared: the service does not show it.'
        for name in ("condition", "time_zone")
    ]


@pytest.mark.parametrize("once_data", ["dropped", "kept"])
def test_a_plan_that_repeats_no_more_can_be_exported_and_declared_again(client, bring, exported, simulator, once_data):
    simulator.set_options({"plan_once_data": once_data})
    bring_about(client, MONTHLY)
    once = {"name": "Patch", "frequency": "Once"}
    assert bring_about(client, once)[1]["frequency_data"] is None
    assert stored(simulator)[0]["frequency_data"] == (None if once_data == "dropped" else {"relativity": "First"})
    assert not bring_about(client, once)[0].changed
    assert bring(exported(["maintenance_plans"])) == ([], [])
    assert bring_about(client, {"name": "Patch", "description": "x"})[0].changed
    assert bring_about(client, MONTHLY)[1]["frequency_data"]["duration"] == 3600


@pytest.mark.parametrize("readings", READINGS, ids=str)
def test_a_running_plan_is_stopped_once(client, simulator, readings):
    simulator.set_options(readings)
    put(simulator, RUNNING)
    step, after = bring_about(client, {"name": "Patch"}, "stopped")
    assert step.action == "stop" and after["status"] in ("done", "expired")
    simulator.clear_requests()
    assert not bring_about(client, {"name": "Patch"}, "stopped")[0].changed
    assert not bring_about(client, {"name": "Nothing of the kind"}, "stopped")[0].changed
    assert simulator.requests(writes_only=True) == []


def test_a_plan_that_is_not_running_cannot_be_stopped(client, simulator):
    put(simulator, PLANNED)
    with pytest.raises(errors.InvalidOption, match='"Patch" is not running, so it cannot be stopped. Remove it with'):
        bring_about(client, {"name": "Patch"}, "stopped")
    assert simulator.requests(writes_only=True) == []


@pytest.mark.parametrize("status", [400, 409])
def test_a_plan_that_somebody_else_has_just_stopped_is_no_error(client, simulator, status):
    simulator.set_options({"idle_plan_status": status})
    plan = put(simulator, RUNNING)
    stale = plan_object(client, MAINTENANCE_PLAN, {"name": "Patch"}, "stopped")
    plan["stopped"] = True
    assert stale.carry_out(client).values["maintenance_plan"]["status"] == "done"


@pytest.mark.parametrize("name", LOST)
def test_nothing_is_done_twice_whatever_answer_is_lost(client, simulator, name):
    def lose():
        simulator.clear_requests()
        simulator.set_faults([{**LOST[name], "writes": True, "times": 1}])

    def written():
        return [entry["operation_id"] for entry in simulator.requests(writes_only=True) if not entry["fault"]]

    for given, state, operation in (
        (RUNNING, "present", "create_maintenance_plan"),
        ({**RUNNING, "end": NOW + 3 * DAY}, "present", "update_maintenance_plan"),
        ({"name": "Patch"}, "stopped", "stop_maintenance_plan"),
        ({"name": "Patch"}, "absent", "delete_maintenance_plan"),
    ):
        lose()
        assert bring_about(client, given, state)[0].changed
        assert written() == ([operation] if name == "reset_before" else [])
        assert len(stored(simulator)) == (state != "absent")


def test_markers_distinguish_plans_of_one_name(client, simulator):
    for marker in (None, "one", "two"):
        marked = {**PLANNED, "marker": marker} if marker else PLANNED
        assert bring_about(client, {**marked, "custom_tags": [{"name": "app", "value": "x"}]})[0].action == "create"
        assert not bring_about(client, marked)[0].changed
    assert len(stored(simulator)) == 3
    after = bring_about(client, {**PLANNED, "marker": "two", "description": "The second."})[1]
    assert (after["marker"], after["custom_tags"]) == ("two", [{"name": "app", "value": "x"}])
    renamed = bring_about(client, {"id": after["id"], "name": "Other", "marker": "three"})[1]
    assert (renamed["name"], renamed["marker"], renamed["custom_tags"]) == ("Other", "three", after["custom_tags"])
    assert bring_about(client, {"id": after["id"], "marker": ""})[1]["marker"] is None
    assert not bring_about(client, {"name": "Other"})[0].changed
    assert bring_about(client, {**PLANNED, "marker": "one"}, "absent")[0].changed
    assert [plan["name"] for plan in stored(simulator)] == ["Patch", "Other"]


@pytest.mark.parametrize("state", ["present", "stopped", "absent"])
def test_several_plans_that_fit_are_an_error_that_lists_them(client, simulator, state):
    ids = [put(simulator, values)["id"] for values in (PLANNED, RUNNING)]
    problem = f'2 objects match the .* "Patch": {ids[0]}, {ids[1]}. They differ in start. Name the one you mean by'
    with pytest.raises(errors.AmbiguousKey, match=problem):
        bring_about(client, {"name": "Patch"}, state)


def test_the_next_window_may_have_the_name_of_the_last_one(client, simulator):
    last = put(simulator, PAST)
    assert not bring_about(client, PAST)[0].changed
    step, after = bring_about(client, PLANNED)
    assert step.action == "create" and after["id"] != last["id"]
    assert not bring_about(client, PLANNED)[0].changed
    assert not bring_about(client, {**PAST, "id": last["id"]})[0].changed


@pytest.mark.parametrize("given", [PLANNED, RUNNING], ids=["planned", "running"])
def test_without_start_the_plan_that_is_not_over_is_meant(client, bring, simulator, given):
    old = [put(simulator, {**PAST, "start": NOW - days * DAY})["id"] for days in (9, 7, 8)]
    plan = put(simulator, given)
    longer = {"name": "Patch", "end": NOW + 3 * DAY}
    assert bring_about(client, longer)[1]["id"] == plan["id"]
    assert bring({"maintenance_plans": [longer]}) == ([], [])
    if given == RUNNING:
        assert bring_about(client, {"name": "Patch"}, "stopped")[1]["id"] == plan["id"]
    else:
        assert bring_about(client, {"name": "Patch"}, "absent")[1]["id"] == plan["id"]
    # All are over: nothing is left to be stopped, but which one is to be changed or removed nobody knows.
    step, after = bring_about(client, {"name": "Patch"}, "stopped")
    assert (step.changed, after["id"]) == (False, plan["id"] if given == RUNNING else old[1])
    assert bring({"maintenance_plans": [{"name": "Patch", "state": "stopped"}]}) == ([], [])
    for state in ("present", "absent"):
        with pytest.raises(errors.AmbiguousKey, match="objects match the maintenance plan"):
            bring_about(client, longer, state)


@pytest.mark.parametrize("given", [PLANNED, RUNNING], ids=["planned", "running"])
def test_a_declared_window_that_is_over_does_not_move_the_next_one(client, simulator, given):
    put(simulator, given)
    forgotten = {**PAST, "start": PAST["start"] - 90 * DAY, "end": PAST["end"] - 90 * DAY}
    for state in ("present", "stopped", "absent"):
        step, after = bring_about(client, forgotten, state)
        assert (step.changed, after) == (False, None)
    assert simulator.requests(writes_only=True) == []


def test_a_plan_that_is_over_and_forgotten_is_not_made_anew(client, simulator):
    old = {**PAST, "start": NOW - 90 * DAY, "end": NOW - 80 * DAY}
    plan = put(simulator, old)
    for given in (old, {**old, "id": plan["id"]}):
        step, after = bring_about(client, given)
        assert (step.changed, after) == (False, None)
    assert simulator.requests(writes_only=True) == []


@pytest.mark.parametrize("past_end", ["empty", "repeats_last", "repeats_first"])
@pytest.mark.parametrize("faults", [[], [{"kind": "short_pages"}]], ids=["whole pages", "short pages"])
def test_plans_behind_the_first_page_are_found(client, simulator, past_end, faults):
    simulator.set_options({"page_past_end": past_end})
    simulator.set_faults(faults)
    for number in range(205):
        put(simulator, {**PLANNED, "name": f"Plan {number}"})
    assert not bring_about(client, {**PLANNED, "name": "Plan 204"})[0].changed
    assert len(client.list(MAINTENANCE_PLAN)) == 205


def test_an_organization_stops_plans_and_does_not_change_history(bring, exported, simulator):
    past = put(simulator, {**PAST, "name": "Old"})
    put(simulator, {**RUNNING, "name": "Undeclared"})
    declaration = {
        "maintenance_plans": [
            {**RUNNING, "name": "Runs"},
            {**PLANNED, "marker": "one"},
            {**PLANNED, "marker": "two"},
            {**PAST, "name": "Forgotten long ago"},
        ]
    }
    told, written = bring(declaration)
    assert sorted(entry["key"] for entry in told) == ["Patch [one]", "Patch [two]", "Runs"]
    assert written == ["create_maintenance_plan"] * 3
    assert bring(declaration) == ([], [])
    stopping = {"maintenance_plans": [{"name": "Runs", "state": "stopped"}, *declaration["maintenance_plans"][1:]]}
    told, written = bring(stopping, purge=["maintenance_plans"], max_removals="100%")
    assert [(entry["key"], entry["action"], entry["outcome"]) for entry in told] == [
        ("Runs", "stop", "done"),
        ("Undeclared", "remove", "done"),
    ]
    assert written == ["stop_maintenance_plan", "delete_maintenance_plan"]
    assert bring(stopping, purge=["maintenance_plans"]) == ([], [])
    assert past in stored(simulator)
    assert [plan.get("marker") for plan in exported(["maintenance_plans"])["maintenance_plans"]] == ["one", "two"]


def test_an_organization_says_where_something_cannot_be(bring, simulator):
    put(simulator, RUNNING)
    for item, says in (
        ({"name": "Patch", "description": "x"}, r'maintenance plan "Patch": description of the maintenance plan'),
        ({**PLANNED, "name": "New", "end": NOW}, r'maintenance plan "New": end \(20\S+Z\) is not after start'),
    ):
        with pytest.raises(errors.InvalidOption, match=says):
            bring({"maintenance_plans": [item]})
    assert simulator.requests(writes_only=True) == []
