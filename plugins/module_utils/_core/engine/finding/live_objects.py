# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The live objects of one kind, read when asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from ...http.client import Client
from ...model.listed import Unreadable
from ...model.resource import Resource
from ...values.lookalike import by_appearance, refuse_lookalike
from .computed_keys import with_keys
from .key_search import search_by_key
from .omitted_fields import read_each
from .same_key import parts_of_key
from .unreadable import refuse_unreadable


class LiveObjects:
    """The objects of one kind, read when asked for. The list is read once at most.

    unreadable: those of the list that cannot be read, once it was read.
    """

    def __init__(self, client: Client, resource: Resource) -> None:
        self._client = client
        self.resource = resource
        self._objects: list[dict] | None = None
        self.unreadable: tuple[Unreadable, ...] = ()

    @property
    def objects(self) -> list[dict]:
        """All of them."""
        # Not a cached_property: until Python 3.12 the threads of a run would wait for each other's requests there.
        if self._objects is None:
            listed = self._client.list(self.resource)
            self._objects, self.unreadable = listed, listed.unreadable
        return self._objects

    def read_parts_of_keys(self, desired: dict) -> None:
        """Read each object by itself of which the list does not show whether it has the computed key of `desired`."""
        if parts_of_key(self.resource) and "id" not in desired:
            read = partial(read_each, self._client, self.resource)
            self._objects = with_keys(read, self.resource, self.objects, [desired])

    def find_by_id(self, object_id: str) -> dict | None:
        """The object with this id, or None."""
        return self._client.find_by_id(self.resource, object_id)

    def all_of(self, key: str) -> list[dict]:
        """Every object with this key."""
        return search_by_key(self._client, self.resource, key, lambda: self.objects)

    def refuse_unreadable(self, desired: Mapping[str, Any]) -> None:
        """See that function. If the list was not read, the object was found without it."""
        refuse_unreadable(self.resource, self.unreadable, desired)

    def refuse_lookalike(self, key: str, option: str, renamed: str | None = None) -> None:
        """See `values.lookalike.refuse_lookalike`. Raises InvalidOption."""
        others = [] if self.resource.id_is_key else self.objects
        refuse_lookalike(self.resource, key, by_appearance(self.resource, others), option, renamed)


def find_objects(client: Client, resource: Resource, key: str) -> list[dict]:
    """Every object with this key, for readers that need not know which one is meant.

    If keys are case-insensitive and one is spelled exactly so, only that one. Raises UnreadableResponse if one of them
    cannot be read.
    """
    live = LiveObjects(client, resource)
    found = live.all_of(key)
    live.refuse_unreadable({resource.key: key})
    return [item for item in found if item.get(resource.key) == key] or found
