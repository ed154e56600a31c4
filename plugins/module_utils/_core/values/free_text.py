# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How texts for people are compared: descriptions, notes, display names. Pure."""

from __future__ import annotations

from typing import Any

from ..model.compare import Compare
from .text import comment_text, composed


def free_text(text: Any) -> Any:
    """Equal for texts that look the same: a block of text in YAML ends with a line break, which forms often drop."""
    return composed(comment_text(text)).strip() if isinstance(text, str) else text


# Line breaks may be those of any system, and whitespace around the text means nothing. It is sent as it is given.
FREE_TEXT = Compare(normalize=free_text)
