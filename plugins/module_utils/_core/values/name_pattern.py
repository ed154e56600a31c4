# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Names that users give as patterns, in which only `*` has a meaning. Pure.

Case is ignored, as the service ignores it. So is everything invisible: how a letter with an accent is composed, and
characters of zero width, which are easily copied with other text. A name in `protect` must not miss its user for that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from .text import caseless, likeness


def is_like(name: str, patterns: Iterable[str]) -> bool:
    """Whether the name matches one of these patterns, case-insensitive."""
    folded = caseless(likeness(name))
    return any(_compiled(pattern).fullmatch(folded) for pattern in patterns)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(re.escape(caseless(likeness(pattern))).replace(r"\*", ".*"), re.DOTALL)
