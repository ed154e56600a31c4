# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import contextlib
import itertools

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core import errors
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.ensure import plan_object
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.finding import find
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.finding.live_objects import find_objects
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.planning.plan import (
    ignored_changes,
    is_gone,
    make_plan,
    not_compared,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.writing import apply
from ansible_collections.community.bigpanda.plugins.module_utils._core.incidents.incident import (
    Incident,
    Wait,
    names_of,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.codec import canonical_form, compose
from ansible_collections.community.bigpanda.plugins.module_utils._core.tables.csv_rows import Source
from ansible_collections.community.bigpanda.plugins.module_utils._core.tables.ensure import plan_table_object
from ansible_collections.community.bigpanda.plugins.module_utils._core.tables.table_plan import TableOptions
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert_filter import ALERT_FILTER
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert_filter_schedule import (
    ALERT_FILTER_SCHEDULE,
)
from ansible_collections.community.bigpanda.plugins.module_utils._resources.catalog import CATALOG
from ansible_collections.community.bigpanda.plugins.module_utils._resources.correlation_pattern import (
    CORRELATION_PATTERN,
    CORRELATION_PATTERN_ORDER,
)
from ansible_collections.community.bigpanda.plugins.module_utils._resources.enrichment_map import ENRICHMENT_MAP
from ansible_collections.community.bigpanda.plugins.module_utils._resources.environment import ENVIRONMENT
from ansible_collections.community.bigpanda.plugins.module_utils._resources.incident import INCIDENT
from ansible_collections.community.bigpanda.plugins.module_utils._resources.role import ROLE
from ansible_collections.community.bigpanda.plugins.module_utils._resources.scim_user import SCIM_USER
from ansible_collections.community.bigpanda.plugins.module_utils._resources.topology import TOPOLOGY
from simulator.rules.alerts import ingest
from simulator.rules.incident_tag_definitions import made as made_definition

READ = {"resource_type": "analytics", "actions": ["read"]}
# Objects of an onboarding, enough for each fault to meet some.
DECLARED = [
    *((ROLE, {"name": f"Team {number}", "permissions": [READ]}) for number in range(4)),
    *(
        (SCIM_USER, {"user_name": f"user{number}@example.com", "display_name": f"User {number}", "roles": ["User"]})
        for number in range(16)
    ),
]
FIELDS = [{"title": "application", "type": "query_tag"}, {"title": "owner", "type": "result_tag"}]
ROWS = [{"application": f"application {number}", "owner": "somebody"} for number in range(250)]

FAULTS = {
    "latency": [{"kind": "latency", "seconds": [0, 0.02]}],
    "reset_before": [{"kind": "reset_before", "probability": 0.1}],
    "reset_after": [{"kind": "reset_after", "probability": 0.1}],
    "429": [{"kind": "status", "status": 429, "probability": 0.1}],
    "429_with_seconds": [{"kind": "status", "status": 429, "retry_after": 0.05, "times": 4, "probability": 0.1}],
    "429_with_date": [{"kind": "status", "status": 429, "retry_after": "date", "times": 2, "probability": 0.1}],
    "500_before": [{"kind": "status", "status": 500, "probability": 0.1}],
    "503_after": [{"kind": "status", "status": 503, "after_write": True, "probability": 0.1}],
    "truncated": [{"kind": "truncated", "probability": 0.1}],
    "not_json": [{"kind": "not_json", "probability": 0.1}],
    "empty": [{"kind": "empty", "probability": 0.1}],
    "short_pages": [{"kind": "short_pages"}],
    "lying_total": [{"kind": "lying_total"}],
    "unknown_fields": [{"kind": "unknown_fields"}],
    "shuffled": [{"kind": "shuffled", "probability": 0.5}],
}
MIXED = [
    fault for name in ("reset_before", "reset_after", "429", "503_after", "unknown_fields") for fault in FAULTS[name]
]


@pytest.fixture(autouse=True)
def brief_pauses(monkeypatch):
    """The same pauses, shorter: what is tested is what happens between them."""
    monkeypatch.setattr(
        "ansible_collections.community.bigpanda.plugins.module_utils._core.http.retry.FIRST_PAUSE_S", 0.02
    )


def bring_about(client, resource, given, state="present"):
    plan = plan_object(client, resource, given, state, CATALOG.resources)
    return plan.step, plan.carry_out(client).values[resource.name]


def onboard(client):
    """Everything that is declared; the number of changes, and the errors."""
    changed, failed = 0, []
    for resource, desired in DECLARED:
        try:
            changed += bring_about(client, resource, desired)[0].changed
        except errors.BigPandaError as error:
            failed.append(error)
    return changed, failed


def check_onboarded(simulator):
    acme = simulator.organization("acme")
    roles = sorted(role["name"] for role in acme.roles.values() if role["name"].startswith("Team"))
    users = sorted(user["userName"] for user in acme.users.values() if user["userName"].startswith("user"))
    assert roles == sorted(f"Team {number}" for number in range(4))
    assert users == sorted(f"user{number}@example.com" for number in range(16))
    assert len(acme.find_role("User")["users"]) == 16


@pytest.mark.parametrize("name", FAULTS)
def test_twenty_objects_are_made_once_each_whatever_goes_wrong(client, simulator, name):
    simulator.set_faults(FAULTS[name], seed=7)
    _changed, failed = onboard(client)
    assert failed == []
    check_onboarded(simulator)
    simulator.clear_faults()
    assert onboard(client) == (0, [])


def test_mixed_faults_end_right(client, simulator):
    simulator.set_faults(MIXED, seed=3)
    _changed, failed = onboard(client)
    assert failed == []
    check_onboarded(simulator)


def test_without_patience_each_failure_is_clear_and_a_rerun_finishes(make_client, simulator):
    simulator.set_faults(MIXED, seed=5)
    _changed, failed = onboard(make_client(retry_timeout=0))
    assert failed
    for error in failed:
        assert str(error).startswith(("Cannot ", "GET ", "no response", "HTTP "))
    simulator.clear_faults()
    _changed, failed = onboard(make_client())
    assert failed == []
    check_onboarded(simulator)


def test_an_incomplete_read_is_an_error_and_nothing_is_written(client, simulator):
    simulator.set_faults([{"kind": "missing_page"}])
    with pytest.raises(errors.IncompleteList, match="states a total of 1 objects and returned 0"):
        bring_about(client, SCIM_USER, {"user_name": "admin@acme.example", "display_name": "Somebody"})
    assert simulator.requests(writes_only=True) == []


@pytest.mark.parametrize("past_end", ["empty", "repeats_last", "repeats_first"])
def test_objects_after_the_first_page_are_found(client, simulator, past_end):
    simulator.set_options({"page_past_end": past_end})
    acme = simulator.organization("acme")
    for number in range(230):
        acme.add_role(f"Filler {number:03}", [])
    step, _after = bring_about(client, ROLE, {"name": "filler 229"})
    assert not step.changed
    assert len(client.list(ROLE)) == 233


READINGS = {
    "envelope": ("bare", "enveloped"),
    "permission_actions": ("list", "string"),
    "permission_included": ("stored", "shown"),
    "null_resource_id": ("null", "missing"),
    "nested_ids": ("no", "yes"),
    "scim_create_status": (201, 200),
    "scim_deactivate_status": (204, 200),
    "scim_filter_case": ("ignored", "respected"),
    "put_without_users": ("clears", "keeps"),
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in READINGS.items() for value in values])
def test_every_reading_of_the_contract_gives_the_same_life(client, simulator, name, value):
    simulator.set_options({name: value})
    role = {"name": "Operations", "permissions": [READ, {"resource_type": "users", "actions": ["full_access"]}]}
    user = {"user_name": "Ada@example.com", "roles": ["Operations"], "phone_number": {"value": "1", "type": "work"}}
    for resource, desired in ((ROLE, role), (SCIM_USER, user)):
        assert bring_about(client, resource, desired)[0].action == "create"
        assert not bring_about(client, resource, desired)[0].changed
    assert not bring_about(client, SCIM_USER, {**user, "user_name": "ADA@EXAMPLE.COM"})[0].changed
    changed = bring_about(client, ROLE, {"name": "operations", "permissions": [READ]})[1]
    assert len(changed["users"]) == 1
    assert bring_about(client, SCIM_USER, user, "absent")[1]["active"] is False
    assert not bring_about(client, SCIM_USER, user, "absent")[0].changed
    assert bring_about(client, SCIM_USER, user)[0].action == "reactivate"


FILTER_READINGS = {
    "inactive_filters": ("all", "inactive"),
    "filter_condition": ("object", "text", "missing", "missing_in_list"),
    "filter_schedule": ("id", "object"),
    "filter_defaults": ("shown", "missing"),
    "schedule_create_status": (200, 201),
    "schedule_times": ("number", "text", "iso_8601"),
    "schedule_defaults": ("shown", "missing"),
    "schedule_zone": ("shown", "missing"),
}


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in FILTER_READINGS.items() for value in values]
)
def test_every_reading_of_filters_gives_the_same_life(client, simulator, name, value):
    simulator.set_options({name: value})
    schedule = bring_about(
        client, ALERT_FILTER_SCHEDULE, {"name": "Weekend", "starts_on": 2000000100, "ends_on": 2000000200}
    )[1]
    desired = {"name": "Patch", "bpql": {"=": ["host", "db-1"]}, "schedule": schedule["id"], "active": False}
    assert bring_about(client, ALERT_FILTER, desired)[0].action == "create"
    assert not bring_about(client, ALERT_FILTER, desired)[0].changed
    assert (
        bring_about(client, ALERT_FILTER, {**desired, "active": True, "exclude_status": []})[1]["schedule"]
        == schedule["id"]
    )
    assert len(client.list(ALERT_FILTER)) == 1
    other = {"name": "Patch", "bpql": {"=": ["host", "db-2"]}}
    step, _after = bring_about(client, ALERT_FILTER, other)
    hidden = (name, value) == ("filter_condition", "missing")
    assert (step.changed, not_compared(step)) == ((False, ("bpql",)) if hidden else (True, ()))
    # What is not shown is said with any other change.
    bring_about(client, ALERT_FILTER, {**other, "description": "x"})
    (stored,) = simulator.organization("acme").stores["alert_filters"].values()
    assert stored["bpql"] == other["bpql"]
    assert bring_about(client, ALERT_FILTER, {"name": "Patch"}, "absent")[0].action == "remove"
    assert not bring_about(client, ALERT_FILTER, {"name": "Patch"}, "absent")[0].changed


