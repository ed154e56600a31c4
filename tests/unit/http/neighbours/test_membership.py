# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Who is in which role after a run that could not do everything as it wanted to."""

from __future__ import annotations

from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.run import lost_membership
from ansible_collections.community.bigpanda.plugins.module_utils._resources.scim_user import SCIM_USER
from simulator.service import Outcome
from unit.http.neighbours.stage import address, is_green, join, teams, user_id

# -- who may not write roles, and what does not come about -------------------------------------------------------------


def test_a_credential_that_may_not_write_roles_changes_users_as_they_are_just_before(stage):
    teams(stage.acme)
    stage.simulator.set_faults(
        [{"kind": "status", "status": 403, "operations": ["add_role_users", "remove_role_users", "update_role"]}]
    )
    people = [{"user_name": address(each), "roles": ["Other"]} for each in range(3)]
    made = stage.plan({"scim_users": people})
    join(stage.acme, 0, "User")
    told = stage.carry_out(made)
    assert is_green(told), told
    assert stage.members("Other") == {address(0), address(1), address(2)}
    assert stage.members("Team") == set() and address(0) in stage.members("User")
    # Nobody is written twice, though each leaves one role and joins another.
    assert stage.written().count("update_scim_user") == 3
    stage.simulator.clear_requests()
    assert is_green(stage.bring({"scim_users": [{**user, "append_roles": True} for user in people]}))
    assert stage.written() == []


def test_a_user_module_that_may_not_change_roles_changes_the_user(stage):
    teams(stage.acme)
    stage.simulator.set_faults(
        [{"kind": "status", "status": 403, "operations": ["add_role_users", "remove_role_users"]}]
    )
    stage.single(SCIM_USER, {"user_name": address(0), "roles": ["Other"]})
    assert address(0) in stage.members("Other") and address(0) not in stage.members("Team")


def test_who_is_not_in_a_role_after_the_run_is_an_error_of_that_user(stage, monkeypatch):
    monkeypatch.setattr(lost_membership, "SETTLE_TIMEOUT_S", 0.1)
    teams(stage.acme)
    people = [{"user_name": address(each), "roles": ["Team"], "append_roles": True} for each in range(2, 5)]
    made = stage.plan({"scim_users": people})
    answer = stage.simulator.service.answer

    def answer_and_undo(listener, http):
        """Somebody else throws one of them out again, before the run is over."""
        outcome = answer(listener, http)
        if http.method == "POST" and http.path.endswith("/users"):
            stage.acme.find_role("Team")["users"].pop(user_id(stage.acme, 3))
        return outcome

    stage.simulator.service.answer = answer_and_undo
    try:
        told = stage.carry_out(made)
    finally:
        stage.simulator.service.answer = answer
    errors = {key: entry["error"] for (_kind, key), entry in told.items()}
    assert errors[address(2)] is errors[address(4)] is None
    assert f'role "Team" does not show "{address(3)}"' in errors[address(3)]


def test_one_user_whom_a_role_refuses_keeps_nobody_else_out(stage):
    teams(stage.acme)
    people = [{"user_name": address(each), "roles": ["Team"], "append_roles": True} for each in range(2, 6)]
    made = stage.plan({"scim_users": people})
    gone = user_id(stage.acme, 4)
    del stage.acme.users[gone]
    told = stage.carry_out(made)
    assert {key for (_kind, key), entry in told.items() if entry["error"]} == {address(4)}
    assert stage.members("Team") == {address(0), address(1), address(2), address(3), address(5)}


def test_who_cannot_join_keeps_the_role_that_he_has(stage):
    teams(stage.acme)
    team = stage.acme.find_role("Other")["id"]
    made = stage.plan({"scim_users": [{"user_name": address(each), "roles": ["Other"]} for each in range(2)]})
    answer = stage.simulator.service.answer

    def refuse(listener, http):
        if http.method == "POST" and http.path.endswith(f"{team}/users"):
            return Outcome(400, b'{"status": 400, "errors": ["no"]}')
        return answer(listener, http)

    stage.simulator.service.answer = refuse
    try:
        told = stage.carry_out(made)
    finally:
        stage.simulator.service.answer = answer
    assert {key for (_kind, key), entry in told.items() if entry["error"]} == {address(0), address(1)}
    assert stage.members("Team") == {address(0), address(1)}


def test_a_new_user_gets_the_role_that_the_same_run_renames(stage):
    teams(stage.acme)
    told = stage.bring(
        {
            "roles": [{"name": "Team", "new_name": "Squad"}],
            "scim_users": [
                {"user_name": "new@example.com", "roles": ["Squad"]},
                {"user_name": address(0), "roles": ["Squad", "Other"]},
            ],
        }
    )
    assert is_green(told), told
    assert stage.members("Squad") == {address(0), address(1), "new@example.com"}
    assert stage.members("Other") == {address(0)}
