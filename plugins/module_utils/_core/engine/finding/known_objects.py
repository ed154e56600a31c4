# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reads the objects that references may name."""

from __future__ import annotations

from collections.abc import Sequence

from ...http.client import Client
from ...model.field import Field
from ...model.resource import Resource
from .live_objects import LiveObjects
from .object_index import ObjectIndex
from .references import referenced


def read_known(
    client: Client, fields: tuple[Field, ...], refers: Sequence[Resource], desired: dict
) -> dict[str, ObjectIndex]:
    """The objects that the references in `desired` may name, by kind. refers: the kinds that they may name."""
    names = referenced(fields, desired)
    single = {field.refers.resource: desired.get(field.name) for field in fields if field.refers}
    known = {}
    for resource in refers:
        if resource.name in names:
            name = single.get(resource.name)
            # One name is searched for, since there may be thousands; several are looked up in the whole list.
            live = LiveObjects(client, resource)
            found = live.all_of(name) if resource.list.by_key and isinstance(name, str) else []
            known[resource.name] = ObjectIndex(resource, found or live.objects, unreadable=live.unreadable)
    return known
