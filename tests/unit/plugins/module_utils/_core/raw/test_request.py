# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.model import operation
from ansible_collections.community.bigpanda.plugins.module_utils._core.raw.request import FIELDS, limit_of, make_request
from ansible_collections.community.bigpanda.plugins.module_utils._resources.known_path import KNOWN_PATHS
from documentation import operations
from hypothesis import given
from hypothesis import strategies as st

DEFAULTS = {field.name: field.default for field in FIELDS if field.default is not None}
PERIODS = {"second": 1, "minute": 60}


def made(**options):
    return make_request({**DEFAULTS, "path": "/x", **options}, KNOWN_PATHS)


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
        ({"a": "x"}, "multipart", {"a": [None, "x", None]}),
        (
            {"csvdata": {"content": "a,b\n", "filename": "t.csv", "mime_type": "text/csv"}},
            "multipart",
            {"csvdata": ["t.csv", "a,b\n", "text/csv"]},
        ),
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
        ({"method": "POST", "body": "a", "body_format": "multipart"}, "body is no dict of parts"),
        ({"method": "POST", "body": {}, "body_format": "multipart"}, "body is no dict of parts"),
        ({"method": "POST", "body": {"a": 1}, "body_format": "multipart"}, r"body\.a is no part"),
        ({"method": "POST", "body": {"a": {"filename": "x"}}, "body_format": "multipart"}, r"body\.a is no part"),
        ({"method": "POST", "body": {"a": {"content": 1}}, "body_format": "multipart"}, r"body\.a holds"),
        (
            {"method": "POST", "body": {"a": {"content": "", "mime_type": "a\r\nb: c"}}, "body_format": "multipart"},
            "no media type",
        ),
        ({"query": {"a": ["\udcff"]}}, r"query\.a\[0\] holds .*no character"),
        ({"query": {"\udcff": 1}}, "query holds .*no character"),
        ({"method": "POST", "body": {"a": [{"\ud800": 1}]}}, r"body\.a\[0\] holds .*no character"),
        ({"method": "POST", "body": '["\\ud800"]'}, r"body\[0\] holds .*no character"),
        ({"method": "POST", "body": "a\udc80", "body_format": "csv"}, "body holds .*no character"),
        ({"wait_timeout": -1}, "wait_timeout is -1"),
        ({"all_pages": True, "wait_job": True}, "wait_job waits for no list"),
        ({"all_pages": True, "page_size": 0}, "page_size is 0"),
        ({"all_pages": True, "query": {"page": 2}}, "query.page is set by all_pages"),
        ({"all_pages": True, "page_style": "cursor", "query": {"per_page": 2}}, "query.per_page is set by all_pages"),
        ({"query": {"a": {"b": 1}}}, "query.a is neither"),
        ({"query": {"a": [[1]]}}, "query.a is neither"),
    ],
)
def test_what_does_not_fit_together_is_refused(options, words):
    with pytest.raises(InvalidOption, match=words):
        made(**options)


def test_headers_are_sent_as_they_are_given():
    given = {"x-bp-app-key": "key", "x-number": 7, "x-flag": True, "x-nothing": None}
    assert made(headers=given).headers == {"x-bp-app-key": "key", "x-number": "7", "x-flag": "true"}
    assert made().headers == {}


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("Authorization", "secret", r"headers\.Authorization is set by the module.*credential"),
        ("HOST", "secret", "is set by the module"),
        ("content-length", 7, "is set by the module"),
        ("Content-Type", "secret", "body_format"),
        ("Transfer-Encoding", "secret", "is set by the module"),
        ("", "secret", "no name of a header"),
        ("x y", "secret", "no name of a header"),
        ("x:", "secret", "no name of a header"),
        ("x\r\ny", "secret", "no name of a header"),
        ("x-key", "secret\r\nx: y", r"headers\.x-key holds a line break"),
        ("x-key", "secret\n", "holds a line break"),
        ("x-key", " secret", "a blank at an end"),
        ("x-key", "secr\u00e9t", "a character that no header has"),
        ("x-key", ["secret"], r"headers\.x-key is neither"),
    ],
)
def test_a_header_that_could_not_be_sent_is_refused_without_its_value(name, value, words):
    with pytest.raises(InvalidOption, match=words) as refused:
        made(headers={name: value})
    assert "secr" not in str(refused.value)


def test_a_job_is_asked_for_at_the_routes_of_the_contract_by_whoever_began_it():
    contract = operations.contract()
    accepting = [
        each
        for each in contract.values()
        if "Location" in each.definition["responses"].get("202", {}).get("headers", {}) and each.host == "api"
    ]
    begun = [each for each in accepting if "enrich" in each.path]
    assert {each.group for each in begun} == {"Mapping V2.1", "Advanced Mapping", "Enrichment V2.0", "Enrichment V1"}
    for each in begun:
        kind = "org_token" if "orgToken" in each.definition["security"][0] else "api_key"
        job = made(path=re.sub(r"\{\w+\}", "1", each.path), credential=kind).job
        asked = next(known for known in contract.values() if (known.method, known.path) == ("GET", job.path))
        assert asked.group == each.group and asked.definition["security"] == each.definition["security"]
        assert job.credentials == (kind,)
    assert made(path="/resources/v2.0/environments/1/incidents/2/merge").job.path == ""


@pytest.mark.parametrize(
    ("path", "by_content"),
    [
        ("/resources/v2.1/roles", False),
        ("/resources/v2.1/mapping-enrichment", False),
        ("/resources/v2.1/mapping-enrichment/1/map", True),
        ("/resources/v2.0/alert-enrichments/1/map", True),
    ],
)
def test_rows_alone_are_told_apart_whole(path, by_content):
    assert made(path=path, all_pages=True).paging.by_content is by_content


def test_a_cursor_leaves_page_to_the_user():
    assert made(all_pages=True, page_style="cursor", query={"page": 2}).query == {"page": "2"}


def test_pages_are_read_as_the_user_says():
    options = {"page_style": "index", "page_parameter": "startIndex", "page_size_parameter": "count", "page_size": 7}
    paging = made(all_pages=True, **options).paging
    assert (paging.style, paging.position, paging.size, paging.size_value) == ("index", "startIndex", "count", 7)
    assert made().paging is None


@pytest.mark.parametrize("described", operations.contract().values(), ids=operations.contract().keys())
def test_each_call_of_the_contract_is_paced_as_its_module_would(described):
    limit = described.definition.get("x-rate-limit")
    published = operation.RateLimit(limit["requests"], PERIODS[limit["per"]], limit["scope"]) if limit else None
    assert limit_of(described.path, KNOWN_PATHS) == published


@given(st.text())
def test_no_text_makes_anything_but_a_clear_error_or_a_path(path):
    try:
        operation = made(path=path).operation
    except InvalidOption as refused:
        assert refused.advice
    else:
        assert operation.path.startswith("/") and not operation.path.startswith("//")
        assert operation.path.format_map({}) == path
