# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Who joins and who leaves by a plan where roles are called alike, or differ in letter case only."""

from __future__ import annotations

import pytest
from unit.plugins.module_utils._core.plans import G1, G2, arrays_of, plan_of, steps_of, wanted_of

OTHER = "5f1d8e37a6b0000000000ff0"


def live_of(shown, first, second, names=("Ops", "OPS")):
    """Two roles that are called alike, with their users, another one, and a user with the roles that it shows."""
    users = {G1: first, G2: second, OTHER: []}
    roles = [
        {"id": ref, "name": name, "permissions": [], "users": list(users[ref])}
        for ref, name in zip(users, (*names, "Other"), strict=True)
    ]
    user = {"id": "u1", "userName": "u1@x", "active": True, "roles": list(shown)}
    return {"scim_users": [user], "environments": [], "roles": roles}


def moves(plan):
    return {(change.group, change.joins) for change in plan.membership}


@pytest.mark.parametrize(
    ("live", "left"),
    [
        (live_of(["Ops"], ["u1"], []), {G1}),
        (live_of(["OPS"], [], ["u1"]), {G2}),
        # It is in the one that is spelled as it shows it, whichever lists it.
        (live_of(["Ops"], [], []), {G1}),
        (live_of(["OPS"], [], []), {G2}),
        (live_of(["Ops"], ["u1"], [], names=("Ops", "Ops")), {G1}),
        (live_of(["Ops"], [], ["u1"], names=("Ops", "Ops")), {G2}),
        # Where nothing tells them apart, it is in both.
        (live_of(["Ops"], [], [], names=("Ops", "Ops")), {G1, G2}),
        (live_of(["ops"], [], []), {G1, G2}),
        # What a role lists is so too.
        (live_of([], ["u1"], []), {G1}),
        (live_of(["Ops"], ["u1"], ["u1"]), {G1, G2}),
    ],
)
def test_a_user_leaves_the_role_of_that_name_that_it_is_in(live, left):
    plan = plan_of({"scim_users": [{"user_name": "u1@x", "roles": ["Other"]}]}, live)
    assert moves(plan) == {*((ref, False) for ref in left), (OTHER, True)}
    (step,) = plan.steps
    assert step.step.after["roles"] == ["Other"]


def test_a_role_that_a_user_only_seems_to_be_in_is_left_as_it_is():
    live = live_of(["Ops"], ["u1"], [])
    assert plan_of({"roles": [{"id": G2, "users": []}]}, live).changed is False
    assert moves(plan_of({"roles": [{"id": G1, "users": []}]}, live)) == {(G1, False)}
    live["roles"][1]["users"] = None
    assert plan_of({"roles": [{"id": G2, "users": []}]}, live).changed is False


def test_one_of_two_roles_that_differ_in_case_is_given_by_its_spelling():
    plan = plan_of({"scim_users": [{"user_name": "u1@x", "roles": ["OPS"]}]}, live_of([], [], []))
    assert arrays_of(plan) == {f"role {G2} joining": (["u1"], set())}
    assert [step.step.after["roles"] for step in plan.steps] == [["OPS"]]


def test_a_user_changes_from_one_of_them_to_the_other():
    live = live_of(["Ops"], ["u1"], [])
    plan = plan_of({"scim_users": [{"user_name": "u1@x", "roles": ["OPS"]}]}, live)
    assert moves(plan) == {(G1, False), (G2, True)}
    # The names are the same but for letter case, and it is a change all the same.
    assert steps_of(plan) == {"scim_user u1": ("update", set())} and wanted_of(plan) == {}
