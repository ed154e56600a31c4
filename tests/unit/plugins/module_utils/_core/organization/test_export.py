# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a declaration of live objects says, and what it leaves out, without a service."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.membership import find_membership
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.export import declare
from ansible_collections.community.bigpanda.plugins.module_utils._resources.catalog import CATALOG
from unit.plugins.module_utils._core.plans import (
    ALONE,
    CHECK,
    E1,
    E2,
    F1,
    F2,
    FED,
    G1,
    G2,
    HOST,
    NIGHTS,
    NOISE,
    NOW,
    OTHER,
    P1,
    P2,
    PROD,
    S1,
    TEST,
    known_of,
)

CONDITION = {"=": ["a", "b"]}


def declared(live, *plurals):
    """The declaration of these kinds, of all that are live where none is named."""
    known = known_of(live)
    gathered = [each.resource for each in known.values() if not plurals or each.resource.plural in plurals]
    return declare(known, gathered, find_membership(CATALOG.resources))


def only(live, plural):
    return declared(live, plural)[plural]


def test_what_the_service_sets_is_omitted_and_ids_become_names():
    live = {"alert_filter_schedules": [NIGHTS], "alert_filters": [{**NOISE, "created_by": "x", "active": False}]}
    (told,) = only(live, "alert_filters")
    assert {"name", "bpql", "active", "schedule"} <= set(told)
    assert (told["schedule"], told["active"]) == ("Nights", False)
    assert not {"id", "created_by", "created_on", "plan_type"} & set(told)


def test_an_id_that_nothing_answers_to_is_omitted():
    assert "schedule" not in only({"alert_filters": [NOISE], "alert_filter_schedules": []}, "alert_filters")[0]
    group = {"id": G1, "name": "Shops", "environmentIds": [E2, E1]}
    live = {"environments": [PROD], "environment_groups": [group], "roles": []}
    assert only(live, "environment_groups") == [{"name": "Shops", "environments": ["Production"]}]
    live = {"environments": [{**PROD, "roles": [{"id": E2}], "read_only_roles": []}], "roles": []}
    (told,) = only(live, "environments")
    # To name none would take away what this organization shows.
    assert ("roles" in told, told["read_only_roles"]) == (False, [])


def test_what_is_null_is_not_said():
    assert "schedule" not in only({"alert_filters": [OTHER], "alert_filter_schedules": []}, "alert_filters")[0]


def test_objects_of_one_name_are_named_by_their_ids():
    twins = [{**OTHER, "name": "Noise"}, NOISE]
    told = only({"alert_filters": twins, "alert_filter_schedules": [NIGHTS]}, "alert_filters")
    assert [each["id"] for each in told] == [F2, F1]
    assert not any("name" in each for each in told)
    # What names one of two schedules of one name does so by its id.
    schedules = [NIGHTS, {**NIGHTS, "id": E1}]
    live = {"alert_filters": [NOISE], "alert_filter_schedules": schedules}
    assert only(live, "alert_filters")[0]["schedule"] == S1


def plan(number, **values):
    times = {"start": NOW + 100, "end": NOW + 200, "status": "planned"}
    return {"id": f"p{number}", "name": "Patch", "condition": CONDITION, **times, **values}


def test_history_is_not_declared():
    assert only({"maintenance_plans": [plan(1, status="done")]}, "maintenance_plans") == []
    (told,) = only({"maintenance_plans": [plan(1), plan(2, status="done", start=5, end=6)]}, "maintenance_plans")
    assert (told["name"], told["start"]) == ("Patch", NOW + 100)
    assert not {"identity", "relativity", "status", "id"} & set(told)


def members():
    role = {"id": G1, "name": "Ops", "permissions": [], "users": ["u1"]}
    return {
        "scim_users": [{"id": "u1", "userName": "ada@x", "active": True, "roles": ["Ops"]}],
        "roles": [role],
        "environments": [],
    }


def test_membership_is_declared_once():
    told = declared(members())
    assert told["scim_users"][0]["roles"] == ["Ops"] and "users" not in told["roles"][0]
    assert only(members(), "roles")[0]["users"] == ["ada@x"]


def test_membership_that_only_one_end_shows_is_declared_at_the_other():
    live = members()
    live["scim_users"].append({"id": "u2", "userName": "bob@x", "active": True, "roles": ["OPS"]})
    live["scim_users"][0]["roles"] = []
    assert sorted(only(live, "roles")[0]["users"]) == ["ada@x", "bob@x"]
    assert [each["roles"] for each in only(live, "scim_users")] == [["Ops"], ["Ops"]]
    assert [each["roles"] for each in declared(live)["scim_users"]] == [["Ops"], ["Ops"]]