@pytest.mark.parametrize(
    ("name", "value"),
    [(name, value) for name, values in FILTER_READINGS.items() for value in values if name.startswith("schedule")],
)
def test_every_reading_of_schedules_gives_the_same_life(client, simulator, name, value):
    simulator.set_options({name: value})
    desired = {"name": "Weekend", "starts_on": 2000000100, "ends_on": 2000000200, "time_zone": "UTC", "active": True}
    assert bring_about(client, ALERT_FILTER_SCHEDULE, desired)[0].action == "create"
    step, after = bring_about(client, ALERT_FILTER_SCHEDULE, desired)
    # Left out of an answer, it may be the default or not be shown.
    hidden = ("time_zone",) if value == "missing" else ()
    assert (step.changed, not_compared(step)) == (False, hidden)
    assert (after["starts_on"], after["ends_on"], after["active"]) == (2000000100, 2000000200, True)
    assert isinstance(after["created_on"], int)
    assert (
        bring_about(client, ALERT_FILTER_SCHEDULE, {"name": "Weekend", "ends_on": 2000000300})[1]["ends_on"]
        == 2000000300
    )
    (stored,) = simulator.organization("acme").stores["alert_filter_schedules"].values()
    assert (stored["starts_on"], stored["ends_on"]) == (2000000100, 2000000300)
    with pytest.raises(
        errors.InvalidOption, match=r"ends_on \(2033-05-18T03:38:20Z\) is not after starts_on \(.*:40:00Z\)"
    ):
        bring_about(client, ALERT_FILTER_SCHEDULE, {"name": "Weekend", "starts_on": 2000000400})
    zoned = {**desired, "ends_on": 2000000400, "time_zone": "Asia/Tokyo", "active": False}
    assert bring_about(client, ALERT_FILTER_SCHEDULE, zoned)[0].changed
    assert stored["time_zone"] == "Asia/Tokyo"
    step, _after = bring_about(client, ALERT_FILTER_SCHEDULE, zoned)
    hidden = (name, value) == ("schedule_zone", "missing")
    assert (step.changed, not_compared(step)) == (False, ("time_zone",) if hidden else ())


