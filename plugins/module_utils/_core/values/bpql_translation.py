# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A BPQL condition in its other form: text as an object, an object as text. Pure.

In text, `*` in a value matches anything, and a value between slashes is a regular expression; in the object form, these
are dicts with `type` and `value`. Source: contract, configuration notes, "Conditions (BPQL)".
"""

from __future__ import annotations

import json
import re
from typing import Any

from ..errors import InvalidOption
from .bpql_text import JOINING, Undocumented, parsed_text

LISTING = ("IN", "NOT IN")
NEGATED = {"=": "!=", "!=": "=", "IN": "NOT IN", "NOT IN": "IN", "AND": "OR", "OR": "AND"}
# What needs no quotation marks in text.
PLAIN = re.compile(r"[A-Za-z0-9_.*:@-]+")
WORDS = ("AND", "OR", "NOT", "IN")
WILDCARD, REGEX = "regex", "formal-regex"
CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")
# One that is not escaped would end a regular expression in text.
SLASH = re.compile(r"(?<!\\)/")


def object_of_text(text: str) -> Any:
    """The object form of a text; `{}` for an empty one. Raises InvalidOption if the object form has no words for it."""
    try:
        parsed = parsed_text(text)
    except Undocumented:
        raise InvalidOption(
            f"the condition {text[:100]!r} has no object form.",
            'Write it in the object form, like {"=": ["host", "db-1"]}.',
        ) from None
    return {} if parsed is None else _object(parsed, is_negated=False)


def _object(parsed: Any, is_negated: bool) -> dict:
    operator, *rest = parsed
    if operator == "NOT":
        return _object(rest[0], not is_negated)
    said = NEGATED[operator] if is_negated else operator
    if operator in JOINING:
        return {said: [_object(each, is_negated) for each in rest[0]]}
    tag, value = rest
    return {said: [tag, [_pattern(each) for each in value] if operator in LISTING else _pattern(value)]}


def _pattern(value: str) -> Any:
    if len(value) > 1 and value.startswith("/") and value.endswith("/"):
        return {"type": REGEX, "value": value[1:-1].replace("\\/", "/")}
    return {"type": WILDCARD, "value": value} if "*" in value else value


def text_of_object(condition: Any) -> str:
    """The text of a condition in the object form; empty for `{}`. Raises InvalidOption if text has no words for it."""
    return "" if condition in (None, {}) else _text(condition)


def _text(condition: Any) -> str:
    if not isinstance(condition, dict) or len(condition) != 1:
        raise InvalidOption(
            f"a condition contains exactly one operator, not {_shown(condition)}.",
            'Write it as {"=": ["host", "db-1"]}, or as text like host = db-1.',
        )
    operator, operands = next(iter(condition.items()))
    operator = str(operator).upper()
    if operator in JOINING and isinstance(operands, list) and operands:
        return f" {operator} ".join(_operand(each) for each in operands)
    is_comparison = isinstance(operands, list) and len(operands) == 2
    if is_comparison and operator in ("=", "!="):
        return f"{_word(operands[0])} {operator} {_value(operands[1])}"
    if is_comparison and operator in LISTING and isinstance(operands[1], list) and operands[1]:
        return f"{_word(operands[0])} {operator} [{', '.join(map(_value, operands[1]))}]"
    raise InvalidOption(
        f"BPQL text has no words for {_shown(condition)}.",
        "It knows =, !=, IN, NOT IN, AND and OR, each with its operands.",
    )


def _operand(condition: Any) -> str:
    is_joined = isinstance(condition, dict) and any(str(operator).upper() in JOINING for operator in condition)
    return f"({_text(condition)})" if is_joined else _text(condition)


def _value(value: Any) -> str:
    if isinstance(value, dict) and set(value) == {"type", "value"} and isinstance(value["value"], str):
        if value["type"] == WILDCARD:
            return _word(value["value"])
        if value["type"] == REGEX and value["value"]:
            return "/" + SLASH.sub(r"\\/", value["value"]) + "/"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return str(value)
    if not isinstance(value, str) or "*" in value or value.startswith("/") and value.endswith("/"):
        raise InvalidOption(
            f"BPQL text cannot express the value {_shown(value)}.",
            "Give texts and numbers; in text, * matches anything, and slashes enclose a regular expression.",
        )
    return _word(value)


def _word(text: Any) -> str:
    """In quotation marks unless it is a plain word, so that no text can add anything to the condition."""
    if not isinstance(text, str) or CONTROL.search(text):
        raise InvalidOption(f"BPQL text cannot express {_shown(text)}.", "Give a text without line breaks.")
    if PLAIN.fullmatch(text) and text.upper() not in WORDS:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _shown(value: Any) -> str:
    return json.dumps(value, default=str)[:100]
