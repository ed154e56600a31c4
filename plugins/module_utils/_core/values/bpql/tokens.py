# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Words, marks, quoted texts and regular expressions of a BPQL text, in time linear in its length. Pure.

Source: contract, incidents notes, "BPQL and search": values with spaces are quoted. Only what stands between slashes
itself is a regular expression; quotation marks keep the slashes of a path.
"""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import dataclass

from ...errors import InvalidOption, excerpt
from .operators import JOINING

KEYWORDS = (*JOINING, "NOT", "IN")
# The kind of a regular expression.
REGEX = "regex"
LETTER = r"""[^\s()\[\],=!<>~"']"""
TOKEN = re.compile(
    rf"""(?P<mark>[()\[\],])|(?P<quoted>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')"""
    rf"""|(?P<operator>[!=<>~]+)|(?P<word>{LETTER}(?:{LETTER}|["'](?={LETTER}))*)"""
)
# A regular expression may contain anything. It ends at the first slash outside of brackets that is followed by a space,
# a mark or the end; if the brackets do not match, at the first such slash. Other words may begin with a slash, too.
REGEX_END = re.compile(r"/(?=[\s)\],]|$)")
OUTSIDE_BRACKETS = re.compile(r"(?:\\.|[^/\\\[])+", re.DOTALL)
WITHOUT_BRACKETS = re.compile(r"(?:\\.|[^/\\])+", re.DOTALL)
CLOSING = re.compile(r"\\.|\]", re.DOTALL)
ESCAPED = re.compile(r"\\(.)")
# In a regular expression only a slash loses its backslash.
SLASH, ESCAPED_SLASH = re.compile(r"(\\.)|/", re.DOTALL), re.compile(r"(\\[^/])|\\/", re.DOTALL)


@dataclass(frozen=True)
class Token:
    """kind: `REGEX`, or the name of its group in `TOKEN`. text: as written. end: where it ends in the text."""

    kind: str
    text: str
    end: int

    @property
    def keyword(self) -> str:
        """In capitals if it is a word that may be one, else empty."""
        return self.text.upper() if self.kind == "word" and self.text.upper() in KEYWORDS else ""

    @property
    def value(self) -> str:
        """Its value, without quotation marks, or without the slashes of a regular expression."""
        if self.kind == "quoted":
            return ESCAPED.sub(r"\1", self.text[1:-1])
        if self.kind == REGEX:
            return ESCAPED_SLASH.sub(lambda found: found[1] or "/", self.text[1:-1])
        return self.text


def tokens_of(text: str) -> list[Token]:
    """Raises InvalidOption for a quotation mark without another half."""
    found: list[Token] = []
    position, text = 0, text.rstrip()
    slashes = _Slashes(text)
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        end = slashes.regex_end(position)
        if end is not None:
            found.append(Token(REGEX, text[position:end], end))
            position = end
            continue
        match = TOKEN.match(text, position)
        if match is None:
            raise InvalidOption(
                f"the condition cannot be read from here on: {excerpt(text[position : position + 40])}",
                "A quotation mark has no other half.",
            )
        position = match.end()
        found.append(Token(str(match.lastgroup), match[0], position))
    return found


def regex_text(expression: str) -> str | None:
    """A regular expression between slashes; None if what follows it in a text could be read as a part of it."""
    text = "/" + SLASH.sub(lambda found: found[1] or r"\/", expression) + "/"
    return text if _Slashes(text).balanced_end(0) == len(text) else None


class _Slashes:
    """Finds the ends of regular expressions. It remembers after which place there is none, and does not look twice."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._closing = [match.start() for match in CLOSING.finditer(text) if match[0] == "]"]
        self._without_end: set[int] = set()

    def regex_end(self, start: int) -> int | None:
        """The end of the regular expression that begins there, None if there is none."""
        if self._text[start] != "/":
            return None
        without_brackets = WITHOUT_BRACKETS.match(self._text, start + 1)
        return self.balanced_end(start) or (self._end(start, without_brackets.end()) if without_brackets else None)

    def balanced_end(self, start: int) -> int | None:
        """The same for one whose brackets match."""
        position, passed = start + 1, []
        while position not in self._without_end:
            passed.append(position)
            part_end = self._part_end(position)
            if part_end is None:
                break
            position = part_end
        end = self._end(start, position)
        if end is None:
            self._without_end.update(passed)
        return end

    def _part_end(self, position: int) -> int | None:
        """The end of the brackets, or of the text outside of brackets, that begin there; None at a slash."""
        if self._text.startswith("[", position):
            number = bisect(self._closing, position)
            return self._closing[number] + 1 if number < len(self._closing) else None
        match = OUTSIDE_BRACKETS.match(self._text, position)
        return match.end() if match else None

    def _end(self, start: int, position: int) -> int | None:
        """The end of the slash there, if it ends what begins at `start` and is not empty."""
        match = REGEX_END.match(self._text, position) if position > start + 1 else None
        return match.end() if match else None
