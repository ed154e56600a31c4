# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import json

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.json_text import (
    NestedTooDeeply,
    json_bytes,
    parse_json,
)
from hypothesis import given
from hypothesis import strategies as st

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters()), inner, max_size=3),
)


@given(VALUES)
def test_json_goes_as_utf_8_or_is_refused(value):
    try:
        assert json.loads(json_bytes(value)) == value
    except InvalidOption as refused:
        assert r"\ud" in json.dumps(value)
        str(refused).encode("utf-8")


@pytest.mark.parametrize(
    ("value", "where", "place"),
    [
        ("caf\udce9", "", "the body"),
        ("caf\udce9", "alerts[1]", r"alerts\[1\]"),
        ({"ok": "ü", "description": "caf\udce9"}, "", "description"),
        ({"description": "caf\udce9"}, "alerts[0]", r"alerts\[0\].description"),
        ({"a": [{"b": ["x", "\ud83d"]}]}, "payload[2]", r"payload\[2\].a\[0\].b\[1\]"),
        ({"a": {"caf\udce9": 1}}, "", "a"),
        (({"a": "b"}, "\udce9"), "", r"the body\[1\]"),
    ],
)
def test_half_a_character_is_refused_with_its_place(value, where, place):
    with pytest.raises(InvalidOption, match=rf"^{place} contains '\\ud\w+', which is not a whole character"):
        json_bytes(value, where)


@pytest.mark.parametrize(
    ("value", "where", "says"),
    [
        (float("nan"), "body", "body is nan"),
        ({"a": [1, float("inf")]}, "body", r"body.a\[1\] is inf"),
        ({"a": {"b": float("-inf")}}, "alerts[2]", r"alerts\[2\].a.b is -inf"),
        (float("nan"), "", "the body is nan"),
    ],
)
def test_numbers_that_json_does_not_have_are_refused_with_their_place(value, where, says):
    with pytest.raises(InvalidOption, match=f"^{says}, which JSON cannot contain"):
        json_bytes(value, where)


@pytest.mark.parametrize("levels", [151, 5000, 200_000])
def test_an_answer_that_is_nested_too_deeply_is_not_called_cut_off(levels):
    assert parse_json(b"[" * 150 + b"]" * 150)
    with pytest.raises(NestedTooDeeply, match="nested more than 150 levels deep"):
        parse_json(b"[" * levels + b"]" * levels)


@given(st.text(alphabet='\\"ud8fDeé\n[]{}\ud83d\ude00\ud800', max_size=20))
def test_an_answer_is_read_with_whole_characters_only(text):
    read = parse_json(json.dumps([text, {text: 1}]).encode())
    json.dumps(read, ensure_ascii=False).encode("utf-8")
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    assert read == [whole, {whole: 1}]
