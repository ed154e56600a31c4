# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a BPQL condition means, so that another spelling of it is no change. Pure.

Sources: contract, configuration notes, "Conditions (BPQL)"; incidents notes, "BPQL and search". The reference names
only part of the language. What it names is compared by meaning; anything else is compared as it is written, and only
what can be no condition at all is refused.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from typing import Any

from .errors import InvalidOption

TOKEN = re.compile(
    r"""\s*(?:(?P<mark>[()\[\],])|(?P<quoted>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')"""
    r"""|(?P<operator>[!=<>~]+)|(?P<word>[^\s()\[\],=!<>~"']+))"""
)
PAIRS = {")": "(", "]": "["}
EQUALITY = ("=", "!=")
JOINING = ("AND", "OR")
# The lower of two limits that are stated (configuration notes, "Contradictions and the reading chosen").
LONGEST_OBJECT = 25_000

Token = tuple  # (kind, text)


class _NotDocumented(Exception):
    """The condition goes beyond what the reference names."""


def meaning_of_text(condition: Any) -> Any:
    """What two texts that mean the same have in common: case, blanks and redundant parentheses do not matter.

    Raises InvalidOption for what can be no condition.
    """
    tokens = _tokens(str(condition or ""))
    _check_pairs(tokens)
    _check_operands(tokens)
    try:
        return _Text(tokens).condition() if tokens else None
    except _NotDocumented:
        return ["as written", [list(token) for token in tokens]]


def told(meaning: Any) -> str:
    """The meaning of a text as one of the texts that mean it, always the same; empty for no condition."""
    if meaning is None:
        return ""
    operator, *rest = meaning
    if operator in JOINING:
        return f" {operator} ".join(f"({told(each)})" if each[0] in JOINING else told(each) for each in rest[0])
    if operator == "NOT":
        return f"NOT ({told(rest[0])})"
    if operator == "as written":
        return " ".join(text for _kind, text in rest[0])
    tag, value = rest
    return f"{tag} {operator} {json.dumps(value, ensure_ascii=False)}"


def meaning_of_object(condition: Any) -> Any:
    """The same for the object form, which the service may give back as JSON in a text. Raises InvalidOption."""
    if isinstance(condition, str):
        condition = _parsed(condition)
    if condition is None or condition == {}:
        return None
    if not isinstance(condition, dict) or len(condition) != 1:
        raise InvalidOption(
            f"a condition holds exactly one operator, not {json.dumps(condition)[:100]}.",
            'Write it as {"AND": [{"=": ["host", "db-1"]}, {"IN": ["check", ["cpu", "mem"]]}]}.',
        )
    operator, operands = next(iter(condition.items()))
    return _object(str(operator).upper(), operands)


def shown(condition: Any) -> Any:
    """An object condition as the service shows it, out of the text that it may be put into."""
    if isinstance(condition, str):
        with suppress(ValueError):
            return json.loads(condition)
    return condition


def sendable(condition: Any) -> Any:
    """An object condition in the spelling that the service takes. Raises InvalidOption, also if it is too long."""
    sent = spelled(condition)
    length = len(json.dumps(sent, ensure_ascii=False))
    if length > LONGEST_OBJECT:
        raise InvalidOption(
            f"the condition is {length} characters of JSON long.",
            f"The service takes {LONGEST_OBJECT}: use patterns, or several objects with a part each.",
        )
    return sent


def meaning_of_either(condition: Any) -> Any:
    """The same where the service knows both forms. Raises InvalidOption."""
    if isinstance(condition, str) and not condition.lstrip().startswith("{"):
        return meaning_of_text(condition)
    return meaning_of_object(condition)


def spelled(condition: Any) -> Any:
    """The same without regard to its length: operators in capitals, tags in lower case.

    Source: configuration notes, "Tag case in conditions". Raises InvalidOption.
    """
    if isinstance(condition, str):
        condition = _parsed(condition)
    if not isinstance(condition, dict):
        return condition
    return {
        str(operator).upper(): _spelled_operands(str(operator).upper(), given) for operator, given in condition.items()
    }


def _spelled_operands(operator: str, operands: Any) -> Any:
    if operator in JOINING and isinstance(operands, list):
        return [spelled(each) for each in operands]
    if isinstance(operands, list) and operands and isinstance(operands[0], str):
        return [operands[0].lower(), *operands[1:]]
    return operands


def _parsed(text: str) -> Any:
    if not text.strip():
        return None
    try:
        return json.loads(text)
    except ValueError:
        raise InvalidOption(
            f"the condition is the text {text[:100]!r}.",
            'Here the service takes the object form, like {"=": ["host", "db-1"]}, not BPQL text.',
        ) from None