def test_a_schedule_that_a_filter_names_is_not_removed(client, simulator):
    simulator.set_options({"schedule_in_use": "allowed"})
    schedule = bring_about(
        client, ALERT_FILTER_SCHEDULE, {"name": "Weekend", "starts_on": 2000000100, "ends_on": 2000000200}
    )[1]

    def refuse_held():
        plan_object(client, ALERT_FILTER_SCHEDULE, {"name": "Weekend"}, "absent", (ALERT_FILTER,))

    refuse_held()
    for name, active in (("One", True), ("Two", False)):
        wanted = {"name": name, "bpql": {"=": ["a", "b"]}, "schedule": schedule["id"], "active": active}
        bring_about(client, ALERT_FILTER, wanted)
    with pytest.raises(errors.InvalidOption, match='schedule "Weekend" is used by the alert filter "One", "Two", and'):
        refuse_held()
    simulator.set_faults([{"kind": "status", "status": 403, "operations": ["list_alert_filters"]}])
    with pytest.raises(errors.Forbidden, match='Cannot tell whether alert filter schedule "Weekend" may be removed'):
        refuse_held()


def test_reading_by_name_picks_nothing(client, simulator):
    acme = simulator.organization("acme")
    for name in ("Twice", "Twice", "twice"):
        schedule = {"id": acme.new_id(), "name": name, "starts_on": 2000000100, "ends_on": 2000000200}
        acme.stores["alert_filter_schedules"][schedule["id"]] = schedule
    twice = [*acme.stores["alert_filter_schedules"]][:2]
    assert [each["id"] for each in find_objects(client, ALERT_FILTER_SCHEDULE, "Twice")] == twice
    assert find_objects(client, ALERT_FILTER_SCHEDULE, "Never") == []
    acme.add_role("Operations", [])
    for name in ("Operations", "OPERATIONS"):
        assert [each["name"] for each in find_objects(client, ROLE, name)] == ["Operations"]
    # Of several that answer to a name, the one that is spelled so.
    acme.add_role("OPERATIONS", [])
    for name, found in (("OPERATIONS", ["OPERATIONS"]), ("operations", ["Operations", "OPERATIONS"])):
        assert [each["name"] for each in find_objects(client, ROLE, name)] == found


