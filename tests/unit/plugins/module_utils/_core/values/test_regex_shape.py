# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re
import warnings

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.regex_shape import regex_problem
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("regex", "problem"),
    [
        ("^([^-]+", "opens ( at character 2 and does not close it"),
        ("^[^-]+)-", "closes ) at character 7 without having opened it"),
        ("([a-z", "opens [ at character 2 and does not close it"),
        ("[", "opens [ at character 1 and does not close it"),
        ("(a))", "closes ) at character 4 without having opened it"),
        ("a\\", "ends with a backslash that escapes nothing"),
        ("(?#comment", "opens ( at character 1 and does not close it"),
    ],
)
def test_what_no_engine_takes_is_named_with_its_place(regex, problem):
    assert regex_problem(regex) == problem


@pytest.mark.parametrize(
    "regex",
    [
        "",
        "^([^-]+)-.*$",
        r"\((.*)\)",
        "[(]([)])",
        r"[\]](a)",
        "[]a](b)",
        "[^]]*(b)",
        "[a-z&&[^(]](b)",
        "[[:alpha:]]+(b)",
        "[[:alpha:]",
        "[[:alpha:](]",
        r"\Qa(",
        r"\Q(\E(b)",
        "(?#a(b)c",
        "(?x) a # (b",
        "(?<name>a)",
        "[]",
        "]}{",
        "*-prod",
    ],
)
def test_what_any_engine_takes_is_not_refused(regex):
    assert regex_problem(regex) is None


@given(st.text("()[]\\^-a?#:|*Qx", max_size=12))
def test_what_python_takes_is_not_refused(regex):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            re.compile(regex)
        except re.error:
            return
    assert regex_problem(regex) is None


def test_a_long_expression_takes_no_time():
    for part in ("(", "[", "[^", "\\", "[]", "(?#", "[:", "[[:"):
        regex_problem(part * 5000)
