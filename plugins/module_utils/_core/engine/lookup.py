# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reads the objects that the references of one object name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress

from ..errors import Forbidden
from ..http.client import Client
from ..model.field import Field
from ..model.resource import Resource
from .find import LiveObjects
from .object_index import ObjectIndex
from .references import referenced
from .unknown_groups import lost_groups, unknown_groups


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


def find_unknown_groups(
    client: Client,
    resource: Resource,
    refers: Sequence[Resource],
    known: Mapping[str, ObjectIndex],
    current: dict,
    desired: dict,
) -> dict[str, list[str]]:
    """By field, keys of groups that the object is not to have any more and that the service does not list.

    The groups are only read if the object would lose one. Where they may not be read, none is unknown.
    """
    found = {}
    for field in resource.fields:
        lost = lost_groups(field, current, desired)
        for group in refers:
            if lost and field.refers and field.refers.resource == group.name:
                with suppress(Forbidden):
                    groups = known.get(group.name) or ObjectIndex(group, client.list(group))
                    found[field.name] = unknown_groups(groups, lost)
    return {name: keys for name, keys in found.items() if keys}
