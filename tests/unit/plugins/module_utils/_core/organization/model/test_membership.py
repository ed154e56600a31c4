# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.membership import find_membership
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.field import Field, Reference
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.model.membership import (
    Change,
    End,
    MembershipEnds,
    MembershipWrites,
)
from ansible_collections.community.bigpanda.plugins.module_utils._resources.enrichment_map import ENRICHMENT_MAP
from ansible_collections.community.bigpanda.plugins.module_utils._resources.role import ROLE
from ansible_collections.community.bigpanda.plugins.module_utils._resources.scim_user import SCIM_USER
from hypothesis import given
from hypothesis import strategies as st

pairs = st.sets(st.tuples(st.integers(0, 5), st.integers(10, 14)), max_size=14)
refs = st.frozensets(st.sampled_from("abc"), max_size=3)


@given(pairs, st.sets(st.integers(0, 5)), st.sets(st.integers(10, 14)))
def test_every_change_is_said_once_and_only_creations_say_it_with_the_rest(given_pairs, members, groups):
    changes = {Change(f"g{group}", f"m{member}", joins=group % 2 == 0) for member, group in given_pairs}
    there = {f"g{group}" for group in groups}, {f"m{member}" for member in members}
    writes = MembershipWrites(changes, *there)
    in_arrays = [change for group in writes.by_group for change in writes.in_array(group)]
    assert all(change.group in there[0] and change.member in there[1] for change in in_arrays)
    for change in changes:
        said = [writes.is_said_by_member(change), writes.is_said_by_group(change), change in in_arrays]
        assert sum(said) == 1
    assert {change for of_one in writes.by_member.values() for change in of_one} == changes


def end(ref, **values):
    return End(ref, f"the {ref}", **values)


@given(refs, st.one_of(st.none(), refs), st.booleans(), st.one_of(st.none(), refs), st.booleans())
def test_planning_after_applying_gives_nothing_to_do(current, named, exact, asked, asked_exact):
    """One group and three members, of which `a` may have declared groups of its own."""
    members = {ref: end(ref, current=frozenset({"g"} if ref in current else ())) for ref in "abc"}
    if asked is not None:
        own = frozenset({"g"} if asked else ())
        members["a"] = end("a", current=members["a"].current, named=own, exact=asked_exact)
    groups = {"g": end("g", current=current, named=named, exact=exact)}
    try:
        changes = MembershipEnds(groups, members).changes()
    except InvalidOption as error:
        assert "the g" in str(error) and "the a" in str(error)
        return
    after = (current | {change.member for change in changes if change.joins}) - {
        change.member for change in changes if not change.joins
    }
    moved = {
        ref: End(**{**vars(one), "current": frozenset({"g"} if ref in after else ())}) for ref, one in members.items()
    }
    assert MembershipEnds({"g": end("g", current=after, named=named, exact=exact)}, moved).changes() == frozenset()
    if named is not None:
        assert named <= after
        assert not exact or after == named


@pytest.mark.parametrize(
    ("named", "asked", "words"),
    [(frozenset("b"), frozenset("g"), "append_users"), (frozenset("a"), frozenset(), "append_roles")],
)
def test_ends_that_disagree_are_an_error_that_names_both(named, asked, words):
    with pytest.raises(InvalidOption, match=f"the g.*{words}|the a.*{words}"):
        MembershipEnds({"g": end("g", named=named)}, {"a": end("a", named=asked), "b": end("b")}).changes()


def test_the_relation_is_found_where_both_ends_declare_it():
    found = find_membership([ENRICHMENT_MAP, ROLE, SCIM_USER])
    assert (found.group.name, found.members.name, found.member.name, found.groups.name) == (
        "role",
        "users",
        "scim_user",
        "roles",
    )
    assert find_membership([ENRICHMENT_MAP, ROLE]) is None


def ends(at_group, at_member, current=()):
    """One group and one member. at_group, at_member: what each declares of the other, e.g. `+` or `exactly nobody`."""
    says = {
        "nothing": {},
        "named": {"exact": True},
        "at least": {"exact": False},
        "nobody": {"exact": True, "named": frozenset()},
        "at least nobody": {"exact": False, "named": frozenset()},
    }
    group, member = dict(says[at_group]), dict(says[at_member])
    for said, other in ((group, "m"), (member, "g")):
        if said:
            said.setdefault("named", frozenset({other}))
    is_at_group, is_at_member = "group" in current, "member" in current
    return (
        {"g": end("g", current=frozenset({"m"} if is_at_group else ()), **group)},
        {"m": end("m", current=frozenset({"g"} if is_at_member else ()), **member)},
    )


