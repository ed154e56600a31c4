# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""All live objects of one kind, found by key and by id. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Any

from ...model.listed import Unreadable
from ...model.resource import Resource
from ...values.canonical import canonical
from ...values.lookalike import by_appearance, refuse_lookalike
from .matching import only_one
from .unreadable import refuse_unreadable


class ObjectIndex:
    """Index of the objects of one kind, by id and by key, to resolve names against."""

    def __init__(
        self,
        resource: Resource,
        objects: Sequence[dict],
        gone: Sequence[dict] = (),
        unreadable: Sequence[Unreadable] = (),
    ) -> None:
        """gone: objects that the same run removes, so that a message can say so. unreadable: what cannot be read."""
        self.resource = resource
        self.objects = objects
        self.gone = gone
        self.unreadable = unreadable
        self._asked: dict[str, list[dict]] = {}

    @cached_property
    def _by_key(self) -> Mapping[str, list[dict]]:
        """Objects by the canonical form of their key, since thousands may be looked up."""
        field = self.resource.field(self.resource.key)
        found: dict[str, list[dict]] = {}
        for item in self.objects:
            found.setdefault(canonical(field, item.get(self.resource.key)), []).append(item)
        return found

    @cached_property
    def _by_id(self) -> Mapping[str, dict]:
        return {str(item["id"]): item for item in self.objects if item.get("id") is not None}

    def all_of(self, key: str) -> list[dict]:
        """Every object that answers to this key. Thousands of users ask for the same few roles."""
        if key not in self._asked:
            self._asked[key] = self._by_key.get(canonical(self.resource.field(self.resource.key), key), [])
        return self._asked[key]

    def find(self, key: str, desired: Mapping[str, Any] | None = None) -> dict | None:
        """The one object that answers to this key, or None.

        Raises AmbiguousKey if several do, UnreadableResponse if one of them cannot be read.
        """
        self.refuse_unreadable({self.resource.key: key, **(desired or {})})
        return only_one(self.resource, self.all_of(key), key, desired)

    @property
    def ids(self) -> Collection[str]:
        return self._by_id.keys()

    @cached_property
    def _by_appearance(self) -> Mapping[str, list[str]]:
        return by_appearance(self.resource, self.objects)

    def refuse_unreadable(self, desired: Mapping[str, Any]) -> None:
        """See that function. Raises UnreadableResponse."""
        refuse_unreadable(self.resource, self.unreadable, desired)

    def refuse_lookalike(self, key: str, option: str, renamed: str | None = None) -> None:
        """See `values.lookalike.refuse_lookalike`. Raises InvalidOption."""
        refuse_lookalike(self.resource, key, self._by_appearance, option, renamed)

    def find_by_id(self, object_id: str) -> dict | None:
        return self._by_id.get(object_id)

    @cached_property
    def keys(self) -> Mapping[str, str]:
        """The key of each object, by id."""
        return {object_id: str(item[self.resource.key]) for object_id, item in self._by_id.items()}

    def keys_of(self, ids: Sequence[str]) -> list[str]:
        """The keys that belong to these ids, as far as they are known."""
        return [self.keys[object_id] for object_id in ids if object_id in self.keys]
