# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A BPQL condition in the object form, also if it is given as text. Pure. See `bpql_as_text`."""

from __future__ import annotations

from typing import Any

from ...errors import InvalidOption, excerpt
from .as_text import is_text, parsed_json
from .depth import refuse_depth
from .operators import JOINING, LISTING, REGEX, WILDCARD
from .text import Undocumented, parsed_text
from .tokens import REGEX as REGULAR_EXPRESSION
from .tokens import Token

NEGATED = {"=": "!=", "!=": "=", "IN": "NOT IN", "NOT IN": "IN", "AND": "OR", "OR": "AND"}


def as_object(condition: Any) -> Any:
    """The object form of a condition in either form, or of its JSON in a text. Raises InvalidOption."""
    if isinstance(condition, str):
        condition = object_of_text(condition) if is_text(condition) else parsed_json(condition)
    refuse_depth(condition)
    return condition


def object_of_text(text: str) -> Any:
    """The object form of a text; `{}` for an empty one. Raises InvalidOption if the object form has no words for it."""
    try:
        parsed = parsed_text(text)
    except Undocumented:
        raise InvalidOption(
            f'the condition "{excerpt(text, 100)}" has no object form.',
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
    return {said: [tag, [_operand(each) for each in value] if operator in LISTING else _operand(value)]}


def _operand(token: Token) -> Any:
    """A value of the object form. Text in quotation marks is never a regular expression."""
    value = token.value
    if token.kind == REGULAR_EXPRESSION:
        return {"type": REGEX, "value": value}
    if token.kind == "word" and len(value) > 1 and value.startswith("/") and value.endswith("/"):
        raise InvalidOption(
            f"the value {value[:100]} begins and ends with a slash.",
            f'Put quotation marks around a path, like "{value[:100]}", '
            "and write \\/ for a slash within a regular expression, like /var\\/log/.",
        )
    return {"type": WILDCARD, "value": value} if "*" in value else value
