# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Names that users give as patterns, in which only `*` has a meaning. Pure.

Case is ignored, as the service ignores it. So is everything invisible: how a letter with an accent is composed, and
characters of zero width, which are easily copied with other text. A name in `protect` must not miss its user for that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from .text import caseless, likeness


def is_like(name: str, patterns: Iterable[str]) -> bool:
    """Whether the name matches one of these patterns, case-insensitive."""
    folded = caseless(likeness(name))
    return any(_matches(_parts(pattern), folded) for pattern in patterns)


@cache
def _parts(pattern: str) -> tuple[str, ...]:
    """The texts around each `*`."""
    return tuple(caseless(likeness(pattern)).split("*"))


def _matches(parts: Sequence[str], name: str) -> bool:
    """Whether the parts follow each other, the first at the beginning and the last at the end.

    A regular expression would go back and try each `*` at other places, for years if a name is made for that.
    """
    if len(parts) == 1:
        return name == parts[0]
    place, end = len(parts[0]), len(name) - len(parts[-1])
    if place > end or not (name.startswith(parts[0]) and name.endswith(parts[-1])):
        return False
    for part in parts[1:-1]:
        found = name.find(part, place, end)
        if found < 0:
            return False
        place = found + len(part)
    return True
