# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Regular expressions that no engine takes, since it is not documented which one the service uses. Pure."""

from __future__ import annotations

import re
from itertools import product
from typing import NamedTuple

NAMED = re.compile(r"\[:\^?[A-Za-z]{1,20}:\]")
# Flags with which spaces and comments do not count, which is beyond this check.
EXTENDED = re.compile(r"\(\?[A-Za-z^]*x")


class _Reading(NamedTuple):
    """What engines do not agree on.

    is_bracket_literal: `[]a]` is a list with a bracket. is_escape_in_list: a backslash in a list escapes. is_nested:
    lists may contain lists. is_quoted: what stands between \\Q and \\E is literal. is_named: lists may contain
    `[:alpha:]`.
    """

    is_bracket_literal: bool = True
    is_escape_in_list: bool = True
    is_nested: bool = False
    is_quoted: bool = False
    is_named: bool = False


USUAL = _Reading()
READINGS = tuple(_Reading(*chosen) for chosen in product((True, False), repeat=5))


def regex_problem(regex: str) -> str | None:
    """What is wrong with brackets, parentheses or backslashes, whichever way an engine reads them; None if nothing."""
    if EXTENDED.search(regex):
        return None
    problem = _problem(regex, USUAL)
    if problem is None or any(_problem(regex, reading) is None for reading in READINGS):
        return None
    return problem


def _problem(regex: str, reading: _Reading) -> str | None:
    opened: list[int] = []
    position: int | None = 0
    while position is not None and position < len(regex):
        start, character = position, regex[position]
        position = _after(regex, start, reading)
        if position is None:
            return "ends with a backslash that escapes nothing" if character == "\\" else _unclosed(regex, start)
        if character == "(" and position == start + 1:
            opened.append(start)
        elif character == ")":
            if not opened:
                return f"closes ) at character {start + 1} without having opened it"
            opened.pop()
    return _unclosed(regex, opened[-1]) if opened else None


def _unclosed(regex: str, start: int) -> str:
    return f"opens {regex[start]} at character {start + 1} and does not close it"


def _after(regex: str, start: int, reading: _Reading) -> int | None:
    """The position after what begins there; None if that does not end."""
    if regex[start] == "\\":
        if reading.is_quoted and regex.startswith("\\Q", start):
            end = regex.find("\\E", start)
            return len(regex) if end < 0 else end + 2
        return start + 2 if start + 1 < len(regex) else None
    if regex[start] == "[":
        return _after_list(regex, start, reading)
    if regex.startswith("(?#", start):
        return regex.find(")", start) + 1 or None
    return start + 1


def _after_list(regex: str, start: int, reading: _Reading) -> int | None:
    position, depth = _first_of_list(regex, start, reading), 1
    while position < len(regex):
        if regex[position] == "\\" and reading.is_escape_in_list:
            position += 2
            continue
        named = NAMED.match(regex, position) if reading.is_named else None
        if named:
            position = named.end()
            continue
        if regex[position] == "]":
            depth -= 1
            if not depth:
                return position + 1
        if regex[position] == "[" and reading.is_nested:
            depth += 1
            position = _first_of_list(regex, position, reading)
            continue
        position += 1
    return None


def _first_of_list(regex: str, start: int, reading: _Reading) -> int:
    """The position after the bracket that opens the list, a negation, and a bracket that does not close it."""
    position = start + (2 if regex.startswith("[^", start) else 1)
    return position + 1 if reading.is_bracket_literal and regex.startswith("]", position) else position
