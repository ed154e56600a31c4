# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import json

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.bpql.comparison import (
    meaning_of_either,
    meaning_of_object,
    sendable,
    shown,
    shown_either,
    spelled,
    spelled_either,
)
from hypothesis import given
from hypothesis import strategies as st

words = st.sampled_from(["host", "Cluster", "prod*", "a.b", "x-1"])
patterns = st.fixed_dictionaries({"type": st.sampled_from(["regex", "formal-regex"]), "value": words})
values = st.one_of(words, st.integers(), st.booleans(), patterns)
comparisons = st.one_of(
    st.tuples(st.sampled_from(["=", "!=", "==="]), st.tuples(words, values).map(list)),
    st.tuples(st.sampled_from(["IN", "NOT IN"]), st.tuples(words, st.lists(values, min_size=1)).map(list)),
)
conditions = st.recursive(
    comparisons.map(lambda pair: dict([pair])),
    lambda inner: st.tuples(st.sampled_from(["AND", "OR"]), st.lists(inner, min_size=1)).map(lambda pair: dict([pair])),
    max_leaves=6,
)


@given(conditions)
def test_the_object_form_means_the_same_as_json_and_in_another_case(condition):
    meaning = meaning_of_object(condition)
    assert meaning_of_object(json.dumps(condition)) == meaning_of_either(json.dumps(condition)) == meaning
    assert meaning_of_object({"AND": [condition]}) == meaning
    assert meaning_of_object({"or": [condition, condition]}) == meaning
    assert meaning_of_object(spelled(condition)) == meaning


def is_any(tag, listed):
    return [{"=": [tag, value]} for value in listed]


@given(words, st.lists(values, min_size=1, max_size=4), conditions)
def test_a_list_of_values_means_the_same_as_a_comparison_with_each(tag, listed, other):
    each = is_any(tag, listed)
    assert meaning_of_object({"IN": [tag, listed]}) == meaning_of_object({"OR": each})
    assert meaning_of_object({"OR": [*each, other]}) == meaning_of_object({"OR": [other, {"IN": [tag, listed]}]})
    none = [{"!=": [tag, value]} for value in listed]
    assert meaning_of_object({"NOT IN": [tag, listed]}) == meaning_of_object({"AND": none})
    assert meaning_of_object({"IN": [tag, listed]}) != meaning_of_object({"NOT IN": [tag, listed]})


WRONG = [
    ('{"=": [', "not valid JSON"),
    ({"=": ["a", "b"], "AND": []}, "exactly one operator"),
    *(
        (condition, "takes a list of conditions")
        for condition in ({"AND": []}, {"and": {"=": ["a", "b"]}}, {"OR": "x"})
    ),
    *((condition, "exactly one operator") for condition in ({"AND": ["x"]}, {"AND": [{}]}, {"AND": [None]}, [])),
    *((condition, "takes a tag and a value") for condition in ({"=": ["a"]}, {"=": ["a", ["b"]]}, {"=": ["a", None]})),
    *((condition, "takes a tag and a value") for condition in ({"=": [1, "b"]}, {"=": {"a": "b"}}, {"=": ["a", {}]})),
    ({"!=": ["a", {"type": "regexp", "value": "b"}]}, "formal-regex instead of regex"),
    ({"===": ["a", {"type": "regex", "value": 1}]}, "takes a tag and a value"),
    *((condition, "takes a tag and a list") for condition in ({"IN": ["a", "b"]}, {"IN": ["a", []]}, {"in": ["a"]})),
    ({"NOT IN": ["a", ["b", None]]}, "takes a tag and a list"),
    ({"NOT": {"AND": []}}, "takes a list of conditions"),
    ({"NOT": [{"=": ["a"]}]}, "takes a tag and a value"),
    (
        {"host": "db-1"},
        r'\{"host": "db-1"\} has no operator. Write it as \{"=": \["host", "db-1"\]\}, or .* host = db-1',
    ),
    ({"AND": [{"=": ["a", "b"]}, {"check": 5}]}, "has no operator"),
]


@pytest.mark.parametrize(("condition", "problem"), WRONG, ids=str)
def test_the_object_form_that_is_wrong_is_refused(condition, problem):
    with pytest.raises(InvalidOption, match=problem):
        meaning_of_object(condition)


def test_an_operator_that_the_reference_does_not_name_is_passed_through():
    assert meaning_of_object({"exists": ["Host"]}) == ["exists", ["Host"]]
    assert spelled({"exists": ["Host"]}) == {"exists": ["Host"]} and spelled({"~": ["Host", "X"]}) == {
        "~": ["Host", "X"]
    }
    assert meaning_of_object({}) is None and meaning_of_object(None) is None


@pytest.mark.parametrize("wrapped", [lambda inner: {"NOT": inner}, lambda inner: {"not": [inner, {"type": ["x"]}]}])
def test_a_condition_inside_of_such_an_operator_is_spelled_and_compared_as_any_other(wrapped):
    given, other = {"in": ["Host", ["A", "B"]]}, {"IN": ["host", ["B", "A"]]}
    assert spelled(wrapped(given)) == wrapped({"IN": ["host", ["A", "B"]]})
    assert meaning_of_object(wrapped(given)) == meaning_of_object(wrapped(other))


def test_where_both_forms_are_known_json_in_a_text_is_the_object_form():
    assert spelled_either(' {"=": ["Host", "X"]}') == {"=": ["host", "X"]} == spelled_either({"=": ["Host", "X"]})
    assert spelled_either("Host = X") == "host = X"
    assert shown_either('{"=": ["a", "b"]}') == {"=": ["a", "b"]} and shown_either("5") == "5"
    assert shown_either('{"=": ') == '{"=": '
    assert shown_either('"host = a*"') == "host = a*" and shown_either('"a" = "b"') == '"a" = "b"'


def test_an_object_condition_is_sent_as_the_service_spells_it_unless_it_is_too_long():
    assert sendable('{"and": [{"=": ["Host", "DB-1"]}]}') == {"AND": [{"=": ["host", "DB-1"]}]}
    brackets = len('{"=":["host",""]}')
    assert sendable({"=": ["host", "x" * (25_000 - brackets)]})
    with pytest.raises(InvalidOption, match="is 25001 characters of JSON long. BigPanda accepts 25000"):
        sendable({"=": ["host", "x" * (25_001 - brackets)]})


@pytest.mark.parametrize("read", [None, {"=": ["a", "b"]}, '{"=": ["a", "b"]}'])
def test_an_object_condition_that_is_read_comes_out_of_its_text(read):
    assert shown(read) == (read and {"=": ["a", "b"]})


def test_a_text_that_holds_no_object_is_shown_as_it_is():
    assert shown("a = b") == "a = b" and shown("") == ""
