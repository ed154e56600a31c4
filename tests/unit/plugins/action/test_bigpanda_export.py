# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from pathlib import Path

import pytest
from ansible_collections.community.bigpanda.plugins.action.bigpanda_export import diff_of, read_arguments
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.plugin_utils.file_writer import FileChange

GIVEN = {"organization": {"roles": []}, "directory": "out"}


@pytest.mark.parametrize(
    "given, message",
    [
        ({"directory": "out"}, "organization missing"),
        ({**GIVEN, "directory": None}, "directory missing"),
        ({**GIVEN, "dest": "out"}, "unknown option dest. Possible are organization, directory"),
        ({**GIVEN, "organization": {"../../etc/roles": []}}, "unknown kind ../../etc/roles"),
        ({**GIVEN, "organization": {"roles": {"name": "a"}}}, r"organization\.roles"),
        ({**GIVEN, "organization": ["roles"]}, "Give a dict"),
    ],
    ids=["no organization", "no directory", "unknown option", "path in place of a kind", "no list", "no dict"],
)
def test_wrong_options_are_named(given, message):
    with pytest.raises(InvalidOption, match=message):
        read_arguments(given)


def test_options_are_read():
    assert read_arguments(GIVEN) == GIVEN


def test_a_large_file_is_only_named_in_the_diff():
    shown = diff_of(FileChange(Path("/a.csv"), None, b"x" * 1_000_000))
    assert "after" not in shown and shown["dst_larger"] < 1_000_000
    assert diff_of(FileChange(Path("/a"), None, b"b"))["after"] == "b"
