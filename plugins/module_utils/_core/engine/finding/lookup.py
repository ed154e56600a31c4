# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Resolves the references of one object."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...errors import Forbidden
from ...http.client import Client
from ...model.field import Field
from ...model.resource import Resource
from ...record import Record
from .complete_lists import refuse_incomplete_lists
from .known_objects import read_known
from .object_index import ObjectIndex
from .references import mentioned, resolve


class Resolved(Record):
    """values: with ids or stored keys in place of names. known: the objects that they name, by kind."""

    values: dict
    known: Mapping[str, ObjectIndex]
    warnings: tuple[str, ...] = ()


def resolve_names(client: Client, fields: tuple[Field, ...], refers: Sequence[Resource], desired: dict) -> Resolved:
    """`desired` with its references resolved.

    If the API key may not list the objects, names are used as given if the API takes names, with a warning. Raises
    Forbidden if it takes ids, and what `resolve` raises.
    """
    try:
        known = read_known(client, fields, refers, desired)
    except Forbidden as error:
        taken = [field for field in fields if field.name in desired and _takes_names(field)]
        if not taken:
            raise
        names = [field.name for field in taken]
        known = read_known(client, fields, refers, {name: desired[name] for name in desired if name not in names})
        values = resolve(fields, desired, {**_as_given(taken, refers, desired), **known})
        return Resolved(values, known, (f"{', '.join(names)}: not looked up, but used as given. {error}",))
    values = resolve(fields, desired, known)
    refuse_incomplete_lists(fields, values, known)
    return Resolved(values, known)


def _takes_names(field: Field) -> bool:
    return bool(field.refers and field.refers.sends == "key" and not field.refers.complete)


def _as_given(fields: Sequence[Field], refers: Sequence[Resource], desired: dict) -> dict[str, ObjectIndex]:
    """By kind, stand-ins for objects that cannot be listed: each name means an object that is called so."""
    named = mentioned(fields, desired)
    return {
        resource.name: ObjectIndex(
            resource, [{"id": name, resource.key: name} for kind, name in named if kind == resource.name]
        )
        for resource in refers
    }
