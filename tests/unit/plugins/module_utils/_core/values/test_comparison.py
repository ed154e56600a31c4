# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.compare import (
    AS_CASE_INSENSITIVE_SET,
    AS_SET,
    CASE_INSENSITIVE,
    Compare,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.field import Field, Reference
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.canonical import canonical
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.comparison import (
    is_equal,
    refuse_meaningless,
)


def positive(value):
    if value < 0:
        raise InvalidOption("it is negative.")
    return abs(value)


TEXT = Field("note")
NAME = Field("name", compare=CASE_INSENSITIVE)
LEVEL = Field("level", choices=("Low", "High"))
FLAG = Field("active", type="bool")
NUMBER = Field("size", type="int", compare=Compare(normalize=positive))
FREE = Field("when", type="dict")
LIST = Field("order", type="list", elements="str")
SET = Field("tags", type="list", elements="str", compare=AS_SET)
NAMES = Field("names", type="list", elements="str", compare=AS_CASE_INSENSITIVE_SET)
DICT = Field("phone", type="dict", fields=(Field("value"), Field("kind")))
ROWS = Field("rows", type="list", elements="dict", fields=(Field("a"), Field("b")))
BAG = Field("bag", type="list", elements="dict", compare=AS_SET, fields=(Field("a"), Field("b")))
CONTENT = Field(
    "trees",
    type="list",
    elements="dict",
    fields=(Field("id"), Field("identity", internal=True)),
    refers=Reference("tree", content="identity"),
)


@pytest.mark.parametrize(
    ("field", "current", "given"),
    [
        (TEXT, None, ""),
        (TEXT, "u\u0308", "\u00fc"),
        (NAME, "Ops", "oPS"),
        (LEVEL, "low", "Low"),
        (FLAG, None, False),
        (FREE, None, {}),
        (FREE, {"a": 1, "b": 2}, {"b": 2, "a": 1}),
        (LIST, None, []),
        (LIST, ["a", "b"], ["a", "b"]),
        (SET, ["b", "a"], ["a", "b"]),
        (SET, ["a", "a"], ["a"]),
        (NAMES, ["OPS", "dev"], ["Dev", "ops"]),
        # Of a dict only what was given is compared.
        (DICT, {"value": "1", "kind": "work"}, {"value": "1"}),
        (DICT, {"value": "1", "kind": ""}, {"value": "1", "kind": None}),
        (DICT, None, {}),
        (ROWS, [{"a": "1", "b": "2"}], [{"a": "1"}]),
        (BAG, [{"a": "1", "b": "x"}, {"a": "2"}], [{"a": "2"}, {"a": "1"}]),
        (BAG, [{"a": "1"}], [{"a": "1"}, {"a": "1"}]),
        (BAG, [{"a": "1", "b": "2"}, {"a": "1", "b": "2"}], [{"a": "1", "b": "2"}]),
        (CONTENT, [{"id": "1", "identity": "oak"}], [{"id": "1"}]),
    ],
)
def test_values_that_mean_the_same_are_equal(field, current, given):
    assert is_equal(field, current, given)


@pytest.mark.parametrize(
    ("field", "current", "given"),
    [
        (TEXT, "a", "A"),
        (TEXT, "a", "a "),
        (TEXT, None, "0"),
        (NAME, "weiß", "weiss"),
        (LEVEL, "low", "High"),
        (FLAG, True, False),
        (FLAG, None, True),
        (NUMBER, 3, 2),
        (NUMBER, -3, 3),
        (FREE, {"a": 1}, {"a": 2}),
        (FREE, {"a": [1, 2]}, {"a": [2, 1]}),
        (LIST, ["a", "b"], ["b", "a"]),
        (LIST, ["a"], ["a", "a"]),
        (SET, ["a"], ["a", "b"]),
        (SET, ["a", "b"], ["a"]),
        (DICT, {"value": "1"}, {"value": "2"}),
        (DICT, {"value": "1", "kind": "work"}, {"value": "1", "kind": "home"}),
        (DICT, None, {"value": "1"}),
        (ROWS, [{"a": "1"}, {"a": "2"}], [{"a": "2"}, {"a": "1"}]),
        (ROWS, [{"a": "1"}, {"a": "2"}], [{"a": "1"}]),
        (ROWS, [{"a": "1"}], [{"a": "1"}, {"a": "2"}]),
        (BAG, [{"a": "1"}, {"a": "2"}], [{"a": "1"}]),
        (BAG, [{"a": "1"}], [{"a": "1"}, {"a": "2"}]),
        (BAG, [{"a": "1", "b": "x"}], [{"a": "1", "b": "y"}]),
        (CONTENT, [{"id": "1", "identity": "oak"}], [{"id": "2"}]),
    ],
)
def test_values_that_mean_something_else_are_not_equal(field, current, given):
    assert not is_equal(field, current, given)


def test_an_object_is_named_by_its_id_before_what_it_holds():
    reference = Reference("tree", content="identity")
    assert reference.named_by({"id": "1", "identity": "oak"}) == "1"
    assert reference.named_by({"identity": "oak"}) == "oak"
    assert Reference("garden").named_by(7) == "7"


def test_one_text_stands_for_all_spellings():
    assert canonical(NAMES, ["b", "A", "a"]) == canonical(NAMES, ["a", "B"])
    assert canonical(LIST, ["b", "a", "b"]) != canonical(LIST, ["a", "b", "b"])
    assert canonical(NUMBER, -3) == "-3"


@pytest.mark.parametrize(
    ("fields", "given", "place"),
    [
        ((NUMBER,), {"size": -1}, "size"),
        ((Field("bed", type="dict", fields=(NUMBER,)),), {"bed": {"size": -1}}, "bed.size"),
        (
            (Field("beds", type="list", elements="dict", fields=(Field("kind"), NUMBER)),),
            {"beds": [{"size": 1}, {"kind": "x", "size": -1}]},
            r"beds\[1\].size",
        ),
    ],
)
def test_a_value_that_can_mean_nothing_is_reported_with_its_place(fields, given, place):
    with pytest.raises(InvalidOption, match=f"^{place}: it is negative"):
        refuse_meaningless(fields, given)


def test_what_was_not_given_is_not_refused():
    refuse_meaningless((NUMBER, Field("bed", type="dict", fields=(NUMBER,))), {"size": None})
    refuse_meaningless((NUMBER, TEXT), {"size": 1, "note": "x"})


def test_a_dict_is_the_same_without_what_it_says_nothing_of():
    assert canonical(DICT, {"value": "1", "kind": None}) == canonical(DICT, {"value": "1"})
    assert canonical(DICT, None) == canonical(DICT, {})
    assert canonical(DICT, {"value": "1"}) != canonical(DICT, {"kind": "1"})