PATTERN = {"tags": ["host", "check"], "filter": "env = prod", "time_window": 60}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("pattern_shape", "names"),
        ("pattern_shape", "pairs"),
        ("pattern_conflict_status", 409),
        ("pattern_conflict_status", 400),
        ("pattern_create_status", 201),
        ("pattern_delete_status", 204),
        ("pattern_note", "ignored"),
    ],
)
def test_every_reading_of_patterns_gives_the_same_life(client, simulator, name, value):
    simulator.set_options({name: value})
    stale = plan_object(client, CORRELATION_PATTERN, PATTERN)
    assert bring_about(client, CORRELATION_PATTERN, PATTERN)[0].action == "create"
    # Somebody else made it between reading and writing.
    assert stale.carry_out(client).values["correlation_pattern"]["tags"] == ["host", "check"]
    assert len(client.list(CORRELATION_PATTERN)) == 1
    again = {**PATTERN, "tags": ["check", "host"], "filter": "(ENV='prod')"}
    assert not bring_about(client, CORRELATION_PATTERN, again)[0].changed
    assert bring_about(client, CORRELATION_PATTERN, {**PATTERN, "time_window": 90})[1]["time_window"] == 90
    assert bring_about(client, CORRELATION_PATTERN, PATTERN, "absent")[0].action == "remove"


def test_a_note_that_the_service_ignores_is_reported_and_keeps_nobody_waiting(client, simulator):
    bring_about(client, CORRELATION_PATTERN, {**PATTERN, "note": "one"})
    desired = {**PATTERN, "note": "two", "time_window": 90}
    simulator.set_options({"pattern_note": "ignored"})
    simulator.clear_requests()
    step, shown = bring_about(client, CORRELATION_PATTERN, desired)
    # It is not read again to wait for the note.
    assert [entry["operation_id"] for entry in simulator.requests()] == [
        "list_correlation_patterns",
        "update_correlation_pattern",
    ]
    assert (shown["note"], shown["time_window"]) == ("one", 90)
    (told,) = ignored_changes(step, shown)
    assert "another note" in told and "create it again" in told
    simulator.set_options({"pattern_note": "kept"})
    step, shown = bring_about(client, CORRELATION_PATTERN, desired)
    assert (shown["note"], ignored_changes(step, shown)) == ("two", [])


def test_a_note_that_is_empty_means_the_one_without(client, simulator):
    acme = simulator.organization("acme")
    for values in ({}, {"note": "first"}):
        stored = {"id": acme.new_id(), "active": True, "cross_source": True, **PATTERN, **values}
        acme.stores["correlation_patterns"][stored["id"]] = stored
    desired = {**PATTERN, "time_window": 90}
    with pytest.raises(errors.AmbiguousKey, match='the correlation pattern "check, host where .*its note or id'):
        bring_about(client, CORRELATION_PATTERN, desired)
    changed = bring_about(client, CORRELATION_PATTERN, {**desired, "note": ""})[1]
    assert (changed["note"], changed["time_window"]) == (None, 90)


def test_patterns_that_are_alike_are_distinguished_by_their_note(client, simulator):
    acme = simulator.organization("acme")
    for note in ("first", "second"):
        stored = {"id": acme.new_id(), "active": True, "cross_source": True, **PATTERN, "note": note}
        acme.stores["correlation_patterns"][stored["id"]] = stored
    desired = PATTERN
    with pytest.raises(errors.AmbiguousKey, match="2 objects match the correlation pattern"):
        bring_about(client, CORRELATION_PATTERN, desired)
    changed = bring_about(client, CORRELATION_PATTERN, {**desired, "note": "second", "time_window": 90})[1]
    assert changed["note"] == "second"
    assert sorted(each["time_window"] for each in client.list(CORRELATION_PATTERN)) == [60, 90]


