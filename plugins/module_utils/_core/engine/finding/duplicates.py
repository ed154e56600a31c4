# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Several objects with one key: their order, and how a user gets rid of those that are too many. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...model.resource import Resource
from ...values.canonical import canonical
from ...values.times.shown_times import iso_8601


def in_order_of_creation(objects: Sequence[dict]) -> list[dict]:
    """The earliest first, and by id if that does not decide, so that every run sees the same order."""
    times = [_created(item) for item in objects]
    if any(time is None for time in times):
        return sorted(objects, key=lambda item: str(item["id"]))
    return sorted(objects, key=lambda item: (_created(item), str(item["id"])))


def _created(item: dict) -> int | None:
    """Epoch seconds; None if the service does not show them."""
    time: Any = item.get("created_at", item.get("created_on"))
    return time if isinstance(time, int) and not isinstance(time, bool) else None


def describe_duplicates(resource: Resource, found: Sequence[dict], key: str) -> tuple[str, str]:
    """The text of an error about objects that share a key: which there are and how they differ; and what to do."""
    ordered = in_order_of_creation(found)
    name = resource.title if resource.field(resource.key).internal else f"{resource.title} {resource.key}"
    differing = differing_fields(resource, ordered)
    difference = f"They differ in {', '.join(differing)}." if differing else "They do not differ."
    objects = ", ".join(_identified(item) for item in ordered)
    return (
        f'{len(ordered)} objects match the {name} "{key}": {objects}. {difference}',
        _advice(resource, ordered, bool(differing)),
    )


def _identified(item: dict) -> str:
    created = _created(item)
    return f"{item.get('id')} (created {iso_8601(created)})" if created is not None else str(item.get("id"))


def differing_fields(resource: Resource, objects: Sequence[dict]) -> list[str]:
    """Names of the fields in which not all of the objects are equal."""
    return [
        field.name
        for field in resource.fields
        if not (field.internal or field.write_only)
        and len({canonical(field, item.get(field.name)) for item in objects}) > 1
    ]


def _advice(resource: Resource, ordered: Sequence[dict], do_differ: bool) -> str:
    if not resource.may_be_named_by_id:
        spellings = list(dict.fromkeys(str(item.get(resource.key)) for item in ordered))
        if len(spellings) == len(ordered):
            return f"Spell {resource.key} exactly as one of them does: {', '.join(spellings)}."
        return "Rename or remove one of them in BigPanda."
    by = " or ".join([*_deciding_fields(resource, ordered), "id"])
    later = [str(item["id"]) for item in ordered[1:]]
    which = "what you do not need" if do_differ else f"what was created later ({', '.join(later)})"
    how = removal_by_id(resource, 1 if do_differ else len(later))
    return f"Name the one you mean by its {by}. To keep only one, remove {which}: {how}"


def _deciding_fields(resource: Resource, objects: Sequence[dict]) -> list[str]:
    """Names of the fields of which the value says which of the objects is meant."""
    disambiguate = resource.disambiguate
    if disambiguate is None:
        return []

    def decides(name: str, item: dict) -> bool:
        value = item.get(name)
        return [*disambiguate(objects, {name: "" if value is None else value})] == [item]

    return [name for name in differing_fields(resource, objects) if all(decides(name, item) for item in objects)]


def removal_by_id(resource: Resource, number: int) -> str:
    """How a user removes that number of objects that their key does not tell apart."""
    return (
        f"community.bigpanda.bigpanda_{resource.name} with {'its id' if number == 1 else 'each id'} and state: absent."
    )