JOINS, LEAVES = {Change("g", "m", True)}, {Change("g", "m", False)}


@pytest.mark.parametrize(
    ("at_group", "at_member", "outside", "inside"),
    [
        ("nothing", "nothing", set(), set()),
        ("named", "nothing", JOINS, set()),
        ("at least", "nothing", JOINS, set()),
        ("nobody", "nothing", set(), LEAVES),
        ("at least nobody", "nothing", set(), set()),
        ("nothing", "named", JOINS, set()),
        ("nothing", "at least", JOINS, set()),
        ("nothing", "nobody", set(), LEAVES),
        ("nothing", "at least nobody", set(), set()),
        ("named", "named", JOINS, set()),
        ("nobody", "nobody", set(), LEAVES),
        ("nobody", "at least nobody", set(), LEAVES),
        ("at least nobody", "nobody", set(), LEAVES),
        ("at least nobody", "named", JOINS, set()),
        ("named", "at least nobody", JOINS, set()),
        ("at least nobody", "at least nobody", set(), set()),
    ],
)
def test_what_either_end_declares_is_brought_about(at_group, at_member, outside, inside):
    """The two sides of the service may not show the same at the same moment: what one shows is so."""
    assert MembershipEnds(*ends(at_group, at_member)).changes() == outside
    for current in ({"group"}, {"member"}, {"group", "member"}):
        assert MembershipEnds(*ends(at_group, at_member, current)).changes() == inside


@pytest.mark.parametrize(
    ("at_group", "at_member", "words"),
    [
        ("nobody", "named", "the m names the g, which lists exactly other users.*append_users there"),
        ("nobody", "at least", "the m names the g, which lists exactly other users"),
        ("named", "nobody", "the g names the m, whose roles list exactly others.*append_roles there"),
        ("at least", "nobody", "the g names the m, whose roles list exactly others"),
    ],
)
@pytest.mark.parametrize("current", [(), ("group", "member")])
def test_ends_that_exclude_each_other_are_refused(at_group, at_member, words, current):
    with pytest.raises(InvalidOption, match=words):
        MembershipEnds(*ends(at_group, at_member, current)).changes()


def test_who_is_not_there_any_more_has_nothing_to_change():
    """Members that the run removes are no end, and are still listed by their groups."""
    groups = {"g": end("g", current=frozenset({"m", "gone"}), named=frozenset())}
    assert MembershipEnds(groups, {"m": end("m")}).changes() == LEAVES
    members = {"m": end("m", current=frozenset({"g", "gone"}), named=frozenset())}
    assert MembershipEnds({"g": end("g")}, members).changes() == LEAVES


def test_each_change_is_said_by_one_request():
    """The creation of a member names its groups, that of a group its members, and arrays say the rest."""
    by_array, by_group, by_member, by_new = (Change(*each, True) for each in ("gm", "Gm", "gM", "GM"))
    writes = MembershipWrites([by_new, by_member, by_group, by_array], groups={"g"}, members={"m"})
    for change in (by_array, by_group, by_member, by_new):
        said = [
            writes.is_said_by_member(change),
            writes.is_said_by_group(change),
            change in writes.in_array(change.group),
        ]
        assert said.count(True) == 1
    assert [writes.is_said_by_member(each) for each in (by_member, by_new)] == [True, True]
    assert writes.is_said_by_group(by_group) and writes.in_array("g") == [by_array]
    assert writes.in_array("unknown") == []
    assert writes.by_group == {"G": [by_new, by_group], "g": [by_member, by_array]}
    assert writes.by_member == {"M": [by_new, by_member], "m": [by_group, by_array]}


def test_a_field_of_members_that_names_no_kind_is_no_relation():
    other = SCIM_USER.replace(name="other")
    assert find_membership([ROLE, other]) is None
    without_roles = SCIM_USER.replace(fields=(Field("roles", refers=Reference("environment")), Field("active")))
    assert find_membership([ROLE, without_roles]) is None
    no_names = ROLE.replace(fields=tuple(field.replace(refers=None) for field in ROLE.fields))
    assert find_membership([no_names, SCIM_USER]) is None
    no_arrays = ROLE.replace(fields=tuple(field.replace(membership=None) for field in ROLE.fields))
    assert find_membership([no_arrays, SCIM_USER]) is None
