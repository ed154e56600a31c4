# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Somebody else works beside us: at every order of requests nobody's change is lost, or the run says so."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._resources.role import ROLE
from ansible_collections.community.bigpanda.plugins.module_utils._resources.scim_user import SCIM_USER
from unit.http.neighbours.stage import FULL, READ, WIDER, address, is_green, join, teams, user_id

# -- a run and somebody else -------------------------------------------------------------------------------------------


def test_a_role_that_gets_permissions_keeps_whoever_joins_meanwhile(stage):
    """Neither declares the users of the role."""

    def check(results):
        assert is_green(results["run"]), results
        assert stage.members("Team") == {address(0), address(1), address(5)}
        assert stage.acme.find_role("Team")["permissions"][0]["actions"] == ["full_access"]

    actors = {"run": stage.run(0, "run"), "hand": stage.by_hand(lambda acme: join(acme, 5))}
    assert stage.every_order(stage.planned({"roles": [WIDER]}), actors, check) >= 3


def test_a_role_that_is_renamed_keeps_permissions_given_meanwhile(stage):
    def check(results):
        assert is_green(results["run"]), results
        kinds = [permission["resource_type"] for permission in stage.acme.find_role("Squad")["permissions"]]
        assert kinds == ["users", "analytics"]

    def permit(acme):
        role = acme.find_role("Team") or acme.find_role("Squad")
        role["permissions"].append({"resource_type": "analytics", "resource_id": None, "actions": ["read"]})

    actors = {"run": stage.run(0, "run"), "hand": stage.by_hand(permit)}
    assert stage.every_order(stage.planned({"roles": [{"name": "Team", "new_name": "Squad"}]}), actors, check) >= 2


def test_a_role_module_that_changes_permissions_and_users_keeps_whoever_joins_meanwhile(stage):
    def check(results):
        assert isinstance(results["run"], dict), results
        assert stage.members("Team") == {address(0), address(1), address(3), address(5)}
        assert stage.acme.find_role("Team")["permissions"][0]["actions"] == ["full_access"]

    def run(_made):
        return stage.single(ROLE, {**WIDER, "users": [user_id(stage.acme, 3)], "append_users": True}, "run")

    actors = {"run": run, "hand": stage.by_hand(lambda acme: join(acme, 5))}
    assert stage.every_order(teams, actors, check) >= 4


def test_a_user_module_that_appends_roles_keeps_roles_given_meanwhile(stage):
    def check(results):
        assert isinstance(results["run"], dict), results
        assert address(4) in stage.members("Team") & stage.members("Other")

    def run(_made):
        return stage.single(SCIM_USER, {"user_name": address(4), "roles": ["Team"], "append_roles": True}, "run")

    actors = {"run": run, "hand": stage.by_hand(lambda acme: join(acme, 4, "Other"))}
    assert stage.every_order(teams, actors, check) >= 3


@pytest.mark.parametrize("permissions", [[READ], [FULL]])
def test_exact_users_take_out_only_whom_the_plan_showed(stage, permissions):
    """Who comes later is for the next plan to show, and for somebody to approve."""

    def check(results):
        assert is_green(results["run"]), results
        assert stage.members("Team") == {address(0), address(5)}

    exact = {"roles": [{"name": "Team", "permissions": permissions, "users": [address(0)]}]}
    actors = {"run": stage.run(0, "run"), "hand": stage.by_hand(lambda acme: join(acme, 5))}
    assert stage.every_order(stage.planned(exact), actors, check) >= 2


def test_exact_roles_of_a_user_take_out_only_what_the_plan_showed(stage):
    def check(results):
        assert is_green(results["run"]), results
        assert address(0) in stage.members("Other") and address(0) not in stage.members("Team")
        assert address(0) in stage.members("User")

    exact = {"scim_users": [{"user_name": address(0), "roles": ["Other"]}]}
    actors = {"run": stage.run(0, "run"), "hand": stage.by_hand(lambda acme: join(acme, 0, "User"))}
    assert stage.every_order(stage.planned(exact), actors, check) >= 2


# -- two runs ----------------------------------------------------------------------------------------------------------


def test_two_runs_that_append_users_to_one_role_both_succeed(stage):
    def wanted(number, **permissions):
        return {"roles": [{"name": "Team", "users": [address(number)], "append_users": True, **permissions}]}

    def check(results):
        assert is_green(results["one"]) and is_green(results["two"]), results
        assert stage.members("Team") == {address(0), address(1), address(2), address(3)}
        assert stage.acme.find_role("Team")["permissions"][0]["actions"] == ["full_access"]

    actors = {"one": stage.run(0, "one"), "two": stage.run(1, "two")}
    assert stage.every_order(stage.planned(wanted(2, permissions=[FULL]), wanted(3)), actors, check) >= 10


def test_two_runs_that_append_roles_to_the_same_users_both_succeed(stage):
    people = [2, 3]

    def wanted(role):
        return {"scim_users": [{"user_name": address(each), "roles": [role], "append_roles": True} for each in people]}

    def check(results):
        assert is_green(results["one"]) and is_green(results["two"]), results
        for role in ("Team", "Other"):
            assert {address(each) for each in people} <= stage.members(role)

    actors = {"one": stage.run(0, "one"), "two": stage.run(1, "two")}
    assert stage.every_order(stage.planned(wanted("Team"), wanted("Other")), actors, check) >= 4


def test_users_who_are_made_beside_a_role_that_another_run_changes_stay_in_it(stage):
    def check(results):
        assert is_green(results["one"]) and is_green(results["two"]), results
        assert {address(0), address(1), "new0@example.com", "new1@example.com"} == stage.members("Team")
        assert stage.acme.find_role("Team")["permissions"][0]["actions"] == ["full_access"]

    new = [{"user_name": f"new{each}@example.com", "roles": ["Team"]} for each in range(2)]
    actors = {"one": stage.run(0, "one"), "two": stage.run(1, "two")}
    assert stage.every_order(stage.planned({"scim_users": new}, {"roles": [WIDER]}), actors, check) >= 6