def put_patterns(simulator, **windows):
    """One pattern for each tag, made in that order."""
    acme = simulator.organization("acme")
    for tag, minutes in windows.items():
        pattern = {"id": acme.new_id(), "active": True, "cross_source": True, "tags": [tag], "time_window": minutes}
        acme.stores["correlation_patterns"][pattern["id"]] = pattern


def ordered(*tags):
    """The declaration of an order of the patterns with these tags."""
    return {"patterns": [{"tags": [tag]} for tag in tags]}


def order_of(client):
    (order,) = client.list(CORRELATION_PATTERN_ORDER)
    return [pattern["tags"][0] for pattern in order["patterns"]]


@pytest.mark.parametrize("shape", ["names", "pairs"])
@pytest.mark.parametrize("incomplete", ["refused", "accepted"])
def test_every_reading_of_the_pattern_order_gives_the_same_life(client, simulator, shape, incomplete):
    simulator.set_options({"pattern_shape": shape, "incomplete_order": incomplete})
    put_patterns(simulator, slow=90, quick=5, middle=30)
    assert order_of(client) == ["slow", "middle", "quick"]
    desired = ordered("quick", "slow", "middle")
    step, order = bring_about(client, CORRELATION_PATTERN_ORDER, desired)
    assert (step.action, step.title) == ("update", "correlation pattern order")
    assert [pattern["tags"] for pattern in order["patterns"]] == [["quick"], ["slow"], ["middle"]]
    assert not bring_about(client, CORRELATION_PATTERN_ORDER, desired)[0].changed
    assert bring_about(client, CORRELATION_PATTERN_ORDER, desired, "absent")[0].action == "remove"
    assert order_of(client) == ["slow", "middle", "quick"]
    assert not bring_about(client, CORRELATION_PATTERN_ORDER, desired, "absent")[0].changed


@pytest.mark.parametrize("fault", ["reset_after", "503_after", "reset_before", "truncated"])
def test_an_order_whose_answer_was_lost_is_looked_up(client, simulator, fault):
    put_patterns(simulator, slow=90, quick=5)
    for state, expected in (("present", ["quick", "slow"]), ("absent", ["slow", "quick"])):
        desired = ordered("quick", "slow")
        simulator.set_faults([{**one, "probability": 1, "times": 1, "writes": True} for one in FAULTS[fault]])
        bring_about(client, CORRELATION_PATTERN_ORDER, desired, state)
        assert order_of(client) == expected


@pytest.mark.parametrize(
    ("tags", "says"),
    [
        (["quick"], 'patterns does not contain "slow", "middle"'),
        (["quick", "slow", "middle", "slow"], 'patterns contains "slow" twice'),
        (["quick", "slow", "fast"], r'patterns\[2\]: the correlation pattern "fast" does not exist'),
    ],
)
def test_an_order_that_is_not_of_all_patterns_is_refused_before_anything_is_sent(client, simulator, tags, says):
    put_patterns(simulator, slow=90, quick=5, middle=30)
    with pytest.raises(errors.BigPandaError, match=says):
        bring_about(client, CORRELATION_PATTERN_ORDER, ordered(*tags))
    assert simulator.requests(writes_only=True) == []


def test_patterns_of_which_something_is_missing_come_last_and_have_no_window(client, simulator):
    put_patterns(simulator, slow=90, quick=5)
    listed = client.list(CORRELATION_PATTERN)
    unplaced = {**listed[0], "id": "p9", "tags": ["new"], "execution_order": None, "time_window": None}
    (order,) = compose(CORRELATION_PATTERN_ORDER, [unplaced, *listed], None)
    assert [pattern["tags"][0] for pattern in order["patterns"]] == ["slow", "quick", "new"]
    assert is_gone(CORRELATION_PATTERN_ORDER, order)


def test_without_the_limited_release_there_is_no_order(client, simulator):
    put_patterns(simulator, slow=90, quick=5)
    desired = ordered("quick", "slow")
    simulator.set_options({"pattern_order": "disabled"})
    assert client.list(CORRELATION_PATTERN_ORDER) == []
    assert not bring_about(client, CORRELATION_PATTERN_ORDER, desired, "absent")[0].changed
    with pytest.raises(errors.InvalidOption, match="limited release"):
        bring_about(client, CORRELATION_PATTERN_ORDER, desired)


