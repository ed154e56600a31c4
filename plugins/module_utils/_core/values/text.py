# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""When two texts are equal to the service, and when they look the same to people. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from unicodedata import category, name, normalize

from ..errors import excerpt

# Control and format characters, half characters, separators of lines and paragraphs.
UNSEEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# Letters and marks that are invisible: fillers of Hangul and Khmer, the grapheme joiner, the empty Braille pattern.
UNSEEN_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
# They select the appearance of the character before them.
SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# Characters of a value in messages.
MAX_SHOWN = 60
# What messages call the types of options.
TYPE_WORDS = {
    "str": "text",
    "path": "a path",
    "list": "a list",
    "dict": "a dict",
    "bool": "true or false",
    "int": "a whole number",
    "float": "a number",
}
LONG_S = "\u017f"
# What to do about a file that is not UTF-8.
SAVE_AS_UTF_8 = (
    'Save it as UTF-8: in Excel as "CSV UTF-8", elsewhere with iconv -f WINDOWS-1252 -t UTF-8, or -f UTF-16.'
)


def counted(number: int, noun: str) -> str:
    """The number with the noun in singular or plural: "1 cell", "2 cells"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def composed(text: str) -> str:
    """The text in normalized Unicode form: "u" with two dots after it becomes the letter "ü" (NFC)."""
    return text if text.isascii() else normalize("NFC", text)


def caseless(text: str) -> str:
    """Equal for texts that only differ in case or in the form of Unicode.

    Lower case, as the service compares, and not `casefold`, for which "weiß" is "weiss" and "ſam" is "sam": these are
    different people.
    """
    if text.isascii():
        return text.lower()
    # Lower case may consist of two characters: "İ" becomes "i" and a dot above.
    return normalize("NFC", normalize("NFC", text).lower())


def likeness(text: str) -> str:
    """Equal for texts that look the same: invisible characters, kinds of spaces and widths do not matter.

    Case does. Letters of another alphabet are different letters.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    # Compatibility normalization turns the long s into s, but it is a different letter.
    parts = normalize("NFD", text).split(LONG_S)
    plain = LONG_S.join(normalize("NFKC", part) for part in parts)
    seen = "".join(" " if character.isspace() else character for character in plain if not _hides(character))
    return normalize("NFC", " ".join(SELECTORS.sub("", seen).split()))


def _hides(character: str) -> bool:
    return is_unseen(character) and not character.isspace()


def is_unseen(character: str) -> bool:
    """Whether the character is invisible: of zero width, a control character, half a character, a line break."""
    return category(character) in UNSEEN_CATEGORIES or character in UNSEEN_LETTERS


def find_unseen(text: str) -> str | None:
    """The first invisible character and its position: `U+200B (zero width space) at position 4`."""
    if text.isascii() and text.isprintable():
        return None
    for position, character in enumerate(text, 1):
        if is_unseen(character):
            called = name(character, "").lower()
            return f"U+{ord(character):04X}{f' ({called})' if called else ''} at position {position}"
    return None


def shown(text: str) -> str:
    """The text with invisible characters written as escapes, for messages."""
    return "".join(_escape(character) if is_unseen(character) else character for character in text)


def _escape(character: str) -> str:
    return f"\\u{ord(character):04x}" if ord(character) <= 0xFFFF else f"\\U{ord(character):08x}"


def shown_value(value: Any) -> str:
    """A value of any type for messages: as much of it as shows what is wrong with it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return f"a dict ({excerpt(', '.join(map(str, list(value)[:MAX_SHOWN])), MAX_SHOWN) or 'empty'})"
    if isinstance(value, (list, tuple)):
        return f"a list of {len(value)}"
    # Python refuses to write whole numbers of thousands of digits.
    if isinstance(value, int) and abs(value) >= 10**MAX_SHOWN:
        return "a number of many digits"
    return str(value) if isinstance(value, (int, float)) else f'"{excerpt(str(value), MAX_SHOWN)}"'


def is_rounded(value: Any) -> bool:
    """Whether YAML may have made another text of it: 1.10 becomes 1.1.

    Whole numbers of a minute and more are times in seconds, which templates calculate as such numbers.
    """
    return isinstance(value, float) and not (value.is_integer() and value >= 60)


def advice_to_give_text(given: Any) -> str:
    """YAML reads some plain words as numbers or booleans, and templates do so even in quotes."""
    if isinstance(given, (bool, int, float)):
        return 'Give text: put it in quotes; if a template gives it, end the template with "| string".'
    return "Give text."


def listed(names: Sequence[str]) -> str:
    """The first ten names in quotation marks, and how many more there are."""
    more = f" and {len(names) - 10} more" if len(names) > 10 else ""
    return ", ".join(f'"{name}"' for name in names[:10]) + more


def shown_text(value: Any) -> Any:
    """A text that the service may return as a number or as null; anything else is unchanged."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, (int, float)) else value


def is_true(value: Any, if_omitted: bool = False) -> bool:
    """A boolean that the service may return as a text or as a number: "false" is not true."""
    return if_omitted if value is None else str(value).strip().lower() in ("true", "1")


def comment_text(text: str) -> str:
    """A comment with the line breaks of Linux, as a form sends others; empty if it is only whitespace."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if text.strip() else ""
