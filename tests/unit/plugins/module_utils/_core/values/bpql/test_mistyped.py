# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.bpql.comparison import (
    BPQL,
    BPQL_OBJECT,
    BPQL_TEXT,
)
from ansible_collections.community.bigpanda.plugins.module_utils._resources.incident_search import prepare_search

QUOTED = ["\u201ca\u201d", "\u2018a\u2019", "\u201ea\u201c", "\u00aba\u00bb", "`a`"]


@pytest.mark.parametrize("value", QUOTED)
@pytest.mark.parametrize("text", ["host = {}", "check = cpu AND host IN [b, {}]"])
def test_typographic_quotation_marks_are_no_part_of_a_value(text, value):
    for compare in (BPQL, BPQL_OBJECT, BPQL_TEXT):
        with pytest.raises(
            InvalidOption, match=f"contains {value}, whose quotation marks would be a part of the value"
        ):
            compare.to_api(text.format(value))
    with pytest.raises(InvalidOption, match="whose quotation marks"):
        prepare_search({"query": text.format(value)}, 0.0)


@pytest.mark.parametrize("value", ["a\u200b", '"a\u200b b"'])
def test_an_invisible_character_in_a_value_is_named(value):
    for compare in (BPQL, BPQL_OBJECT, BPQL_TEXT):
        with pytest.raises(
            InvalidOption, match=r"with the invisible character U\+200B \(zero width space\) at position 2"
        ):
            compare.to_api(f"host = {value}")


@pytest.mark.parametrize("value", ["o\u2019brien", '"\u201ca\u201d"', "S\u00fcd", "'\u00aba b\u00bb'"])
def test_other_values_are_sent_as_they_are(value):
    assert BPQL_TEXT.to_api(f"host = {value}") == f"host = {value}"


def test_a_condition_that_bigpanda_returns_may_contain_any_value():
    assert BPQL_OBJECT.normalize("host = `a`") == BPQL_OBJECT.normalize({"=": ["host", "`a`"]})
