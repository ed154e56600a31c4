# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which objects names stand for, and which ids stand for names. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...errors import AmbiguousKey, InvalidOption, UnknownReference
from ...model.field import Field, Reference
from ...values.suggestions import did_you_mean
from ...values.text import shown
from .object_index import ObjectIndex

MOST_NAMES = 50


def referenced(fields: Sequence[Field], desired: dict) -> frozenset[str]:
    """Names of the resources that have to be read before `desired` can be resolved."""
    return frozenset(
        field.refers.resource
        for field, value in _references(fields, desired)
        if field.refers and (field.refers.complete or any(_needs_lookup(field.refers, item) for item in _items(value)))
    )


def _references(fields: Sequence[Field], values: dict) -> list[tuple[Field, Any]]:
    found: list[tuple[Field, Any]] = []
    for field in fields:
        value = values.get(field.name)
        if value is None:
            continue
        if field.refers:
            found.append((field, value))
        elif field.fields:
            for item in _items(value):
                found.extend(_references(field.fields, item))
    return found


def referred(fields: Sequence[Field]) -> set[str]:
    """Names of the resources that these fields may name."""
    direct = {field.refers.resource for field in fields if field.refers}
    return direct.union(*(referred(field.fields) for field in fields))


def mentioned(fields: Sequence[Field], values: Mapping[str, Any]) -> set[tuple[str, str]]:
    """Objects that these values speak of: (name of the resource, id or key)."""
    found: set[tuple[str, str]] = set()
    for field in fields:
        given = [values.get(field.name)]
        if field.refers:
            given += [values.get(field.refers.into)] if field.refers.into else []
            named = [name for value in given if value for name in _items(value)]
            found |= {(field.refers.resource, field.refers.named_by(name)) for name in named}
        elif field.fields:
            for item in _items(given[0] or []):
                found |= mentioned(field.fields, item)
    return found


def _items(value: Any) -> list:
    return value if isinstance(value, list) else [value]


def _needs_lookup(reference: Reference, value: Any) -> bool:
    if reference.content:
        return True
    return bool(value) and (reference.sends == "key" or not is_object_id(value))


def is_object_id(value: str) -> bool:
    """24 lower-case hex digits, the only ids that the API takes in bodies (schema ObjectId of the access group)."""
    return len(value) == 24 and all(digit in "0123456789abcdef" for digit in value)


def resolve(fields: Sequence[Field], desired: dict, known: Mapping[str, ObjectIndex]) -> dict:
    """`desired` with ids or stored keys in place of the names that the user wrote.

    Raises UnknownReference for a name that nothing answers to, AmbiguousKey for one that several answer to, and for an
    id in place of which a key that several objects have would be sent.
    """
    return _resolve_fields(fields, desired, known, path="")


def _resolve_fields(fields: Sequence[Field], values: dict, known: Mapping[str, ObjectIndex], path: str) -> dict:
    resolved = dict(values)
    for field in fields:
        value = values.get(field.name)
        if value is None:
            continue
        where = f"{path}{field.name}"
        if field.refers:
            target = field.refers.into or field.name
            if field.refers.into:
                del resolved[field.name]
            resolved[target] = _resolve_value(field, value, known, where)
        elif field.fields and isinstance(value, list):
            resolved[field.name] = [
                _resolve_fields(field.fields, item, known, f"{where}[{number}].") for number, item in enumerate(value)
            ]
    return resolved


def _resolve_value(field: Field, value: Any, known: Mapping[str, ObjectIndex], where: str) -> Any:
    reference = field.refers
    if reference is None:
        return value
    _refuse_empty_names(field, value, where)
    if reference.content:
        index = known[reference.resource]
        return [_resolve_content(field, item, index, f"{where}[{number}]") for number, item in enumerate(value)]
    if isinstance(value, list):
        resolved = _resolve_all(reference, value, known, where)
        return resolved if reference.complete else list(dict.fromkeys(resolved))
    return _resolve_one(reference, value, known, where)


def _refuse_empty_names(field: Field, value: Any, where: str) -> None:
    """Only what may be omitted altogether may be wanted empty."""
    if field.is_required and value == "":
        raise InvalidOption(f"{where} is empty.", "Name one.")
    if isinstance(value, list) and "" in value:
        raise InvalidOption(f"{where}[{value.index('')}] is empty.", "Name one, or omit the element.")


def _resolve_content(field: Field, item: dict, index: ObjectIndex, where: str) -> dict:
    """The element with everything that it may contain of the object that it names, including its id."""
    name = field.refers.named_by(item) if field.refers else ""
    found = index.find_by_id(name) if "id" in item else index.find(name, item)
    if found is None:
        raise UnknownReference(*_unknown_reference(index, name, where))
    return {inner.name: found.get(inner.name) for inner in field.fields if not inner.internal}


def _resolve_all(reference: Reference, names: list, known: Mapping[str, ObjectIndex], where: str) -> list[str]:
    """Raises one UnknownReference for all names that do not exist, which may be thousands."""
    resolved: list[str] = []
    unknown: list[str] = []
    for name in names:
        try:
            resolved.append(_resolve_one(reference, name, known, where))
        except UnknownReference as error:
            unknown.append(str(error))
    if unknown:
        sentences = list(dict.fromkeys(unknown))
        more = f" … and {len(sentences) - MOST_NAMES:,} more." if len(sentences) > MOST_NAMES else ""
        raise UnknownReference(" ".join(sentences[:MOST_NAMES]) + more)
    return resolved


def _resolve_one(reference: Reference, value: str, known: Mapping[str, ObjectIndex], where: str) -> str:
    if not _needs_lookup(reference, value):
        return value
    index = known[reference.resource]
    found = index.find(value) or index.find_by_id(value)
    if found is None:
        raise UnknownReference(*_unknown_reference(index, value, where))
    return str(found["id"] if reference.sends == "id" else _key_of_one(index, found, where))


def _key_of_one(index: ObjectIndex, found: dict, where: str) -> str:
    """The key of an object that may have been named by its id, which then has to mean only that object."""
    key = str(found[index.resource.key])
    same = [item for item in index.all_of(key) if item.get(index.resource.key) == key]
    if len(same) > 1:
        title, name = index.resource.title, index.resource.key
        raise AmbiguousKey(
            f'{where}: {len(same)} objects have the {title} {name} "{key}", and BigPanda takes no id here.',
            f"Rename one of them, or name the members at the {title}.",
        )
    return key


def _unknown_reference(index: ObjectIndex, value: str, where: str) -> tuple[str, str]:
    gone = ObjectIndex(index.resource, index.gone)
    if gone.all_of(value) or gone.find_by_id(value):
        return (
            f'{where}: the same run removes the {index.resource.title} "{value}".',
            "Keep it, or do not refer to it.",
        )
    names = [str(item.get(index.resource.key)) for item in index.objects]
    hint = did_you_mean(value, names) or f"Create it first, or correct {where}."
    return f'{where}: the {index.resource.title} "{shown(value)}" does not exist.', hint
