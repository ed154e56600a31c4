# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import inspect
import re

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core import errors
from hypothesis import given
from hypothesis import strategies as st


def drawn_tree():
    """(class, its base) of each line of the tree at the top of the file."""
    path, pairs = [], []
    for indent, name in re.findall(r"^( *)([A-Z]\w+) {2,}\S", errors.__doc__, re.M):
        path[len(indent) // 4 :] = [name]
        pairs.append((name, path[-2] if len(path) > 1 else "Exception"))
    return pairs


def test_the_tree_at_the_top_shows_every_class_below_its_base():
    classes = [each for _name, each in inspect.getmembers(errors, inspect.isclass) if issubclass(each, Exception)]
    pairs = drawn_tree()
    assert sorted(pairs) == sorted((each.__name__, each.__base__.__name__) for each in classes)
    assert len(pairs) == len(dict(pairs))


def test_a_message_says_context_cause_and_advice():
    error = errors.InvalidOption("name is empty.", "Set it.").add_context("Cannot create the role")
    assert str(error) == "Cannot create the role: name is empty. Set it."
    assert error.to_result() == {"msg": str(error)}


def test_the_context_that_is_closest_to_the_cause_is_kept():
    outer, inner = errors.error_context("outer"), errors.error_context("inner")
    with pytest.raises(errors.NotFound, match=r"^inner: HTTP 404\.$"), outer, inner:
        raise errors.NotFound("HTTP 404.")


def test_an_error_of_another_tree_gets_no_context():
    with pytest.raises(ValueError, match="^odd$"), errors.error_context("outer"):
        raise ValueError("odd")


@pytest.mark.parametrize(
    ("error", "result"),
    [
        (errors.RequestError("lost.").at("GET", "/a"), {"msg": "lost.", "method": "GET", "path": "/a"}),
        (
            errors.Conflict("HTTP 409.", "Look.", "PUT", "/a", 409, ("taken",)),
            {"msg": "HTTP 409. Look.", "method": "PUT", "path": "/a", "status": 409, "errors": ["taken"]},
        ),
        (errors.JobFailed("job 7 failed.", job="7"), {"msg": "job 7 failed.", "job": {"id": "7"}}),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_failed_task_returns_what_the_error_knows(error, result):
    assert error.to_result() == result


def test_an_uncertain_write_returns_the_facts_of_its_cause_and_its_own_message():
    cause = errors.ServerError("HTTP 503.", "Try later.", "POST", "/a", 503)
    error = errors.UncertainWrite(cause).add_context("Cannot create the role")
    assert str(error) == "Cannot create the role: HTTP 503. Try later."
    assert error.to_result() == {**cause.to_result(), "msg": str(error)}


@given(st.text(max_size=2000), st.integers(1, 400))
def test_an_excerpt_is_one_printable_line_of_limited_length(text, max_characters):
    shown = errors.excerpt(text, max_characters)
    assert shown.isprintable() and len(shown) <= max_characters + 2
    assert shown == shown.strip()


def test_an_excerpt_shows_that_it_was_cut():
    assert errors.excerpt("a\tb\x1b[31m\nc") == "a b [31m c"
    assert errors.excerpt("abcdef", 3) == "abc …"
