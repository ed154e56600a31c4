# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A word of the vocabulary is there for several kinds; what one kind alone needs is a function in its file."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.model import field, listing, operation, resource
from ansible_collections.community.bigpanda.plugins.module_utils._core.model import update_body as bodies

RESOURCES = Path(__file__).resolve().parents[6] / "plugins" / "module_utils" / "_resources"
MOST_WORDS = {resource.Resource: 23, field.Field: 18, listing.Listing: 8, bodies.Patch: 2, bodies.Put: 2}


def words_of(kind):
    return list(kind._names)


def users_of(kind):
    """Names of the files that use each word of this class, by word."""
    users = {name: set() for name in words_of(kind)}
    for path in sorted(RESOURCES.glob("[!_]*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == kind.__name__:
                given = [name for name, _value in zip(words_of(kind), node.args, strict=False)]
                for name in (*given, *(keyword.arg for keyword in node.keywords)):
                    users[name].add(path.stem)
    return users


@pytest.mark.parametrize("kind", [resource.Resource, field.Field])
def test_each_word_is_used_by_two_declarations(kind):
    users = users_of(kind)
    assert {name for name, files in users.items() if len(files) < 2} == set()


@pytest.mark.parametrize("kind", MOST_WORDS)
def test_a_class_has_no_more_words_than_a_page_holds(kind):
    assert len(words_of(kind)) <= MOST_WORDS[kind]


# Words that mean what they say, and words that the class of their value explains.
PLAIN = {"name", "plural", "fields", "get", "create", "update", "delete", "id", "method", "path", "limit", "operation"}
EXPLAINED_BY_THEIR_CLASS = {"composed"}


@pytest.mark.parametrize("kind", [*MOST_WORDS, operation.Operation])
def test_each_word_is_explained_beside_itself(kind):
    """By the comment above it, or in the docstring of its class."""
    lines = inspect.getsource(kind).split("\n")
    described = inspect.getdoc(kind)
    for word in set(words_of(kind)) - PLAIN - EXPLAINED_BY_THEIR_CLASS:
        place = max(number for number, line in enumerate(lines) if line.startswith(f"    {word}: "))
        assert lines[place - 1].startswith("    # ") or f"{word}:" in described, word
