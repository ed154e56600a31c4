# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether what the service holds already says what the user gave, by meaning and not by spelling. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from .elements import own_elements
from .errors import InvalidOption, doing
from .schema import Field, Reference
from .text import caseless, composed

# Made once: thousands of values become texts, and json.dumps makes an encoder for each.
_JSON = json.JSONEncoder(sort_keys=True, default=str)
# Letters as they are, so that those of a structure can be brought into one form together.
_LETTERS = json.JSONEncoder(sort_keys=True, default=str, ensure_ascii=False)


def is_equal(field: Field, current: Any, given: Any) -> bool:
    """Whether the service's value already says what the user gave.

    A dict is compared in the keys given only; elements of a list are compared whole.
    """
    if field.type == "dict" and field.fields and isinstance(given, dict):
        current = current or {}
        return all(
            is_equal(inner, _or_default(inner, current.get(inner.name)), given[inner.name])
            for inner in field.fields
            if inner.name in given
        )
    return canonical(field, current) == canonical(field, given)


def _or_default(field: Field, value: Any) -> Any:
    return field.when_missing if value is None else value


def canonical(field: Field, value: Any) -> str:
    """A text that is equal for values that mean the same."""
    if field.type == "list":
        items = [canonical_item(field, item) for item in own_elements(field, value)]
        return _JSON.encode(sorted(set(items)) if field.unordered else items)
    if field.type == "dict" and field.fields:
        return canonical_fields(field.fields, value)
    return _canonical_scalar(field, value)


def canonical_item(field: Field, item: Any) -> str:
    """The same for one element of a list field. What names an object is equal to what names the same one."""
    if field.refers and field.refers.content:
        return named_by(field.refers, item)
    if field.fields:
        return canonical_fields(field.fields, item)
    return _canonical_scalar(field, item)


def named_by(reference: Reference, item: Any) -> str:
    """The id or key by which a value names its object."""
    if reference.content:
        return str(item.get("id") or item.get(reference.content))
    return str(item)


def canonical_fields(fields: Sequence[Field], value: Any) -> str:
    value = value or {}
    said = {}
    for field in fields:
        inner = _or_default(field, value.get(field.name))
        if inner not in (None, ""):
            said[field.name] = canonical(field, inner)
    return _JSON.encode(said)


def _canonical_scalar(field: Field, value: Any) -> str:
    if field.type == "str" and value is None:
        # The service shows "nothing" as null, as an empty text or not at all; they mean the same.
        value = ""
    if field.type == "dict":
        value = value or {}
    if field.case_insensitive and isinstance(value, str):
        value = caseless(value)
    if field.meaning:
        # What the service holds may go beyond what is known; it is compared as it stands.
        with suppress(InvalidOption):
            value = field.meaning(value)
    return composed(_LETTERS.encode(value))


def refuse_meaningless(fields: Sequence[Field], given: Mapping[str, Any], path: str = "") -> None:
    """Raises InvalidOption, naming the option and where it stands, for a value that can mean nothing to the service."""
    for field in fields:
        value = given.get(field.name)
        if value is None:
            continue
        where = f"{path}{field.name}"
        if field.meaning:
            with doing(where):
                field.meaning(value)
        if field.fields and field.type == "list":
            for number, item in enumerate(value):
                refuse_meaningless(field.fields, item, f"{where}[{number}].")
        elif field.fields:
            refuse_meaningless(field.fields, value, f"{where}.")
