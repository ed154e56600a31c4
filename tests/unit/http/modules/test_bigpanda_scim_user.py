# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re

import pytest
from simulator.rules import scim_users
from unit.http.modules.lifecycle import Life, live

PASSWORD = "test-password-4b1f7c9e"
LIFE = Life(
    module="scim_user",
    create={
        "user_name": "joiner@example.com",
        "display_name": "Joan Joiner",
        "password": PASSWORD,
        "phone_number": {"value": "+1-555-634-5375", "type": "work"},
        "roles": ["User", "Viewer"],
    },
    reordered={
        "user_name": "Joiner@Example.com",
        "phone_number": {"value": "+1-555-634-5375"},
        "roles": ["viewer", "USER"],
    },
    change={"user_name": "joiner@example.com", "display_name": "Joan Mover", "roles": ["User"]},
    before={"display_name": "Joan Joiner", "roles": ["User", "Viewer"]},
    after={"display_name": "Joan Mover", "roles": ["User"]},
    read={"user_name": "JOINER@example.com"},
    absent={"user_name": "joiner@example.com", "state": "absent"},
)


@pytest.mark.sends("create_scim_user", "deactivate_scim_user", "get_scim_user", "list_scim_users", "update_scim_user")
def test_lifecycle_and_taking_in_again(call_there, written):
    live(LIFE, call_there, written)
    back = call_there("scim_user", user_name="joiner@example.com")
    assert back["changed"] and back["scim_user"]["active"]
    assert "reactivated" in back["diff"]["after_header"]


def test_roles_are_added_and_all_is_taken_away(call):
    call("scim_user", user_name="joiner@example.com", roles=["User"], phone_number={"value": "1", "type": "work"})
    appended = call("scim_user", user_name="joiner@example.com", roles=["viewer"], append_roles=True)["scim_user"]
    assert sorted(appended["roles"]) == ["User", "Viewer"]
    nothing = {"user_name": "joiner@example.com", "roles": [], "phone_number": {"value": ""}}
    emptied = call("scim_user", **nothing)["scim_user"]
    assert emptied["roles"] == [] and emptied.get("phone_number") is None
    assert not call("scim_user", **nothing)["changed"]


def test_an_inactive_user_is_changed_and_stays_inactive(call):
    changed = call("scim_user", user_name="former@acme.example", active=False, display_name="Long Gone")
    assert changed["changed"] and not changed["scim_user"]["active"]


def test_one_who_never_was_is_gone_already(call):
    never_was = call("scim_user", user_name="nobody@example.com", state="absent")
    assert not never_was["changed"] and never_was["scim_user"] is None


def test_refused(refuse, call):
    unknown = {"user_name": "another@example.com", "password": PASSWORD, "roles": ["Vewer"]}
    refuse("scim_user", (unknown, 'roles: the role "Vewer" does.*Did you mean Viewer'))
    assert re.search("test-password", str(call("scim_user", **unknown))) is None


def test_users_are_read_by_state_and_by_filter(call):
    def read(**options):
        return call("scim_user_info", **options)["scim_users"]

    call("scim_user", user_name="joiner@example.com")
    everybody = {user["user_name"] for user in read()}
    assert {user["user_name"] for user in read(active=True)} == everybody - {"former@acme.example"}
    assert {user["active"] for user in read(active=True)} == {True}
    assert len(read(filter='userName co "@ACME.example"')) == 5
    assert [user["user_name"] for user in read(active=False)] == ["former@acme.example"]


def test_of_roles_that_differ_only_in_case_the_one_that_is_spelled_so_is_given_and_taken(call, simulator):
    acme = simulator.organization("acme")
    user_id = acme.add_user("eve@acme.example")["id"]
    one, other = (acme.add_role(name, []) for name in ("Operations", "OPERATIONS"))
    assert call("scim_user", user_name="eve@acme.example", roles=["Operations"])["changed"]
    assert (user_id in one["users"], user_id in other["users"]) == (True, False)
    assert call("scim_user", user_name="eve@acme.example", roles=[])["changed"]
    assert user_id not in one["users"]


@pytest.fixture
def haunted(simulator, monkeypatch):
    """Bob, with the role User, shows one more that no list of roles has, as after its removal."""
    acme, shown = simulator.organization("acme"), scim_users.shown
    bob = acme.add_user("bob@acme.example")["id"]
    acme.find_role("User")["users"][bob] = None

    def show(request, user, names):
        return shown(request, user, [*names, "Ghosts"] if user["id"] == bob else names)

    monkeypatch.setattr("simulator.rules.scim_users.shown", show)
    return lambda: [role["name"] for role in acme.roles.values() if bob in role["users"]]


