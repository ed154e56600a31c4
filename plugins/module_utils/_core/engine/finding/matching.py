# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which live object a declaration means, and which of several objects a key means. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from ...errors import AmbiguousKey
from ...model.resource import Resource
from .duplicates import describe_duplicates


class Objects(Protocol):
    """The live objects of one kind: a list that was read before, or what the service answers when asked."""

    resource: Resource

    def find_by_id(self, object_id: str) -> dict | None:
        """The object with this id, or None."""

    def all_of(self, key: str) -> list[dict]:
        """Every object with this key."""

    def refuse_unreadable(self, desired: Mapping[str, Any]) -> None:
        """See `refuse_unreadable`. Raises UnreadableResponse."""

    def refuse_lookalike(self, key: str, option: str, renamed: str | None = None) -> None:
        """See `values.lookalike.refuse_lookalike`. Raises InvalidOption."""


def find_live(objects: Objects, desired: Mapping[str, Any]) -> dict | None:
    """The live object that a declaration means: by its id, else by its key, else by the key that it is renamed to.

    None if there is no such object. Raises AmbiguousKey if a key fits several objects, InvalidOption for a new key
    that looks like that of another object, UnreadableResponse for an object that cannot be read.
    """
    resource = objects.resource
    if "id" in desired:
        objects.refuse_unreadable(desired)
        return objects.find_by_id(desired["id"])
    key = desired[resource.key]
    with_key = objects.all_of(key)
    objects.refuse_unreadable(desired)
    found = only_one(resource, with_key, key, desired)
    new_key = desired.get(resource.renamed_by) if resource.renamed_by else None
    if new_key:
        found = _renamed(objects, found, new_key)
    if found is None and not with_key:
        objects.refuse_lookalike(key, resource.key)
    return found


def _renamed(objects: Objects, found: dict | None, new_key: str) -> dict | None:
    """The object to be renamed, or the one that was renamed before. Raises AmbiguousKey if both exist."""
    resource = objects.resource
    with_new_key = objects.all_of(new_key)
    at_new_key = only_one(resource, with_new_key, new_key)
    if found and at_new_key and found["id"] != at_new_key["id"]:
        raise AmbiguousKey(
            f'the {resource.title} "{new_key}" exists already ({at_new_key["id"]}).',
            f"Remove one of the two, or choose another {resource.renamed_by}.",
        )
    if found and not with_new_key:
        objects.refuse_lookalike(new_key, str(resource.renamed_by), renamed=found[resource.key])
    return found or at_new_key


def only_one(
    resource: Resource, found: Sequence[dict], key: str, desired: Mapping[str, Any] | None = None
) -> dict | None:
    """The one of them that is meant, or None if there is none. Raises AmbiguousKey if there are several."""
    if found and resource.disambiguate and desired is not None:
        found = resource.disambiguate(found, dict(desired))
    if len(found) > 1:
        exact = [item for item in found if item.get(resource.key) == key]
        if len(exact) == 1:
            return exact[0]
        raise AmbiguousKey(*describe_duplicates(resource, found, key))
    return found[0] if found else None


def may_be_meant(resource: Resource, item: dict, desired: Mapping[str, Any]) -> bool:
    """Whether an object with the key of `desired` would be the one that is meant, if it was the only one."""
    return resource.disambiguate is None or bool(resource.disambiguate([item], dict(desired)))
