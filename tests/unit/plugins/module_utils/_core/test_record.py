# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.record import Declaration, Record


class Plant(Record):
    name: str
    height_cm: int = 10
    grow: Callable[[int], int] = lambda height_cm: height_cm + 1


class Tree(Plant):
    fruit: Any = None


class Seed(Tree):
    """Without attributes of its own."""


class Kind(Declaration):
    name: str


def test_attributes_are_given_in_order_or_by_name_and_have_defaults():
    assert (Plant("rose").name, Plant("rose").height_cm) == ("rose", 10)
    assert Plant("rose", 20) == Plant(height_cm=20, name="rose")
    assert Tree("oak", 900, fruit="acorn").fruit == Seed("oak", 900, fruit="acorn").fruit == "acorn"


def test_a_function_as_default_is_no_method():
    assert Plant("rose").grow(10) == 11


@pytest.mark.parametrize(
    ("values", "named"),
    [((), {}), (("rose", 1, len, 4), {}), (("rose",), {"name": "rose"}), (("rose",), {"colour": "red"})],
)
def test_values_that_are_missing_unknown_or_given_twice_are_refused(values, named):
    with pytest.raises(TypeError, match="Plant takes name, height_cm, grow"):
        Plant(*values, **named)


def test_a_record_cannot_be_changed_and_is_compared_by_its_values():
    rose = Plant("rose")
    with pytest.raises(AttributeError, match="Plant cannot be changed"):
        rose.name = "tulip"
    with pytest.raises(AttributeError, match="Plant cannot be changed"):
        del rose.name
    assert rose.replace(name="tulip") == Plant("tulip") != rose
    assert (rose == Tree("rose"), rose == "rose", len({rose, Plant("rose"), copy.copy(rose)})) == (False, False, 1)
    assert repr(Kind) != repr(Kind("x")) and repr(rose).startswith("Plant(name='rose', height_cm=10, grow=")


def test_nothing_else_equals_a_declaration():
    kind = same = Kind("rose")
    assert kind == same and kind != Kind("rose") and len({kind, Kind("rose")}) == 2
