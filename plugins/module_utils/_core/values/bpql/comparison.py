# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The meaning of BPQL conditions, in the object form or in either form, so that spelling is not a change. Pure.

Sources: contract, configuration notes, "Conditions (BPQL)"; schemas BpqlObject and Bpql. Operators that are not listed
there are passed through as they are written.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

from ...errors import InvalidOption
from ...model.compare import Compare
from ..json_text import compact_json
from ..text import caseless
from .as_object import as_object
from .as_text import as_text, is_text
from .equivalence import joined, listed
from .mistyped import refuse_mistyped
from .operators import JOINING, LISTING
from .text import meaning_of_text, spelled_text

COMPARING = ("=", "!=", "===", *LISTING)
PATTERNS = ("regex", "formal-regex")
# The lower of two limits that are stated (configuration notes, "Contradictions and the reading chosen").
LONGEST_OBJECT = 25_000


def meaning_of_object(condition: Any) -> Any:
    """What two conditions that mean the same have in common, for a service that knows the object form.

    The service may return one as JSON in a text; users may give BPQL text. Raises InvalidOption.
    """
    condition = as_object(condition)
    return None if condition is None or condition == {} else _meaning(condition)


def meaning_of_given_text(condition: Any) -> Any:
    """The same for a service that knows text. Raises InvalidOption."""
    return meaning_of_text(as_text(condition))


def meaning_of_either(condition: Any) -> Any:
    """The same for a service that knows both forms. Raises InvalidOption."""
    return meaning_of_text(condition) if is_text(condition) else meaning_of_object(condition)


def shown(condition: Any) -> Any:
    """An object condition of the service, which may be JSON in a text."""
    if isinstance(condition, str):
        with suppress(ValueError, RecursionError):
            return json.loads(condition)
    return condition


def shown_either(condition: Any) -> Any:
    """The same for a service that knows both forms. One that returns JSON may quote a text, too."""
    is_quoted = isinstance(condition, str) and condition.startswith('"')
    return condition if is_text(condition) and not is_quoted else shown(condition)


def refuse_empty(option: str, condition: Any) -> None:
    """Refuse a condition without content where it decides which alerts are silenced: it would match all of them."""
    if condition == {}:
        raise InvalidOption(
            f"{option} is empty, so it would match every alert.",
            "Give a condition; it may come from an empty variable.",
        )


def sendable(condition: Any) -> Any:
    """An object condition in the spelling of the service. Raises InvalidOption, also if it is too long."""
    sent = spelled(condition)
    length = len(compact_json(sent))
    if length > LONGEST_OBJECT:
        raise InvalidOption(
            f"the condition is {length} characters of JSON long.",
            f"BigPanda accepts {LONGEST_OBJECT}: use patterns, or several objects with a part each.",
        )
    return sent


def spelled(condition: Any) -> Any:
    """The same without regard to its length: listed operators in capitals, and their tags in lower case.

    Source: configuration notes, "Tag case in conditions". Raises InvalidOption.
    """
    return _spelled(as_object(_checked(condition)))


def spelled_given_text(condition: Any) -> str:
    """A condition as text with its tags in lower case. Raises InvalidOption."""
    return spelled_text(as_text(_checked(condition)))


def spelled_either(condition: Any) -> Any:
    """The same for a service that knows both forms. Raises InvalidOption."""
    return spelled_text(_checked(condition)) if is_text(condition) else spelled(condition)


def _checked(condition: Any) -> Any:
    """The same condition. Raises InvalidOption for a text that people have not typed as they mean it."""
    if is_text(condition):
        refuse_mistyped(condition)
    return condition


def _spelled(condition: Any) -> Any:
    """Operands that are not conditions are unchanged."""
    if not _holds_operator(condition):
        return condition
    operator, operands = _operation(condition)
    if operator in COMPARING:
        has_tag = isinstance(operands, list) and operands and isinstance(operands[0], str)
        return {operator: [operands[0].lower(), *operands[1:]] if has_tag else operands}
    return {operator: [_spelled(each) for each in operands] if isinstance(operands, list) else _spelled(operands)}


def _holds_operator(condition: Any) -> bool:
    return isinstance(condition, dict) and len(condition) == 1


def _operation(condition: dict) -> tuple[str, Any]:
    """The operator and its operands. Case is only ignored for listed operators, for which this is documented."""
    operator, operands = next(iter(condition.items()))
    listed = str(operator).upper()
    return listed if listed in (*JOINING, *COMPARING) else str(operator), operands


def _meaning(condition: Any) -> Any:
    if not _holds_operator(condition):
        raise InvalidOption(
            f"a condition contains exactly one operator, not {json.dumps(condition)[:100]}.",
            'Write it as {"AND": [{"=": ["host", "db-1"]}, {"IN": ["check", ["cpu", "mem"]]}]}.',
        )
    operator, operands = _operation(condition)
    if operator in JOINING:
        return joined(operator, [_meaning(each) for each in _conditions(operator, operands)])
    if operator in COMPARING:
        return _comparison(operator, operands)
    if not isinstance(operands, (list, dict)):
        raise InvalidOption(
            f"{json.dumps(condition)[:100]} has no operator.",
            f"Write it as {json.dumps({'=': [operator, operands]})}, or as text like {operator} = {operands}.",
        )
    inner = [_inner(each) for each in operands] if isinstance(operands, list) else _inner(operands)
    return [operator, inner]


def _inner(operand: Any) -> Any:
    """The content of an operator that is not listed, a condition or not."""
    return _meaning(operand) if _holds_operator(operand) else operand


def _conditions(operator: str, operands: Any) -> list:
    if not isinstance(operands, list) or not operands:
        raise InvalidOption(
            f"the operator {operator} takes a list of conditions, not {json.dumps(operands)[:100]}.",
            f'Write it as {{"{operator}": [{{"=": ["host", "db-1"]}}, {{"=": ["check", "cpu"]}}]}}.',
        )
    return operands


def _comparison(operator: str, operands: Any) -> Any:
    """Source: contract, schema BpqlComparison."""
    takes_list = operator in LISTING
    tag, value = operands if isinstance(operands, list) and len(operands) == 2 else (None, None)
    values: Any = value if takes_list else [value]
    if not (isinstance(tag, str) and isinstance(values, list) and values and all(map(_is_value, values))):
        raise InvalidOption(
            f"the operator {operator} takes a tag and a {'list of values' if takes_list else 'value'}, "
            f"not {json.dumps(operands)[:100]}.",
            f"Write it as {json.dumps({operator: ['host', ['db-1', 'db-2'] if takes_list else 'db-1']})}; "
            'a value may be {"type": "regex", "value": "db-*"}, or formal-regex instead of regex.',
        )
    return listed(operator, caseless(tag), values) if takes_list else [operator, caseless(tag), value]


def _is_value(value: Any) -> bool:
    """Source: contract, schemas BpqlValue and BpqlPattern."""
    if isinstance(value, dict):
        return set(value) == {"type", "value"} and value["type"] in PATTERNS and isinstance(value["value"], str)
    return isinstance(value, (str, int, float))


# A condition that the API takes in the object form; the same without a limit of its length; as text; in either form.
BPQL_OBJECT = Compare(normalize=meaning_of_object, to_api=sendable)
BPQL_OBJECT_OF_ANY_LENGTH = Compare(normalize=meaning_of_object, to_api=spelled)
BPQL_TEXT = Compare(normalize=meaning_of_given_text, to_api=spelled_given_text)
BPQL = Compare(normalize=meaning_of_either, to_api=spelled_either)
