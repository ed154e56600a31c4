# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What one cell of a feed says. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..values.text import caseless
from .feed_rows import trimmed


def word_of(text: str) -> str:
    """Equal for what names the same group or state."""
    return caseless(trimmed(text))


def cell_text(what: str, value: Any) -> str:
    """Text alone: nobody knows what somebody meant by a number, a list or a dict."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f"the {what} is {kind_of(value)}, not text")
    return trimmed(value)


def kind_of(value: Any) -> str:
    if isinstance(value, Mapping):
        return f"a dict with {', '.join(sorted(map(str, value))[:10]) or 'no key'}"
    if isinstance(value, (list, tuple)):
        return "a list"
    return "null" if value is None else str(value).lower() if isinstance(value, bool) else f"the number {value}"
