# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The meaning of BPQL conditions in text form, so that another spelling is not a change. Pure.

Sources: contract, configuration notes, "Conditions (BPQL)"; incidents notes, "BPQL and search". The reference names
only part of the language. That part is compared by meaning; anything else is compared as it is written. Only text that
cannot be a condition is refused.
"""

from __future__ import annotations

import re
from typing import Any

from ...errors import InvalidOption, excerpt
from ..text import MAX_SHOWN, caseless
from .depth import MOST_LEVELS, too_deep
from .equivalence import joined, listed
from .operators import JOINING
from .tokens import REGEX, Token, tokens_of

PAIRS = {")": "(", "]": "["}
EQUALITY = ("=", "!=")

# Shapes of texts that cannot be conditions (see `_shape_of`), with message and advice.
IMPOSSIBLE = (
    (
        re.compile(r"(?<![^j(])[=j]|[=j](?![^=j)])"),
        "the condition lacks an operand of {}.",
        "Each operator stands between two.",
    ),
    (re.compile(r"n(?![^j)])"), "the condition lacks something behind {}.", "Write it as: NOT (host = db-1)."),
    (
        re.compile(r"i(?![\[(])|i[\[(][\])]"),
        "the condition lacks a list behind {}.",
        "Write it as: check IN [cpu, mem].",
    ),
    (re.compile(r"(?<!w)\(\)"), "the condition contains empty parentheses.", "Remove them."),
    (
        re.compile(r"(?:(?<=[=~][wq])|(?<=\]))[wq](?==|n?i)"),
        "nothing joins {} to what stands before it.",
        "Put AND or OR between the two, or quotation marks around a value with spaces.",
    ),
    (
        # Unless there is an operator without a sign, or a function, that the reference does not document.
        re.compile(r"^(?!.*(?:[wq]n?[wq]|w\())[^=~i]+$"),
        'the condition "{whole}" compares nothing.',
        "Write it as: host = db-* AND check IN [cpu, mem]. On a command line, put quotes around the whole of it.",
    ),
)
TAG = re.compile(r"(?<![^(jn])w(?=[=~in])")


class Undocumented(Exception):
    """The condition goes beyond what the reference names."""


def meaning_of_text(condition: Any) -> Any:
    """Equal for texts with the same meaning: case, whitespace and redundant parentheses do not matter.

    Raises InvalidOption for text that cannot be a condition.
    """
    tokens = tokens_of(str(condition or ""))
    _check_pairs(tokens)
    _check_depth(tokens)
    _check_shape(tokens)
    try:
        return _Text(tokens).condition() if tokens else None
    except Undocumented:
        return ["as written", _as_written(tokens)]


def parsed_text(text: str) -> Any:
    """Nested lists of operators and operands, as they are written; None for an empty text. Values are tokens.

    Raises InvalidOption for text that cannot be a condition, Undocumented for text beyond the reference.
    """
    tokens = tokens_of(text)
    _check_pairs(tokens)
    _check_depth(tokens)
    _check_shape(tokens)
    return _Text(tokens, as_written=True).condition() if tokens else None


def spelled_text(condition: Any) -> str:
    """A text with its tags in lower case, and otherwise as it was written.

    Source: configuration notes, "Tag case in conditions". Raises InvalidOption for what cannot be read.
    """
    text = str(condition or "")
    tokens = tokens_of(text)
    if not tokens:
        return ""
    for number in sorted(_tags(tokens), reverse=True):
        tag, end = tokens[number].text, tokens[number].end
        text = f"{text[: end - len(tag)]}{tag.lower()}{text[end:]}"
    return text


def _as_written(tokens: list[Token]) -> list:
    """The text to compare, without spaces, and without the case of keywords and tags."""
    tags = _tags(tokens)
    return [
        [token.kind, token.keyword or (token.text.lower() if number in tags else token.text)]
        for number, token in enumerate(tokens)
    ]


def _tags(tokens: list[Token]) -> set[int]:
    """Places of the tags, each at the beginning of a comparison."""
    return {match.start() for match in TAG.finditer(_shape_of(tokens))}


def _shape_of(tokens: list[Token]) -> str:
    """A letter for each token: marks as they are, = for an equality, ~ for another operator, j for AND and OR, n for
    NOT, i for IN, w for another word, q for what is quoted and for a regular expression."""
    shape, is_listed = "", False
    for number, token in enumerate(tokens):
        follows = tokens[number + 1].kind if number + 1 < len(tokens) else ""
        is_listed = token.text == "[" or is_listed and token.text != "]" if token.kind == "mark" else is_listed
        shape += _letter(token, shape, follows, is_listed)
    return shape


def _letter(token: Token, before: str, follows: str, is_listed: bool) -> str:
    if token.kind == "mark":
        return token.text
    if token.kind == "operator":
        return "=" if token.text in EQUALITY and not is_listed else "~"
    if token.kind != "word":
        return "q"
    if is_listed:
        return "w"
    if token.keyword in JOINING:
        return "j"
    if token.keyword == "NOT" and before[-1:] not in ("=", "~"):
        return "n"
    # With no tag before it, it is a tag or a value of that name itself.
    if token.keyword == "IN" and follows != "operator" and before[-1:].replace("n", before[-2:-1]) in ("w", "q"):
        return "i"
    return "w"


def _check_pairs(tokens: list[Token]) -> None:
    opened = []
    for text in (token.text for token in tokens if token.kind == "mark"):
        if text in PAIRS.values():
            opened.append(text)
        elif text in PAIRS and (not opened or opened.pop() != PAIRS[text]):
            raise InvalidOption(f"the condition closes {text} without having opened it.", "Check its parentheses.")
    if opened:
        raise InvalidOption(f"the condition opens {opened[-1]} and does not close it.", "Check its parentheses.")


def _check_depth(tokens: list[Token]) -> None:
    """Parentheses and NOT both lead one level down. A NOT without parentheses ends with its comparison."""
    levels: list[int] = []
    nots = 0
    for token in tokens:
        if token.keyword == "NOT":
            nots += 1
        elif token.kind == "mark" and token.text == "(":
            levels.append(nots + 1)
            nots = 0
        elif token.kind == "mark" and token.text == ")":
            levels.pop()
        else:
            nots = 0
        if sum(levels) + nots > MOST_LEVELS:
            raise too_deep()


def _check_shape(tokens: list[Token]) -> None:
    shape = _shape_of(tokens)
    for pattern, message, advice in IMPOSSIBLE:
        match = pattern.search(shape)
        if match:
            raise InvalidOption(message.format(tokens[match.start()].text, whole=_excerpt_of(tokens)), advice)


def _excerpt_of(tokens: list[Token]) -> str:
    return excerpt(" ".join(token.text for token in tokens[:MAX_SHOWN]), MAX_SHOWN)


class _Text:
    """Reads the text form. AND binds more than OR. as_written: keep order, repetition and case."""

    def __init__(self, tokens: list[Token], as_written: bool = False) -> None:
        self._tokens = tokens
        self._position = 0
        self._as_written = as_written

    def condition(self) -> Any:
        condition = self._either()
        if self._position < len(self._tokens):
            raise Undocumented
        return condition

    def _either(self) -> Any:
        conditions = [self._both()]
        while self._take("OR"):
            conditions.append(self._both())
        return self._joined("OR", conditions)

    def _both(self) -> Any:
        conditions = [self._single()]
        while self._take("AND"):
            conditions.append(self._single())
        return self._joined("AND", conditions)

    def _joined(self, operator: str, conditions: list) -> Any:
        if self._as_written:
            return [operator, conditions] if len(conditions) > 1 else conditions[0]
        return joined(operator, conditions)

    def _single(self) -> Any:
        if self._take("NOT"):
            return ["NOT", self._single()]
        if self._take("("):
            condition = self._either()
            if not self._take(")"):
                raise Undocumented
            return condition
        return self._comparison()

    def _comparison(self) -> Any:
        tag = self._tag()
        for operator in EQUALITY:
            if self._take(operator):
                return [operator, tag, self._value()]
        negated = self._take("NOT")
        if self._take("IN"):
            operator, values = "NOT IN" if negated else "IN", self._list()
            return [operator, tag, values] if self._as_written else listed(operator, tag, values)
        raise Undocumented

    def _list(self) -> list:
        values = []
        if not self._take("["):
            raise Undocumented
        while not self._take("]"):
            values.append(self._value())
            if not self._take(",") and not self._comes("]"):
                raise Undocumented
        return values

    def _next(self) -> Token | None:
        return self._tokens[self._position] if self._position < len(self._tokens) else None

    def _comes(self, text: str) -> bool:
        token = self._next()
        return token is not None and token.kind not in ("quoted", REGEX) and token.text.upper() == text

    def _take(self, text: str) -> bool:
        is_next = self._comes(text)
        self._position += is_next
        return is_next

    def _tag(self) -> str:
        token = self._one_of("word", "quoted")
        return token.value if self._as_written else caseless(token.value)

    def _value(self) -> Any:
        """Case is ignored, except in a regular expression and in what begins like one."""
        token = self._one_of("word", "quoted", REGEX)
        if self._as_written:
            return token
        if token.kind == REGEX:
            return [REGEX, token.text]
        return token.value if token.value.startswith("/") else caseless(token.value)

    def _one_of(self, *kinds: str) -> Token:
        token = self._next()
        if token is None or token.kind not in kinds:
            raise Undocumented
        self._position += 1
        return token
