# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is wrong with a declaration or a feed, and where. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..values.suggestions import did_you_mean

ERROR, WARNING = "error", "warning"
# Keys and positions that lead to a value: ("roles", 0, "permissions").
Path = tuple[Any, ...]
MOST_LISTED = 20
# So many are listed of an object, a kind or a feed. Nobody reads more, and a file can contain hundreds of thousands.
MOST_PROBLEMS = 200
CORRECT_FIRST = "Correct these first."


class Unknown:
    """A value that only a run knows, such as a template or a vaulted text."""

    def __repr__(self) -> str:
        return "a value that only a run knows"


UNKNOWN = Unknown()


@dataclass(frozen=True)
class Problem:
    """path: of the value in the organization, its kind first, or the row of a feed; empty for a whole file or feed.

    subject: the user of the row.
    """

    path: Path
    message: str
    advice: str = ""
    severity: str = ERROR
    subject: str = ""

    def of(self, title: str) -> Problem:
        """The same, with the object that has it."""
        return replace(self, message=f"{title}: {self.message}")


def not_listed(found: int, named: str, severity: str = ERROR, path: Path = ()) -> list[Problem]:
    """One problem that says how many there are beyond MOST_PROBLEMS, if there are more. named: what they are."""
    more = found - MOST_PROBLEMS
    return [Problem(path, f"{more:,} more {named}.", severity=severity)] if more > 0 else []


def advice_of(word: Any, known: Sequence[str]) -> str:
    """What to write in place of the word: something close, or one of all."""
    more = f" and {len(known) - MOST_LISTED} more" if len(known) > MOST_LISTED else ""
    return did_you_mean(str(word), known) or f"Possible are {', '.join(known[:MOST_LISTED])}{more}."


def holds_unknown(value: Any) -> bool:
    """Whether the value, at any depth, is not known before a run."""
    if isinstance(value, dict):
        return any(holds_unknown(inner) for inner in value.values())
    if isinstance(value, list):
        return any(holds_unknown(inner) for inner in value)
    return isinstance(value, Unknown)
