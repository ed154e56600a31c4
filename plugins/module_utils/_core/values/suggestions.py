# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a misspelled word was probably meant to be. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

MOST_SUGGESTIONS = 3


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question that names what the word is close to, or an empty text."""
    close = similar(word, known)
    return f"Did you mean {' or '.join(close)}?" if close else ""


def similar(word: str, known: Iterable[str]) -> list[str]:
    """The names that the word may be a misspelling of, the closest first. Case does not matter.

    Addresses of one domain are compared without it, since it would make all of them alike.
    """
    _name, at, domain = word.lower().partition("@")
    end = f"{at}{domain}" if at else ""
    by_case = {_without(name.lower(), end): name for name in known}
    close = get_close_matches(_without(word.lower(), end), list(by_case), n=MOST_SUGGESTIONS)
    return [by_case[name] for name in close]


def _without(name: str, end: str) -> str:
    return name[: -len(end)] if end and name.endswith(end) else name
