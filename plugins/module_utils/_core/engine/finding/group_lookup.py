# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reads the groups that a member would leave, to see which of them the service does not list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress

from ...errors import Forbidden
from ...http.client import Client
from ...model.resource import Resource
from .object_index import ObjectIndex
from .unknown_groups import lost_groups, unknown_groups


def find_unknown_groups(
    client: Client,
    resource: Resource,
    refers: Sequence[Resource],
    known: Mapping[str, ObjectIndex],
    current: dict,
    desired: dict,
) -> dict[str, list[str]]:
    """By field, keys of groups that the object is not to have any more and that the service does not list.

    The groups are only read if the object would lose one. If they may not be read, none is unknown.
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
