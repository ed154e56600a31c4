# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""References of exported objects to what does not exist, which only applies to this organization. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..engine.finding.object_index import ObjectIndex
from ..engine.planning.plan import is_default, is_history
from ..model.field import Field
from ..model.resource import Resource
from ..values.text import listed


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
            for name, title in _lost(fields, item, known):
                found.setdefault((resource.plural, name, title), {})[str(item[resource.key])] = None
    return [
        f"{plural}: {name} of {listed([*names])} contains the ID of a missing {title}. The ID is exported as it is: "
        "remove it before you apply the export to another organization."
        for (plural, name, title), names in found.items()
    ]


def _resource_of(field: Field) -> str | None:
    return field.refers.resource if field.refers else None


def _exists(known: ObjectIndex, object_id: str) -> bool:
    return known.find_by_id(object_id) is not None or any(each.id == object_id for each in known.unreadable)


def _lost(
    fields: Sequence[Field], values: Mapping[str, Any], known: Mapping[str, ObjectIndex]
) -> Iterator[tuple[str, str]]:
    """Name of the field and kind of the missing object."""
    for field in fields:
        reference = field.refers
        if reference and reference.sends == "id" and not reference.content and reference.resource in known:
            value, there = values.get(reference.into or field.name), known[reference.resource]
            ids = value if isinstance(value, list) else [value] if value else []
            if any(not _exists(there, str(each)) for each in ids):
                yield field.name, there.resource.title
        elif field.type == "list" and field.fields:
            for element in values.get(field.name) or []:
                yield from ((field.name, title) for _name, title in _lost(field.fields, element, known))
