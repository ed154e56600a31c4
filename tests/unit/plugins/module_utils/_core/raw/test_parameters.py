# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.raw.parameters import (
    query_parameters,
    request_headers,
)


@pytest.mark.parametrize(
    ("query", "sent"),
    [
        ({}, {}),
        ({"a": True, "b": 1, "c": "x", "d": None}, {"a": "true", "b": "1", "c": "x"}),
        ({"expand": ["alerts", "changes"], "flags": [False]}, {"expand": ["alerts", "changes"], "flags": ["false"]}),
    ],
)
def test_query_values_are_those_of_the_service(query, sent):
    assert query_parameters(query) == sent


def test_headers_are_sent_as_they_are_given():
    given = {"x-bp-app-key": "key", "x-number": 7, "x-flag": True, "x-nothing": None}
    assert request_headers(given) == {"x-bp-app-key": "key", "x-number": "7", "x-flag": "true"}


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("Authorization", "secret", r"headers\.Authorization is set by the module.*credential"),
        ("HOST", "secret", "is set by the module"),
        ("content-length", 7, "is set by the module"),
        ("Content-Type", "secret", "body_format"),
        ("Transfer-Encoding", "secret", "is set by the module"),
        ("", "secret", "not a valid header name"),
        ("x y", "secret", "not a valid header name"),
        ("x:", "secret", "not a valid header name"),
        ("x\r\ny", "secret", "not a valid header name"),
        ("x-key", "secret\r\nx: y", r"headers\.x-key contains a line break"),
        ("x-key", "secret\n", "contains a line break"),
        ("x-key", " secret", "whitespace at an end"),
        ("x-key", "secr\u00e9t", "a character that is invalid in headers"),
        ("x-key", ["secret"], r"headers\.x-key is not text"),
    ],
)
def test_a_header_that_could_not_be_sent_is_refused_without_its_value(name, value, words):
    with pytest.raises(InvalidOption, match=words) as refused:
        request_headers({name: value})
    assert "secr" not in str(refused.value)


@pytest.mark.parametrize("value", [{"b": 1}, [[1]], [{}]])
def test_a_query_value_is_a_scalar_or_a_list_of_scalars(value):
    with pytest.raises(InvalidOption, match="query.a is not text"):
        query_parameters({"a": value})
