# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a task returns of an object."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..model.field import Field
from ..model.resource import Resource

# By kind, the keys of its objects by id.
Keys = Mapping[str, Mapping[str, str]]


def without_internal(resource: Resource, item: dict | None) -> dict | None:
    """Without what the engine keeps for itself."""
    internal = {field.name for field in resource.fields if field.internal}
    return None if item is None else {name: value for name, value in item.items() if name not in internal}


def shown_object(resource: Resource, item: dict | None) -> dict | None:
    """Without what the engine keeps for itself, and with lists of names and values as dicts, too."""
    shown = without_internal(resource, item)
    if shown is not None:
        shown.update({_values_name(field): _values_of(shown.get(field.name)) for field in _pairs(resource)})
    return shown


def _pairs(resource: Resource) -> list[Field]:
    """The fields that are lists of names with values."""
    return [field for field in resource.fields if {inner.name for inner in field.fields} == {"name", "value"}]


def _values_name(field: Field) -> str:
    return f"{field.name[:-1]}_values"


def _values_of(pairs: list[dict] | None) -> dict:
    return {pair["name"]: pair.get("value") for pair in pairs or [] if pair.get("name") is not None}


def with_names(resource: Resource, shown: dict | None, keys: Keys) -> dict | None:
    """Beside ids the names that they were resolved from, as far as their kinds are in `keys`."""
    names = shown_object(resource, shown)
    if names is None or shown is None:
        return None
    for name, field in _named(resource):
        if field.refers and field.refers.resource in keys:
            names[name] = _names_of(keys[field.refers.resource], shown.get(field.name))
    return names


def with_every_name(resource: Resource, shown: dict, keys: Keys) -> dict:
    """Beside ids their names, None if the kind of the objects that they belong to is not in `keys`."""
    names = with_names(resource, shown, keys) or {}
    for name, field in _named(resource):
        names.setdefault(name, [] if shown.get(field.name) == [] else None)
    return names


def named_kinds(resource: Resource, items: Sequence[dict]) -> set[str]:
    """Names of the kinds whose ids these objects show, and whose names can be shown beside them."""
    return {
        field.refers.resource
        for _name, field in _named(resource)
        if field.refers and any(item.get(field.name) for item in items)
    }


def _named(resource: Resource) -> list[tuple[str, Field]]:
    """The fields that show ids, each with the result that shows the names."""
    return [
        (field.refers.shown_as, field)
        for field in resource.fields
        if field.refers and field.refers.shown_as is not None
    ]


def _names_of(keys: Mapping[str, str], ids: Any) -> Any:
    if isinstance(ids, list):
        return [keys[object_id] for object_id in ids if object_id in keys]
    return keys.get(ids) if ids else None
