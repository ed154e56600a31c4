# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The text of one cell of a user feed. Pure."""

from __future__ import annotations

from typing import Any

from ..values.text import caseless, composed, shown_value
from .feed_rows import MalformedRow, trimmed


def word_key(text: str) -> str:
    """Equal for spellings of the same group or status."""
    return caseless(trimmed(text))


def cell_text(content: str, value: Any) -> str:
    """content: what the cell is for, for messages. Raises MalformedRow for anything but text or null.

    Numbers, lists and dicts are not turned into text, since what they mean would be a guess.
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        raise MalformedRow(f"the {content} is {shown_value(value)}, not text")
    # People type composed letters, so a login in another form of Unicode could not be used.
    return composed(trimmed(value))
