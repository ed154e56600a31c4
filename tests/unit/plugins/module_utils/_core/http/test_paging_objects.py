# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How much of a list in pages is read, and which of its objects are the same."""

from __future__ import annotations

import itertools

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import UnreadableResponse
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.paging import (
    ListReader,
    item_identity,
    list_items,
    list_objects,
    stated_total,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.operation import Paging
from unit.plugins.module_utils._core.http.pages import (
    BY_INDEX,
    BY_PAGE,
    BY_PAGE_WITH_TOTAL,
    LIST,
    page_server,
    read,
    things,
)


@pytest.mark.parametrize(
    ("limit", "ids", "first_again"),
    [(0, "012", True), (2, "01", False), (3, "012", False), (4, "012", True), (1, "0", False)],
)
def test_no_more_is_read_than_asked_for(limit, ids, first_again):
    """That pages are not served shows only at the end of the list."""
    reader = ListReader(LIST, BY_PAGE, {}, lambda _query, _check: (things(3), None))
    found = itertools.islice(reader, limit or None)
    assert ("".join(item["id"] for item in found), reader.is_first_page_repeated) == (ids, first_again)


@pytest.mark.parametrize(
    ("served", "first_again"),
    [
        ([things(3), things(3)], True),
        ([things(3), []], False),
        ([things(3), [{"id": "9"}], things(3)], False),
        ([[]], False),
        ([things(3), [{"id": "2"}, {"id": "9"}], []], False),
    ],
)
def test_the_second_page_shows_whether_pages_are_served(served, first_again):
    pages = iter(served)
    reader = ListReader(LIST, BY_PAGE, {}, lambda _query, _check: (next(pages), None))
    found = {item["id"] for item in reader}
    assert found == {item["id"] for page in served for item in page}
    assert reader.is_first_page_repeated is first_again


@pytest.mark.parametrize(
    ("one", "other", "is_same", "by_content"),
    [
        ({"id": "1", "a": 1}, {"id": "1", "a": 2}, True, False),
        ({"id": "1", "a": 1}, {"id": 1, "b": 2}, True, False),
        ({"id": "1", "a": 1}, {"id": "1", "a": 2}, False, True),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, True, False),
        ({"id": None, "a": 1}, {"id": None, "a": 2}, False, False),
        (["x"], ["x"], True, False),
        (["x"], ["y"], False, False),
        ("1", {"id": "1"}, False, False),
    ],
)
def test_an_object_is_the_same_by_its_id_or_by_all_that_it_says(one, other, is_same, by_content):
    paging = Paging(by_content=by_content)
    assert (item_identity(paging, one) == item_identity(paging, other)) is is_same


@pytest.mark.parametrize(
    ("total", "stated"), [(7, 7), (0, 0), (True, None), ("7", None), (None, None), (7.0, None)], ids=str
)
def test_only_a_number_is_a_total(total, stated):
    assert stated_total(BY_PAGE_WITH_TOTAL, {"items": [], "total": total}) == stated
    assert stated_total(BY_PAGE, {"items": [], "total": total}) is None
    assert stated_total(BY_PAGE_WITH_TOTAL, []) is None


def test_what_was_known_before_the_first_page_is_nothing():
    for read_items in (list_items, list_objects):
        with pytest.raises(UnreadableResponse):
            read_items(BY_INDEX, {"totalResults": 1})


def test_a_list_of_unproven_pages_asks_for_the_first_without_its_number():
    asked = []

    def fetch(query):
        asked.append(query)
        return ([{"id": str(len(asked))}] if len(asked) < 3 else []), None

    read(Paging(style="page", size_value=3, assumed=True), fetch)
    assert asked == [{"per_page": 3}, {"page": 2, "per_page": 3}, {"page": 3, "per_page": 3}]


def test_more_than_twice_the_total_and_a_thousand_has_no_end():
    """Totals that are out of date or that count something else are borne with."""
    assert len(read(BY_PAGE_WITH_TOTAL, page_server(things(1010), served=100, total=5))) == 1010
    endless = "does not end: 1011 objects on 11 pages, although it states a total of 5"
    with pytest.raises(UnreadableResponse, match=endless):
        read(BY_PAGE_WITH_TOTAL, page_server(things(1011), served=100, total=5))
    assert len(read(BY_PAGE_WITH_TOTAL, page_server(things(1100), served=100, total=0))) == 1100


def test_an_index_may_go_past_what_a_limit_of_pages_would_be():
    paging = Paging(style="index", position="startIndex", size="count", size_value=3, limit=6)
    objects = things(9)

    def fetch(query):
        first = query["startIndex"] - 1
        return objects[first : first + 3], None

    assert len(read(paging, fetch)) == 9
