# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Who is in which role after a plan of many objects, and which plans lock out the owner of the API key."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.access.key_owner import Owner
from ansible_collections.community.bigpanda.plugins.module_utils._core.access.unknown_owner import UNKNOWN_OWNER
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.safety.access_change import (
    access_change,
    check_access,
    kept_for,
    read_groups,
    unknown_owner,
)
from ansible_collections.community.bigpanda.plugins.module_utils._resources.administration import ADMINISTRATION
from unit.plugins.module_utils._core.plans import known_of, plan_of

FULL = [{"resource_type": kind, "actions": ["full_access"]} for kind in ("roles", "users")]
READ = [{"resource_type": "roles", "actions": ["read"]}]
USERS = {"u1": "ada@x", "u2": "bob@x", "u3": "cy@x"}


def role(name, *users, **values):
    return {"id": name.lower(), "name": name, "permissions": READ, "users": list(users), **values}


def live_of(*roles, inactive=("u3",)):
    users = [
        {
            "id": each,
            "userName": name,
            "active": each not in inactive,
            "roles": [role["name"] for role in roles if each in role["users"]],
        }
        for each, name in USERS.items()
    ]
    return {"scim_users": users, "environments": [], "roles": list(roles)}


LIVE = live_of(role("Bosses", "u1", "u2", permissions=FULL), role("Readers", "u2", "u3"), role("Free"))


def change_of(declaration, live=None, purge=None):
    live = LIVE if live is None else live
    return access_change(ADMINISTRATION, plan_of(declaration, live, purge), known_of(live))


def members(groups):
    return {ref: set(group.members) for ref, group in groups.items()}


NOW = {"bosses": {"u1", "u2"}, "readers": {"u2", "u3"}, "free": set()}


def user(name, **values):
    return {"scim_users": [{"user_name": name, **values}]}


@pytest.mark.parametrize(
    ("declaration", "after", "losing", "deactivated", "takes_away"),
    [
        ({}, NOW, set(), {}, False),
        (user("ada@x", roles=["Bosses", "Free"]), {**NOW, "free": {"u1"}}, set(), {}, False),
        (user("ada@x", roles=["Free"]), {**NOW, "bosses": {"u2"}, "free": {"u1"}}, {"u1"}, {}, True),
        (user("bob@x", roles=[]), {**NOW, "bosses": {"u1"}, "readers": {"u3"}}, {"u2"}, {}, True),
        # Who cannot log in loses nothing by leaving a role.
        (user("cy@x", roles=[]), {**NOW, "readers": {"u2"}}, set(), {}, True),
        (user("ada@x", state="absent"), NOW, set(), {"u1": 'SCIM user "ada@x"'}, True),
        (user("ada@x", active=False), NOW, set(), {"u1": 'SCIM user "ada@x"'}, True),
        (user("cy@x", state="absent"), NOW, set(), {}, False),
        (user("ada@x", display_name="Ada"), NOW, set(), {}, False),
        (
            {"roles": [{"name": "Bosses", "state": "absent"}]},
            {"readers": {"u2", "u3"}, "free": set()},
            {"u1", "u2"},
            {},
            True,
        ),
        ({"roles": [{"name": "Readers", "users": ["cy@x"]}]}, {**NOW, "readers": {"u3"}}, {"u2"}, {}, True),
        ({"roles": [{"name": "Bosses", "permissions": READ}]}, NOW, set(), {}, True),
        ({"roles": [{"name": "Bosses", "new_name": "Owners"}]}, NOW, set(), {}, True),
        (
            {"roles": [{"name": "New", "users": ["ada@x", "bob@x"], "permissions": FULL}]},
            {**NOW, "New": {"u1", "u2"}},
            set(),
            {},
            False,
        ),
        (user("dee@x", roles=["Free"]), {**NOW, "free": {"dee@x"}}, set(), {}, False),
    ],
)
def test_a_plan_says_who_is_in_which_role_afterwards(declaration, after, losing, deactivated, takes_away):
    change = change_of(declaration)
    assert members(change.before) == NOW and members(change.after) == after
    assert change.losing == losing
    assert change.deactivated == deactivated
    assert change.takes_away is takes_away
    assert change.inactive == {"u3"}


def test_one_who_moves_is_counted_in_both_roles():
    change = change_of({"roles": [{"name": "Readers", "users": ["ada@x"]}, {"name": "Free", "users": ["bob@x"]}]})
    assert members(change.after) == {"bosses": {"u1", "u2"}, "readers": {"u1"}, "free": {"u2"}}


def test_what_a_purge_removes_is_gone_afterwards():
    change = change_of({"roles": [{"name": "Bosses"}]}, purge={"roles": ["readers"], "scim_users": ["u2"]})
    assert set(change.after) == {"bosses", "free"}
    assert change.losing == {"u2"} and set(change.deactivated) == {"u2"}


def test_kinds_that_were_not_read_say_nothing():
    live = {"environments": [{"id": "e1", "name": "Production"}], "roles": []}
    change = access_change(
        ADMINISTRATION, plan_of({"environments": [{"name": "x"}]}, live), {"environment": known_of(live)["environment"]}
    )
    assert (change.before, change.after, change.deactivated, change.inactive) == ({}, {}, {}, frozenset())
    assert change.takes_away is False and change.losing == frozenset()


def test_roles_that_were_not_read_are_known_by_what_users_show():
    known = known_of(LIVE)
    groups = read_groups(ADMINISTRATION, {"scim_user": known["scim_user"]})
    assert {group.title: set(group.members) for group in groups.values()} == {
        'role "Bosses"': {"u1", "u2"},
        'role "Readers"': {"u2", "u3"},
    }
    only_roles = read_groups(ADMINISTRATION, {"role": known["role"]})
    assert members(only_roles) == NOW