def test_a_role_that_nobody_sees_is_not_declared_of_a_user():
    live = members()
    live["scim_users"][0]["roles"] = ["Ops", "Secret"]
    assert only(live, "scim_users")[0]["roles"] == ["Ops"]
    # Where roles were not read, names are all that is known.
    known = known_of(live)
    users = known["scim_user"]
    told = declare({"scim_user": users}, [users.resource], find_membership(CATALOG.resources))
    assert told["scim_users"][0]["roles"] == ["Ops", "Secret"]


def test_parts_of_a_user_are_declared_as_far_as_they_are_set():
    live = members()
    live["scim_users"][0]["phoneNumbers"] = [{"value": "1", "type": None}]
    live["scim_users"].append({"id": "u2", "userName": "bob@x", "active": True, "roles": [], "displayName": None})
    first, second = only(live, "scim_users")
    assert first["phone_number"] == {"value": "1"}
    assert second == {"user_name": "bob@x", "active": True, "roles": []}


def test_a_password_is_not_declared():
    live = members()
    live["scim_users"][0]["password"] = "of a service that shows it"
    assert "of a service" not in str(declared(live))


@pytest.mark.parametrize(
    ("resource_id", "said"),
    [(E1, {"environment": "Production"}), (None, {})],
    ids=["there", "of none"],
)
def test_a_permission_names_its_environment(resource_id, said):
    permission = {"resource_type": "environments", "resource_id": resource_id, "actions": ["read", "a"]}
    live = {**members(), "environments": [PROD]}
    live["roles"] = [{**live["roles"][0], "permissions": [permission]}]
    (told,) = declared(live)["roles"]
    assert told["permissions"] == [{"resource_type": "environments", "actions": ["a", "read"], **said}]


def test_a_value_that_came_after_the_collection_is_not_declared():
    known, new = {**OTHER, "exclude_status": ["Ok", "Critical"]}, {**NOISE, "exclude_status": ["Ok", "Purple"]}
    told = only({"alert_filters": [known, new], "alert_filter_schedules": [NIGHTS]}, "alert_filters")
    assert [each.get("exclude_status") for each in told] == [["Critical", "Ok"], None]


def test_rules_of_maps_are_not_declared_with_their_tag():
    own = {"id": "r2", "type": "extraction", "config": {"source": "host", "destination": "x", "regex": "(.*)"}}
    (told,) = only({"alert_tags": [{**FED, "enrichments": [*FED["enrichments"], own]}]}, "alert_tags")
    assert [(rule["type"], rule["source"]) for rule in told["enrichments"]] == [("extraction", "host")]
    assert "id" not in told["enrichments"][0]


def test_an_order_names_what_it_orders():
    live = {"alert_tags": [FED, ALONE], "alert_tag_orders": ["site", "owner"]}
    assert only(live, "alert_tag_orders") == [{"tags": ["site", "owner"]}]
    assert only({"alert_tags": [], "alert_tag_orders": []}, "alert_tag_orders") == []


def order_of(*patterns):
    live = {"correlation_patterns": list(patterns), "correlation_pattern_orders": None}
    return only(live, "correlation_pattern_orders")


def test_an_order_that_the_service_makes_by_itself_is_not_declared():
    assert order_of(HOST, CHECK) == []
    (told,) = order_of({**HOST, "execution_order": 2}, {**CHECK, "execution_order": 1})
    assert [pattern["tags"] for pattern in told["patterns"]] == [["check"], ["host"]]
    assert not any({"id", "note", "identity"} & set(pattern) for pattern in told["patterns"])


def test_an_order_names_patterns_that_are_alike_by_their_ids():
    (told,) = order_of({**HOST, "execution_order": 2}, {**CHECK, "tags": ["host"], "execution_order": 1})
    assert told["patterns"] == [{"id": P2}, {"id": P1}]


def test_kinds_are_declared_in_the_order_in_which_they_are_made():
    live = {"roles": [], "environments": [PROD, TEST], "environment_groups": [{"id": G2, "name": "x"}]}
    assert list(declared(live)) == ["environments", "environment_groups", "roles"]


def test_what_the_service_shows_twice_is_declared_once():
    permission = {"resource_type": "roles", "actions": ["read"]}
    live = {"roles": [{"id": "r1", "name": "a", "permissions": [permission, permission], "users": []}]}
    assert only(live, "roles")[0]["permissions"] == [permission]