LINKS = [{"source": "host", "target": "check"}, {"source": "host", "target": "cluster"}]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("topology_conflict_status", 409),
        ("topology_conflict_status", 400),
        ("topology_update_status", 204),
        ("topology_update_status", 200),
    ],
)
def test_every_reading_of_the_topology_gives_the_same_life(client, simulator, name, value):
    simulator.set_options({name: value})
    desired = canonical_form(TOPOLOGY, {"links": LINKS})
    step = make_plan(TOPOLOGY, None, desired)
    assert step.title == "topology"
    assert bring_about(client, TOPOLOGY, desired)[0].action == "create"
    # Somebody else made it between reading and writing.
    assert apply.apply_step(client, step)["links"] == LINKS
    assert not bring_about(client, TOPOLOGY, {**desired, "links": LINKS[::-1]})[0].changed
    assert bring_about(client, TOPOLOGY, {**desired, "links": LINKS[:1]})[1]["links"] == LINKS[:1]
    assert bring_about(client, TOPOLOGY, desired, "absent")[0].action == "remove"
    assert client.list(TOPOLOGY) == []


@pytest.mark.parametrize("status", [409, 400])
def test_a_user_created_by_somebody_else_meanwhile_is_updated_instead(client, simulator, status):
    simulator.set_options({"user_conflict_status": status})
    desired = {"user_name": "ada@example.com", "display_name": "Ada"}
    step = make_plan(SCIM_USER, find.find_current(client, SCIM_USER, desired), desired)
    simulator.organization("acme").add_user("ADA@example.com", displayName="Somebody")
    assert apply.apply_step(client, step)["display_name"] == "Ada"
    assert (
        sum(user["userName"].lower() == "ada@example.com" for user in simulator.organization("acme").users.values())
        == 1
    )


def test_a_removal_that_somebody_else_did_meanwhile_is_done(client, simulator):
    desired = {"name": "Operations"}
    bring_about(client, ROLE, desired)
    step = make_plan(ROLE, find.find_current(client, ROLE, desired), desired, "absent")
    acme = simulator.organization("acme")
    del acme.roles[step.current["id"]]
    assert apply.apply_step(client, step)["name"] == "Operations"


def test_environments_are_made_and_removed_by_the_same_engine(client, simulator):
    def stored():
        there = simulator.organization("acme").environments.values()
        return [each["filter"] for each in there if each["name"] == "Production"]

    desired = {"name": "Production", "filter": "cluster = prod*"}
    assert bring_about(client, ENVIRONMENT, desired)[0].action == "create"
    assert stored() == ["cluster = prod*"]
    assert not bring_about(client, ENVIRONMENT, desired)[0].changed
    assert bring_about(client, ENVIRONMENT, desired, "absent")[0].action == "remove"
    assert stored() == []


def load(client, desired, rows=ROWS, **options):
    chosen = {"compare": "rows", "recreate": False, "force": False, "wait": True, "wait_timeout_s": 20, **options}
    wanted = TableOptions(source=Source("rows", rows) if rows else None, **chosen)
    plan = plan_table_object(client, ENRICHMENT_MAP, desired, "present", wanted)
    return plan.table, plan.carry_out(client).values


@pytest.mark.parametrize("location", ["relative", "absolute", "none", "introduction", "elsewhere"])
@pytest.mark.parametrize("answer", ["object", "config"])
def test_maps_are_loaded_wherever_the_job_is_and_whatever_creation_answers(client, simulator, location, answer):
    simulator.set_options({"job_location": location, "map_create_answer": answer})
    made, values = load(client, {"name": "owners", "fields": FIELDS})
    assert made.rows.added == 250
    assert values["job"]["status"] == "done"
    assert not load(client, {"name": "owners"})[0].changed
    assert not load(client, {"name": "owners"}, compare="digest")[0].changed
    load(client, {"name": "owners"}, ROWS[1:])
    # A later run knows by it that the same file is loaded, without a look at its rows.
    (stored,) = simulator.organization("acme").maps.values()
    assert f"file={Source('rows', ROWS[1:]).raw_digest()}" in str(stored)


@pytest.mark.parametrize("counter", ["total_results", "total_count", "page", "missing"])
@pytest.mark.parametrize("cells", ["null", "text"])
def test_empty_cells_and_row_counters_of_the_service_are_not_a_change(client, simulator, counter, cells):
    simulator.set_options({"row_total": counter, "null_cells": cells})
    rows = [{"application": f"a{number}", "owner": None if number % 2 else ["x", "y"]} for number in range(230)]
    load(client, {"name": "owners", "fields": FIELDS}, rows)
    assert not load(client, {"name": "owners"}, list(reversed(rows)))[0].changed


