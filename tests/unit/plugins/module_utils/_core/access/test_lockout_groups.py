# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Who is in which group, as roles and users show it, and what one step makes of that."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.access.groups import (
    Group,
    accounts_in,
    groups_now,
    relation_of,
    takes_away,
    with_groups_of,
    with_members,
    with_step,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.access.key_owner import Owner
from ansible_collections.community.bigpanda.plugins.module_utils._core.access.lockout import (
    changed_for,
    gained_by,
    losers,
    refuse_deactivation,
    refuse_lockout,
    without_gains,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.access.switched_off import (
    is_deactivated,
    is_switched_off,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.access.unknown_owner import (
    refuse_less_administrators,
    touched_administrators,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.planning.plan import make_plan
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._resources.administration import ADMINISTRATION
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert_filter import ALERT_FILTER
from ansible_collections.community.bigpanda.plugins.module_utils._resources.environment import ENVIRONMENT
from ansible_collections.community.bigpanda.plugins.module_utils._resources.role import ROLE
from ansible_collections.community.bigpanda.plugins.module_utils._resources.scim_user import SCIM_USER

FULL = [{"resource_type": kind, "resource_id": None, "actions": ["full_access"]} for kind in ("roles", "users")]
READ = [{"resource_type": "roles", "resource_id": None, "actions": ["read"]}]


def role(name, *users, **values):
    return {"id": name.lower(), "name": name, "permissions": READ, "users": list(users), **values}


def user(number, *roles):
    return {"id": f"u{number}", "user_name": f"u{number}@x", "roles": list(roles)}


def groups(*roles, members=()):
    return groups_now(ADMINISTRATION, roles, members)


def members(found):
    return {ref: set(group.members) for ref, group in found.items()}


@pytest.mark.parametrize(
    ("roles", "users", "found"),
    [
        ([role("A", "u1")], [], {"a": {"u1"}}),
        ([role("A")], [user(1, "A")], {"a": {"u1"}}),
        # Either side may show what the other does not.
        ([role("A", "u1")], [user(1), user(2, "a")], {"a": {"u1", "u2"}}),
        ([role("A")], [user(1, "Nonesuch")], {"a": set()}),
        ([role("A", users=None)], [{"id": 7, "roles": None}], {"a": set()}),
        # Of roles that are called alike, the one that is spelled as the user shows it, and then the one that lists him.
        ([role("A"), role("A", id="b")], [user(1, "A")], {"a": {"u1"}, "b": {"u1"}}),
        ([role("Ops"), role("OPS", id="b")], [user(1, "OPS")], {"ops": set(), "b": {"u1"}}),
        ([role("A", "u1"), role("A", id="b")], [user(1, "A")], {"a": {"u1"}, "b": set()}),
    ],
)
def test_who_is_in_a_role_shows_at_either_end(roles, users, found):
    assert members(groups(*roles, members=users)) == found


def test_roles_that_were_not_read_are_made_of_the_names_that_users_show():
    found = groups_now(ADMINISTRATION, None, [user(1, "ops", "Admin"), user(2, "Ops"), user(3)])
    assert members(found) == {"Ops": {"u1", "u2"}, "Admin": {"u1"}}
    assert [(group.key, group.title, group.allows_all) for group in found.values()] == [
        ("Ops", 'role "Ops"', False),
        ("Admin", 'role "Admin"', True),
    ]
    # Which of them were read is not what was read of none.
    assert groups_now(ADMINISTRATION, [], [user(1, "Ops")]) == {}


def test_groups_without_members_are_none():
    with pytest.raises(TypeError, match="environment has no members"):
        relation_of(ADMINISTRATION.replace(group=ENVIRONMENT))
    assert relation_of(ADMINISTRATION).members.name == "users"


def stepped(current, desired, before=None, state="present"):
    step = make_plan(ROLE, current, desired, state)
    return with_step(ADMINISTRATION, groups(current) if before is None else before, "a", step)


def test_a_step_changes_what_its_role_allows_and_nobody_in_it():
    current = role("A", "u1", permissions=FULL)
    changed = stepped(current, {"name": "A", "permissions": READ, "users": ["u2"]})["a"]
    assert (changed.permissions, changed.members) == (groups(role("A"))["a"].permissions, {"u1"})
    renamed = stepped(current, {"name": "A", "new_name": "B"})["a"]
    assert (renamed.key, renamed.title, renamed.members) == ("B", 'role "B"', {"u1"})
    assert stepped(current, {"name": "A"}, state="absent") == {}
    others = groups(current, role("B", "u2"))
    assert stepped(current, {"name": "A"}, others, "absent") == {"b": others["b"]}
    # What is gone already goes once.
    assert stepped(current, {"name": "A"}, {}, "absent") == {}


def test_a_new_role_has_nobody_until_somebody_joins_and_allows_no_more_than_it_says():
    step = make_plan(ROLE, None, {"name": "Admin", "permissions": READ, "users": ["u1"]})
    made = with_step(ADMINISTRATION, {}, "Admin", step)["Admin"]
    assert (made.members, made.allows_all, len(made.permissions)) == (frozenset(), False, 1)


@pytest.mark.parametrize(
    ("desired", "allows_all"),
    [
        ({"new_name": "Bosses"}, True),
        ({"permissions": [*FULL, *READ]}, True),
        ({"permissions": FULL[:1]}, False),
        ({"permissions": []}, False),
    ],
)
def test_administrators_may_do_everything_until_something_is_taken_from_them(desired, allows_all):
    current = role("Admin", permissions=FULL, id="a")
    assert stepped(current, {"name": "Admin", **desired})["a"].allows_all is allows_all
    assert stepped(role("A", permissions=FULL), {"name": "A", **desired})["a"].allows_all is False


def test_members_join_and_leave():
    before = groups(role("A", "u1", "u2"), role("B", "u1"))
    assert members(with_members(before, "a", {"u3"}, {"u1"})) == {"a": {"u2", "u3"}, "b": {"u1"}}
    # Who is said to do both leaves.
    assert members(with_members(before, "b", {"u1", "u3"}, {"u1", "u3"})) == {"a": {"u1", "u2"}, "b": set()}
    assert with_members(before, "gone", {"u3"}, set()) == before


def test_a_user_is_in_the_roles_that_he_is_given_and_in_no_other():
    before = groups(role("A", "u1", "u2"), role("Ops"), role("C", "u2"))
    after = with_groups_of(before, "u1", ["OPS", "Nonesuch"])
    assert members(after) == {"a": {"u2"}, "ops": {"u1"}, "c": {"u2"}}
    assert members(with_groups_of(before, "u1", [])) == {"a": {"u2"}, "ops": set(), "c": {"u2"}}


def test_service_accounts_are_in_the_roles_that_their_keys_show():
    owner = Owner(frozenset(), (frozenset({"a", "b"}), frozenset({"b"})))
    found = accounts_in(groups(role("A", "u1"), role("B"), role("C")), owner)
    assert members(found) == {
        "a": {"u1", "service account 0"},
        "b": {"service account 0", "service account 1"},
        "c": set(),
    }
    after = groups(role("A", permissions=FULL), role("C"))
    lost = losers(ADMINISTRATION, owner, groups(role("A", permissions=FULL), role("B"), role("C")), after)
    assert lost == {"service account 1": ["what its roles allow"]}


@pytest.mark.parametrize(
    ("after", "takes"),
    [
        ([role("A", "u1", permissions=FULL)], False),
        ([role("A", "u1", "u2", permissions=[*FULL, *READ]), role("B")], False),
        ([], True),
        ([role("A", permissions=FULL)], True),
        ([role("A", "u1", permissions=FULL[:1])], True),
        ([role("B", "u1", permissions=FULL, id="a")], True),
        ([role("a", "u1", permissions=FULL)], True),
    ],
)
def test_whatever_somebody_had_is_taken_away_once_it_is_not_there_any_more(after, takes):
    assert takes_away(groups(role("A", "u1", permissions=FULL)), groups(*after)) is takes


def test_what_stays_without_what_is_new():
    broad = groups(role("A", "u1", "u2", permissions=[*FULL, *READ]), role("Gone", "u1"))
    narrow = groups(role("A", "u2", "u3", permissions=FULL), role("New", "u1"))
    kept = without_gains(broad, narrow)
    assert members(kept) == {"a": {"u2"}}
    assert kept["a"].permissions == groups(role("A", permissions=FULL))["a"].permissions
    assert without_gains(narrow, broad)["a"].permissions == kept["a"].permissions


def test_gains_and_losses_of_one_user():
    before = groups(role("A", "u1"), role("B", "u1", permissions=FULL), role("C"), role("D", "u2"), role("E", "u1"))
    after = groups(role("A", "u1", permissions=FULL), role("B", "u1"), role("C", "u1"), role("F", "u1"))
    # Full access includes reading, so the one role gives only and the other takes only.
    assert gained_by("u1", before, after) == ["a", "c", "f"]
    assert changed_for("u1", before, after) == ["b", "e"]
    assert gained_by("u2", before, after) == [] and changed_for("u2", before, after) == ["d"]
    assert changed_for("u1", before, before) == []


@pytest.mark.parametrize(
    ("after", "words"),
    [
        ([], 'role "A" is to be removed; role "B" is to be removed: the owner of this run\'s API key would lose'),
        ([role("A", "u1"), role("B", "u1")], 'role "A" is to allow less: the owner .* would lose "Roles Management'),
        ([role("A", permissions=FULL), role("B", "u1")], 'role "A" is to be taken from its user: the owner'),
        ([role("A", permissions=[*FULL, *READ]), role("B", "u1")], 'role "A" is to be taken from its user: the owner'),
    ],
)
def test_what_locks_out_the_owner_is_reported_with_its_cause(after, words):
    before = groups(role("A", "u1", permissions=FULL), role("B", "u1"))
    with pytest.raises(InvalidOption, match=f"^{words}.*Do not change that, give that user another role"):
        refuse_lockout(ADMINISTRATION, Owner(frozenset({"u1"})), before, groups(*after))
    refuse_lockout(ADMINISTRATION, Owner(frozenset({"u2"})), before, groups(*after))
    refuse_lockout(ADMINISTRATION, Owner(), before, groups(*after))


def test_who_owns_the_key_is_not_deactivated():
    with pytest.raises(InvalidOption, match='^SCIM user "ada" is to be removed or deactivated, but owns the API key'):
        refuse_deactivation('SCIM user "ada"')


def test_administrators_of_whom_nothing_is_taken_are_not_touched():
    before = groups(role("Admin", "u1"), role("Ops", "u1"))
    assert touched_administrators(before, groups(role("Admin", "u1", "u2"))) is None
    assert touched_administrators(before, groups(role("Admin", "u1")), deactivated=["u2"]) is None
    assert touched_administrators(groups(role("Ops", "u1")), {}) is None
    # Who cannot log in and is no administrator does not count.
    assert touched_administrators(before, before, inactive=["u9"]) is None
    # A role whose users cannot be told is removed all the same.
    assert touched_administrators(groups(role("Admin")), {}) == 'role "Admin" is to be removed'
    refuse_less_administrators(None)


def test_a_group_without_more_said_of_it_holds_nobody():
    assert (Group("x", "x", frozenset()).members, Group("x", "x", frozenset()).allows_all) == (frozenset(), False)


@pytest.mark.parametrize(
    ("resource", "current", "desired", "is_off"),
    [
        (ALERT_FILTER, {"active": True}, {"active": False}, True),
        (ALERT_FILTER, {"active": False}, {"active": False}, False),
        (ALERT_FILTER, {"active": False}, {"active": True}, False),
        (ALERT_FILTER, {"active": True}, {"description": "x"}, False),
        (SCIM_USER, {"active": True}, {"active": False}, True),
        (SCIM_USER, None, {"active": False}, False),
        (ROLE, {"permissions": []}, {"permissions": READ}, False),
    ],
)
def test_what_has_an_effect_and_will_have_none_is_switched_off(resource, current, desired, is_off):
    named = current if current is None else {"id": "1", resource.key: "x", **current}
    assert is_switched_off(make_plan(resource, named, {resource.key: "x", **desired})) is is_off


@pytest.mark.parametrize(
    ("current", "desired", "state", "is_gone"),
    [
        ({"active": True}, {}, "absent", True),
        ({"active": True}, {"active": False}, "present", True),
        ({"active": False}, {}, "absent", False),
        ({"active": False}, {"active": False}, "present", False),
        ({"active": False}, {"active": True}, "present", False),
        ({"active": True}, {"display_name": "Ada"}, "present", False),
        (None, {"active": False}, "present", False),
    ],
)
def test_a_user_who_can_log_in_and_will_not_is_deactivated(current, desired, state, is_gone):
    named = current and {"id": "1", "user_name": "x", **current}
    assert is_deactivated(make_plan(SCIM_USER, named, {"user_name": "x", **desired}, state)) is is_gone
