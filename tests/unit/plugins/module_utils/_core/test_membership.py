# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import itertools

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.membership import (
    Change,
    End,
    assign,
    find_membership,
    plan_membership,
    smallest_cover,
)
from ansible_collections.community.bigpanda.plugins.module_utils._resources.enrichment_map import ENRICHMENT_MAP
from ansible_collections.community.bigpanda.plugins.module_utils._resources.role import ROLE
from ansible_collections.community.bigpanda.plugins.module_utils._resources.scim_user import SCIM_USER
from hypothesis import given
from hypothesis import strategies as st

pairs = st.sets(st.tuples(st.integers(0, 5), st.integers(10, 14)), max_size=14)
refs = st.frozensets(st.sampled_from("abc"), max_size=3)


def touches(cover, pair):
    return pair[0] in cover[0] or pair[1] in cover[1]


@given(pairs)
def test_a_cover_touches_every_pair_and_none_is_smaller(given_pairs):
    cover = smallest_cover(sorted(given_pairs))
    assert all(touches(cover, pair) for pair in given_pairs)
    size = len(cover[0]) + len(cover[1])
    ends = sorted({end for pair in given_pairs for end in pair})
    for smaller in itertools.combinations(ends, max(0, size - 1)):
        chosen = (set(smaller), set(smaller))
        assert size == 0 or not all(touches(chosen, pair) for pair in given_pairs)


@given(pairs, st.sets(st.integers(0, 5)), st.sets(st.integers(0, 5)))
def test_every_change_is_said_once(given_pairs, writing, unwritable):
    changes = {Change(f"g{group}", f"m{member}", joins=group % 2 == 0) for member, group in given_pairs}
    free, forced = ({f"m{number}" for number in numbers} for numbers in (writing, unwritable - writing))
    assignment = assign(changes, free, forced)
    assert not assignment.members & (free | forced)
    for change in changes:
        in_array = change in assignment.by_group.get(change.group, ())
        assert in_array + (change.member in assignment.members) + (change.member in free) == 1


def test_many_who_move_take_two_arrays_and_one_who_moves_takes_a_patch():
    def moves(number):
        return {
            Change(group, f"m{each}", joins)
            for each in range(number)
            for group, joins in (("old", False), ("new", True))
        }

    many = assign(moves(1000), (), ())
    assert many.members == frozenset()
    assert {group: len(said) for group, said in many.by_group.items()} == {"old": 1000, "new": 1000}
    one = assign(moves(1), (), ())
    assert (one.by_group, one.members) == ({}, frozenset({"m0"}))


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
        changes = plan_membership(groups, members)
    except InvalidOption as error:
        assert "the g" in str(error) and "the a" in str(error)
        return
    after = (current | {change.member for change in changes if change.joins}) - {
        change.member for change in changes if not change.joins
    }
    moved = {
        ref: End(**{**vars(one), "current": frozenset({"g"} if ref in after else ())}) for ref, one in members.items()
    }
    assert plan_membership({"g": end("g", current=after, named=named, exact=exact)}, moved) == frozenset()
    if named is not None:
        assert named <= after
        assert not exact or after == named


@pytest.mark.parametrize(
    ("named", "asked", "words"),
    [(frozenset("b"), frozenset("g"), "append_users"), (frozenset("a"), frozenset(), "append_roles")],
)
def test_ends_that_disagree_are_an_error_that_names_both(named, asked, words):
    with pytest.raises(InvalidOption, match=f"the g.*{words}|the a.*{words}"):
        plan_membership({"g": end("g", named=named)}, {"a": end("a", named=asked), "b": end("b")})


def test_the_relation_is_found_where_both_ends_declare_it():
    found = find_membership([ENRICHMENT_MAP, ROLE, SCIM_USER])
    assert (found.group.name, found.members.name, found.member.name, found.groups.name) == (
        "role",
        "users",
        "scim_user",
        "roles",
    )
    assert find_membership([ENRICHMENT_MAP, ROLE]) is None
