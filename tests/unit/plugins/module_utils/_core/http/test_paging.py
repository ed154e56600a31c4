# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import itertools

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import IncompleteList, UnreadableResponse
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.paging import (
    list_items,
    list_objects,
    unwrap,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.operation import Paging
from hypothesis import given
from hypothesis import strategies as st
from unit.plugins.module_utils._core.http.pages import (
    BY_CURSOR,
    BY_INDEX,
    BY_PAGE,
    BY_PAGE_WITH_TOTAL,
    page_server,
    read,
    things,
)


@given(st.integers(0, 20), st.integers(1, 3), st.sampled_from(["empty", "repeats the last", "repeats the first"]))
def test_every_page_is_read_however_short_pages_are_and_whatever_lies_past_the_end(count, served, past_end):
    """A page may be shorter than asked for though more exist; a page past the end may still contain items."""
    assert read(BY_PAGE, page_server(things(count), served, past_end, "bare")) == [str(n) for n in range(count)]


@given(st.integers(0, 20), st.integers(1, 5))
def test_an_index_counts_from_one_and_goes_on_behind_what_came(count, served):
    """SCIM counts from 1 and may return fewer objects than asked for."""
    objects = things(count)

    def fetch(query):
        assert query["startIndex"] >= 1
        first = query["startIndex"] - 1
        return {"Resources": objects[first : first + min(served, query["count"])], "totalResults": count}, None

    assert read(BY_INDEX, fetch) == [str(n) for n in range(count)]


def test_a_total_that_is_too_small_ends_nothing():
    assert len(read(BY_PAGE_WITH_TOTAL, page_server(things(7), total=2))) == 7


def test_a_total_of_zero_says_nothing():
    """Some services that count nothing state it."""
    assert len(read(BY_PAGE_WITH_TOTAL, page_server(things(3000), served=1000, total=0))) == 3000


def test_a_total_that_is_not_reached_is_an_error():
    with pytest.raises(IncompleteList, match="states a total of 9 objects and returned 7"):
        read(BY_PAGE_WITH_TOTAL, page_server(things(7), total=9))


def test_objects_that_move_between_pages_are_kept_once():
    pages = {1: things(3), 2: [{"id": "2"}, {"id": "3"}], 3: []}
    assert read(BY_PAGE, lambda query: (pages[query["page"]], None)) == ["0", "1", "2", "3"]


def test_a_cursor_is_followed_to_its_end():
    pages = {None: (things(3), "https://x/things?cursor=b&limit=3"), "b": ([{"id": "9"}], None)}
    assert read(BY_CURSOR, lambda query: pages[query.get("cursor")]) == ["0", "1", "2", "9"]


def test_a_cursor_takes_along_what_the_link_repeats():
    asked = []

    def fetch(query):
        asked.append(query)
        return things(2), "https://x/things?cursor=b&ids=1&ids=2"

    read(BY_CURSOR, fetch)
    assert asked[1] == {"limit": 3, "cursor": "b", "ids": ["1", "2"]}


def test_a_cursor_without_other_parameters_keeps_what_was_asked():
    asked = []

    def fetch(query):
        asked.append(dict(query))
        return ([{"id": str(len(asked))}], "/things?cursor=b" if len(asked) == 1 else None)

    assert read(BY_CURSOR, fetch, start=1) == ["1", "2"]
    assert asked[1] == {"start": 1, "limit": 3, "cursor": "b"}


def test_a_cursor_that_turns_in_circles_ends():
    assert read(BY_CURSOR, lambda query: (things(2), "https://x/things?cursor=same")) == ["0", "1"]


def test_the_query_goes_with_every_page():
    asked = []

    def fetch(query):
        asked.append(query["filter"])
        return (things(2) if len(asked) == 1 else []), None

    read(BY_PAGE, fetch, filter="active eq true")
    assert asked == ["active eq true"] * 2


def test_the_service_shows_nothing_past_its_limit():
    paging = Paging(style="page", size_value=3, limit=6, total="total")
    assert len(read(paging, page_server(things(50)))) == 6


@pytest.mark.parametrize(
    "body",
    [
        [{"id": "1"}],
        {"items": [{"id": "1"}]},
        {"status": 200, "data": [{"id": "1"}]},
        {"data": {"total": 1, "items": [{"id": "1"}]}},
        {"Resources": [{"id": "1"}]},
        {"id": "1"},
    ],
)
def test_lists_are_read_in_each_wrapping(body):
    assert list_items(Paging(items="Resources"), body) == [{"id": "1"}]


@pytest.mark.parametrize(
    "body", [[{"kind": "x"}], {"kind": "x"}, {"data": {"kind": "x"}}, {"entries": [{"kind": "x"}]}]
)
def test_objects_without_an_id_are_known_by_their_mark_and_found_in_any_wrapping(body):
    assert list_items(Paging(mark="kind", any_wrapping=True), body) == [{"kind": "x"}]


@pytest.mark.parametrize("body", [{"entries": [], "errors": []}, {"kind": "x"}, {}])
def test_what_could_be_either_of_two_lists_is_an_error(body):
    with pytest.raises(UnreadableResponse, match="not a list"):
        list_items(Paging(any_wrapping=True), body)


def test_what_is_no_list_is_an_error():
    with pytest.raises(UnreadableResponse, match="not a list"):
        list_items(BY_PAGE, "hello")


def test_an_object_that_has_a_field_data_is_no_envelope():
    assert unwrap({"id": "1", "data": 2}) == {"id": "1", "data": 2}


@pytest.mark.parametrize("body", [None, {"data": None}, {"items": None}, {"data": {"items": None}}, {}, "", 7, True])
@pytest.mark.parametrize(
    "paging", [BY_PAGE, BY_PAGE_WITH_TOTAL, BY_INDEX, BY_CURSOR, Paging(), Paging(any_wrapping=True)]
)
def test_nothing_in_the_place_of_a_list_is_no_empty_one(paging, body):
    with pytest.raises(UnreadableResponse, match="not a list"):
        list_items(paging, body)


@pytest.mark.parametrize("body", [[], {"items": []}, {"data": []}, {"data": {"items": []}}])
def test_an_empty_list_is_one_in_each_wrapping(body):
    assert list_items(BY_PAGE, body) == []


@pytest.mark.parametrize(("total", "known", "is_read"), [(0, 0, True), (3, 3, True), (3, 0, False), (None, 0, False)])
@pytest.mark.parametrize("nothing", [{}, {"Resources": None}])
def test_a_list_may_be_missing_if_there_are_no_more_by_the_stated_total(total, known, is_read, nothing):
    """SCIM leaves `Resources` out where it would hold nothing."""
    body = {**nothing, **({} if total is None else {"totalResults": total})}
    if is_read:
        assert list_items(BY_INDEX, body, known) == []
    else:
        with pytest.raises(UnreadableResponse):
            list_items(BY_INDEX, body, known)


@pytest.mark.parametrize("items", [[None], [1], ["x"], [[]]])
def test_objects_are_distinguished_from_other_elements(items):
    assert list_items(BY_PAGE, items) == items
    with pytest.raises(UnreadableResponse, match="not an object"):
        list_objects(BY_PAGE, items)


def endless(served, total=None):
    """Always new objects, `served` a page."""
    came = itertools.count()

    def fetch(_query):
        page = [{"id": str(next(came))} for _number in range(served)]
        return ({"items": page, "total": total} if total else page), None

    return fetch


@pytest.mark.parametrize(
    ("fetch", "says"),
    [
        (endless(1), "1001 objects on 1001 pages"),
        (endless(9), "9009 objects on 1001 pages"),
        (endless(3, total=5), "states a total of 5"),
        (endless(20), "on 10000 pages"),
    ],
)
def test_a_list_without_an_end_is_an_error(fetch, says):
    with pytest.raises(UnreadableResponse, match=f"does not end: .*{says}"):
        read(BY_PAGE_WITH_TOTAL, fetch)


def test_a_cursor_at_no_url_is_an_error():
    with pytest.raises(UnreadableResponse, match="not a URL"):
        read(BY_CURSOR, lambda query: (things(3), "http://[bad"))
