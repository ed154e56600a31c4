# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Lists whose objects show only what the contract requires of them, while each object shows everything by itself."""

from __future__ import annotations

import pytest
from simulator.reply import Reply
from simulator.rules import RULES

USER = "grace@acme.example"
READ_USERS = {"resource_type": "users", "resource_id": None, "actions": ["read"]}
NEEDED = {"id", "name", "userName", "type"}


@pytest.fixture
def acme(simulator):
    organization = simulator.organization("acme")
    grace = organization.add_user(USER, displayName="Grace Hopper")
    organization.add_role("Operations", [READ_USERS])
    for name in ("Operations", "Viewer"):
        organization.find_role(name)["users"][grace["id"]] = None
    return organization


@pytest.fixture
def be_brief(monkeypatch):
    """Has a list omit these fields; without names, everything that is optional."""

    def arrange(operation_id, *names):
        answer_list = RULES[operation_id]

        def brief(item):
            omitted = set(names) or set(item) - NEEDED
            return {name: value for name, value in item.items() if name not in omitted}

        def answer(request):
            reply = answer_list(request)
            body = reply.body
            if isinstance(body, dict):
                wrap = next(name for name, value in body.items() if isinstance(value, list) and name != "schemas")
                body = {**body, wrap: [brief(item) for item in body[wrap]]}
            else:
                body = [brief(item) for item in body]
            return Reply(reply.status, body)

        monkeypatch.setitem(RULES, operation_id, answer)

    return arrange


@pytest.fixture(params=["alone", "in an organization"])
def bring(request, call):
    """Runs the module of one object, or that of the organization, with the same declaration."""

    def run(kind, **declared):
        if request.param == "alone":
            return call(kind, **declared)
        return call("organization", **{f"{kind}s": [declared]}, max_removals="100%")

    return run


def roles_of(organization):
    user_id = organization.find_user(USER)["id"]
    return sorted(role["name"] for role in organization.roles.values() if user_id in role["users"])


def lists_of(simulator, operation_id):
    return [entry for entry in simulator.requests("acme") if entry["operation"] == operation_id]


@pytest.mark.parametrize("also_roles", [False, True], ids=["users", "users and roles"])
@pytest.mark.parametrize("roles", [[], ["Viewer"]])
def test_roles_of_a_user_are_exact_though_the_list_omits_them(acme, bring, be_brief, roles, also_roles):
    be_brief("list_scim_users", "roles")
    if also_roles:
        be_brief("list_roles", "users")
    result = bring("scim_user", user_name=USER, roles=roles)
    assert not result.get("failed"), result["msg"]
    assert result["changed"] and roles_of(acme) == roles
    assert not bring("scim_user", user_name=USER, roles=roles)["changed"]


@pytest.mark.parametrize("also_users", [False, True], ids=["roles", "roles and users"])
def test_users_of_a_role_are_exact_though_the_list_omits_them(acme, bring, be_brief, also_users):
    be_brief("list_roles", "users")
    if also_users:
        be_brief("list_scim_users", "roles")
    result = bring("role", name="Operations", users=[])
    assert not result.get("failed"), result["msg"]
    assert result["changed"] and roles_of(acme) == ["Viewer"]
    assert not bring("role", name="Operations", users=[])["changed"]


def test_permissions_of_a_role_are_exact_though_the_list_omits_them(acme, bring, be_brief):
    be_brief("list_roles")
    result = bring("role", name="Operations", permissions=[])
    assert not result.get("failed"), result["msg"]
    assert result["changed"] and acme.find_role("Operations")["permissions"] == []
    assert roles_of(acme) == ["Operations", "Viewer"]
    assert not bring("role", name="Operations", permissions=[])["changed"]


def test_a_user_joins_a_role_and_keeps_the_others(acme, bring, be_brief):
    be_brief("list_roles")
    be_brief("list_scim_users")
    acme.add_role("Audit", [])
    result = bring("scim_user", user_name=USER, roles=["Audit"], append_roles=True)
    assert not result.get("failed"), result["msg"]
    assert roles_of(acme) == ["Audit", "Operations", "Viewer"]
    assert not bring("scim_user", user_name=USER, roles=["Audit"], append_roles=True)["changed"]


def test_who_is_deactivated_is_known_though_the_list_omits_it(acme, bring, be_brief):
    be_brief("list_scim_users")
    assert bring("scim_user", user_name=USER, state="absent")["changed"]
    assert not acme.find_user(USER)["active"]
    assert not bring("scim_user", user_name=USER, state="absent")["changed"]
    assert bring("scim_user", user_name=USER, display_name="Grace Hopper")["changed"]
    assert acme.find_user(USER)["active"]


def test_an_owner_is_not_locked_out_though_lists_omit_who_has_which_role(acme, bring, be_brief):
    be_brief("list_roles")
    be_brief("list_scim_users")
    result = bring("role", name="Admin", permissions=[READ_USERS])
    assert result["failed"] and "could not undo" in result["msg"]