def test_an_unchanged_table_takes_three_requests_at_most_by_digest(client, simulator):
    load(client, {"name": "owners", "fields": FIELDS})
    simulator.clear_requests()
    load(client, {"name": "owners", "fields": FIELDS}, compare="digest")
    assert len(simulator.requests()) <= 3


@pytest.mark.parametrize(
    ("kind", "error"), [("job_failed", "JobFailed"), ("job_lost", "JobLost"), ("job_never_ends", "JobUnfinished")]
)
def test_failed_lost_and_endless_jobs_are_distinct_errors_and_a_rerun_finishes(client, simulator, kind, error):
    simulator.set_faults([{"kind": kind}])
    with pytest.raises(getattr(errors, error), match='Cannot load the table of enrichment map "owners": .*job'):
        load(client, {"name": "owners", "fields": FIELDS}, wait_timeout_s=1 if kind == "job_never_ends" else 60)
    simulator.clear_faults()
    assert load(client, {"name": "owners", "fields": FIELDS}, compare="digest")[0].uploads
    acme = simulator.organization("acme")
    assert len(acme.maps) == 1
    assert len(next(iter(acme.tables.values()))) == 250


@pytest.mark.parametrize("name", ["reset_before", "reset_after", "503_after", "429", "truncated"])
def test_maps_survive_faults_and_there_is_one_in_the_end(client, simulator, name):
    simulator.set_faults([{**fault, "probability": 0.3} for fault in FAULTS[name]], seed=11)
    load(client, {"name": "owners", "fields": FIELDS})
    load(client, {"name": "owners", "fields": [*FIELDS, {"title": "x", "type": "result_tag"}]}, WIDE, recreate=True)
    simulator.clear_faults()
    assert len(simulator.organization("acme").maps) == 1
    assert not load(client, {"name": "owners"}, WIDE)[0].changed


WIDE = [{**row, "x": "1"} for row in ROWS]
WIDE_FIELDS = [*FIELDS, {"title": "x", "type": "result_tag"}]


@pytest.mark.parametrize("dies_at", range(1, 8))
def test_a_replacement_that_was_cut_short_is_finished_by_the_rerun(make_client, simulator, dies_at):
    """Whichever write is the last one before the process is killed."""
    load(make_client(), {"name": "owners", "fields": FIELDS})
    simulator.clear_requests()
    simulator.set_faults([{"kind": "status", "status": 400, "writes": True, "skip": dies_at - 1}])
    with contextlib.suppress(errors.BigPandaError):
        load(make_client(retry_timeout=0), {"name": "owners", "fields": WIDE_FIELDS}, WIDE, recreate=True)
    simulator.clear_faults()
    load(make_client(), {"name": "owners", "fields": WIDE_FIELDS}, WIDE, recreate=True)
    acme = simulator.organization("acme")
    assert len(acme.maps) == 1
    assert not load(make_client(), {"name": "owners", "fields": WIDE_FIELDS}, WIDE, recreate=True)[0].changed
    assert not load(make_client(), {"name": "owners"}, WIDE, compare="digest")[0].uploads


@pytest.mark.parametrize("dies_at", range(2, 7))
def test_what_an_earlier_run_left_half_done_is_in_the_diff(make_client, simulator, dies_at):
    load(make_client(), {"name": "owners", "fields": FIELDS})
    simulator.set_faults([{"kind": "status", "status": 400, "writes": True, "skip": dies_at - 1}])
    with contextlib.suppress(errors.BigPandaError):
        load(make_client(retry_timeout=0), {"name": "owners", "fields": WIDE_FIELDS}, WIDE, recreate=True)
    simulator.clear_faults()
    left = {each["id"] for each in simulator.organization("acme").maps.values()}
    made = load(make_client(), {"name": "owners"}, rows=None)[0]
    removed = left - {each["id"] for each in simulator.organization("acme").maps.values()}
    told = str(made.diff["before"].get("unfinished"))
    assert all(map_id in told for map_id in removed)
    assert made.changed == (made.diff["before"] != made.diff["after"])


@pytest.mark.parametrize("lists", ["replaced", "merged"])
def test_roles_are_left_whatever_a_change_of_the_list_does(client, simulator, lists):
    simulator.set_options({"scim_patch_lists": lists})
    for name in ("One", "Two", "Three"):
        bring_about(client, ROLE, {"name": name, "permissions": []})
    for roles in (["One", "Two"], ["three", "TWO"], []):
        _step, after = bring_about(client, SCIM_USER, {"user_name": "joe@acme.example", "roles": roles})
        assert {role.lower() for role in after["roles"]} == {role.lower() for role in roles}
        assert not bring_about(client, SCIM_USER, {"user_name": "joe@acme.example", "roles": roles})[0].changed


