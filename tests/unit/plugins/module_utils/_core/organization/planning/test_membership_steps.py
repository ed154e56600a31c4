# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Who joins and who leaves groups by a plan of many objects, and which write says so."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import AmbiguousKey, InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.model.membership import Change
from unit.plugins.module_utils._core.plans import (
    G1,
    G2,
    arrays_of,
    plan_of,
    steps_of,
    wanted_of,
)


def live_members(**roles):
    """roles: by name, ids of their users; u1 and u2 exist."""
    ids = dict(zip(roles, (G1, G2), strict=False))
    users = [
        {
            "id": each,
            "userName": f"{each}@x",
            "active": True,
            "roles": [name for name, members in roles.items() if each in members],
        }
        for each in ("u1", "u2")
    ]
    return {
        "scim_users": users,
        "environments": [],
        "roles": [
            {"id": ids[name], "name": name, "permissions": [], "users": list(members)}
            for name, members in roles.items()
        ],
    }


def user(number, *roles, **more):
    return {"user_name": f"u{number}@x", "roles": list(roles), **more}


def test_who_moves_between_roles_that_exist_is_said_in_arrays():
    plan = plan_of({"scim_users": [user(1, "New")]}, live_members(Old=["u1", "u2"], New=[]))
    assert arrays_of(plan) == {f"role {G2} joining": (["u1"], set()), f"role {G1} leaving": (["u1"], set())}
    assert wanted_of(plan) == {}
    (step,) = plan.steps
    assert step.diff == {"before": {"roles": ["Old"]}, "after": {"roles": ["New"]}}
    assert {(change.group, change.joins) for change in step.changes} == {(G1, False), (G2, True)}
    assert step.step.after["roles"] == ["New"]


def test_the_case_of_a_role_is_no_change_and_the_old_role_is_left_in_any_case():
    live = live_members(Old=["u1"], New=[])
    live["scim_users"][0]["roles"] = ["OLD"]
    assert plan_of({"scim_users": [user(1, "old")]}, live).changed is False
    (step,) = plan_of({"scim_users": [user(1, "new")]}, live).steps
    assert step.step.after["roles"] == ["New"]


@pytest.mark.parametrize(
    ("given", "joins", "leaves"),
    [
        (user(1), set(), {"Old"}),
        (user(1, "New", append_roles=True), {"New"}, set()),
        (user(1, append_roles=True), set(), set()),
        ({"user_name": "u1@x", "display_name": "Ada"}, set(), set()),
    ],
)
def test_only_what_a_user_declares_changes_his_roles(given, joins, leaves):
    plan = plan_of({"scim_users": [given]}, live_members(Old=["u1"], New=[]))
    names = {G1: "Old", G2: "New"}
    assert {names[change.group] for change in plan.membership if change.joins} == joins
    assert {names[change.group] for change in plan.membership if not change.joins} == leaves


def test_a_role_lists_its_users():
    plan = plan_of({"roles": [{"name": "Old", "users": ["u2@x"]}]}, live_members(Old=["u1"], New=["u1"]))
    assert arrays_of(plan) == {f"role {G1} joining": (["u2"], set()), f"role {G1} leaving": (["u1"], set())}
    (step,) = plan.steps
    assert step.step.after["users"] == ["u2"]
    assert step.diff == {"before": {"users": ["u1@x"]}, "after": {"users": ["u2@x"]}}


def test_an_array_waits_for_the_write_of_its_role():
    declaration = {"roles": [{"name": "Old", "new_name": "Older"}], "scim_users": [user(2, "Older", append_roles=True)]}
    plan = plan_of(declaration, live_members(Old=["u1"]))
    assert arrays_of(plan) == {f"role {G1} joining": (["u2"], {f"role {G1}"})}
    assert wanted_of(plan) == {f"role {G1}": {"name": "Old", "new_name": "Older"}}


def test_a_rename_takes_the_users_along():
    declaration = {"roles": [{"name": "Old", "new_name": "Older"}], "scim_users": [user(1, "Older")]}
    plan = plan_of(declaration, live_members(Old=["u1"]))
    assert plan.membership == frozenset()
    assert set(steps_of(plan)) == {f"role {G1}"}


def test_a_new_user_names_his_roles_and_waits_for_those_that_are_written():
    declaration = {
        "roles": [{"name": "New"}, {"name": "Old", "permissions": [{"resource_type": "roles", "actions": ["read"]}]}],
        "scim_users": [user(9, "New", "Old", "Still")],
    }
    plan = plan_of(declaration, live_members(Old=["u1"], Still=[]))
    assert steps_of(plan)["scim_user u9@x"] == ("create", {"role New", f"role {G1}"})
    assert wanted_of(plan)["scim_user u9@x"] == {"user_name": "u9@x", "roles": ["New", "Old", "Still"]}
    assert arrays_of(plan) == {}


def test_a_new_role_names_users_that_exist_and_a_new_user_names_it():
    declaration = {"roles": [{"name": "New", "users": ["u1@x", "u9@x"]}], "scim_users": [{"user_name": "u9@x"}]}
    plan = plan_of(declaration, live_members(Old=[]))
    wanted = wanted_of(plan)
    assert wanted["role New"]["users"] == ["u1"]
    assert wanted["scim_user u9@x"]["roles"] == ["New"]
    assert steps_of(plan) == {"role New": ("create", set()), "scim_user u9@x": ("create", {"role New"})}
    assert {step.ref.name: step.step.after.get("users") for step in plan.steps}["New"] == ["u1", "u9@x"]


def test_a_removed_role_is_left_by_nobody():
    plan = plan_of(
        {"roles": [{"name": "Old", "state": "absent"}], "scim_users": [user(1, "New")]},
        live_members(Old=["u1"], New=["u1"]),
    )
    assert plan.membership == frozenset()
    assert set(steps_of(plan)) == {f"role {G1}"}