@pytest.mark.parametrize(
    ("owner", "kept"),
    [
        (Owner(None), set()),
        (Owner(frozenset()), set()),
        (Owner(frozenset({"u1"})), {"u1", "bosses"}),
        (Owner(frozenset({"u2"})), {"u2", "bosses", "readers"}),
        (Owner(frozenset({"elsewhere"})), {"elsewhere"}),
        (Owner(frozenset(), (frozenset({"free"}),)), {"free"}),
        (Owner(frozenset({"u3"}), (frozenset({"free", "nonesuch"}),)), {"u3", "readers", "free"}),
    ],
)
def test_a_purge_leaves_the_owner_and_the_roles_of_the_owner(owner, kept):
    assert kept_for(owner, read_groups(ADMINISTRATION, known_of(LIVE))) == kept


ADA = Owner(frozenset({"u1"}))


@pytest.mark.parametrize(
    ("declaration", "problem"),
    [
        (user("ada@x", state="absent"), 'SCIM user "ada@x" is to be removed or deactivated'),
        (user("ada@x", active=False), 'SCIM user "ada@x" is to be removed or deactivated'),
        (user("bob@x", state="absent"), None),
        (user("ada@x", roles=["Free"]), 'role "Bosses" is to be taken from its user'),
        (user("bob@x", roles=["Free"]), None),
        ({"roles": [{"name": "Bosses", "state": "absent"}]}, 'role "Bosses" is to be removed'),
        ({"roles": [{"name": "Bosses", "permissions": READ}]}, 'role "Bosses" is to allow less'),
        ({"roles": [{"name": "Readers", "state": "absent"}]}, None),
        (
            {"roles": [{"name": "Bosses", "permissions": READ}, {"name": "Free", "permissions": FULL}]},
            'role "Bosses" is to allow less',
        ),
        (
            {
                "roles": [
                    {"name": "Bosses", "permissions": READ},
                    {"name": "Free", "permissions": FULL, "users": ["ada@x"]},
                ]
            },
            None,
        ),
    ],
)
@pytest.mark.parametrize("is_meant", [False, True])
def test_the_owner_is_not_locked_out_even_if_changes_to_administrators_are_meant(declaration, problem, is_meant):
    if problem:
        with pytest.raises(InvalidOption, match=problem):
            check_access(ADMINISTRATION, change_of(declaration), ADA, is_meant)
    else:
        check_access(ADMINISTRATION, change_of(declaration), ADA, is_meant)


def test_each_who_may_own_the_key_is_looked_at():
    change = change_of(user("ada@x", roles=["Free"]))
    with pytest.raises(InvalidOption, match='role "Bosses" is to be taken from its user: the owner'):
        check_access(ADMINISTRATION, change, Owner(frozenset({"u1", "u2"})), False)
    check_access(ADMINISTRATION, change, Owner(frozenset({"u2"})), False)


def test_a_service_account_is_locked_out_by_what_becomes_of_its_roles():
    account = Owner(frozenset(), (frozenset({"bosses"}), frozenset({"readers"})))
    with pytest.raises(InvalidOption, match='role "Bosses" is to be removed'):
        check_access(ADMINISTRATION, change_of({"roles": [{"name": "Bosses", "state": "absent"}]}), account, True)
    check_access(ADMINISTRATION, change_of(user("ada@x", roles=[])), account, True)


ADMINS = live_of(role("Admin", "u1", "u2", "u3"), role("Readers"))


@pytest.mark.parametrize(
    ("declaration", "problem"),
    [
        (user("ada@x", roles=["Readers"]), "is to lose 1 of its 2 active users"),
        (user("ada@x", active=False), "is to lose 1 of its 2 active users"),
        (user("cy@x", roles=["Readers"]), None),
        (user("cy@x", active=True, roles=["Admin"]), None),
        ({"roles": [{"name": "Readers", "state": "absent"}]}, None),
        ({"roles": [{"name": "Admin", "permissions": []}]}, "is to allow less"),
    ],
)
@pytest.mark.parametrize("owner", [Owner(None), Owner(frozenset())])
def test_where_nobody_knows_the_owner_administrators_are_kept_unless_it_is_meant(declaration, problem, owner):
    change = change_of(declaration, ADMINS)
    if problem:
        with pytest.raises(InvalidOption, match=f'role "Admin" {problem}.*allow_admin_changes'):
            check_access(ADMINISTRATION, change, owner, False)
    else:
        check_access(ADMINISTRATION, change, owner, False)
    check_access(ADMINISTRATION, change, owner, True)
    # Whoever is known to own the key keeps what it needs, and others may go.
    check_access(ADMINISTRATION, change, Owner(frozenset({"u9"})), False)


@pytest.mark.parametrize(
    ("declaration", "owner", "is_told"),
    [
        (user("ada@x", roles=[]), Owner(None), True),
        (user("ada@x", roles=[]), Owner(frozenset()), True),
        (user("ada@x", active=False), Owner(None), True),
        (user("ada@x", roles=[]), ADA, False),
        (user("ada@x", roles=["Bosses", "Free"]), Owner(None), False),
    ],
)
def test_an_unknown_owner_is_reported_if_something_is_removed(declaration, owner, is_told):
    assert unknown_owner(change_of(declaration), owner) == ([UNKNOWN_OWNER] if is_told else [])


def test_a_deactivation_takes_away_though_no_role_loses_anybody():
    change = replace(change_of({}), deactivated={"u1": "x"})
    assert change.takes_away and change.losing == frozenset()
