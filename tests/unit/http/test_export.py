# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is told of an organization is no change to it, and makes the same one elsewhere."""

from __future__ import annotations

import time

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.text import is_unseen
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from simulator.organization import RESOURCE_TYPES
from simulator.rules.alert_tags import feed, made_rule
from simulator.rules.incident_tag_definitions import made as made_definition
from simulator.rules.maintenance_plans import made as made_plan
from simulator.rules.mapping_enrichments import made as made_map

ELSEWHERE = {"organization": "globex", "region": "eu"}
MAP = {"fields": [{"title": "application", "type": "query_tag"}, {"title": "owner", "type": "result_tag"}]}

letters = st.characters(codec="utf-8", exclude_categories=["Cs"]).filter(lambda letter: not is_unseen(letter))
texts = st.text(letters, max_size=12).map(str.strip)
resource_types = st.sampled_from(RESOURCE_TYPES)
actions = st.lists(st.sampled_from(["read", "full_access"]), min_size=1, unique=True)
environment_permissions = st.tuples(st.none() | st.integers(0, 9), actions)
permissions = st.tuples(
    st.lists(st.tuples(resource_types, actions), unique_by=lambda each: each[0], max_size=3),
    st.lists(environment_permissions, unique_by=lambda each: each[0], max_size=2),
)
phone_numbers = st.fixed_dictionaries({"value": texts.filter(bool), "type": st.sampled_from(["work", "home", "other"])})
people = st.lists(
    st.fixed_dictionaries(
        {"userName": texts.filter(bool), "active": st.booleans()},
        optional={"displayName": texts, "phoneNumbers": st.lists(phone_numbers, max_size=1)},
    ),
    unique_by=lambda user: user["userName"].casefold(),
    max_size=6,
)
tables = st.lists(st.tuples(texts.filter(lambda cell: cell not in ("", "null")), texts), min_size=1, max_size=4)
moments = st.integers(1_000_000_000, 4_000_000_000)
conditions = st.sampled_from(
    [{"=": ["host", "db-1"]}, {"AND": [{"IN": ["check", ["cpu", "mem"]]}, {"!=": ["a", "b"]}]}]
)
filters = st.lists(
    st.tuples(
        texts.filter(bool),
        st.booleans(),
        conditions,
        st.none() | st.lists(st.sampled_from(["Ok", "Critical"]), unique=True),
        st.none() | st.integers(0, 9),
    ),
    unique_by=lambda one: one[0],
    max_size=3,
)
repetitions = st.sampled_from(
    [{}, {"frequency": "Monthly", "frequency_data": {"relativity": "Last", "duration": 60}, "time_zone": "Asia/Tokyo"}]
)


def plans(days_until_start, days, **unique):
    name, marker = st.sampled_from(["Patch", "Patch [a]", "ä"]), st.sampled_from([None, "a", "b"])
    return st.lists(st.tuples(name, marker, conditions, days_until_start, days, repetitions), max_size=3, **unique)


def extraction(source, **config):
    return {"type": "extraction", "config": {"source": source, "destination": "host", "regex": "(.*)", **config}}


rules = st.lists(
    st.sampled_from(
        [
            extraction("host"),
            extraction("check", selected_source_system="oim.zabbix"),
            {**extraction("check"), "active": False, "when": {"=": ["team", "dba"]}},
            {"type": "composition", "config": {"source": "All Systems", "destination": "host", "value": "${check}"}},
        ]
    ),
    max_size=4,
)
definitions = st.lists(
    st.sampled_from(
        [
            {"name": "Ticket", "type": "Text", "canManualInput": False, "description": "Number of a ticket"},
            {"name": "Old", "type": "MultiValue", "active": False},
            {
                "name": "Urgency",
                "type": "Priority",
                "config": {"ordered_list": [{"display_name": "P1", "order_id": 1000, "active": True}]},
                "enrichment_config": {"items": [{"value": "1000", "condition": "env = prod"}]},
            },
            {
                "name": "Location",
                "type": "ClosedListValuesMulti",
                "config": {"incident_tag_values": ["Vienna", "Berlin"]},
                "enrichment_config": {"append_matching_items": True, "items": []},
            },
        ]
    ),
    unique_by=lambda one: one["name"],
)
organizations = st.fixed_dictionaries(
    {
        "alert_tags": st.lists(
            st.tuples(st.sampled_from(["service", "owner", "a-1_b"]), st.booleans(), rules),
            unique_by=lambda one: one[0],
            max_size=3,
        ),
        "tag_order": st.none() | st.permutations(range(3)),
        "incident_tags": definitions,
        # Names may be those of others: of past plans whatever the marker, of the rest with another one.
        "past_plans": plans(st.integers(-80, -41), st.integers(1, 40)),
        "plans": plans(st.sampled_from([-40, -1, 1, 80]), st.just(41), unique_by=lambda one: one[:2]),
        "groups": st.lists(
            st.tuples(texts.filter(bool), st.frozensets(st.integers(0, 9))), max_size=3, unique_by=lambda one: one[0]
        ),
        "schedules": st.lists(
            st.tuples(texts.filter(bool), moments, st.booleans(), st.sampled_from(["UTC", "Asia/Tokyo"])),
            max_size=2,
            unique_by=lambda one: one[0],
        ),
        "filters": filters,
        "patterns": st.lists(
            st.tuples(
                st.lists(st.sampled_from(["host", "check", "Cluster", "ä"]), min_size=1, max_size=4, unique=True),
                st.sampled_from(["", "env = prod", "env IN [a, b] OR x = 'two words'"]),
                st.booleans(),
                st.sampled_from([30, 60]),
                st.booleans(),
                st.none() | texts,
            ),
            # Those that differ in their note alone are told by their ids, which another organization does not have.
            unique_by=lambda one: (frozenset(one[0]), one[1], one[2]),
            max_size=3,
        ),
        "pattern_order": st.none() | st.permutations(range(3)),
        "links": st.lists(
            st.fixed_dictionaries({"source": texts.filter(bool), "target": texts.filter(bool)}), max_size=3
        ),
        "environments": st.lists(
            st.tuples(
                texts.filter(bool),
                st.sampled_from(["a = b", "env IN [a, b] OR x = 'two words'", "NOT (a = b AND c != d*)"]),
                st.none() | texts,
                st.frozensets(st.integers(0, 9)),
                st.frozensets(st.integers(0, 9)),
            ),
            unique_by=lambda one: one[0].casefold(),
            max_size=4,
        ),
        "roles": st.lists(
            st.tuples(texts.filter(bool), permissions, st.frozensets(st.integers(0, 9))),
            unique_by=lambda role: role[0].casefold(),
            max_size=4,
        ),
        "users": people,
        "maps": st.lists(
            st.tuples(texts.filter(bool), tables, texts, st.booleans()), max_size=3, unique_by=lambda one: one[0]
        ),
    }
)


