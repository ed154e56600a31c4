# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""When two texts are the same to the service, and when people cannot tell them apart. Pure."""

from __future__ import annotations

import re
from typing import Any
from unicodedata import category, name, normalize

# Control and format characters, halves of characters, separators of lines and paragraphs.
UNSEEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# Letters and marks that show nothing: fillers of Hangul and Khmer, the grapheme joiner, the empty Braille pattern.
UNSEEN_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
# They choose how the character before them looks.
SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
LONG_S = "\u017f"
# What to do about a file that is not UTF-8.
SAVE_AS_UTF_8 = (
    'Save it as UTF-8: in Excel as "CSV UTF-8", elsewhere with iconv -f WINDOWS-1252 -t UTF-8, or -f UTF-16.'
)


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


def likeness(text: str) -> str:
    """Equal for texts that people take for the same: characters that show nothing, spaces and widths do not count.

    Letter case does. Letters of another alphabet are other letters.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    # Compatibility makes an s of the long s, which is a letter of its own.
    parts = normalize("NFD", text).split(LONG_S)
    plain = LONG_S.join(normalize("NFKC", part) for part in parts)
    seen = "".join(" " if character.isspace() else character for character in plain if not _hides(character))
    return normalize("NFC", " ".join(SELECTORS.sub("", seen).split()))


def _hides(character: str) -> bool:
    return is_unseen(character) and not character.isspace()


def is_unseen(character: str) -> bool:
    """Whether nobody can see the character: of zero width, of control, half of one, a break of the line."""
    return category(character) in UNSEEN_CATEGORIES or character in UNSEEN_LETTERS


def find_unseen(text: str) -> str | None:
    """What the first character is that nobody can see, and where: `U+200B (zero width space) at position 4`."""
    if text.isascii() and text.isprintable():
        return None
    for position, character in enumerate(text, 1):
        if is_unseen(character):
            called = name(character, "").lower()
            return f"U+{ord(character):04X}{f' ({called})' if called else ''} at position {position}"
    return None


def shown(text: str) -> str:
    """The text with what nobody can see spelled out, for messages."""
    return "".join(f"\\u{ord(character):04x}" if is_unseen(character) else character for character in text)


def advice_to_give_text(given: Any) -> str:
    """YAML makes a number or a truth of a plain word, and so does a template of what is in quotes."""
    if isinstance(given, (bool, int, float)):
        return 'Give text: put it in quotes; if a template gives it, end the template with "| string".'
    return "Give text."
