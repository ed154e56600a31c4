# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Conditions that are nested deeply, or that take long to read."""

from __future__ import annotations

import json
import time
from contextlib import suppress

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.bpql.as_text import text_of_object
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.bpql.comparison import (
    meaning_of_either,
    meaning_of_given_text,
    meaning_of_object,
    shown,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.json_text import parse_json

COMPARISON = '{"=":["a","b"]}'


def as_json(levels):
    """Without calling itself, as the depth that is tried here would not allow that."""
    opened = "".join(f'{{"{("AND", "OR")[level % 2]}":[{COMPARISON},' for level in range(levels - 1))
    return f"{opened}{COMPARISON}{']}' * (levels - 1)}"


def as_dict(levels):
    condition = {"=": ["a", "b"]}
    for level in range(levels - 1):
        condition = {("AND", "OR")[level % 2]: [{"=": ["a", "b"]}, condition]}
    return condition


FORMS = {
    "parentheses": lambda levels: f"{'(' * levels}a = b{')' * levels}",
    "NOT": lambda levels: f"{'NOT ' * levels}a = b",
    "NOT (": lambda levels: f"{'NOT (' * (levels // 2)}{'NOT ' * (levels % 2)}a = b{')' * (levels // 2)}",
    "undocumented": lambda levels: f"{'(' * levels}a ~ b{')' * levels}",
    "a list": lambda levels: f"a IN {'(' * levels}b{')' * levels}",
    "JSON": as_json,
    "dict": as_dict,
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("meaning", [meaning_of_object, meaning_of_given_text, meaning_of_either])
def test_a_condition_has_at_most_40_levels_in_every_form(form, meaning):
    for levels in (41, 500, 20_000):
        with pytest.raises(InvalidOption, match="nested more than 40 levels deep. List all operands"):
            meaning(FORMS[form](levels))
    if meaning is not meaning_of_object or form not in ("undocumented", "a list"):
        meaning(FORMS[form](40))


def test_text_whose_object_form_is_deeper_than_itself_is_refused():
    text = f"{'(a = b OR a = c AND ' * 30}a = d{')' * 30}"
    assert meaning_of_given_text(text)
    with pytest.raises(InvalidOption, match="nested more than 40 levels deep"):
        meaning_of_object(text)


def test_what_is_accepted_can_be_read_in_a_response():
    response = {"data": [{"filter": {"schedules": [{"bpql": as_dict(40)}]}}]}
    assert parse_json(json.dumps(response).encode()) == response


def test_what_others_made_deeper_is_shown_as_it_is():
    assert shown(as_json(60)) == as_dict(60)
    assert shown(as_json(100_000)) == as_json(100_000)
    with pytest.raises(InvalidOption, match="nested more than 40"):
        text_of_object(as_dict(60))


HOSTILE = {
    "slashes and brackets": "/[" * 10_000,
    "brackets that close far away": f"{'/[' * 10_000}] x",
    "brackets of their own": "/[/]" * 5000 + "x",
    "escaped slashes": "a = " + r"/\/ " * 5000,
    "paths": "/a/b " * 5000,
    "lists": "a IN [b] AND " * 2000 + "a = b",
    "quotation marks": 'a = "' + r"\"" * 10_000,
    "apostrophes": "a'" * 10_000,
    "spaces": "a =" + " " * 20_000 + '"',
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_takes_long_to_read(text):
    began = time.process_time()
    with suppress(InvalidOption):
        meaning_of_either(text)
    assert time.process_time() - began < 1.5
