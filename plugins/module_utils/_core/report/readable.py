# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One value of an object as people read it: on one line, without characters that nobody can see. Pure."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime, timezone
from os.path import commonprefix
from typing import Any

from ..errors import InvalidOption
from ..values.bpql.as_text import text_of_object
from ..values.bpql.operators import JOINING, LISTING
from ..values.text import shown

# Longer texts are shortened to the part that differs.
LONG_TEXT = 70
CONTEXT = 12
# Conditions in the object form are shown as text if text has words for them.
OPERATORS = ("=", "!=", *LISTING, *JOINING)
# Integers in this range are points in time: 2001 to 2100. No other number of BigPanda's is as large.
TIMES_S = range(1_000_000_000, 4_102_444_800)


def one_line(text: str) -> str:
    """The text with line breaks and everything else that nobody can see spelled out."""
    return shown(text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t"))


def readable(value: Any) -> str:
    """Any value on one line. Points in time are shown as UTC, conditions as BPQL text."""
    if value is None:
        return "none"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return readable_time(value) if value in TIMES_S else str(value)
    if isinstance(value, str):
        return one_line(value) if value else '""'
    if isinstance(value, (list, tuple)) and not any(isinstance(each, (dict, list)) for each in value):
        return ", ".join(map(readable, value)) or "none"
    if is_condition(value):
        with suppress(InvalidOption):
            return one_line(text_of_object(value))
    return one_line(json.dumps(value, ensure_ascii=False, sort_keys=True, default=str))


def is_condition(value: Any) -> bool:
    """Whether it is a BPQL condition in the object form."""
    return isinstance(value, dict) and len(value) == 1 and str(next(iter(value))).upper() in OPERATORS


def readable_time(epoch_s: float) -> str:
    """`2026-12-24 18:00 UTC`."""
    return datetime.fromtimestamp(epoch_s, timezone.utc).strftime("%Y-%m-%d %H:%M UTC")


def readable_pair(before: Any, after: Any) -> tuple[str, str]:
    """Both values, long ones shortened to the part that differs."""
    texts = readable(before), readable(after)
    if max(map(len, texts)) <= LONG_TEXT:
        return texts
    start = len(commonprefix(texts))
    rest = [text[start:] for text in texts]
    end = len(commonprefix([text[::-1] for text in rest]))
    first = max(0, start - CONTEXT)
    return _part(texts[0], first, end), _part(texts[1], first, end)


def _part(text: str, first: int, end: int) -> str:
    last = min(len(text), max(first, len(text) - end + CONTEXT))
    middle = f"{'…' if first else ''}{text[first:last]}{'…' if last < len(text) else ''}"
    return shortened(middle)


def shortened(text: str) -> str:
    """At most about two lines of a terminal."""
    if len(text) <= 2 * LONG_TEXT:
        return text
    return f"{text[: 2 * LONG_TEXT]}… ({len(text):,} characters)"


def duration(seconds: float) -> str:
    """`45 s`, `33 min`, `2 h 10 min`."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    if minutes < 90:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    return f"{hours:,} h {rest} min" if rest else f"{hours:,} h"
