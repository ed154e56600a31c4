# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""When two texts are the same to the service. Pure."""

from __future__ import annotations

from unicodedata import normalize


def composed(text: str) -> str:
    """The text in one form of Unicode: "u" with two dots after it is the letter "ü" (form NFC)."""
    return text if text.isascii() else normalize("NFC", text)


def caseless(text: str) -> str:
    """Equal for texts that differ in letter case or in the form of Unicode only.

    Lower case, as the service compares, and not `casefold`, for which "weiß" is "weiss" and "ſam" is "sam": these are
    different people.
    """
    if text.isascii():
        return text.lower()
    # Lower case may come apart: "İ" becomes "i" and a dot above.
    return normalize("NFC", normalize("NFC", text).lower())
