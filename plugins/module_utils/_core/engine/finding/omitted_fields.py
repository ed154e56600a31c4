# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reads what lists omit of their objects, as far as it is needed, with as few requests as will do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import Callable

from ...http.client import Client
from ...model.partial import list_fields, omitted_from
from ...model.resource import Resource

# So many objects are read one by one, whatever the list shows of others.
FEW = 10
# Reads each of the given objects by itself, in their order.
ReadEach = Callable[[Sequence[dict]], "list[dict]"]


def read_omitted(
    read: ReadEach, resource: Resource, objects: Sequence[dict], needed: Mapping[str, Set[str]]
) -> list[dict]:
    """The objects with what is needed of them, as far as they show it by themselves.

    Of many, only those are read which omit what the list shows of no object: a service that omits what an object does
    not have shows it of others. And if the first of them do not show more by themselves, the others will not either.

    needed: by id, names of the fields that are needed and that the list omits.
    """
    hiding = [item for item in objects if needed.get(str(item["id"]))]
    if len(hiding) > FEW:
        shown_of_none = frozenset.intersection(*map(omitted_from, objects)) | _undocumented(resource)
        hiding = [item for item in hiding if needed[str(item["id"])] & shown_of_none]
    tried = 1 if all(needed[str(item["id"])] <= _undocumented(resource) for item in hiding) else FEW
    full = read(hiding[:tried])
    if any(_shows(item, needed[str(item["id"])]) for item in full):
        full += read(hiding[tried:])
    return with_objects(objects, full)


def _undocumented(resource: Resource) -> frozenset[str]:
    """Names of the fields that objects may not show by themselves either."""
    return frozenset(field.name for field in resource.fields if field.may_be_hidden)


def _shows(item: dict, names: Set[str]) -> bool:
    return any(name not in omitted_from(item) and item.get(name) is not None for name in names)


def with_objects(objects: Sequence[dict], full: Sequence[dict]) -> list[dict]:
    """The objects, some of them in full. What these do not show by themselves, they do not have."""
    return with_others(objects, [dict(item) for item in full])


def with_others(objects: Sequence[dict], others: Sequence[dict]) -> list[dict]:
    """The objects, some of them in another version."""
    by_id = {str(item["id"]): item for item in others}
    return [by_id.get(str(item["id"]), item) for item in objects]


def with_lists(client: Client, resource: Resource, listed: list[dict]) -> list[dict]:
    """All listed objects, with the lists in them that the service shows only by the objects themselves."""
    lists = list_fields(resource)
    needed = {str(item["id"]): omitted_from(item) & lists for item in listed if omitted_from(item)}
    if not any(needed.values()):
        return listed
    return read_omitted(lambda items: read_each(client, resource, items), resource, listed, needed)


def read_each(client: Client, resource: Resource, listed: Sequence[dict]) -> list[dict]:
    """These objects by themselves."""
    return [read_one(client, resource, item) for item in listed]


def read_one(client: Client, resource: Resource, item: dict) -> dict:
    """The object by itself; as it is listed if it is gone by now, or if its name would be several parts of a path."""
    object_id = str(item["id"])
    return item if "/" in object_id else client.find_by_id(resource, object_id) or item
