# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which of several live objects is meant by a key. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..errors import AmbiguousKey
from ..model.resource import Resource
from ..values.comparison import is_equal
from .duplicates import describe_duplicates


def find_by_key(
    resource: Resource, objects: Sequence[dict], key: str, desired: Mapping[str, Any] | None = None
) -> dict | None:
    """The one object that answers to this key, or None. Raises AmbiguousKey if several do.

    desired: what else is wanted of it, which may tell objects of the same key apart.
    """
    return only_one(resource, all_by_key(resource, objects, key), key, desired)


def all_by_key(resource: Resource, objects: Sequence[dict], key: str) -> list[dict]:
    """Every object that answers to this key."""
    field = resource.field(resource.key)
    return [item for item in objects if is_equal(field, item.get(resource.key), key)]


def only_one(
    resource: Resource, found: Sequence[dict], key: str, desired: Mapping[str, Any] | None = None
) -> dict | None:
    """The one of them that is meant, or None if there is none. Raises AmbiguousKey if there are several."""
    if resource.is_same and desired is not None:
        found = [item for item in found if resource.is_same(item, dict(desired))]
    if len(found) > 1 and resource.prefer and desired is not None:
        found = resource.prefer(found, dict(desired))
    if len(found) > 1:
        exact = _told_apart(resource, found, key, desired or {})
        if len(exact) == 1:
            return exact[0]
        raise AmbiguousKey(*describe_duplicates(resource, found, key))
    return found[0] if found else None


def _told_apart(resource: Resource, found: Sequence[dict], key: str, given: Mapping[str, Any]) -> list[dict]:
    """Of objects that answer to the same key, those that are meant more exactly."""
    if resource.tie_break and resource.tie_break in given:
        field, wanted = resource.field(resource.tie_break), given[resource.tie_break]
        return [item for item in found if is_equal(field, item.get(field.name), wanted)]
    return [item for item in found if item.get(resource.key) == key]
