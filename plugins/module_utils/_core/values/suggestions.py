# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a misspelled word was probably meant to be. Pure.

A run may have thousands of unknown names, as with the key of another organization, and comparing each with thousands of
known ones would take hours.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import lru_cache

from .text import likeness, shown

MOST_SUGGESTIONS = 3
# Of more names than this, only the nearest ones in alphabetical order are compared, by their beginnings and their ends.
MOST_COMPARED = 200
NEIGHBOURS = 4
# Nobody types a longer name, and the time to compare two grows with the product of their lengths.
LONGEST = 200


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question that names what the word is close to, or an empty text."""
    close = similar(word, known)
    return f"Did you mean {' or '.join(map(shown, close))}?" if close else ""


def similar(word: str, known: Iterable[str]) -> list[str]:
    """The names that the word may be a misspelling of, the closest first. Case does not matter.

    Addresses of one domain are compared without it, since it would make all of them alike.
    """
    if len(word) > LONGEST:
        return []
    names = _Names.of(tuple(known))
    # A copied name may have invisible characters, or whitespace around it, which would be a part of the domain.
    word = likeness(word)
    _name, at, domain = word.lower().partition("@")
    end = f"{at}{domain}" if at else ""
    by_case = {_without(name.lower(), end): name for name in names.near(word.lower())}
    close = get_close_matches(_without(word.lower(), end), list(by_case), n=MOST_SUGGESTIONS)
    return [by_case[name] for name in close]


class _Names:
    """Names in two orders: by their beginnings, and by their ends."""

    def __init__(self, known: Sequence[str]) -> None:
        names = [name for name in known if len(name) <= LONGEST]
        self.names = names if len(names) <= MOST_COMPARED else []
        self.forward = [] if self.names else sorted((name.lower(), name) for name in names)
        self.backward = [] if self.names else sorted((name.lower()[::-1], name) for name in names)

    @staticmethod
    @lru_cache(maxsize=8)
    def of(known: tuple[str, ...]) -> _Names:
        return _Names(known)

    def near(self, word: str) -> list[str]:
        """Those to compare with the word, all if they are few."""
        return self.names or [*_around(self.forward, word), *_around(self.backward, word[::-1])]


def _around(ordered: Sequence[tuple[str, str]], word: str) -> list[str]:
    place = bisect(ordered, (word,))
    return [name for _form, name in ordered[max(0, place - NEIGHBOURS) : place + NEIGHBOURS]]


def _without(name: str, end: str) -> str:
    return name[: -len(end)] if end and name.endswith(end) else name
