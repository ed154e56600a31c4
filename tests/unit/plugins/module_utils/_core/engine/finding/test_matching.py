# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which of several objects a name means."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.finding.matching import find_live
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.finding.object_index import ObjectIndex
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import AmbiguousKey, InvalidOption
from unit.plugins.module_utils._core.engine.gardens import GARDEN, GARDENS, HERBS, ID, OTHER_ID, ROSES, TREE


def of_the_note(trees, desired):
    return [tree for tree in trees if (tree["note"] or "") == desired.get("note", tree["note"] or "")] or trees


NOTED_TREE = TREE.replace(disambiguate=of_the_note)


def find_by_key(resource, objects, key, desired=None):
    return ObjectIndex(resource, objects).find(key, desired)


def test_of_several_with_one_key_the_exact_spelling_is_meant():
    lower, upper = {"id": "1", "name": "roses"}, {"id": "2", "name": "ROSES"}
    assert find_by_key(GARDEN, [lower, upper], "ROSES") is upper
    assert find_by_key(GARDEN, [lower, upper], "roses") is lower
    assert find_by_key(GARDEN, [lower], "Roses") is lower
    assert find_by_key(GARDEN, [lower], "herbs") is None
    with pytest.raises(AmbiguousKey, match='2 objects match the garden name "Roses": 1, 2'):
        find_by_key(GARDEN, [upper, lower], "Roses")


def test_of_several_with_one_key_another_field_may_decide_which_is_meant():
    old, new = {"id": "1", "identity": "oak", "note": "old"}, {"id": "2", "identity": "oak", "note": None}
    assert find_by_key(NOTED_TREE, [old, new], "oak", {"note": "old"}) is old
    assert find_by_key(NOTED_TREE, [old, new], "oak", {"note": ""}) is new
    for desired in ({}, {"note": "other"}, None):
        with pytest.raises(AmbiguousKey, match='2 objects match the tree "oak".*by its note or id'):
            find_by_key(NOTED_TREE, [old, new], "oak", desired)


def test_of_several_that_are_meant_some_may_be_preferred():
    def prefer(found, desired):
        return found if len(found) == 1 else [item for item in found if item["size"] == desired["size"]]

    preferring = GARDEN.replace(disambiguate=prefer)
    small, large = {"id": "1", "name": "roses", "size": 1}, {"id": "2", "name": "roses", "size": 9}
    assert find_by_key(preferring, [small, large], "roses", {"size": 9}) is large
    assert find_by_key(preferring, [small, large], "roses", {"size": 1}) is small
    # One that is the only one is meant, whatever is wanted of it.
    assert find_by_key(preferring, [small], "roses", {"size": 9}) is small
    assert find_by_key(preferring, [small, large], "roses", {"size": 5}) is None
    for desired in (None, {"size": 1}):
        objects = [small, large] if desired is None else [small, {**small, "id": "3"}]
        with pytest.raises(AmbiguousKey, match="2 objects match"):
            find_by_key(preferring, objects, "roses", desired)


def test_objects_of_the_same_key_may_be_others_than_the_one_that_is_meant():
    def of_the_size(found, desired):
        return [item for item in found if item["size"] == desired.get("size")]

    same = GARDEN.replace(disambiguate=of_the_size)
    small, large = {"id": "1", "name": "roses", "size": 1}, {"id": "2", "name": "roses", "size": 9}
    assert find_by_key(same, [small, large], "roses", {"size": 9}) is large
    assert find_by_key(same, [small], "roses", {"size": 9}) is None
    # Where nothing is known of what is wanted, all of them may be meant.
    assert find_by_key(same, [small], "roses") is small
    with pytest.raises(AmbiguousKey):
        find_by_key(same, [small, large], "roses")
    known = ObjectIndex(same, [small, large])
    assert known.find("ROSES", {"size": 1}) is small and known.find("roses", {}) is None
    assert known.all_of("Roses") == [small, large]


RENAMED = GARDEN.replace(renamed_by="new_name")
OLD, NEW = {"id": "1", "name": "Old"}, {"id": "2", "name": "New"}
HIDDEN = {"id": "1", "name": "Ol\u200bd"}


@pytest.mark.parametrize(
    ("objects", "desired", "meant"),
    [
        ([OLD, NEW], {"id": "2"}, NEW),
        # An id is exact: no name takes its place.
        ([OLD, NEW], {"id": "3", "name": "Old"}, None),
        ([OLD, NEW], {"name": "old"}, OLD),
        ([OLD], {"name": "Other"}, None),
        ([OLD], {"name": "Old", "new_name": "New"}, OLD),
        # It was renamed by an earlier run.
        ([NEW], {"name": "Old", "new_name": "New"}, NEW),
        ([OLD], {"name": "Old", "new_name": "OLD"}, OLD),
        ([], {"name": "Old", "new_name": "New"}, None),
        # The new name of an object may look like its old one.
        (
            [{"id": "1", "name": "Ol\u200bd"}],
            {"name": "Ol\u200bd", "new_name": "Old"},
            {"id": "1", "name": "Ol\u200bd"},
        ),
        ([OLD, NEW], {"name": "Old", "new_name": "Old "}, OLD),
    ],
)
def test_the_live_object_that_a_declaration_means(objects, desired, meant):
    assert find_live(ObjectIndex(RENAMED, objects), desired) == meant


@pytest.mark.parametrize(
    ("desired", "error", "words"),
    [
        ({"name": "Old", "new_name": "New"}, AmbiguousKey, r'the garden "New" exists already \(2\)'),
        ({"name": "New "}, InvalidOption, 'name is "New "; the garden "New" that exists looks like it'),
        ({"name": "Old", "new_name": "New "}, InvalidOption, 'new_name is "New "; the garden "New" that exists'),
        ({"name": "Old", "new_name": "Ne\u200bw"}, InvalidOption, 'the garden "New" that exists looks like it'),
        ({"name": "Old", "new_name": "O\u200blder"}, InvalidOption, "new_name: .* invisible character"),
    ],
)
def test_declarations_that_mean_no_object_for_certain(desired, error, words):
    with pytest.raises(error, match=words):
        find_live(ObjectIndex(RENAMED, [OLD, NEW]), desired)


def test_objects_are_found_by_key_and_by_id():
    assert GARDENS.find("ROSES") is ROSES and GARDENS.find("x") is None
    assert GARDENS.find_by_id(OTHER_ID) is HERBS and GARDENS.find_by_id("x") is None
    assert GARDENS.all_of("herbs") == [HERBS]
    assert GARDENS.keys_of([OTHER_ID, "x", ID]) == ["herbs", "Roses"]
    assert ObjectIndex(GARDEN, [{"id": None, "name": "new"}]).find_by_id("None") is None
