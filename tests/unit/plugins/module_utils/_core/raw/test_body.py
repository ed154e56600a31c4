# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.raw.body import request_body


@pytest.mark.parametrize(
    ("body", "body_format", "sent"),
    [
        ({"a": None}, "json", {"a": None}),
        ([], "json", []),
        (False, "json", False),
        ('{"a": 1}', "json", {"a": 1}),
        ("a,b\r\n", "csv", "a,b\r\n"),
        ("", "csv", ""),
        ({"a": "x"}, "multipart", {"a": (None, "x", None)}),
        (
            {"csvdata": {"content": "a,b\n", "filename": "t.csv", "mime_type": "text/csv"}},
            "multipart",
            {"csvdata": ("t.csv", "a,b\n", "text/csv")},
        ),
    ],
)
def test_a_body_is_what_was_given(body, body_format, sent):
    assert request_body(body, body_format) == sent


@pytest.mark.parametrize(
    ("body", "body_format", "words"),
    [
        ("a,b", "json", "text that is not JSON.*body_format"),
        ({}, "csv", "body is not text"),
        ("a", "multipart", "body is not a dict of parts"),
        ({}, "multipart", "body is not a dict of parts"),
        ({"a": 1}, "multipart", r"body\.a is not a part"),
        ({"a": {"filename": "x"}}, "multipart", r"body\.a is not a part"),
        ({"a": {"content": 1}}, "multipart", r"body\.a contains a value that is not text"),
        ({"a": {"content": "", "mime_type": "a\r\nb: c"}}, "multipart", "not a media type"),
        ({"a": [{"\ud800": 1}]}, "json", r"body\.a\[0\] contains .*not a whole character"),
        ('["\\ud800"]', "json", r"body\[0\] contains .*not a whole character"),
        ("a\udc80", "csv", "body contains .*not a whole character"),
    ],
)
def test_what_is_not_a_body_of_the_format_is_refused(body, body_format, words):
    with pytest.raises(InvalidOption, match=words):
        request_body(body, body_format)