def put(organization, kind, **values):
    stored = {"id": organization.new_id(), **values}
    organization.stores[kind][stored["id"]] = stored
    return stored


def build(organization, wanted):
    """Puts into the simulator's organization what was drawn, as the service holds it."""
    for name, condition, description, *_roles in wanted["environments"]:
        said = {} if description is None else {"description": description}
        organization.add_environment({"name": name, "filter": condition, **said})
    users = []
    for user in wanted["users"]:
        values = {name: value for name, value in user.items() if name != "userName"}
        users.append(organization.add_user(user["userName"], **values))
    environments = list(organization.environments)
    for name, (others, of_environments), members in wanted["roles"]:
        if organization.find_role(name):
            continue
        allowed = [{"resource_type": kind, "resource_id": None, "actions": may} for kind, may in others]
        for number, may in of_environments:
            environment = None if number is None else environments[number % len(environments)]
            allowed.append({"resource_type": "environments", "resource_id": environment, "actions": may})
        organization.add_role(name, allowed, [users[number]["id"] for number in sorted(members) if number < len(users)])
    for name, _condition, _description, *drawn in wanted["environments"]:
        environment = next(each for each in organization.environments.values() if each["name"] == name)
        there = list(organization.roles)
        for field, numbers in zip(("roles", "read_only_roles"), drawn, strict=True):
            chosen = {there[number % len(there)] for number in numbers}
            environment[field] = [{"id": role} for role in sorted(chosen)]
    for name, members in wanted["groups"]:
        group = put(organization, "environment_groups", name=name)
        for number in members:
            organization.environments[environments[number % len(environments)]]["environment_group_id"] = group["id"]
    schedules = [
        put(
            organization,
            "alert_filter_schedules",
            name=name,
            starts_on=start,
            ends_on=start + 60,
            active=active,
            time_zone=time_zone,
        )
        for name, start, active, time_zone in wanted["schedules"]
    ]
    for name, active, condition, statuses, number in wanted["filters"]:
        given = {"exclude_status": statuses} if statuses is not None else {}
        if number is not None and schedules:
            given["schedule"] = schedules[number % len(schedules)]["id"]
        put(organization, "alert_filters", name=name, active=active, bpql=condition, **given)
    for tags, condition, across, minutes, active, note in wanted["patterns"]:
        values = {"tags": tags, "filter": condition, "cross_source": across, "time_window": minutes, "active": active}
        put(organization, "correlation_patterns", **values, **({} if note is None else {"note": note}))
    if wanted["pattern_order"]:
        patterns = list(organization.stores["correlation_patterns"])
        order = [patterns[number] for number in wanted["pattern_order"] if number < len(patterns)]
        organization.stores["correlation_pattern_order"] = {pattern: {} for pattern in order}
    for name, active, of_tag in wanted["alert_tags"]:
        made = [made_rule(values, "system") for values in of_tag]
        organization.stores["alert_tags"][name] = {"name": name, "active": active, "enrichments": made}
    if wanted["tag_order"]:
        names = list(organization.stores["alert_tags"])
        order = [names[number] for number in wanted["tag_order"] if number < len(names)]
        organization.stores["tag_order"] = {name: {} for name in order}
    for values in wanted["incident_tags"]:
        definition = made_definition(values, "system")
        organization.incident_tags[definition["id"]] = definition
    if wanted["links"]:
        put(organization, "topologies", links=wanted["links"])
    now = int(time.time())
    for name, marker, condition, begins, lasts, repetition in wanted["past_plans"] + wanted["plans"]:
        times = {"start": now + begins * 86_400, "end": now + (begins + lasts) * 86_400}
        tags = [{"name": "app", "value": "x"}, *([{"name": "ansible_marker", "value": marker}] if marker else [])]
        values = {"name": name, "condition": condition, "custom_tags": tags, **times, **repetition}
        put(organization, "maintenance_plans", **made_plan(organization, values))
    for name, table, note, active in wanted["maps"]:
        stored = made_map(organization, {"type": "mapping", "config": {**MAP, "name": name}, "note": note}, "system")
        organization.maps[stored["id"]] = {**stored, "active": active}
        rows = dict.fromkeys(table)
        organization.tables[stored["id"]] = [{"application": key, "owner": owner} for key, owner in rows]
        feed(organization, stored)