def _object(operator: str, operands: Any) -> Any:
    if operator in JOINING and isinstance(operands, list) and operands:
        return _joined(operator, [meaning_of_object(each) for each in operands])
    if operator in (*EQUALITY, "===", "IN", "NOT IN"):
        if not isinstance(operands, list) or len(operands) != 2 or not isinstance(operands[0], str):
            example = {operator: ["host", ["db-1"] if operator.endswith("IN") else "db-1"]}
            raise InvalidOption(
                f"the operator {operator} takes a tag and a value, not {json.dumps(operands)[:100]}.",
                f"Write it as {json.dumps(example)}.",
            )
        tag, value = operands
        return [operator, tag.casefold(), _as_set(value) if isinstance(value, list) else value]
    return [operator, operands]


def _as_set(values: list) -> list:
    return sorted(values, key=lambda value: json.dumps(value, sort_keys=True))


def _joined(operator: str, conditions: list) -> Any:
    """Nested conditions of the same operator are one; their order says nothing; one alone needs no operator."""
    flat: list = []
    for condition in conditions:
        flat += condition[1] if isinstance(condition, list) and condition[0] == operator else [condition]
    distinct = {json.dumps(each, sort_keys=True): each for each in flat}
    return flat[0] if len(distinct) == 1 else [operator, [distinct[name] for name in sorted(distinct)]]


def _tokens(text: str) -> list[Token]:
    found: list[Token] = []
    position, text = 0, text.rstrip()
    while position < len(text):
        match = TOKEN.match(text, position)
        if match is None:
            raise InvalidOption(
                f"the condition cannot be read from {text[position : position + 40].strip()!r} on.",
                "A quotation mark has no other half.",
            )
        kind = str(match.lastgroup)
        found.append((kind, match.group(kind)))
        position = match.end()
    return found


def _check_pairs(tokens: list[Token]) -> None:
    opened = []
    for kind, text in tokens:
        if kind == "mark" and text in PAIRS.values():
            opened.append(text)
        elif kind == "mark" and text in PAIRS and (not opened or opened.pop() != PAIRS[text]):
            raise InvalidOption(f"the condition closes {text} without having opened it.", "Check its parentheses.")
    if opened:
        raise InvalidOption(f"the condition opens {opened[-1]} and does not close it.", "Check its parentheses.")


def _check_operands(tokens: list[Token]) -> None:
    """AND and OR stand between two conditions, and an equality between a tag and a value."""
    is_joining = [kind == "word" and text.upper() in JOINING for kind, text in tokens]
    needs = [joins or text in EQUALITY for joins, (_kind, text) in zip(is_joining, tokens)]
    for number, (kind, text) in enumerate(tokens):
        before = number > 0 and not is_joining[number - 1] and tokens[number - 1] != ("mark", "(")
        after = number + 1 < len(tokens) and not needs[number + 1] and tokens[number + 1] != ("mark", ")")
        if needs[number] and kind != "quoted" and not (before and after):
            raise InvalidOption(f"the condition lacks something beside {text}.", "Each operator stands between two.")


class _Text:
    """Reads the text form. AND binds more than OR."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._position = 0

    def condition(self) -> Any:
        condition = self._either()
        if self._position < len(self._tokens):
            raise _NotDocumented
        return condition

    def _either(self) -> Any:
        conditions = [self._both()]
        while self._take("OR"):
            conditions.append(self._both())
        return _joined("OR", conditions)

    def _both(self) -> Any:
        conditions = [self._single()]
        while self._take("AND"):
            conditions.append(self._single())
        return _joined("AND", conditions)

    def _single(self) -> Any:
        if self._take("NOT"):
            return ["NOT", self._single()]
        if self._take("("):
            condition = self._either()
            if not self._take(")"):
                raise _NotDocumented
            return condition
        return self._comparison()

    def _comparison(self) -> Any:
        tag = self._value("word")
        for operator in EQUALITY:
            if self._take(operator):
                return [operator, tag, self._value("word", "quoted")]
        negated = self._take("NOT")
        if self._take("IN"):
            return ["NOT IN" if negated else "IN", tag, self._list()]
        raise _NotDocumented

    def _list(self) -> list[str]:
        values = []
        if not self._take("["):
            raise _NotDocumented
        while not self._take("]"):
            values.append(self._value("word", "quoted"))
            if not self._take(",") and self._next() != ("mark", "]"):
                raise _NotDocumented
        return sorted(set(values))

    def _next(self) -> Token | None:
        return self._tokens[self._position] if self._position < len(self._tokens) else None

    def _take(self, text: str) -> bool:
        token = self._next()
        if token and token[0] != "quoted" and token[1].upper() == text:
            self._position += 1
            return True
        return False

    def _value(self, *kinds: str) -> str:
        """A tag or a value. Both are taken without letter case, a regular expression as it is written."""
        token = self._next()
        if token is None or token[0] not in kinds:
            raise _NotDocumented
        self._position += 1
        text = re.sub(r"\\(.)", r"\1", token[1][1:-1]) if token[0] == "quoted" else token[1]
        return text if text.startswith("/") else text.casefold()