def test_what_is_not_known_of_a_permission_stays(client, simulator):
    desired = {"name": "Scoped", "permissions": [{"resource_type": "roles", "actions": ["read"]}]}
    bring_about(client, ROLE, desired)
    stored = next(role for role in simulator.organization("acme").roles.values() if role["name"] == "Scoped")
    stored["permissions"][0]["scope"] = {"x": 1}
    assert not bring_about(client, ROLE, desired)[0].changed
    bring_about(client, ROLE, {"name": "Scoped", "new_name": "Narrow"})
    bring_about(
        client, ROLE, {"name": "Narrow", "permissions": [{"resource_type": "roles", "actions": ["full_access"]}]}
    )
    (permission,) = stored["permissions"]
    assert (permission["scope"], permission["actions"]) == ({"x": 1}, ["full_access"])


def test_two_maps_of_one_name_are_an_error_that_lists_them(client, simulator):
    for _time in range(2):
        client.write(ENRICHMENT_MAP.create, body={"type": "mapping", "config": {"name": "owners", "fields": FIELDS}})
    with pytest.raises(errors.AmbiguousKey, match="2 objects match"):
        load(client, {"name": "owners"})


def incident(simulator):
    acme = simulator.organization("acme")
    for number, service in enumerate(("db", "db", "web")):
        event = {"status": "critical", "host": f"{service}-{number}", "cluster": service, "app_key": "x"}

        ingest(acme, event, "x")
    environment = next(iter(acme.environments))
    database, web = acme.incidents
    return {"environment_id": environment, "incident_id": database}, database, web


INCIDENT_FAULTS = {
    "reset_before": {"kind": "reset_before"},
    "reset_after": {"kind": "reset_after"},
    "503_before": {"kind": "status", "status": 503},
    "503_after": {"kind": "status", "status": 503, "after_write": True},
}


@pytest.mark.parametrize(("name", "always"), list(itertools.product(INCIDENT_FAULTS, (False, True))))
def test_nothing_is_done_twice_to_an_incident_whatever_is_lost(client, simulator, name, always):
    values, database, web = incident(simulator)
    acme = simulator.organization("acme")
    user = next(iter(acme.users))
    wanted = {"id": database, "assignee": user, "comment": "Looking.", "comment_always": always, "merge": [web]}
    wanted["state"] = "resolved"
    simulator.set_faults([{**INCIDENT_FAULTS[name], "writes": True, "times": 1, "skip": skip} for skip in (0, 1)])
    _now, actions = Incident(client, INCIDENT, values, wanted).bring_about(Wait(True, 10))
    assert names_of(actions) == ["assign", "comment", "merge", "resolve"]
    types = [activity["type"] for activity in acme.activities[database]]
    for kind in ("incident_assigned", "incident_commented", "incident_merged_destination", "incident_resolved_api"):
        assert types.count(kind) == 1
    assert Incident(client, INCIDENT, values, {**wanted, "comment_always": False}).bring_about(Wait(True, 10))[1] == []


@pytest.mark.parametrize(
    "readings",
    [
        {"nobody": "null", "unassign_nobody_status": 204},
        {"status_case": "capital", "activity_list": "items"},
        {"repeat_status": 400, "unsnooze_idle_status": 400},
    ],
)
def test_every_reading_of_incidents_gives_the_same_situation(client, simulator, readings):
    simulator.set_options(readings)
    values, database, web = incident(simulator)
    owner = made_definition({"name": "Owner", "type": "SingleValue"}, "system")
    simulator.organization("acme").incident_tags[owner["id"]] = owner
    wanted = {
        "id": database,
        "assignee": "",
        "snoozed_until": 0,
        "tags": {"Owner": "Ada"},
        "comment": "Hello.",
        "merge": [web],
        "state": "resolved",
    }
    first = Incident(client, INCIDENT, values, wanted).bring_about(Wait(True, 10))[1]
    assert names_of(first) == ["tag", "comment", "merge", "resolve"]
    assert Incident(client, INCIDENT, values, wanted).bring_about(Wait(True, 10))[1] == []


def test_an_accepted_action_that_never_shows_is_an_error_that_names_it(client, simulator):
    values, database, _web = incident(simulator)
    simulator.set_options({"settle_seconds": 60})
    with pytest.raises(errors.ChangeNotVisible, match=f"Cannot resolve incident {database}: BigPanda accepted it"):
        Incident(client, INCIDENT, values, {"id": database, "state": "resolved"}).bring_about(Wait(True, 0.5))
