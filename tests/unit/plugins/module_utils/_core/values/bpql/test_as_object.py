# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.bpql.as_object import (
    as_object,
    object_of_text,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.bpql.as_text import (
    as_text,
    text_of_object,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.bpql.comparison import (
    BPQL_OBJECT,
    BPQL_TEXT,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.bpql.text import meaning_of_text
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("", {}),
        ("host = db-1", {"=": ["host", "db-1"]}),
        ("host != db-*", {"!=": ["host", {"type": "regex", "value": "db-*"}]}),
        ("host = /^db-[0-9]+$/", {"=": ["host", {"type": "formal-regex", "value": "^db-[0-9]+$"}]}),
        ("path = /a\\/b/", {"=": ["path", {"type": "formal-regex", "value": "a/b"}]}),
        ('check = "High CPU load"', {"=": ["check", "High CPU load"]}),
        ('check = "say \\"hi\\""', {"=": ["check", 'say "hi"']}),
        # Quotation marks keep the slashes of a path; only what stands between slashes itself is a regular expression.
        ('mount = "/data/"', {"=": ["mount", "/data/"]}),
        ("mount IN ['/data/', /data/]", {"IN": ["mount", ["/data/", {"type": "formal-regex", "value": "data"}]]}),
        ('path = "/var/*/"', {"=": ["path", {"type": "regex", "value": "/var/*/"}]}),
        ('path = "//"', {"=": ["path", "//"]}),
        ('"two words" = x', {"=": ["two words", "x"]}),
        ("check IN [cpu, Mem, d*]", {"IN": ["check", ["cpu", "Mem", {"type": "regex", "value": "d*"}]]}),
        ("check NOT IN [cpu]", {"NOT IN": ["check", ["cpu"]]}),
        ("a = 1 AND b = 2 AND c = 3", {"AND": [{"=": ["a", "1"]}, {"=": ["b", "2"]}, {"=": ["c", "3"]}]}),
        ("a = 1 OR b = 2 AND c = 3", {"OR": [{"=": ["a", "1"]}, {"AND": [{"=": ["b", "2"]}, {"=": ["c", "3"]}]}]}),
        ("(a = 1 or b = 2) and c = 3", {"AND": [{"OR": [{"=": ["a", "1"]}, {"=": ["b", "2"]}]}, {"=": ["c", "3"]}]}),
    ],
)
def test_text_becomes_an_object(text, condition):
    assert as_object(text) == condition
    assert meaning_of_text(as_text(condition)) == meaning_of_text(text)


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("NOT a = 1", {"!=": ["a", "1"]}),
        ("NOT (a = 1 AND b IN [2])", {"OR": [{"!=": ["a", "1"]}, {"NOT IN": ["b", ["2"]]}]}),
        ("NOT (a != 1 OR NOT b NOT IN [2])", {"AND": [{"=": ["a", "1"]}, {"NOT IN": ["b", ["2"]]}]}),
        ("NOT NOT a = 1", {"=": ["a", "1"]}),
    ],
)
def test_the_object_form_has_no_not_so_it_is_resolved(text, condition):
    assert object_of_text(text) == condition


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        ({"=": ["host", 80]}, "host = 80"),
        ({"=": ["is_up", True]}, "is_up = true"),
        ({"=": ["host", ""]}, 'host = ""'),
        ({"=": ["check", "and"]}, 'check = "and"'),
        (
            {"and": [{"=": ["a", "x"]}, {"in": ["b", ["y z"]]}]},
            '(a = x) AND (b IN ["y z"])'.replace("(", "").replace(")", ""),
        ),
        ('{"=": ["host", "db-1"]}', "host = db-1"),
        ("host = db-1", "host = db-1"),
        (None, ""),
        ({}, ""),
    ],
)
def test_an_object_becomes_text(condition, text):
    assert as_text(condition) == text


def test_no_value_can_add_anything_to_a_condition():
    for value in ("x OR host = y", 'x" OR "y" = "y', "x] OR a = b", "x\\", "x) AND (y", "NOT"):
        text = text_of_object({"AND": [{"=": ["host", value]}, {"=": ["team", "a"]}]})
        assert object_of_text(text) == {"AND": [{"=": ["host", value]}, {"=": ["team", "a"]}]}, text


