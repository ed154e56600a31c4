# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What was as declared when the plan was made, and what somebody else made of it before the run ended."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.run import lost_membership
from unit.http.neighbours.stage import address, is_green, join, teams, user_id

MOVER = {"user_name": address(0), "roles": ["Team", "Other"]}
HELD_BY_ROLE = {"name": "Team", "users": [address(0)], "append_users": True}


@pytest.fixture(autouse=True)
def brief_settling(monkeypatch):
    monkeypatch.setattr(lost_membership, "SETTLE_TIMEOUT_S", 0.1)


def leave(acme, number, role="Team"):
    acme.find_role(role)["users"].pop(user_id(acme, number))


@pytest.mark.parametrize(
    ("declaration", "failed"),
    [
        ({"scim_users": [MOVER]}, {("scim_users", address(0))}),
        ({"scim_users": [{**MOVER, "append_roles": True}]}, {("scim_users", address(0))}),
        (
            {"roles": [HELD_BY_ROLE, {"name": "Other", "users": [address(0)]}], "scim_users": [MOVER]},
            {("roles", "Team"), ("scim_users", address(0))},
        ),
        # Who takes part in none of the changes is declared too.
        (
            {"scim_users": [{"user_name": address(2), "roles": ["Other"]}, {**MOVER, "roles": ["Team"]}]},
            {("scim_users", address(0))},
        ),
        ({"roles": [HELD_BY_ROLE, {"name": "Other", "users": [address(2)]}]}, {("roles", "Team")}),
    ],
    ids=["exact", "appended", "both ends", "an unchanged user", "an unchanged role"],
)
def test_a_role_that_somebody_takes_from_a_user_who_had_it_is_a_failure(stage, declaration, failed):
    teams(stage.acme)
    made = stage.plan(declaration)
    leave(stage.acme, 0)
    told = stage.carry_out(made)
    assert {key for key, entry in told.items() if entry["error"]} == failed, told
    assert {told[key]["outcome"] for key in failed} == {"failed"}
    errors = {told[key]["error"] for key in failed}
    assert all(f'somebody else removed "{address(0)}" from the role "Team" meanwhile' in error for error in errors)
    assert is_green(stage.bring(declaration)) and address(0) in stage.members("Team")


def test_what_others_take_from_users_who_are_not_declared_is_no_failure(stage):
    teams(stage.acme)
    made = stage.plan({"scim_users": [{"user_name": address(2), "roles": ["Other"]}, {"user_name": address(0)}]})
    leave(stage.acme, 0)
    assert is_green(stage.carry_out(made))


@pytest.mark.parametrize(
    "declaration",
    [
        {"scim_users": [{"user_name": address(0), "roles": ["Other"]}]},
        {"roles": [{"name": "User", "users": []}, {"name": "Other", "users": [address(0)]}]},
    ],
    ids=["roles of a user", "users of a role"],
)
def test_what_somebody_else_adds_to_an_exact_list_stays_and_is_told(stage, declaration):
    teams(stage.acme)
    made = stage.plan(declaration)
    join(stage.acme, 0, "User")
    result = stage.result_of(made)
    assert not result.error and is_green(dict(enumerate(result.entries)))
    (warning,) = result.warnings
    assert f'Somebody else added "{address(0)}" to the role "User" meanwhile' in warning
    assert address(0) in stage.members("User")
    assert is_green(stage.bring(declaration)) and address(0) not in stage.members("User")


def test_what_somebody_else_adds_where_nothing_is_declared_is_nobodys_business(stage):
    teams(stage.acme)
    made = stage.plan({"scim_users": [{"user_name": address(0), "roles": ["Other"], "append_roles": True}]})
    join(stage.acme, 0, "User")
    assert not stage.result_of(made).warnings
