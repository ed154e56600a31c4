# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A BPQL condition as text, also if it is given in the object form. Pure.

In text, `*` in a value matches anything, and a value between slashes is a regular expression, unless it is in quotation
marks; in the object form, these are dicts with `type` and `value`. Source: contract, configuration notes,
"Conditions (BPQL)".
"""

from __future__ import annotations

import json
import re
from typing import Any

from ...errors import InvalidOption, excerpt
from ..json_text import DuplicateKey, NestedTooDeeply, read_given_json
from ..text import advice_to_give_text
from .depth import refuse_depth, too_deep
from .operators import JOINING, LISTING, REGEX, WILDCARD
from .tokens import regex_text

ADVICE = 'Write it like {"=": ["host", "db-1"]}, or as text like host = db-1.'
# What needs no quotation marks in text.
PLAIN = re.compile(r"[A-Za-z0-9_.*:@-]+")
WORDS = ("AND", "OR", "NOT", "IN")
CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")


def is_text(condition: Any) -> bool:
    """Whether it is BPQL text, and not JSON of the object form."""
    return isinstance(condition, str) and not condition.lstrip().startswith("{")


def as_text(condition: Any) -> str:
    """The text of a condition in either form, or of its JSON in a text. Raises InvalidOption."""
    if condition is None or is_text(condition):
        return condition or ""
    parsed = parsed_json(condition) if isinstance(condition, str) else condition
    text = text_of_object(parsed)
    _refuse_rounded(parsed)
    return text


def _refuse_rounded(condition: Any) -> None:
    """Numbers are sent as such if the service knows them; as text they would be another value."""
    if isinstance(condition, float):
        raise InvalidOption(f"the condition contains {condition}.", advice_to_give_text(condition))
    if isinstance(condition, (dict, list)):
        for each in condition.values() if isinstance(condition, dict) else condition:
            _refuse_rounded(each)


def parsed_json(text: str) -> Any:
    """The object form that a text contains as JSON. Raises InvalidOption."""
    try:
        return read_given_json(text)
    except NestedTooDeeply:
        raise too_deep() from None
    except DuplicateKey as duplicate:
        raise InvalidOption(
            f"the condition contains the {duplicate}.", "Join the conditions with AND or OR, each in a dict of its own."
        ) from None
    except ValueError:
        raise InvalidOption(f'the condition "{excerpt(text, 100)}" is not valid JSON.', ADVICE) from None


def text_of_object(condition: Any) -> str:
    """The text of a condition in the object form; empty for `{}`. Raises InvalidOption if text has no words for it."""
    refuse_depth(condition)
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
        expression = regex_text(value["value"]) if value["type"] == REGEX else None
        if expression:
            return expression
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return str(value)
    if not isinstance(value, str) or "*" in value:
        raise InvalidOption(
            f"BPQL text cannot express the value {_shown(value)}.",
            "Give texts, numbers and valid regular expressions; in text, * matches anything.",
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