def ghosts_told(said):
    return [
        each for each in said.get("warnings", []) if 'roles of "bob@acme.example": BigPanda shows "Ghosts"' in str(each)
    ]


@pytest.mark.parametrize(("roles", "left"), [([], []), (["Viewer"], ["Viewer"]), (["user"], ["User"])])
def test_a_role_that_is_in_no_list_is_not_compared_and_reported(call, haunted, written, roles, left):
    options = {"user_name": "bob@acme.example", "roles": roles}
    is_changed = left != ["User"]
    checked = call("scim_user", check_mode=True, **options)
    done = call("scim_user", **options)
    for said in (checked, done):
        assert said["changed"] is is_changed and len(ghosts_told(said)) == 1
        assert "Ghosts" not in str(said["diff"])
        assert sorted(said["scim_user"]["roles"]) == sorted([*left, "Ghosts"])
    assert haunted() == left
    written()
    again = call("scim_user", **options)
    assert not again["changed"] and len(ghosts_told(again)) == 1 and written() == []


def test_a_role_that_is_in_no_list_stays_untold_where_roles_are_only_added(call, haunted):
    added = call("scim_user", user_name="bob@acme.example", roles=["Viewer"], append_roles=True)
    assert added["changed"] and ghosts_told(added) == [] and sorted(haunted()) == ["User", "Viewer"]
    renamed = call("scim_user", user_name="bob@acme.example", display_name="Bob")
    assert renamed["changed"] and ghosts_told(renamed) == [] and "failed" not in renamed


def test_without_permission_for_roles_one_that_is_in_no_list_is_not_sent(call, haunted, simulator):
    forbidden = {"kind": "status", "status": 403, "operations": ["add_role_users", "remove_role_users"]}
    simulator.set_faults([forbidden])
    said = call("scim_user", user_name="bob@acme.example", roles=["Viewer"])
    assert said["changed"] and haunted() == ["Viewer"]


def test_a_user_with_a_role_that_is_in_no_list_is_deactivated_and_taken_in_again(call, haunted):
    assert call("scim_user", user_name="bob@acme.example", state="absent")["changed"]
    back = call("scim_user", user_name="bob@acme.example", roles=["User"])
    assert back["scim_user"]["active"] and len(ghosts_told(back)) == 1 and haunted() == ["User"]


def test_without_permission_to_list_roles_their_names_are_used_as_given(call, simulator):
    bob = {"user_name": "bob@acme.example"}
    acme = simulator.organization("acme")
    bob_id = acme.add_user(bob["user_name"], displayName="Bob")["id"]
    simulator.set_faults([{"kind": "status", "status": 403, "operations": ["list_roles"]}])

    def holds():
        return [role["name"] for role in acme.roles.values() if bob_id in role["users"]]

    for options, held in (({"roles": ["viewer"]}, ["Viewer"]), ({"roles": ["User", "VIEWER"]}, ["User", "Viewer"])):
        for check_mode in (True, False):
            said = call("scim_user", check_mode=check_mode, **bob, **options)
            assert said["changed"] and len(said["warnings"]) == 1
            assert re.search(r'roles: .* as given\. .*permission "Roles Management" \(view\)', str(said["warnings"]))
        assert sorted(holds()) == held
        assert not call("scim_user", **bob, **options)["changed"]
    assert call("scim_user", **bob, roles=["User"])["changed"] and holds() == ["User"]
    new = call("scim_user", user_name="new@acme.example", roles=["user"])
    assert new["changed"] and new["scim_user"]["roles"] == ["User"]
    assert "Nonesuch" in call("scim_user", **bob, roles=["Nonesuch"])["msg"] and holds() == ["User"]


@pytest.mark.parametrize("name", [" cleo@acme.example", "cleo@acme.example\u00a0"])
@pytest.mark.parametrize("check_mode", [True, False])
def test_a_login_with_spaces_around_it_is_not_created(call, written, name, check_mode):
    refused = call("scim_user", user_name=name, check_mode=check_mode)
    assert f'user_name "{name}" begins or ends with a space. Remove it' in refused["msg"]
    assert written() == []
    assert call("scim_user", user_name=name, state="absent")["changed"] is False


def test_a_login_that_is_there_can_be_managed_whatever_it_contains(call, simulator):
    simulator.organization("acme").add_user("old login ", displayName="Old")
    assert call("scim_user", user_name="old login ", display_name="New")["changed"]
    assert call("scim_user", user_name="old login ", state="absent")["changed"]
