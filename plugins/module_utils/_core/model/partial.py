# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Objects of which a response shows only a part, as lists may and answers to writes. Pure."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from .field import Field
from .resource import Resource


class Partial(dict):
    """A decoded object. A copy of it is an ordinary dict.

    omitted: names of the fields that the response does not show. Their values are what the API says about an object
    that does not have them, which the object itself may contradict.
    """

    omitted: frozenset[str] = frozenset()


def with_omitted(resource: Resource, item: dict, raw: dict) -> dict:
    """The decoded object, as a `Partial` if `raw`, the object in the response, omits fields or has null for them.

    What cannot be read by itself, such as an object without an id, is not a `Partial`.
    """
    shown = resource.shape.parts(raw) if resource.shape.parts else raw
    missing = [name for name, keys in resource.read_from.items() if all(shown.get(key) is None for key in keys)]
    if not missing or resource.get is None or "id" not in item:
        return item
    partial = Partial(item)
    partial.omitted = frozenset(missing)
    return partial


def omitted_from(item: Any) -> frozenset[str]:
    """Names of the fields that the object may have although the response does not show them."""
    return item.omitted if isinstance(item, Partial) else frozenset()


def completed_with(item: dict, values: dict) -> dict:
    """The object with values of fields that the response omits, which are known from elsewhere."""
    completed = Partial({**item, **values})
    completed.omitted = omitted_from(item) - values.keys()
    return completed


def fields_not_shown(resource: Resource, current: dict, desired: dict) -> list[Field]:
    """Fields that were given and that the service does not show."""
    return [
        field
        for field in resource.fields
        if field.may_be_hidden and field.name in desired and current.get(field.name) is None
    ]


def hidden_fields(resource: Resource, current: dict, desired: dict) -> tuple[str, ...]:
    """Names of those of them, which cannot be compared."""
    return tuple(field.name for field in fields_not_shown(resource, current, desired))


def omitted_fields(resource: Resource, listed: dict, desired: dict, more: Set[str] = frozenset()) -> frozenset[str]:
    """Names of the fields that the list omits, and that were given or say whether the object is active.

    more: names of further fields that are needed.
    """
    needed = {*desired, resource.soft_delete, *more}
    return omitted_from(listed) & needed | {*hidden_fields(resource, listed, desired)}


def list_fields(resource: Resource) -> frozenset[str]:
    """Names of the fields of which "none" would be said if the list omits them."""
    return frozenset(field.name for field in resource.fields if field.type == "list")
