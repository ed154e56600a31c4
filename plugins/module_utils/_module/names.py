# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The names by which options speak of objects of other resources."""

from __future__ import annotations

from contextlib import suppress

from .._core.engine import find, object_index, references
from .._core.engine.unknown_groups import lost_groups, unknown_groups
from .._core.errors import Forbidden
from .._core.http.client import Client
from .._core.model.field import Field
from .._core.model.resource import Resource


def read_known(
    client: Client, fields: tuple[Field, ...], refers: tuple[Resource, ...], desired: dict
) -> dict[str, object_index.Known]:
    """What the names in `desired` may mean."""
    names = references.referenced(fields, desired)
    single = {field.refers.resource: desired.get(field.name) for field in fields if field.refers}
    known = {}
    for there in refers:
        if there.name in names:
            name = single.get(there.name)
            # One name is searched for, since there may be thousands; several are looked up in the whole list.
            live = find.LiveObjects(client, there)
            found = live.all_of(name) if there.list.by_key and isinstance(name, str) else []
            known[there.name] = object_index.Known(there, found or live.objects)
    return known


def find_unknown_groups(
    client: Client,
    resource: Resource,
    refers: tuple[Resource, ...],
    known: dict[str, object_index.Known],
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
                    groups = known.get(group.name) or object_index.Known(group, client.list(group))
                    found[field.name] = unknown_groups(groups, lost)
    return {name: keys for name, keys in found.items() if keys}
