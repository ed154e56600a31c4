# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The names by which options speak of objects of other resources."""

from __future__ import annotations

from .._core.engine import find, object_index, references
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
            found = live.all_of(name) if there.search and isinstance(name, str) else []
            known[there.name] = object_index.Known(there, found or live.objects)
    return known
