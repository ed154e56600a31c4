# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reads all objects of many kinds, each list once."""

from __future__ import annotations

from collections.abc import Sequence

from ..engine.finding.object_index import ObjectIndex
from ..http.client_pool import ClientPool
from ..model.resource import Resource


def read_live(clients: ClientPool, resources: Sequence[Resource]) -> dict[str, ObjectIndex]:
    """All objects of these kinds, by name of the kind; each kind is read once."""
    read = [resource for resource in resources if not resource.composed]
    read += [each.composed.of for each in resources if each.composed and each.composed.of not in read]
    lists = clients.map(lambda client, resource: client.list(resource), read)
    found: dict[str, list[dict]] = {resource.name: objects for resource, objects in zip(read, lists)}
    composed = [(resource, found[resource.composed.of.name]) for resource in resources if resource.composed]
    wholes = clients.map(lambda client, one: client.compose(*one), composed)
    found.update({resource.name: objects for (resource, _parts), objects in zip(composed, wholes)})
    unreadable = {resource.name: objects.unreadable for resource, objects in zip(read, lists)}
    unreadable.update({each.name: unreadable[each.composed.of.name] for each in resources if each.composed})
    return {each.name: ObjectIndex(each, found[each.name], unreadable=unreadable[each.name]) for each in resources}
