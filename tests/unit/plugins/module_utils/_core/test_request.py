# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core import schema
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.request import FIELDS, limit_of, make_request
from ansible_collections.community.bigpanda.plugins.module_utils._resources.published_limit import PUBLISHED_LIMITS
from documentation import operations
from hypothesis import given
from hypothesis import strategies as st

DEFAULTS = {field.name: field.default for field in FIELDS if field.default is not None}
PERIODS = {"second": 1, "minute": 60}


def made(**options):
    return make_request({**DEFAULTS, "path": "/x", **options}, PUBLISHED_LIMITS)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("https://api.bigpanda.io/x", "full URL.*host and region"),
        ("//elsewhere.example/x", "full URL"),
        ("/redirect/https://elsewhere.example", "full URL"),
        ("resources/v2.1/roles", "does not begin with a slash"),
        ("", "does not begin with a slash"),
        ("@elsewhere.example/x", "does not begin with a slash"),
        ("/x?page=2", "option query"),
        ("/x#part", "fragment.*%23"),
        ("/x/../y", r"holds \. or \.\."),
        ("/x/%2E%2e/y", r"holds \. or \.\."),
        ("/x/..%2fy", r"holds \. or \.\."),
        ("/x\\..\\y", r"holds \. or \.\."),
        ("/./x", r"holds \. or \.\."),
        ("/roles/{role_id}", "holds braces.*Put the id in the place"),
        ("/a b", "%20"),
        ("/a\r\nHost: elsewhere", "line break"),
        ("/a\\b", "backslash"),
    ],
)
def test_a_path_that_could_lead_elsewhere_is_refused(path, words):
    with pytest.raises(InvalidOption, match=words):
        made(path=path)


@pytest.mark.parametrize("path", ["/x", "/roles/a%20b", "/a..b/...", "/users/%23", "/schemas/urn:scim:core:1.0:User"])
def test_other_paths_are_sent_as_they_are(path):
    assert made(path=path).operation.path == path


@pytest.mark.parametrize(
    ("query", "sent"),
    [
        (None, {}),
        ({}, {}),
        ({"a": True, "b": 1, "c": "x", "d": None}, {"a": "true", "b": "1", "c": "x"}),
        ({"expand": ["alerts", "changes"], "flags": [False]}, {"expand": ["alerts", "changes"], "flags": ["false"]}),
    ],
)
def test_query_values_are_those_of_the_service(query, sent):
    assert made(query=query).query == sent


@pytest.mark.parametrize(
    ("body", "body_format", "sent"),
    [
        (None, "json", None),
        ({"a": None}, "json", {"a": None}),
        ([], "json", []),
        (False, "json", False),
        ('{"a": 1}', "json", {"a": 1}),
        ("a,b\r\n", "csv", "a,b\r\n"),
        ("", "csv", ""),
    ],
)
def test_a_body_is_what_was_given(body, body_format, sent):
    assert made(method="POST", body=body, body_format=body_format).body == sent


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"body": {}}, "GET takes no body"),
        ({"method": "HEAD", "body": ""}, "HEAD takes no body"),
        ({"method": "POST", "body": "a,b"}, "no JSON.*body_format"),
        ({"method": "POST", "body": {}, "body_format": "csv"}, "body is no text"),
        ({"method": "POST", "all_pages": True}, "method is POST"),
        ({"method": "HEAD", "all_pages": True}, "method is HEAD"),
        ({"all_pages": True, "page_size": 0}, "page_size is 0"),
        ({"all_pages": True, "query": {"page": 2}}, "query.page is set by all_pages"),
        ({"query": {"a": {"b": 1}}}, "query.a is neither"),
        ({"query": {"a": [[1]]}}, "query.a is neither"),
    ],
)
def test_what_does_not_fit_together_is_refused(options, words):
    with pytest.raises(InvalidOption, match=words):
        made(**options)


def test_pages_are_read_as_the_user_says():
    options = {"page_style": "index", "page_parameter": "startIndex", "page_size_parameter": "count", "page_size": 7}
    paging = made(all_pages=True, **options).paging
    assert (paging.style, paging.position, paging.size, paging.size_value) == ("index", "startIndex", "count", 7)
    assert made().paging is None


@pytest.mark.parametrize("described", operations.contract().values(), ids=operations.contract().keys())
def test_each_call_of_the_contract_is_paced_as_its_module_would(described):
    limit = described.definition.get("x-rate-limit")
    published = schema.RateLimit(limit["requests"], PERIODS[limit["per"]], limit["scope"]) if limit else None
    assert limit_of(described.path, PUBLISHED_LIMITS) == published


@given(st.text())
def test_no_text_makes_anything_but_a_clear_error_or_a_path(path):
    try:
        operation = made(path=path).operation
    except InvalidOption as refused:
        assert refused.advice
    else:
        assert operation.path.startswith("/") and not operation.path.startswith("//")
        assert operation.path.format_map({}) == path
