# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Conditions in text: SCIM filters and the text form of BPQL, as far as the contract describes them."""

from __future__ import annotations

import re
from collections.abc import Callable
from fnmatch import fnmatchcase

TOKEN = re.compile(
    r"""\s*(?:(?P<mark>[()\[\],])|(?P<quoted>"(?:\\.|[^"\\])*"|'[^']*')|(?P<operator>!=|=)|(?P<word>[^\s()\[\],=!"']+))"""
)

# (name, operator, value) of one comparison; values are text, or a list of texts for IN.
Compare = Callable[[str, str, object], bool]


class ConditionError(ValueError):
    """The text cannot be read."""


def holds(text: str, compare: Compare) -> bool:
    """Whether the condition is true when each comparison is decided by `compare`."""
    parser = _Parser(_tokens(text), compare)
    value = parser.either()
    if parser.tokens:
        raise ConditionError(f"cannot read {text!r} from {parser.tokens[0][1]!r} on")
    return value


def names_in(text: str) -> set[str]:
    """What is compared in the condition. Raises ConditionError."""
    names: set[str] = set()

    def compare(name: str, _operator: str, _given: object) -> bool:
        names.add(name)
        return True

    if text:
        holds(text, compare)
    return names


def _tokens(text: str) -> list[tuple[str, str]]:
    found, position = [], 0
    text = text.rstrip()
    while position < len(text):
        match = TOKEN.match(text, position)
        if not match:
            raise ConditionError(f"cannot read {text[position:]!r}")
        kind = match.lastgroup or ""
        found.append((kind, match.group(kind)))
        position = match.end()
    return found


class _Parser:
    """Every branch is read even where the outcome is known, so that errors behind it are found."""

    def __init__(self, tokens: list[tuple[str, str]], compare: Compare):
        self.tokens = tokens
        self._compare = compare

    def either(self) -> bool:
        value = self.both()
        while self._take("or"):
            value = self.both() or value
        return value

    def both(self) -> bool:
        value = self.single()
        while self._take("and"):
            value = self.single() and value
        return value

    def single(self) -> bool:
        if self._take("not"):
            return not self.single()
        if self._take("("):
            value = self.either()
            if not self._take(")"):
                raise ConditionError("a closing parenthesis is missing")
            return value
        return self._comparison()

    def _comparison(self) -> bool:
        name, operator = self._next(), self._next().lower()
        if operator == "pr":
            return self._compare(name, operator, "")
        if operator == "not" and self._take("in"):
            return not self._compare(name, "in", self._list())
        if operator == "in":
            return self._compare(name, operator, self._list())
        return self._compare(name, operator, self._next())

    def _list(self) -> list[str]:
        values = []
        if not self._take("["):
            raise ConditionError("a list in brackets is missing")
        while not self._take("]"):
            values.append(self._next())
            self._take(",")
        return values

    def _take(self, word: str) -> bool:
        if self.tokens and self.tokens[0][0] != "quoted" and self.tokens[0][1].lower() == word:
            self.tokens.pop(0)
            return True
        return False

    def _next(self) -> str:
        if not self.tokens:
            raise ConditionError("the condition ends too early")
        kind, text = self.tokens.pop(0)
        if kind == "quoted":
            return re.sub(r"\\(.)", r"\1", text[1:-1])
        return text


def scim_compare(values: dict, respect_case: bool = False) -> Compare:
    """Comparisons of a SCIM 1.1 filter on these attribute values."""

    def compare(name: str, operator: str, given: object) -> bool:
        value, expected = _as_text(values.get(name)), str(given)
        if not respect_case:
            value, expected = value.lower(), expected.lower()
        comparisons: dict[str, Callable[[], bool]] = {
            "eq": lambda: value == expected,
            "ne": lambda: value != expected,
            "co": lambda: expected in value,
            "sw": lambda: value.startswith(expected),
            "ew": lambda: value.endswith(expected),
            "pr": lambda: bool(value),
            "gt": lambda: value > expected,
            "ge": lambda: value >= expected,
            "lt": lambda: value < expected,
            "le": lambda: value <= expected,
        }
        if operator not in comparisons:
            raise ConditionError(f"{operator} is no SCIM operator")
        return comparisons[operator]()

    return compare


def bpql_compare(tags: dict[str, list[str]]) -> Compare:
    """Comparisons of BPQL on these values of each tag; names and values without case, `*` stands for anything."""

    def compare(name: str, operator: str, given: object) -> bool:
        values = [value.lower() for value in tags.get(name.lower(), [])]
        expected = [str(each).lower() for each in (given if isinstance(given, list) else [given])]
        matched = any(_matches(value, pattern) for value in values for pattern in expected)
        if operator in ("=", "in"):
            return matched
        if operator == "!=":
            return not matched
        raise ConditionError(f"{operator} is no BPQL operator")

    return compare


def _matches(value: str, pattern: str) -> bool:
    # Brackets are no wildcards in BPQL, though they are in file names.
    return fnmatchcase(value, pattern.replace("[", "[[]"))


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)
