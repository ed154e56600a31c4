# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import json
import random

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.condition import (
    meaning_of_object,
    meaning_of_text,
    sendable,
    shown,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from hypothesis import given
from hypothesis import strategies as st

ALIKE = [
    ("cluster = prod", "cluster=prod"),
    ("cluster = prod", " Cluster\n = 'PROD' "),
    ("cluster = prod", "((cluster = prod))"),
    ("a = b and c = d", "(a = b) AND (c = d)"),
    ("a = b AND c = d AND e = f", "a = b AND (c = d AND e = f)"),
    ("a = b OR c = d", "c = d or a = b"),
    ("a = b OR c = d AND e = f", "a = b OR (c = d AND e = f)"),
    ("team in [noc, dba]", "team IN ['dba','noc']"),
    ("team NOT IN [noc]", "team not in [ noc ]"),
    ('host = "two words"', "host = 'two words'"),
    ("NOT (a = b)", "not a = b"),
    ("", "  "),
    ("a ~ b", " a  ~  b "),
]
UNLIKE = [
    ("a = b AND (c = d OR e = f)", "a = b AND c = d OR e = f"),
    ("a = b", "a != b"),
    ("a = b", "a = c"),
    ("team IN [noc]", "team NOT IN [noc]"),
    ("host = /Prod.*/", "host = /prod.*/"),
    ("a = b", ""),
    ("a = 'and'", "a = and2"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_texts_that_mean_the_same(one, other):
    assert meaning_of_text(one) == meaning_of_text(other)


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_texts_that_mean_something_else(one, other):
    assert meaning_of_text(one) != meaning_of_text(other)


NO_CONDITIONS = ["(a = b", "a = b)", "a = 'b", "team IN [noc", "a = b AND", "OR a = b", "a =", "= b", "(AND a = b)"]


@pytest.mark.parametrize("text", [*NO_CONDITIONS, "a = b AND OR c = d"])
def test_what_can_be_no_condition_is_refused(text):
    with pytest.raises(InvalidOption, match="the condition"):
        meaning_of_text(text)


def test_what_the_reference_does_not_name_is_left_to_the_service():
    assert meaning_of_text("exists(host) <= 5 days") == meaning_of_text("exists ( host )  <= 5   days")


words = st.sampled_from(["host", "cluster", "prod*", "a.b", "x-1"])
comparisons = st.one_of(
    st.tuples(st.sampled_from(["=", "!="]), words, words),
    st.tuples(st.sampled_from(["IN", "NOT IN"]), words, st.lists(words, min_size=1, max_size=3)),
)
operators = st.sampled_from(["AND", "OR"])
trees = st.recursive(
    comparisons, lambda inner: st.tuples(operators, st.lists(inner, min_size=2, max_size=3)), max_leaves=6
)


def written(tree, chance):
    """One of the many spellings of a condition."""
    blank = chance.choice([" ", "  ", "\n"])
    operator = chance.choice([tree[0], tree[0].lower()])
    if tree[0] in ("AND", "OR"):
        parts = [f"({written(each, chance)})" for each in tree[1]]
        chance.shuffle(parts)
        text = f"{blank}{operator}{blank}".join(parts)
    elif isinstance(tree[2], list):
        quote = chance.choice(["", "'", '"'])
        values = [f"{quote}{value}{quote}" for value in tree[2]]
        text = f"{tree[1]}{blank}{operator}{blank}[{f',{blank}'.join(values)}]"
    else:
        text = f"{tree[1].upper()}{blank}{operator}{blank}{tree[2]}"
    return f"({text})" if chance.random() < 0.3 else text


def as_object(tree):
    if tree[0] in ("AND", "OR"):
        return {tree[0]: [as_object(each) for each in tree[1]]}
    return {tree[0]: [tree[1], tree[2]]}


@given(trees, st.randoms(use_true_random=False))
def test_any_two_spellings_mean_the_same(tree, chance):
    one, other = written(tree, chance), written(tree, random.Random(1))
    assert meaning_of_text(one) == meaning_of_text(other)
    assert meaning_of_text(one)[0] != "as written"


@given(trees)
def test_the_object_form_means_the_same_as_json_and_in_another_case(tree):
    condition = as_object(tree)
    meaning = meaning_of_object(condition)
    assert meaning_of_object(json.dumps(condition)) == meaning
    assert meaning_of_object({"AND": [condition]}) == meaning
    assert meaning_of_object({"or": [condition, condition]}) == meaning


def test_the_object_form_that_is_wrong_is_refused():
    with pytest.raises(InvalidOption, match="object form"):
        meaning_of_object("host = db-1")
    with pytest.raises(InvalidOption, match="exactly one operator"):
        meaning_of_object({"=": ["a", "b"], "AND": []})
    with pytest.raises(InvalidOption, match="takes a tag and a value"):
        meaning_of_object({"=": ["a"]})


def test_an_operator_that_the_reference_does_not_name_is_passed_through():
    assert meaning_of_object({"EXISTS": "host"}) == ["EXISTS", "host"]
    assert meaning_of_object({}) is None and meaning_of_object(None) is None


def test_an_object_condition_is_sent_as_the_service_spells_it_unless_it_is_too_long():
    assert sendable('{"and": [{"=": ["Host", "DB-1"]}]}') == {"AND": [{"=": ["host", "DB-1"]}]}
    brackets = len('{"=": ["host", ""]}')
    assert sendable({"=": ["host", "x" * (25_000 - brackets)]})
    with pytest.raises(InvalidOption, match="is 25001 characters of JSON long. The service takes 25000"):
        sendable({"=": ["host", "x" * (25_001 - brackets)]})


@pytest.mark.parametrize("read", [None, {"=": ["a", "b"]}, '{"=": ["a", "b"]}'])
def test_an_object_condition_that_is_read_comes_out_of_its_text(read):
    assert shown(read) == (read and {"=": ["a", "b"]})


def test_a_text_that_holds_no_object_is_shown_as_it_is():
    assert shown("a = b") == "a = b" and shown("") == ""
