# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a plan waits for so that the owner of the API key can undo it at any moment, without a service."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.access.key_owner import Owner
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.planning.plan import make_plan
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.model.graph import (
    Edge,
    Graph,
    Reason,
    Ref,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.model.plan import BulkPlan, BulkStep
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.safety.access_change import (
    access_change,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.safety.safe_order import (
    in_safe_order,
)
from ansible_collections.community.bigpanda.plugins.module_utils._resources.administration import ADMINISTRATION
from ansible_collections.community.bigpanda.plugins.module_utils._resources.role import ROLE
from unit.plugins.module_utils._core.plans import arrays_of, known_of, name_of, plan_of, steps_of

ROLES_FULL, USERS_FULL = ({"resource_type": kind, "actions": ["full_access"]} for kind in ("roles", "users"))
SSO = {"resource_type": "sso", "actions": ["read"]}
FULL = [ROLES_FULL, USERS_FULL]
ADA = Owner(frozenset({"u1"}))


def role(name, *users, permissions=()):
    return {"id": name.lower(), "name": name, "permissions": list(permissions), "users": list(users)}


def live_of(*roles):
    users = [
        {
            "id": each,
            "userName": f"{each}@x",
            "active": True,
            "roles": [role["name"] for role in roles if each in role["users"]],
        }
        for each in ("u1", "u2")
    ]
    return {"scim_users": users, "environments": [], "roles": list(roles)}


def plans_of(declaration, live, owner=ADA):
    """The plan as it is made, and as the owner of the key needs it."""
    plan = plan_of(declaration, live)
    return plan, in_safe_order(ADMINISTRATION, plan, access_change(ADMINISTRATION, plan, known_of(live)), owner)


def waits(plan):
    """What each step and each array waits for that is a step or an array of the plan."""
    found = {**{name: after for name, (_action, after) in steps_of(plan).items()}}
    found.update({name: after for name, (_who, after) in arrays_of(plan).items()})
    found.update({name_of(step.ref): {name_of(each) for each in plan.after(step.ref)} for step in plan.firsts})
    return {name: after & set(found) for name, after in found.items()}


OLD_AND_NEW = live_of(role("Old", "u1", "u2", permissions=FULL), role("New", permissions=FULL))
MOVE = {"scim_users": [{"user_name": "u1@x", "roles": ["New"]}]}


def test_the_owner_joins_the_new_role_before_leaving_the_old_one():
    plan, safe = plans_of(MOVE, OLD_AND_NEW)
    assert waits(plan)["role old leaving"] == set()
    assert waits(safe) == {**waits(plan), "role old leaving": {"role new joining", "scim_user u1"}}
    assert safe.joins == plan.joins and safe.steps == plan.steps


def test_what_is_said_at_the_user_is_waited_for_too():
    """A credential that may not write roles says it at the user, in a task that the run adds."""
    safe = plans_of(MOVE, OLD_AND_NEW)[1]
    (array,) = safe.leaves
    assert Ref("scim_user", "u1", "groups") in safe.after(array.ref)


@pytest.mark.parametrize("owner", [Owner(None), Owner(frozenset()), Owner(frozenset({"u2"}))])
def test_a_plan_that_takes_nothing_from_the_owner_stays_as_it_is(owner):
    plan, safe = plans_of(MOVE, OLD_AND_NEW, owner)
    assert safe == plan


def test_one_who_loses_a_role_that_another_one_replaces_already_waits_for_nothing():
    live = live_of(role("Old", "u1", permissions=FULL), role("Kept", "u1", permissions=FULL), role("New"))
    plan, safe = plans_of({"scim_users": [{"user_name": "u1@x", "roles": ["Kept", "New"]}]}, live)
    assert safe == plan


def test_only_what_takes_something_from_the_owner_waits():
    live = live_of(
        role("Old", "u1", permissions=FULL), role("Other", "u2", permissions=FULL), role("New", permissions=FULL)
    )
    declaration = {
        "scim_users": [{"user_name": "u1@x", "roles": ["New"]}, {"user_name": "u2@x", "roles": []}],
        "roles": [{"name": "Other", "permissions": []}],
    }
    plan, safe = plans_of(declaration, live)
    changed = {name for name, after in waits(safe).items() if after != waits(plan)[name]}
    assert changed == {"role old leaving"}


def test_a_role_allows_less_only_once_another_one_allows_it():
    live = live_of(role("Old", "u1", permissions=FULL), role("New", "u1"))
    declaration = {"roles": [{"name": "Old", "permissions": []}, {"name": "New", "permissions": FULL}]}
    plan, safe = plans_of(declaration, live)
    assert waits(plan) == {"role old": set(), "role new": set()}
    assert waits(safe) == {"role old": {"role new"}, "role new": set()}


def test_a_role_is_removed_only_once_the_new_one_is_made_with_the_owner_in_it():
    live = live_of(role("Old", "u1", permissions=FULL))
    declaration = {
        "roles": [{"name": "Old", "state": "absent"}, {"name": "New", "permissions": FULL, "users": ["u1@x"]}]
    }
    plan, safe = plans_of(declaration, live)
    assert waits(plan)["role old"] == set()
    assert waits(safe) == {"role old": {"role New"}, "role New": set()}


def test_an_unchanged_role_waits_for_nothing():
    live = live_of(role("Old", "u1", permissions=FULL), role("New", permissions=FULL))
    declaration = {"roles": [{"name": "Old", "permissions": FULL}], **MOVE}
    _plan, safe = plans_of(declaration, live)
    (old,) = [step for step in safe.steps if step.ref == Ref("role", "old")]
    assert not old.changed and safe.after(old.ref) == frozenset()


def test_roles_that_exchange_what_the_owner_needs_are_refused():
    live = live_of(role("A", "u1", permissions=[ROLES_FULL]), role("B", "u1", permissions=[USERS_FULL]))
    declaration = {"roles": [{"name": "A", "permissions": [USERS_FULL]}, {"name": "B", "permissions": [ROLES_FULL]}]}
    with pytest.raises(InvalidOption, match="two roles .* exchange permissions"):
        plans_of(declaration, live)
    assert plans_of(declaration, live, Owner(frozenset({"u2"})))[1].changed
    # What a third role holds all the while makes it harmless.
    safe_live = live_of(*live["roles"], role("C", "u1", permissions=FULL))
    plan, safe = plans_of(declaration, safe_live)
    assert safe == plan


def test_a_role_waits_for_a_new_one_that_is_made_in_two_steps_with_an_environment():
    live = {**live_of(role("Old", "u1", permissions=FULL)), "environments": []}
    permission = {"resource_type": "environments", "environment": "New", "actions": ["read"]}
    declaration = {
        "environments": [{"name": "New", "roles": ["Next"]}],
        "roles": [
            {"name": "Next", "permissions": [*FULL, permission], "users": ["u1@x"]},
            {"name": "Old", "state": "absent"},
        ],
    }
    _plan, safe = plans_of(declaration, live)
    assert waits(safe) == {
        "environment New first": set(),
        "environment New": {"environment New first", "role Next"},
        "role Next": {"environment New first"},
        "role old": {"role Next"},
    }


def test_a_role_that_others_join_meanwhile_is_no_circle():
    live = live_of(role("Old", "u1", permissions=FULL), role("New", "u1"))
    old = {"name": "Old", "permissions": [SSO], "users": ["u1@x", "u2@x"]}
    plan, safe = plans_of({"roles": [old, {"name": "New", "permissions": FULL}]}, live)
    assert waits(plan) == {"role old": set(), "role new": set(), "role old joining": {"role old"}}
    assert waits(safe) == {**waits(plan), "role old": {"role new"}}


def test_two_roles_may_exchange_their_permissions_if_one_of_them_gives_before_the_other_takes():
    live = live_of(role("Old", "u1", permissions=FULL), role("New", "u1", permissions=[SSO]))
    declaration = {"roles": [{"name": "Old", "permissions": [SSO]}, {"name": "New", "permissions": FULL}]}
    assert waits(plans_of(declaration, live)[1]) == {"role old": {"role new"}, "role new": set()}


def test_what_the_owner_does_not_need_is_waited_for_by_nobody():
    live = live_of(
        role("Old", "u1", permissions=[*FULL, SSO]), role("New", "u1"), role("Tool", "u1", permissions=[SSO])
    )
    declaration = {
        "roles": [
            {"name": "Old", "permissions": [SSO]},
            {"name": "New", "permissions": FULL},
            {"name": "Tool", "permissions": [{**SSO, "actions": ["full_access"]}]},
        ]
    }
    assert waits(plans_of(declaration, live)[1]) == {"role old": {"role new"}, "role new": set(), "role tool": set()}


def test_roles_whose_words_nobody_knows_allow_more_before_others_allow_less():
    all_of_it = [{"resource_type": "everything", "actions": ["do"]}]
    live = live_of(role("Old", "u1", permissions=all_of_it), role("New", "u1"))
    declaration = {"roles": [{"name": "Old", "permissions": []}, {"name": "New", "permissions": all_of_it}]}
    assert waits(plans_of(declaration, live)[1]) == {"role old": {"role new"}, "role new": set()}


def test_administrators_allow_less_only_once_another_role_allows_it():
    live = live_of(role("Admin", "u1", permissions=[SSO, ROLES_FULL]), role("New", "u1"))
    declaration = {"roles": [{"name": "Admin", "permissions": [ROLES_FULL]}, {"name": "New", "permissions": FULL}]}
    assert waits(plans_of(declaration, live)[1]) == {"role admin": {"role new"}, "role new": set()}


def test_the_roles_of_a_service_account_take_only_once_others_give():
    live = live_of(role("Old", permissions=FULL), role("New"))
    declaration = {"roles": [{"name": "Old", "permissions": []}, {"name": "New", "permissions": FULL}]}
    account = Owner(frozenset(), (frozenset({"old", "new"}),))
    assert waits(plans_of(declaration, live, account)[1]) == {"role old": {"role new"}, "role new": set()}
    assert waits(plans_of(declaration, live, Owner(frozenset()))[1]) == {"role old": set(), "role new": set()}


def chain(*pairs):
    """A plan of roles of which each waits for others."""
    step = make_plan(ROLE, None, {"name": "x"})
    steps = tuple(BulkStep(Ref("role", name), step, "create", {}, step) for name, _others in pairs)
    edges = (
        Edge(Ref("role", name), Ref("role", other), Reason.CREATES_BEFORE) for name, others in pairs for other in others
    )
    return BulkPlan(steps, graph=Graph(tuple(edges)))


@pytest.mark.parametrize(
    ("pairs", "is_circle"),
    [
        ([], False),
        ([("a", "")], False),
        ([("a", "b"), ("b", "c"), ("c", "")], False),
        ([("a", "bc"), ("b", "d"), ("c", "d"), ("d", "")], False),
        # What is no task of the plan is waited for by nobody.
        ([("a", "xy"), ("b", "a")], False),
        ([("a", "a")], True),
        ([("a", "b"), ("b", "a")], True),
        # Whatever is looked at before it.
        ([("a", "bwxyz"), ("b", "awxyz"), *((leaf, "") for leaf in "wxyz")], True),
        ([("a", ""), ("b", "ac"), ("c", "d"), ("d", "b")], True),
        ([("d", ""), ("c", "d"), ("b", "c"), ("a", "dcb")], False),
    ],
)
def test_circles_are_found_wherever_they_are(pairs, is_circle):
    plan = chain(*pairs)
    change = access_change(ADMINISTRATION, BulkPlan(()), {})
    if is_circle:
        with pytest.raises(InvalidOption, match="in a run of its own"):
            in_safe_order(ADMINISTRATION, plan, change, ADA)
    else:
        assert in_safe_order(ADMINISTRATION, plan, change, ADA) == plan