@pytest.mark.parametrize(
    ("translate", "condition", "says"),
    [
        (object_of_text, "host ~ db", "has no object form.*Write it in the object form"),
        (object_of_text, "host = (db", "opens .* and does not close it"),
        (object_of_text, "host", 'the condition "host" compares nothing. Write it as: host = db-'),
        (as_object, '{"=": ["host"', "is not valid JSON"),
        (text_of_object, {"===": ["host", "db-1"]}, "BPQL text has no words for"),
        (text_of_object, {"=": ["host", "a*"]}, r"cannot express the value .a\*."),
        (text_of_object, {"=": ["host", {"type": "formal-regex", "value": ""}]}, "cannot express the value"),
        (text_of_object, {"=": ["host", {"type": "formal-regex", "value": "["}]}, "cannot express the value"),
        (text_of_object, {"=": ["host", {"type": "formal-regex", "value": "a\\"}]}, "cannot express the value"),
        (object_of_text, "path = /var/log/", "begins and ends with a slash. Put quotation marks around a path.*\\\\/"),
        (object_of_text, "path IN [//]", "begins and ends with a slash"),
        (text_of_object, {"=": ["host", "a\nb"]}, "line breaks"),
        (text_of_object, {"=": ["host", None]}, "cannot express"),
        (text_of_object, {"=": ["host", ["a"]]}, "cannot express"),
        (text_of_object, {"=": ["a", "b"], "!=": ["c", "d"]}, "exactly one operator"),
        (text_of_object, ["host = db-1"], "exactly one operator"),
        (text_of_object, {"AND": []}, "no words for"),
        (text_of_object, {"IN": ["host", "db-1"]}, "no words for"),
        (as_text, 5, "exactly one operator"),
        (as_text, {"AND": [{"IN": ["version", ["2.0", 1.1]]}]}, "contains 1.1. Give text: put it in quotes"),
        (as_text, '{"=": ["version", 1.10]}', "contains 1.1"),
    ],
)
def test_what_the_other_form_cannot_say_is_refused(translate, condition, says):
    with pytest.raises(InvalidOption, match=says):
        translate(condition)


def test_both_forms_are_compared_and_sent_as_the_service_takes_them():
    text, condition = (
        "Host = db-* AND check IN [CPU, mem]",
        {"AND": [{"IN": ["check", ["mem", "CPU"]]}, {"=": ["HOST", {"type": "regex", "value": "db-*"}]}]},
    )
    assert BPQL_OBJECT.normalize(text) == BPQL_OBJECT.normalize(condition)
    assert BPQL_TEXT.normalize(text) == BPQL_TEXT.normalize(condition)
    assert BPQL_TEXT.to_api(condition) == "check IN [mem, CPU] AND host = db-*"
    assert BPQL_OBJECT.to_api(text) == {
        "AND": [{"=": ["host", {"type": "regex", "value": "db-*"}]}, {"IN": ["check", ["CPU", "mem"]]}]
    }


def pattern(kind, texts):
    return st.builds(lambda text: {"type": kind, "value": text}, texts)


EXPRESSIONS = [
    "a/b",
    r"a\/b",
    r"a\\/b",
    r"\/",
    "/",
    "[a/]",
    "[^]]",
    "a /b",
    "a/ b",
    "x/) AND (y = z",
    "x/, y",
    "(a|b) [c]",
]


def writable(expression):
    try:
        return bool(text_of_object({"=": ["a", {"type": "formal-regex", "value": expression}]}))
    except InvalidOption:
        return False


words = st.text(st.sampled_from("abOR \"'\\\\/()[],=!~ä\xa0"), max_size=5)
between_slashes = words.map(lambda text: f"/{text}/")
texts = words | between_slashes
expressions = st.sampled_from(EXPRESSIONS) | texts.filter(writable)
tags = st.text("abcdefgh_", min_size=1, max_size=6)
values = st.one_of(
    texts,
    st.builds("{}*{}".format, texts, texts).flatmap(lambda text: pattern("regex", st.just(text))),
    pattern("formal-regex", expressions),
    st.integers(-5, 5),
    st.booleans(),
)


def read_back(value):
    """Text has no numbers and booleans, and escapes the slashes of regular expressions, which means the same."""
    if isinstance(value, dict) and value["type"] == "formal-regex":
        return {**value, "value": re.sub(r"\\(.)", lambda pair: "/" if pair[1] == "/" else pair[0], value["value"])}
    return str(value).lower() if isinstance(value, (bool, int)) else value


comparisons = st.builds(
    lambda operator, tag, value: {operator: [tag, value]}, st.sampled_from(["=", "!="]), tags, values
)
listings = st.builds(
    lambda operator, tag, several: {operator: [tag, several]},
    st.sampled_from(["IN", "NOT IN"]),
    tags,
    st.lists(values, min_size=1, max_size=3),
)
conditions = st.recursive(
    comparisons | listings,
    lambda inner: st.builds(
        lambda operator, several: {operator: several},
        st.sampled_from(["AND", "OR"]),
        st.lists(inner, min_size=2, max_size=3),
    ),
    max_leaves=6,
)


@given(conditions)
def test_there_and_back_is_the_same_condition(condition):
    assert object_of_text(text_of_object(condition)) == leaves(read_back, condition)
    assert meaning_of_text(text_of_object(condition))[0] != "as written"


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_each_regular_expression_that_differs_from_its_surroundings_is_written(expression):
    assert writable(expression)


def leaves(change, condition):
    """The condition with each of its values changed."""
    ((operator, operands),) = condition.items()
    if operator in ("AND", "OR"):
        return {operator: [leaves(change, each) for each in operands]}
    tag, value = operands
    return {operator: [tag, [change(each) for each in value] if isinstance(value, list) else change(value)]}
