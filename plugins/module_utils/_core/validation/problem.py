# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is wrong with a declaration, and where. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

ERROR, WARNING = "error", "warning"
# Keys and positions that lead to a value: ("roles", 0, "permissions").
Path = tuple[Any, ...]
MOST_SUGGESTIONS = 3
MOST_LISTED = 20


class Unknown:
    """A value that only a run knows, such as a template or a vaulted text."""

    def __repr__(self) -> str:
        return "a value that only a run knows"


UNKNOWN = Unknown()


@dataclass(frozen=True)
class Problem:
    """path: of the value in the organization, its kind first; empty if the problem is that of a whole file."""

    path: Path
    message: str
    advice: str = ""
    severity: str = ERROR

    def of(self, title: str) -> Problem:
        """The same, with the object that has it."""
        return replace(self, message=f"{title}: {self.message}")


def did_you_mean(word: Any, known: Iterable[str]) -> str:
    """A question that names what the word is close to, or an empty text."""
    close = similar(str(word), list(known))
    return f"Did you mean {' or '.join(close)}?" if close else ""


def similar(word: str, known: Sequence[str]) -> list[str]:
    """The names that the word may be a misspelling of, the closest first."""
    by_case = {name.lower(): name for name in known}
    close = get_close_matches(word.lower(), list(by_case), n=MOST_SUGGESTIONS)
    return [by_case[name] for name in close]


def advice_of(word: Any, known: Sequence[str]) -> str:
    """What to write in place of the word: something close, or one of all."""
    more = f" and {len(known) - MOST_LISTED} more" if len(known) > MOST_LISTED else ""
    return did_you_mean(word, known) or f"Possible are {', '.join(known[:MOST_LISTED])}{more}."


def holds_unknown(value: Any) -> bool:
    """Whether the value, at any depth, is not known before a run."""
    if isinstance(value, dict):
        return any(holds_unknown(inner) for inner in value.values())
    if isinstance(value, list):
        return any(holds_unknown(inner) for inner in value)
    return isinstance(value, Unknown)