def without_owner(declaration):
    """The owner of the key is there before, in each organization another one."""
    users = [user for user in declaration["scim_users"] if not user["user_name"].startswith("admin@")]
    return {**declaration, "scim_users": users}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted=organizations)
def test_any_organization_is_no_change_to_itself_and_the_same_elsewhere(bring, exported, simulator, start_anew, wanted):
    start_anew()
    build(simulator.organization("acme"), wanted)
    declaration = exported()
    assert bring(declaration) == ([], [])
    moved = without_owner(declaration)
    told, _written = bring(moved, **ELSEWHERE)
    assert [entry["error"] for entry in told if entry["outcome"] != "done"] == []
    assert without_owner(exported(**ELSEWHERE)) == moved
    assert bring(moved, **ELSEWHERE) == ([], [])


@pytest.fixture
def with_lost_references(call, simulator):
    """The ids of an environment and a schedule that are gone, while others still name them."""
    acme = simulator.organization("acme")
    gone, kept = (call("environment", name=name, filter="a = b")["environment"]["id"] for name in ("Gone", "Kept"))
    may_read = [{"resource_type": "environments", "resource_id": each, "actions": ["read"]} for each in (gone, kept)]
    call("role", name="Readers", permissions=may_read)
    call("role", name="Nobody", permissions=may_read[:1])
    hour = {"starts_on": "2031-01-01T00:00:00Z", "duration": "1h"}
    schedule = call("alert_filter_schedule", name="Nights", **hour)["alert_filter_schedule"]["id"]
    call("alert_filter", name="Noise", condition="a = b", schedule="Nights")
    del acme.environments[gone]
    acme.stores["alert_filter_schedules"].clear()
    return gone, schedule


def test_what_names_nothing_any_more_is_left_out_with_a_warning(call, bring, with_lost_references):
    """Its id would fail a run for another organization halfway, and means nothing in this one."""
    told = call("organization_info")
    of_role, of_filter = map(str, told["warnings"])
    assert 'roles: permissions of "Nobody", "Readers" contains the ID of a missing environment' in of_role
    assert 'alert_filters: schedule of "Noise" contains the ID of a missing alert filter schedule' in of_filter
    declaration = told["organization"]
    assert not [each for each in with_lost_references if each in str(declaration)]
    permissions = {each["name"]: each.get("permissions") for each in declaration["roles"]}
    assert (len(permissions["Readers"]), permissions["Nobody"]) == (1, None)
    assert bring(declaration) == ([], [])
    moved = without_owner(declaration)
    assert not [entry["error"] for entry in bring(moved, **ELSEWHERE)[0] if entry["outcome"] != "done"]
    assert bring(moved, **ELSEWHERE) == ([], [])
    assert "warnings" not in call("organization_info", gather=["environments"])


def test_a_change_of_what_names_something_lost_shows_all_that_it_takes_away(call, simulator, with_lost_references):
    told = call("organization", roles=[{"name": "Readers", "permissions": []}])
    assert f"-{with_lost_references[0]} environments (read), -Kept environments" in str(told["diff"])
    (role,) = [each for each in simulator.organization("acme").roles.values() if each["name"] == "Readers"]
    assert role["permissions"] == []


def test_what_has_no_content_is_exported_so_that_it_can_be_applied(call, bring, exported, simulator):
    """A topology without links is none, and BigPanda removes an alert tag with its last rule."""
    put(simulator.organization("acme"), "topologies", links=[])
    call("alert_tag", name="service")
    declaration = exported(["topologies", "alert_tags"])
    assert declaration == {"topologies": [], "alert_tags": [{"name": "service", "active": True}]}
    assert bring(declaration) == ([], [])
    call("alert_tag", name="service", enrichments=[{"type": "composition", "value": "x"}])
    assert bring(declaration) == ([], [])
    assert bring(declaration, **ELSEWHERE)[1] == ["create_alert_tag"]
    assert bring(declaration, **ELSEWHERE) == ([], [])