def test_a_deactivated_user_keeps_what_his_roles_say():
    plan = plan_of({"scim_users": [{"user_name": "u1@x", "state": "absent"}]}, live_members(Old=["u1"]))
    assert plan.membership == frozenset() and steps_of(plan) == {"scim_user u1": ("remove", set())}


def test_ends_that_exclude_each_other_are_refused():
    with pytest.raises(InvalidOption, match='the SCIM user "u1@x" names the role "Old", which lists exactly'):
        plan_of({"roles": [{"name": "Old", "users": []}], "scim_users": [user(1, "Old")]}, live_members(Old=[]))


def test_what_a_user_keeps_is_shown_under_its_new_name():
    declaration = {"roles": [{"name": "Old", "new_name": "Older"}], "scim_users": [user(1, "Older", "New")]}
    plan = plan_of(declaration, live_members(Old=["u1"], New=[]))
    (step,) = [each for each in plan.steps if each.ref.resource == "scim_user"]
    assert step.diff == {"before": {"roles": ["Older"]}, "after": {"roles": ["Older", "New"]}}


def test_a_rename_is_shown_at_users_that_show_the_role_and_at_nothing_else():
    declaration = {
        "environments": [{"name": "Shop", "description": "x"}],
        "roles": [{"name": "Old", "new_name": "Older"}, {"name": "New", "permissions": []}],
        "scim_users": [user(9, "Older"), {"user_name": "u1@x", "display_name": "Ada"}],
    }
    live = {**live_members(Old=["u1"], New=[]), "environments": [{"id": "e1", "name": "Shop", "roles": [{"id": "x"}]}]}
    plan = plan_of(declaration, live)
    assert steps_of(plan)["scim_user u9@x"] == ("create", {f"role {G1}"})
    assert wanted_of(plan)["scim_user u9@x"]["roles"] == ["Older"]
    steps = {step.ref.name: step.step for step in plan.steps}
    assert steps["u1"].current["roles"] == ["Older"] and steps["e1"].current["roles"] == ["x"]
    assert "roles" not in steps[G1].current and "roles" not in steps[G2].current


def test_a_role_that_is_made_under_its_new_name_is_given_under_that():
    declaration = {
        "roles": [{"name": "Gone", "new_name": "Brand"}],
        "scim_users": [user(1, "Brand", append_roles=True)],
        "environments": [{"name": "Shop", "description": "x"}],
    }
    plan = plan_of(declaration, live_members(Old=["u1"]))
    assert plan.membership == {Change("Brand", "u1", True)}
    assert wanted_of(plan)["role Brand"] == {"name": "Gone", "new_name": "Brand", "users": ["u1"]}
    (step,) = [step for step in plan.steps if step.ref.name == "u1"]
    assert step.diff == {"before": {"roles": ["Old"]}, "after": {"roles": ["Old", "Brand"]}}


def test_a_removed_role_is_not_shown_at_its_users_any_more():
    declaration = {"roles": [{"name": "Old", "state": "absent"}], "scim_users": [user(1, "New")]}
    plan = plan_of(declaration, live_members(Old=["u1"], New=[]))
    (step,) = [each for each in plan.steps if each.ref.resource == "scim_user"]
    assert step.step.after["roles"] == ["New"]
    assert arrays_of(plan) == {f"role {G2} joining": (["u1"], set())}


def test_objects_of_two_kinds_may_have_the_same_name():
    declaration = {
        "environments": [{"name": "Sam"}],
        "roles": [{"name": "Sam", "users": ["u1@x"]}],
        "alert_filters": [{"name": "Sam", "bpql": {"=": ["a", "b"]}}],
    }
    live = {**live_members(Old=[]), "alert_filters": []}
    assert wanted_of(plan_of(declaration, live))["role Sam"]["users"] == ["u1"]


def test_a_new_user_says_everything_that_is_declared_of_him():
    given = user(9, "Old", active=True, display_name="Ada", password="x", append_roles=True)
    live = live_members(Old=[])
    live["roles"].append({"id": "x", "name": "New", "permissions": [], "users": []})
    declaration = {"roles": [{"name": "New", "users": ["u9@x"]}], "scim_users": [given]}
    assert wanted_of(plan_of(declaration, live)) == {"scim_user u9@x": {**given, "roles": ["New", "Old"]}}


@pytest.mark.parametrize(
    ("given", "roles"),
    [
        (user(9), []),
        (user(9, append_roles=True), None),
        (user(9, "Old", append_roles=True), ["Old"]),
        ({"user_name": "u9@x"}, None),
    ],
)
def test_a_new_user_says_the_roles_that_were_given(given, roles):
    plan = plan_of({"scim_users": [given]}, live_members(Old=[]))
    assert wanted_of(plan)["scim_user u9@x"].get("roles") == roles


def test_the_id_of_one_of_two_roles_of_one_name_gives_nobody_both():
    """A user shows roles, and is given them, by their names alone."""
    ops = {"id": G1, "name": "Ops", "permissions": [], "users": []}
    user = {"id": "u1", "userName": "u1@x", "active": True, "roles": []}
    live = {"roles": [ops, {**ops, "id": G2}], "scim_users": [user]}
    with pytest.raises(AmbiguousKey, match=r'roles: 2 objects have the role name "Ops", and BigPanda takes no id here'):
        plan_of({"scim_users": [{"user_name": "u1@x", "roles": [G2]}]}, live)
    plan = plan_of({"roles": [{"id": G2, "users": ["u1@x"]}]}, live)
    assert arrays_of(plan) == {f"role {G2} joining": (["u1"], set())}
