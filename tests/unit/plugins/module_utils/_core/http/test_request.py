# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import io

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.request import (
    ApiRequest,
    encode_body,
    encode_query,
    headers_of,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.operation import MULTIPART, Operation


def request(path="/things/{thing_id}", path_params=None, query=None, body=None, headers=None, url=None, **operation):
    operation = Operation("some", "POST", path, ("none", "view"), **operation)
    return ApiRequest(operation, path_params or {}, query or {}, body, url, headers or {})


@pytest.mark.parametrize(
    ("value", "path"),
    [("7", "/things/7"), (7, "/things/7"), ("a b", "/things/a%20b"), ("a/b?c#d", "/things/a%2Fb%3Fc%23d")],
)
def test_parameters_of_a_path_are_percent_encoded(value, path):
    assert request(path_params={"thing_id": value}).path == path


@pytest.mark.parametrize("value", ["", ".", "..", " ", "caf\udce9"])
def test_a_parameter_that_would_change_the_path_is_refused(value):
    with pytest.raises(InvalidOption):
        request(path_params={"thing_id": value}).path  # noqa: B018


@pytest.mark.parametrize(
    ("url", "path"), [("https://x/where?a=1", "/where"), ("/where", "/where"), ("http://[bad", "")]
)
def test_the_path_of_a_url_is_shown_in_messages(url, path):
    assert request(url=url).path == path


@pytest.mark.parametrize(
    ("query", "repeated_keys", "text"),
    [
        ({"a": "x y", "b": 1}, False, "a=x%20y&b=1"),
        ({"ids": ["1", "2"]}, False, "ids=1,2"),
        ({"ids": ("1", "2")}, True, "ids=1&ids=2"),
        ({"q": "a,b"}, False, "q=a,b"),
        ({"q": "a,b&c"}, True, "q=a%2Cb%26c"),
        ({"q": "a/b+c"}, False, "q=a%2Fb%2Bc"),
        ({}, False, ""),
    ],
)
def test_queries_are_percent_encoded(query, repeated_keys, text):
    assert encode_query(request(query=query, repeated_keys=repeated_keys)) == text


@pytest.mark.parametrize(
    ("body", "content_type", "headers"),
    [
        (None, "application/json", {"x": "1"}),
        ({}, "application/json", {"Content-Type": "application/json", "x": "1"}),
        (io.BytesIO(), "text/csv", {"Content-Type": "text/csv", "x": "1"}),
        ({"file": ("a", b"")}, MULTIPART, {"x": "1"}),
    ],
    ids=["none", "json", "csv", "multipart"],
)
def test_the_content_type_is_that_of_the_body(body, content_type, headers):
    assert headers_of(request(body=body, content_type=content_type, headers={"x": "1"})) == headers


def test_a_body_is_json_unless_the_operation_takes_another_type():
    assert encode_body(request()) == {}
    assert encode_body(request(body={"name": "Zoë"})) == {"data": '{"name":"Zoë"}'.encode()}
    assert encode_body(request(body={}, content_type="application/scim+json")) == {"data": b"{}"}
    assert encode_body(request(body={"file": 1}, content_type=MULTIPART)) == {"files": {"file": 1}}


def test_a_file_is_sent_from_its_start_each_time():
    file = io.BytesIO(b"a,b")
    file.read()
    assert encode_body(request(body=file, content_type="text/csv"))["data"].read() == b"a,b"
