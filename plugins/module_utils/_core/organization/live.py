# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reads all objects of many kinds, each list once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress

from ..engine.finding.find import in_full
from ..engine.finding.matching import find_live
from ..engine.finding.object_index import ObjectIndex
from ..engine.planning.plan import hidden_fields
from ..errors import AmbiguousKey
from ..http.client import Client
from ..http.client_pool import ClientPool
from ..model.resource import Resource
from .model.plan import Declared


def read_live(clients: ClientPool, resources: Sequence[Resource]) -> dict[str, ObjectIndex]:
    """All objects of these kinds, by name of the kind; each kind is read once."""
    read = [resource for resource in resources if not resource.composed]
    read += [each.composed.of for each in resources if each.composed and each.composed.of not in read]
    lists = clients.map(lambda client, resource: client.list(resource), read)
    found = {resource.name: objects for resource, objects in zip(read, lists)}
    composed = [(resource, found[resource.composed.of.name]) for resource in resources if resource.composed]
    wholes = clients.map(lambda client, one: client.compose(*one), composed)
    found.update({resource.name: objects for (resource, _parts), objects in zip(composed, wholes)})
    return {resource.name: ObjectIndex(resource, found[resource.name]) for resource in resources}


def read_in_full(
    clients: ClientPool, declared: Sequence[Declared], live: Mapping[str, ObjectIndex]
) -> dict[str, ObjectIndex]:
    """`live` with declared fields that lists do not show.

    One object of each kind is read first: if it does not show more by itself, the others will not either.
    """
    full = dict(live)
    for name, found in _hiding(declared, live).items():
        resource = live[name].resource

        def read(client: Client, one: tuple[dict, dict], resource: Resource = resource) -> dict:
            return in_full(client, resource, *one)

        first = read(clients.current(), found[0])
        if not hidden_fields(resource, first, found[0][1]):
            shown = {str(item["id"]): item for item in (first, *clients.map(read, found[1:]))}
            full[name] = ObjectIndex(resource, [shown.get(str(item["id"]), item) for item in live[name].objects])
    return full


def _hiding(declared: Sequence[Declared], live: Mapping[str, ObjectIndex]) -> dict[str, list[tuple[dict, dict]]]:
    """By name of the kind, live objects that do not show all declared fields, each with its declaration."""
    hiding: dict[str, list[tuple[dict, dict]]] = {}
    for each in declared:
        if any(field.may_be_hidden for field in each.resource.fields) and each.resource.get and each.state == "present":
            # The planner refuses an ambiguous name, and its message has the place in the declaration.
            with suppress(AmbiguousKey):
                current = find_live(live[each.resource.name], each.desired)
                if current and hidden_fields(each.resource, current, each.desired):
                    hiding.setdefault(each.resource.name, []).append((current, each.desired))
    return hiding
