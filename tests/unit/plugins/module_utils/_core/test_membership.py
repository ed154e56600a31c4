# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.membership import (
    Change,
    End,
    MembershipWrites,
    find_membership,
    plan_membership,
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
