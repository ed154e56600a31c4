# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How texts for people are compared: descriptions, notes, display names. Pure."""

from __future__ import annotations

from typing import Any

from ..model.compare import Compare
from .text import comment_text


def _without_outer_whitespace(text: Any) -> Any:
    """A block of text in YAML ends with a line break, which services and forms often drop; nobody sees it."""
    return comment_text(text).strip() if isinstance(text, str) else text


# Line breaks may be those of any system, and whitespace around the text means nothing. It is sent as it is given.
FREE_TEXT = Compare(normalize=_without_outer_whitespace)
