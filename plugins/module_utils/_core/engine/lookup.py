# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reads the objects that the references of one object name, and resolves these."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..errors import Forbidden
from ..http.client import Client
from ..model.field import Field
from ..model.resource import Resource
from .live_objects import LiveObjects
from .object_index import ObjectIndex
from .references import mentioned, referenced, refuse_incomplete_lists, resolve


def read_known(
    client: Client, fields: tuple[Field, ...], refers: Sequence[Resource], desired: dict
) -> dict[str, ObjectIndex]:
    """The objects that the references in `desired` may name, by kind. refers: the kinds that they may name."""
    names = referenced(fields, desired)
    single = {field.refers.resource: desired.get(field.name) for field in fields if field.refers}
    known = {}
    for there in refers:
        if there.name in names:
            name = single.get(there.name)
            # One name is searched for, since there may be thousands; several are looked up in the whole list.
            live = LiveObjects(client, there)
            found = live.all_of(name) if there.list.by_key and isinstance(name, str) else []
            known[there.name] = ObjectIndex(there, found or live.objects)
    return known


@dataclass(frozen=True)
class Resolved:
    """values: with ids or stored keys in place of names. known: the objects that they name, by kind."""

    values: dict
    known: Mapping[str, ObjectIndex]
    warnings: tuple[str, ...] = ()


def resolve_names(client: Client, fields: tuple[Field, ...], refers: Sequence[Resource], desired: dict) -> Resolved:
    """`desired` with its references resolved.

    If the API key may not list the objects, names are used as given where the API takes names, with a warning. Raises
    Forbidden where it takes ids, and what `resolve` raises.
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
        there.name: ObjectIndex(there, [{"id": name, there.key: name} for kind, name in named if kind == there.name])
        for there in refers
    }
