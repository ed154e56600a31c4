# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re

import pytest
from unit.http.modules.lifecycle import Life, live

OF_PRODUCTION = {"resource_type": "environments", "actions": ["read", "incident_actions"]}
ANALYTICS = {"resource_type": "analytics", "actions": ["read"]}
READ_USERS = {"resource_type": "users", "actions": ["read"]}


def life(domain, environment_id):
    of_production = {**OF_PRODUCTION, "environment": "Production"}
    return Life(
        module="role",
        create={
            "name": "Operations",
            "permissions": [of_production, ANALYTICS],
            "users": [f"grace@{domain}", f"linus@{domain}"],
        },
        reordered={
            "name": "OPERATIONS",
            "permissions": [ANALYTICS, {**of_production, "actions": ["incident_actions", "read"]}],
            "users": [f"LINUS@{domain}", f"grace@{domain}"],
        },
        change={"name": "Operations", "permissions": [READ_USERS]},
        before={
            "permissions": [
                {**OF_PRODUCTION, "resource_id": environment_id},
                {**ANALYTICS, "resource_id": None},
            ]
        },
        after={"permissions": [{**READ_USERS, "resource_id": None}]},
        read={"name": "operations"},
        absent={"name": "Operations", "state": "absent"},
    )


@pytest.mark.sends("create_role", "delete_role", "get_role", "list_roles", "update_role")
def test_lifecycle(call_there, written, domain):
    (production,) = call_there("environment_info", name="Production")["environments"]
    live(life(domain, production["id"]), call_there, written)


@pytest.mark.sends("add_role_users", "remove_role_users")
def test_members_come_and_go_and_the_rest_stays(call):
    created = call("role", name="Night watch", permissions=[READ_USERS], users=["grace@acme.example"])["role"]
    appended = call("role", name="Night watch", users=["Linus@acme.example"], append_users=True)
    assert appended["changed"] and len(appended["role"]["users"]) == 2
    assert sorted(appended["role"]["user_names"]) == ["grace@acme.example", "linus@acme.example"]
    assert appended["role"]["permissions"] == created["permissions"]
    # By ID and by name at once.
    assert not call("role", id=created["id"], users=[created["users"][0], "linus@acme.example"])["changed"]
    renamed = call("role", name="Night watch", new_name="Day watch")
    assert renamed["changed"] and renamed["role"]["id"] == created["id"]
    assert renamed["role"]["users"] == appended["role"]["users"]
    assert renamed["diff"] == {"before": {"name": "Night watch"}, "after": {"name": "Day watch"}}
    assert not call("role", name="Night watch", new_name="Day watch")["changed"]
    removed = call("role", name="Day watch", users=["grace@acme.example"])["role"]
    assert removed["user_names"] == ["grace@acme.example"]
    assert removed["permissions"] == created["permissions"]


@pytest.mark.sends("replace_role")
def test_permissions_are_exchanged_where_the_service_adds_to_them(call, simulator):
    created = call("role", name="Day watch", permissions=[READ_USERS], users=["grace@acme.example"])["role"]
    simulator.set_options({"role_patch": "merged"})
    exchanged = call("role", name="Day watch", permissions=[ANALYTICS])["role"]
    assert [each["resource_type"] for each in exchanged["permissions"]] == ["analytics"]
    assert exchanged["users"] == created["users"]


def test_everything_is_taken_away_then_the_role_itself_by_its_id(call):
    created = call("role", name="Day watch", permissions=[READ_USERS], users=["grace@acme.example"])["role"]
    emptied = call("role", name="Day watch", users=[], permissions=[])["role"]
    assert emptied["users"] == [] and emptied["permissions"] == []
    removed = call("role", id=created["id"], state="absent")
    assert removed["changed"] and removed["role"]["name"] == "Day watch"


def test_built_in_roles_are_read(call):
    assert {"Admin", "User", "Viewer"} <= {role["name"] for role in call("role_info")["roles"]}


def test_refused(refuse):
    unknown = {"permissions": [{"resource_type": "environments", "environment": "Productoin", "actions": ["read"]}]}
    refuse(
        "role",
        ({"users": ["grce@acme.example"]}, 'users: the SCIM user "grce@acme.example" does.*Did you mean grace@acme.ex'),
        (unknown, 'environment: the environment "Productoin" does.*Did you mean Production'),
        ({"api_key": ""}, "needs the User API Key"),
        name="Operations",
    )
    refuse("role", ({"id": "000000000000000000000000"}, "no role with the id"))


