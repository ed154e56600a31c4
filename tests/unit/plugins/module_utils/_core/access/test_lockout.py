# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.access.groups import groups_now, takes_away
from ansible_collections.community.bigpanda.plugins.module_utils._core.access.key_owner import Owner, owner_of
from ansible_collections.community.bigpanda.plugins.module_utils._core.access.lockout import (
    lost_permissions,
    refuse_lockout,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.access.unknown_owner import (
    refuse_less_administrators,
    touched_administrators,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._resources.administration import ADMINISTRATION
from ansible_collections.community.bigpanda.plugins.module_utils._resources.role import is_built_in_role, permissions_of

ROLES, USERS = "Roles Management (full access)", "User Management (full access)"
FULL = [("roles", "full_access"), ("users", "full_access")]


def role(name, *permissions, users=("u1",), **values):
    given = [{"resource_type": kind, "actions": [action]} for kind, action in permissions]
    return {"id": name.lower(), "name": name, "permissions": given, "users": list(users), **values}


def groups(*roles, members=()):
    return groups_now(ADMINISTRATION, roles, members)


@pytest.mark.parametrize(
    ("before", "after", "lost"),
    [
        ([role("A", *FULL)], [role("A", *FULL)], []),
        ([role("A", *FULL)], [], [ROLES, USERS]),
        ([role("A", *FULL)], [role("A", FULL[0])], [USERS]),
        ([role("A", *FULL)], [role("A", *FULL, users=[])], [ROLES, USERS]),
        ([role("A", *FULL)], [role("A"), role("New", *FULL)], []),
        ([role("A", *FULL)], [role("A"), role("New", *FULL, users=["u2"])], [ROLES, USERS]),
        ([role("A", FULL[0]), role("B", FULL[1])], [role("A", FULL[0])], [USERS]),
        ([role("A", *FULL), role("B", *FULL)], [role("B", *FULL)], []),
        # Not held before, so it cannot be lost.
        ([role("A", FULL[1]), role("B", ("sso", "read"))], [role("A", FULL[1])], []),
        # Letter case means nothing, but one environment is not all.
        ([role("A", ("Roles", "Full_Access"))], [role("A", ("roles", "full_access"))], []),
        ([role("A", ("roles", "full_access"), ("roles", "other"))], [role("A", ("roles", "other"))], [ROLES]),
        # Words that nobody documents count as they stand.
        ([role("A", ("roles", "manage"))], [role("A", ("roles", "read"))], [ROLES]),
        ([role("A", ("roles", "manage"))], [role("A", ("roles", "manage"), users=[])], [ROLES]),
        ([role("A", ("everything", "do"))], [role("A", ("everything", "do"))], []),
        ([role("A", ("everything", "do"))], [role("A")], ["what its roles allow"]),
        ([role("A"), role("B")], [role("B")], ["what its roles allow"]),
        # Who is in Admin may do everything, as long as nothing is taken from it.
        ([role("Admin")], [role("Admin")], []),
        ([role("Admin")], [], [ROLES, USERS]),
        ([role("Admin"), role("B", *FULL)], [role("B", *FULL)], []),
        ([role("Admin"), role("B", FULL[0])], [role("B", FULL[0])], [USERS]),
    ],
    ids=str,
)
def test_what_the_owner_loses_is_counted_over_all_roles(before, after, lost):
    assert lost_permissions(ADMINISTRATION, "u1", groups(*before), groups(*after)) == lost
    assert not lost or takes_away(groups(*before), groups(*after))


def test_a_permission_for_only_one_object_is_not_full_access():
    narrowed = role("A", *FULL)
    narrowed["permissions"][0]["resource_id"] = "one"
    assert lost_permissions(ADMINISTRATION, "u1", groups(role("A", *FULL)), groups(narrowed)) == [ROLES]


def test_membership_counts_that_only_the_user_shows():
    user = {"id": "u1", "roles": ["a"]}
    before = groups(role("A", *FULL, users=()), members=[user])
    with pytest.raises(InvalidOption, match='role "A" is to be taken from its user'):
        refuse_lockout(ADMINISTRATION, Owner(frozenset({"u1"})), before, groups(role("A", *FULL, users=())))


def test_of_roles_called_alike_the_one_spelled_as_documented_is_built_in():
    found = groups(role("Admin"), role("ADMIN", id="other"), role("ADMIN ", id="blank"))
    assert [ref for ref, group in found.items() if group.allows_all] == ["admin"]
    assert groups(role("ADMIN"))["admin"].allows_all
    assert is_built_in_role({"name": "Viewer (read only)"}) and not is_built_in_role({"name": "Viewers"})


@pytest.mark.parametrize(
    ("after", "says"),
    [
        ([], "is to be removed"),
        ([role("Bosses", *FULL, users=["u1", "u2"], id="admin")], "is to be renamed to Bosses"),
        ([role("Admin", FULL[0], users=["u1", "u2"])], "is to allow less"),
        ([role("Admin", *FULL, users=["u2"])], "is to lose 1 of its 2 active users"),
    ],
)
def test_what_touches_administrators_is_named(after, says):
    before = groups(role("Admin", *FULL, users=["u1", "u2"]))
    touched = touched_administrators(before, groups(*after))
    with pytest.raises(InvalidOption, match=f'role "Admin" {says}.*allow_admin_changes'):
        refuse_less_administrators(touched)


def test_administrators_who_cannot_log_in_may_leave():
    before, after = groups(role("Admin", users=["u1", "u2"])), groups(role("Admin", users=["u1"]))
    refuse_less_administrators(touched_administrators(before, after, inactive=["u2"]))
    touched = touched_administrators(before, after, deactivated=["u1"], inactive=["u2"])
    assert touched == 'role "Admin" is to lose 1 of its 1 active users'


@pytest.mark.parametrize(
    ("keys", "owner"),
    [
        ([], Owner()),
        ([{"key_suffix": "xxxx", "user_id": "u1"}], Owner()),
        ([{"key_suffix": None, "user_id": "u1"}, {"user_id": "u1"}], Owner()),
        ([{"key_suffix": 1234, "user_id": "u1"}], Owner(frozenset({"u1"}))),
        (
            [{"key_suffix": "1234", "user_id": "u1"}, {"key_suffix": "34", "user_id": "u2"}],
            Owner(frozenset({"u1", "u2"})),
        ),
        ([{"key_suffix": "1234", "service_account_id": "s"}], Owner(frozenset())),
        (
            [{"key_suffix": "1234", "user_id": None, "roles": ["Keeper", "User"]}],
            Owner(frozenset(), (frozenset({"keeper", "user"}),)),
        ),
    ],
)
def test_whose_a_key_may_be(keys, owner):
    assert owner_of(keys, "secret1234") == owner


def test_permissions_compare_case_insensitively():
    told = role("A", ("Roles", "Full_Access"), ("environments", "read"))
    told["permissions"][1]["resource_id"] = "E1"
    full = {("roles", "", "full_access"), ("roles", "", "read")}
    assert permissions_of(told) == full | {("environments", "E1", "read")}
    assert permissions_of({"permissions": None}) == frozenset()
