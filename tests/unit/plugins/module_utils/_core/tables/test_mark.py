# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.tables.mark import (
    is_half_built,
    read_mark,
    total_of,
    write_mark,
)
from ansible_collections.community.bigpanda.plugins.module_utils._resources.enrichment_map import ENRICHMENT_MAP


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (None, {}),
        ("", {}),
        ("loading", {"loading": ""}),
        ("loading=a1b2 replaces=m1", {"loading": "a1b2", "replaces": "m1"}),
        ("rows=ab file=cd total=3 job=j1", {"rows": "ab", "file": "cd", "total": "3", "job": "j1"}),
    ],
)
def test_a_mark_is_read_as_it_was_written(text, parts):
    assert read_mark(ENRICHMENT_MAP, {"mark": text}) == parts
    assert write_mark(**parts) == (text or "")


def test_an_object_that_does_not_exist_has_no_mark():
    assert read_mark(ENRICHMENT_MAP, None) == {}


@pytest.mark.parametrize(
    ("total", "number"), [("3", 3), ("", None), ("-3", None), ("3.5", None), ("\u0663", None), ("9" * 13, None)]
)
def test_a_total_that_somebody_else_wrote_is_a_number_or_ignored(total, number):
    assert total_of({"total": total}) == number


@pytest.mark.parametrize(("mark", "is_so"), [("loading replaces=m1", True), ("loading", False), ("total=3", False)])
def test_an_object_that_is_built_to_replace_another_one_is_half_built(mark, is_so):
    assert is_half_built(ENRICHMENT_MAP, {"mark": mark}) is is_so