def test_an_export_and_a_reader_contain_what_the_list_omits(call, acme, be_brief):
    kinds = ["roles", "scim_users", "environments"]
    whole = call("organization_info", gather=kinds)["organization"]
    roles = call("role_info", show_names=False)["roles"]
    for operation_id in ("list_roles", "list_scim_users", "list_environments"):
        be_brief(operation_id)
    assert call("organization_info", gather=kinds)["organization"] == whole
    assert call("role_info", show_names=False)["roles"] == roles
    (role,) = call("role_info", name="Operations", show_names=False)["roles"]
    assert role["permissions"] == [READ_USERS] and len(role["users"]) == 1


CONDITION = {"=": ["host", "db"]}
PAIRS = [{"name": "a", "value": "b"}]
RULES_OF_TAG = [{"type": "composition", "value": "x"}]
BEGINS, ENDS = "2035-01-01T00:00:00Z", "2035-01-02T00:00:00Z"
# By kind, what is declared first, and what is changed then.
OBJECTS = {
    "environment": (
        {"name": "Berlin", "description": "d", "filter": "host = db", "read_only_roles": ["Viewer"]},
        {"description": ""},
    ),
    "alert_filter": ({"name": "F", "bpql": CONDITION, "custom_tags": PAIRS, "exclude_status": []}, {"custom_tags": []}),
    "alert_filter_schedule": (
        {"name": "W", "starts_on": BEGINS, "ends_on": ENDS, "description": "d"},
        {"active": False},
    ),
    "correlation_pattern": ({"tags": ["app"], "filter": "host = db", "time_window": 30}, {"time_window": 60}),
    "maintenance_plan": (
        {"name": "P", "marker": "m", "condition": CONDITION, "start": BEGINS, "end": ENDS},
        {"description": "d"},
    ),
    "alert_tag": ({"name": "svc", "description": "d", "enrichments": RULES_OF_TAG}, {"description": "e"}),
    "incident_tag": (
        {"name": "Ticket", "type": "Text", "description": "d", "can_manual_input": True},
        {"can_manual_input": False},
    ),
}
LISTS = {
    "environment": "list_environments",
    "alert_filter": "list_alert_filters",
    "alert_filter_schedule": "list_alert_filter_schedules",
    "correlation_pattern": "list_correlation_patterns",
    "maintenance_plan": "list_maintenance_plans",
    "alert_tag": "list_alert_tags",
    "incident_tag": "list_incident_tag_definitions",
}


@pytest.mark.parametrize("kind", OBJECTS)
def test_an_object_is_made_and_changed_once(simulator, bring, be_brief, kind):
    be_brief(LISTS[kind])
    declared, change = OBJECTS[kind]
    for given in (declared, {**declared, **change}):
        made = bring(kind, **given)
        assert not made.get("failed"), made["msg"]
        assert made["changed"]
        again = bring(kind, **given)
        assert not again.get("failed"), again["msg"]
        assert not again["changed"], again.get("diff")


MAP = {
    "name": "owners",
    "fields": [{"title": "app", "type": "query_tag"}, {"title": "owner", "type": "result_tag"}],
    "rows": [{"app": "a", "owner": "x"}],
    "wait_timeout": 3,
}
OTHER_ROWS = [{"app": "a", "owner": "y"}]


def test_a_table_is_loaded_and_a_note_is_kept_though_the_list_omits_notes(simulator, bring, be_brief):
    be_brief("list_mapping_enrichments", "note")
    assert bring("enrichment_map", **MAP, note="Ask Ada")["changed"]
    assert bring("enrichment_map", **{**MAP, "rows": OTHER_ROWS})["changed"]
    acme = simulator.organization("acme")
    (stored,) = acme.maps.values()
    assert stored["note"].startswith("Ask Ada\n[ansible: rows=")
    assert [*acme.tables.values()] == [OTHER_ROWS]
    again = bring("enrichment_map", **{**MAP, "rows": OTHER_ROWS, "compare": "digest"}, note="Ask Ada")
    assert not again["changed"] and [*acme.maps.values()] == [stored]


def test_a_map_is_replaced_though_the_list_omits_notes(simulator, bring, be_brief):
    """The first time, the run ends before the old map is removed."""
    bring("enrichment_map", **MAP)
    be_brief("list_mapping_enrichments", "note")
    columns = [{**column, "tag_name": f"{column['title']}_name"} for column in MAP["fields"]]
    simulator.set_faults([{"kind": "status", "status": 403, "operations": ["delete_mapping_enrichment"], "times": 1}])
    assert bring("enrichment_map", **{**MAP, "fields": columns}, recreate=True)["failed"]
    again = bring("enrichment_map", **{**MAP, "fields": columns}, recreate=True)
    assert not again.get("failed"), again["msg"]
    assert again["changed"]
    acme = simulator.organization("acme")
    (stored,) = acme.maps.values()
    assert [field["tag_name"] for field in stored["config"]["fields"]] == ["app_name", "owner_name"]
    assert [*acme.tables.values()] == [MAP["rows"]]


def test_a_name_that_would_be_several_parts_of_a_path_is_not_asked_for(simulator, call):
    acme = simulator.organization("acme")
    call("alert_tag", name="team")
    (stored,) = acme.stores["alert_tags"].values()
    acme.stores["alert_tags"]["a/../b"] = {**stored, "id": "a/../b", "name": "a/../b"}
    exported = call("organization_info", gather=["alert_tags"])["organization"]["alert_tags"]
    assert {each["name"] for each in exported} == {"team", "a/../b"}
