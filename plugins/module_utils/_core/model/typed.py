# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Booleans, whole numbers and ids that the service returns as another type: "false" must not count as true. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .field import Field

BOOLEANS = {"true": True, "false": False, "1": True, "0": False}
# In the place of a type of Ansible: the id of another object, which is text. The object may come in its place.
ID = "id"


def true_if_omitted(value: Any) -> Any:
    """A boolean that is true unless the service returns it."""
    return True if value is None else value


def with_text_ids(value: Any) -> Any:
    """The value with the ids inside it as text, although the service may return numbers."""
    if isinstance(value, list):
        return [with_text_ids(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        name: str(part) if name == "id" and _is_number(part) else with_text_ids(part) for name, part in value.items()
    }


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def is_typed(field: Field) -> bool:
    """Whether the field, or a part of it, is a boolean, a whole number or ids of other objects."""
    is_scalar = field.type in ("bool", "int") or field.elements == "int" or _holds_ids(field)
    return is_scalar or any(map(is_typed, field.fields))


def _holds_ids(field: Field) -> bool:
    return field.refers is not None and field.refers.sends == "id" and not field.refers.content


def with_types(fields: Sequence[Field], values: dict) -> dict:
    """The object with these fields in their types. Other values stay as they are.

    Thousands of objects have nothing but booleans there.
    """
    others = [field for field in fields if not isinstance(values.get(field.name), (bool, type(None)))]
    return {**values, **{field.name: _typed(field, values[field.name]) for field in others}} if others else values


def _typed(field: Field, value: Any) -> Any:
    if field.type == "list" and isinstance(value, list):
        return [_typed_element(field, each) for each in value]
    if field.type == "dict":
        return _typed_element(field, value)
    return _typed_scalar(ID if _holds_ids(field) else field.type, value)


def _typed_element(field: Field, value: Any) -> Any:
    if field.fields:
        parts = tuple(filter(is_typed, field.fields))
        return with_types(parts, value) if isinstance(value, dict) else value
    return _typed_scalar(ID if _holds_ids(field) else field.elements, value)


def _typed_scalar(kind: str | None, value: Any) -> Any:
    if kind == ID:
        shown = value["id"] if isinstance(value, dict) and value.get("id") is not None else value
        return str(shown) if _is_number(shown) else shown
    if kind == "bool" and isinstance(value, (str, int, float)):
        return BOOLEANS.get(str(value).strip().lower(), value)
    if kind == "int" and isinstance(value, str) and value.strip().isdecimal():
        return int(value)
    return int(value) if kind == "int" and isinstance(value, float) and value.is_integer() else value


def mismatch_of(kind: str | None, value: Any) -> str | None:
    """Words for a message if a value should be a boolean or a whole number and is not."""
    if kind == "bool" and not isinstance(value, bool):
        return "neither true nor false"
    if kind == "int" and (not isinstance(value, int) or isinstance(value, bool)):
        return "not a whole number"
    return None
