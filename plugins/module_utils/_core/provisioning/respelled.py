# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How programs change a text between the directory and the feed. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import category, normalize

from ..values.text import caseless, likeness

# Encodings in which programs on Windows, on a Mac and in a console read a file that is UTF-8.
OTHER_ENCODINGS = ("cp1252", "latin-1", "mac_roman", "cp850", "cp437")
# Letters of European languages, and punctuation.
EXPECTED = re.compile("[\\x20-\\x7e\u00a1-\u017f\u2010-\u203a\u20ac\u2122]+")
# Programs for texts replace hyphens and apostrophes by others.
PLAIN = {
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-"),
    **dict.fromkeys(map(ord, "\u2018\u2019\u201b\u00b4`"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e"), '"'),
}
# Spreadsheets read a number and write it without leading zeros; data frames write it with decimals.
NUMBER = re.compile(r"0*(\d+)(?:\.0+)?", re.ASCII)
# A letter that an encoding does not have becomes one question mark, or one for each of its bytes.
LOST_LETTER = r"\?{1,3}"


def misread(text: str) -> str | None:
    """The text as it was, if it is UTF-8 that a program read in another encoding: `ü` where it shows `Ã¼`."""
    if text.isascii():
        return None
    for encoding in OTHER_ENCODINGS:
        try:
            before = text.encode(encoding).decode()
        except UnicodeError:
            continue
        if EXPECTED.fullmatch(before):
            return before
    return None


class Respelled:
    """Finds the name that a program may have turned into a text."""

    def __init__(self, names: Iterable[str]) -> None:
        """names: if several may be meant, the first one is found."""
        self._by_plain: dict[str, str] = {}
        self._with_lost_letters: list[tuple[re.Pattern[str], str]] = []
        for name in names:
            self._by_plain.setdefault(_plain(name), name)
            if not name.isascii():
                self._with_lost_letters.append((_with_lost_letters(name), name))

    def find(self, text: str) -> str | None:
        """None if the text is a name of its own."""
        found = self._by_plain.get(_plain(text))
        if found is not None or "?" not in text:
            return found
        given = caseless(text)
        return next((name for pattern, name in self._with_lost_letters if pattern.fullmatch(given)), None)


def _plain(text: str) -> str:
    """Equal for texts that differ by what programs replace. Letters such as ß are letters of their own."""
    letters = normalize("NFD", caseless(likeness(text.translate(PLAIN))))
    plain = "".join(letter for letter in letters if category(letter) != "Mn")
    number = NUMBER.fullmatch(plain)
    return number[1] if number else plain


def _with_lost_letters(name: str) -> re.Pattern[str]:
    return re.compile("".join(re.escape(each) if each.isascii() else LOST_LETTER for each in caseless(name)))
