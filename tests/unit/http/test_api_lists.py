# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import json

import pytest
from unit.http.recorder import Recorder, answering

ROLES = "/resources/v2.1/roles"


def test_text_is_no_list(run):
    with Recorder(lambda _path: (200, {"Content-Type": "text/plain"}, b"hello")) as server:
        assert run("api", api_url=server.url(), path="/x", all_pages=True, retry_timeout=0)["failed"]


def test_a_list_ends_where_a_page_brings_no_new_id_whatever_else_is_new(run):
    pages = iter(range(1000))

    def answer(_path):
        return 200, {"Content-Type": "application/json"}, json.dumps([{"id": 1, "read": next(pages)}]).encode()

    with Recorder(answer) as server:
        found = run("api", api_url=server.url(), path="/x", all_pages=True)["objects"]
    assert found == [{"id": 1, "read": 0}] and len(server.seen) == 2


def test_rows_that_share_what_they_call_id_are_all_read(run, simulator):
    table = {"fields": [{"title": "id", "type": "result_tag"}, {"title": "a", "type": "query_tag"}]}
    rows = [{"id": "same", "a": "1"}, {"id": "same", "a": "2"}]
    made = run("enrichment_map", name="owners", rows=rows, **table)["enrichment_map"]
    found = run("api", path=f"/resources/v2.1/mapping-enrichment/{made['id']}/map", all_pages=True)["objects"]
    assert sorted(row["a"] for row in found) == ["1", "2"]


def test_every_name_may_be_a_parameter_of_a_list(run):
    path = "/x?values=1&paging=2&page=1&per_page=100"
    with Recorder(answering({path: []})) as server:
        assert (
            run("api", api_url=server.url(), path="/x", query={"values": 1, "paging": 2}, all_pages=True)["objects"]
            == []
        )


@pytest.mark.parametrize(
    "header",
    [
        "<http://localhost/x?cursor=2>; REL=Next",
        "</x?cursor=2>",
        '</x?cursor=1>; rel="prev", </x?cursor=2>; rel="NEXT"',
    ],
)
def test_a_link_to_the_next_page_is_followed_however_it_is_written(run, header):
    first = "/x?per_page=100"
    answers = {first: (200, {"Link": header}, [{"id": 1}]), f"{first}&cursor=2": [{"id": 2}]}
    with Recorder(answering(answers)) as server:
        read = run("api", api_url=server.url(), path="/x", all_pages=True, page_style="cursor")
    assert read["objects"] == [{"id": 1}, {"id": 2}]


def test_a_link_without_a_cursor_is_not_taken_for_the_end_of_the_list(run):
    with Recorder(answering({"/x?per_page=100": (200, {"Link": "c3Vyc29y"}, [{"id": 1}])})) as server:
        failed = run("api", api_url=server.url(), path="/x", all_pages=True, page_style="cursor")
    assert failed["failed"] and "the header Link names no cursor" in failed["msg"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"page_parameter": " "}, "page_parameter is empty"),
        ({"page_size_parameter": ""}, "page_size_parameter is empty"),
        ({"page_parameter": "n", "page_size_parameter": "n"}, "page_parameter and page_size_parameter are both n"),
    ],
)
def test_pages_without_a_parameter_of_their_own_are_refused(run, simulator, options, says):
    refused = run("api", path=ROLES, all_pages=True, **options)
    assert refused["failed"] and says in refused["msg"] and simulator.requests() == []


def pages(path, answers):
    """The answer to each page of a list; the last of them is that of all later ones."""
    numbered = {f"{path}?page={number}&per_page=100": answer for number, answer in enumerate(answers, 1)}
    return answering(numbered)


IDS = [{"id": 1}, {"id": 2}]


@pytest.mark.parametrize(
    ("bodies", "says"),
    [
        ([IDS, IDS], "Objects may be missing: the second page repeated the first, so the service may ignore page."),
        (
            [{"items": IDS, "total": 5}, {"items": IDS, "total": 5}],
            "states a total of 5 objects, and all_pages read 2:",
        ),
        (
            [{"data": IDS, "paging": {"total_count": 3}}, {"data": []}],
            "states a total of 3 objects, and all_pages read 2",
        ),
        ([{"data": {"roles": IDS, "totalResults": 3}}, {"data": {"roles": []}}], "check the options page_style"),
        ([{"items": IDS, "total": 2}, {"items": IDS, "total": 2}], None),
        ([{"items": IDS, "total": True}, []], None),
        ([IDS, [{"id": 2}, {"id": 3}], [{"id": 3}]], None),
    ],
)
def test_a_list_that_may_not_be_whole_is_returned_with_a_warning(run, bodies, says):
    with Recorder(pages("/x", bodies)) as server:
        read = run("api", api_url=server.url(), path="/x", all_pages=True)
    assert read["objects"][:2] == IDS
    assert says in str(read["warnings"]) if says else not read.get("warnings")


@pytest.mark.parametrize(
    ("body", "options", "says"),
    [
        (
            {"roles": [], "users": []},
            {},
            'items_in is "items", but the lists of the response are "roles", "users". ',
        ),
        ({"roles": []}, {"items_in": "x"}, None),
        (
            {"data": {"a": [], "b": []}},
            {"items_in": "c"},
            'items_in is "c", but the lists of the response are "a", "b".',
        ),
        ({"roles": 1}, {}, "all_pages reads a list, but the response contains none."),
    ],
)
def test_a_response_without_one_list_says_which_lists_it_contains(run, body, options, says):
    with Recorder(pages("/x", [body])) as server:
        read = run("api", api_url=server.url(), path="/x", all_pages=True, retry_timeout=0, **options)
    assert says in read["msg"] if says else read["objects"] == []
