# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""References of live objects to what does not exist any more. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...engine.finding.object_index import ObjectIndex
from ...engine.planning.plan import is_default, is_history
from ...model.field import Field
from ...model.resource import Resource
from ...values.comparison import is_equal
from ...values.text import listed


def without_lost_references(
    fields: Sequence[Field], values: Mapping[str, Any], known: Mapping[str, ObjectIndex]
) -> dict[str, Any]:
    """`values` without references to what does not exist, as far as its kind is known.

    An element that only such a reference tells from others goes with it: without it, a permission would cover all.
    """
    left = dict(values)
    for field in fields:
        name, value = _place_of(field), values.get(_place_of(field))
        if not value:
            continue
        if _names_ids(field, known):
            left[name] = _without_lost(field, value, known)
        elif field.type == "list" and field.fields:
            left[name] = [each for each in value if next(_lost(field.fields, each, known), None) is None]
    return left


def as_wanted_without_lost(
    fields: Sequence[Field], current: dict, desired: Mapping[str, Any], known: Mapping[str, ObjectIndex]
) -> dict:
    """`current`, in which fields that are as wanted but for references to what does not exist lack these."""
    left = without_lost_references(fields, current, known)
    for field in fields:
        name = field.name
        if left.get(name) == current.get(name):
            continue
        if name not in desired or not is_equal(field, left.get(name), desired[name]):
            left[name] = current[name]
    return left


def warn_of_lost_references(known: Mapping[str, ObjectIndex], gathered: Sequence[Resource]) -> list[str]:
    """A warning for each kind and field. known: the objects of the gathered kinds, and of those that they name."""
    found: dict[tuple[str, str, str], dict[str, None]] = {}
    names_of_kinds = {resource.name for resource in gathered}
    for resource in gathered:
        # Membership is exported with the members, by name.
        fields = [each for each in resource.fields if not (each.members and _resource_of(each) in names_of_kinds)]
        for item in known[resource.name].objects:
            if is_history(resource, item) or is_default(resource, item):
                continue
            for field, title in _lost(fields, item, known):
                found.setdefault((resource.plural, field.name, title), {})[str(item[resource.key])] = None
    return [
        f"{plural}: {name} of {listed([*names])} contains the ID of a missing {title}. The export omits it: "
        "decide what is to take its place before you apply the export to another organization."
        for (plural, name, title), names in found.items()
    ]


def _resource_of(field: Field) -> str | None:
    return field.refers.resource if field.refers else None


def _place_of(field: Field) -> str:
    return field.refers.into or field.name if field.refers else field.name


def _names_ids(field: Field, known: Mapping[str, ObjectIndex]) -> bool:
    """Whether it contains ids of a kind that is known."""
    reference = field.refers
    return bool(reference and reference.sends == "id" and not reference.content and reference.resource in known)


def _without_lost(field: Field, value: Any, known: Mapping[str, ObjectIndex]) -> Any:
    there = known[str(_resource_of(field))]
    if isinstance(value, list):
        return [each for each in value if _exists(there, str(each))]
    return value if _exists(there, str(value)) else None


def _exists(known: ObjectIndex, object_id: str) -> bool:
    return known.find_by_id(object_id) is not None or any(each.id == object_id for each in known.unreadable)


def _lost(
    fields: Sequence[Field], values: Mapping[str, Any], known: Mapping[str, ObjectIndex]
) -> Iterator[tuple[Field, str]]:
    """The field and the kind of the missing object."""
    for field in fields:
        value = values.get(_place_of(field))
        if not value:
            continue
        if _names_ids(field, known):
            if _without_lost(field, value, known) != value:
                yield field, known[str(_resource_of(field))].resource.title
        elif field.type == "list" and field.fields:
            for element in value:
                yield from ((field, title) for _field, title in _lost(field.fields, element, known))