@pytest.mark.parametrize(
    ("resource_type", "action", "words"),
    [
        (
            "enviroments",
            "read",
            'permissions[0].resource_type: "enviroments" does not exist. Did you mean environments',
        ),
        ("environments", "reed", 'permissions[0].actions: environments has no action "reed". Did you mean read'),
        ("users", "incident_actions", 'users has no action "incident_actions". Possible are full_access, read.'),
        ("nonsense", "read", 'permissions[0].resource_type: "nonsense" does not exist. Possible are '),
    ],
)
@pytest.mark.parametrize("permission_list", ["array", "object"])
def test_unknown_permissions_are_refused_in_check_mode_as_in_a_run(
    call, simulator, resource_type, action, words, permission_list
):
    simulator.set_options({"permission_list": permission_list})
    permissions = [{"resource_type": resource_type, "actions": [action]}]
    simulator.clear_requests()
    for check_mode in (True, False):
        refused = call("role", name="Day watch", permissions=permissions, check_mode=check_mode)
        assert refused["failed"] and words in refused["msg"]
    assert simulator.requests(writes_only=True) == []


@pytest.mark.sends("list_permissions")
def test_the_list_of_permissions_is_only_read_for_words_that_are_not_documented(call, simulator):
    simulator.clear_requests()
    call("role", name="Day watch", permissions=[READ_USERS, ANALYTICS])
    assert not any(request["path"].endswith("/permissions") for request in simulator.requests())
    # A permission that BigPanda lists, and that its role has already.
    assert call("role", name="Day watch", permissions=[{"resource_type": "dashboards", "actions": ["read"]}])["changed"]
    simulator.clear_requests()
    again = [{"resource_type": "Dashboards", "actions": ["Read"]}]
    assert not call("role", name="Day watch", permissions=again)["changed"]
    assert not any(request["path"].endswith("/permissions") for request in simulator.requests())


def test_permissions_are_accepted_as_people_write_them(call):
    written = [{"resource_type": "Environments", "actions": "Read, Incident_Actions,Full Access"}]
    made = call("role", name="Day watch", permissions=written)
    assert made["role"]["permissions"] == [
        {"resource_type": "environments", "resource_id": None, "actions": ["read", "incident_actions", "full_access"]}
    ]


def test_a_list_of_permissions_that_may_not_be_read_refuses_nothing(call, simulator):
    simulator.set_faults([{"kind": "status", "status": 403, "operations": ["list_permissions"]}])
    made = call("role", name="Day watch", permissions=[{"resource_type": "dashboards", "actions": ["read"]}])
    assert made["changed"], made


def test_failures_of_the_service_say_what_to_do(call, simulator, written):
    wrong_key = call("role", name="Operations", api_key="test-api-key-nobody-77aa0192")
    assert wrong_key["status"] == 401 and "api_key" in wrong_key["msg"]
    assert "test-api-key" not in str(wrong_key)
    wrong_region = call("role", name="Operations", api_url=simulator.api_url("eu"))
    assert wrong_region["status"] == 404 and "region" in wrong_region["msg"]
    no_permission = call("role", name="Operations", api_key="test-api-key-acme-viewer-9c04d71fe2")
    assert no_permission["status"] == 403
    assert (no_permission["method"], no_permission["path"]) == ("POST", "/resources/v2.1/roles")
    assert re.search("Roles Management.*full access", no_permission["msg"])
    assert 'Cannot create role "Operations"' in no_permission["msg"]
    assert written() == ["create_role"]


def test_a_refusal_ends_it_though_the_service_shows_its_lists_in_another_order_each_time(call, simulator, written):
    simulator.be_strange(3)
    call("role", name="Operations")
    simulator.set_faults([{"kind": "status", "status": 400, "operations": ["delete_role"]}])
    refused = call("role", name="Operations", state="absent")
    assert refused["failed"] and 'Cannot remove role "Operations"' in refused["msg"] and "HTTP 400" in refused["msg"]
    assert written().count("delete_role") <= 4


@pytest.mark.parametrize("check_mode", [True, False])
@pytest.mark.parametrize(("module", "key"), [("role", "Admin"), ("role", "viewer"), ("environment", "All Incidents")])
def test_what_is_built_in_keeps_its_name(call, written, module, key, check_mode):
    refused = call(module, name=key, new_name="Root", check_mode=check_mode)
    assert refused["failed"] and 'is to be renamed to "Root", but is built in. Omit new_name.' in refused["msg"]
    assert written() == []
    kept = call(module, name=key, new_name="All Incidents" if module == "environment" else key.title(), check_mode=True)
    assert not kept["changed"]


@pytest.mark.parametrize("check_mode", [True, False])
@pytest.mark.parametrize(("module", "key"), [("role", "User"), ("role", "viewer"), ("environment", "All Incidents")])
def test_what_is_built_in_is_not_removed(call, written, module, key, check_mode):
    refused = call(module, name=key, state="absent", check_mode=check_mode)
    assert refused["failed"] and "is to be removed, but is built in. Omit state=absent." in refused["msg"]
    assert written() == []
