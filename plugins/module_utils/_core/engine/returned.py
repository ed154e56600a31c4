# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a task returns of an object."""

from __future__ import annotations

from collections.abc import Mapping

from ..model.resource import Resource
from .object_index import ObjectIndex


def without_internal(resource: Resource, item: dict | None) -> dict | None:
    """Without what the engine keeps for itself."""
    internal = {field.name for field in resource.fields if field.internal}
    return None if item is None else {name: value for name, value in item.items() if name not in internal}


def with_names(resource: Resource, shown: dict | None, known: Mapping[str, ObjectIndex]) -> dict | None:
    """Beside ids the names that they were resolved from."""
    if shown is None:
        return None
    names = without_internal(resource, shown) or {}
    for field in resource.fields:
        if field.refers and field.refers.shown_as and field.refers.resource in known:
            names[field.refers.shown_as] = known[field.refers.resource].keys_of(shown.get(field.name) or [])
    return names
