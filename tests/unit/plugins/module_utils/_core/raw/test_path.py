# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.raw.path import check_path
from hypothesis import given
from hypothesis import strategies as st


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
        ("/x/../y", r"contains \. or \.\."),
        ("/x/%2E%2e/y", r"contains \. or \.\."),
        ("/x/..%2fy", r"contains \. or \.\."),
        ("/x\\..\\y", r"contains \. or \.\."),
        ("/./x", r"contains \. or \.\."),
        ("/roles/{role_id}", "contains braces.*Replace .name. with the ID"),
        ("/a b", "%20"),
        ("/a\r\nHost: elsewhere", "line break"),
        ("/a\\b", "backslash"),
    ],
)
def test_a_path_that_could_lead_elsewhere_is_refused(path, words):
    with pytest.raises(InvalidOption, match=words):
        check_path(path)


@pytest.mark.parametrize("path", ["/x", "/roles/a%20b", "/a..b/...", "/users/%23", "/schemas/urn:scim:core:1.0:User"])
def test_other_paths_are_sent_as_they_are(path):
    check_path(path)


@given(st.text())
def test_no_text_makes_anything_but_a_clear_error_or_a_path(path):
    try:
        check_path(path)
    except InvalidOption as refused:
        assert refused.advice
    else:
        assert path.startswith("/") and not path.startswith("//")
        assert path.format_map({}) == path
