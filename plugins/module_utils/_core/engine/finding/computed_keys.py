# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Objects whose key is computed from fields that a list may omit."""

from __future__ import annotations

from collections.abc import Iterable

from ...model.partial import omitted_from
from ...model.resource import Resource
from ...values.comparison import is_equal
from .omitted_fields import ReadEach, with_objects
from .same_key import parts_of_key


def _may_have_key(resource: Resource, listed: dict, desired: dict) -> bool:
    """Whether the object may be the one that is meant, but the list omits a part of what its key is computed from."""
    parts = parts_of_key(resource)
    omitted = omitted_from(listed)
    known = (resource.field(name) for name in parts if name not in omitted and name in desired)
    return not omitted.isdisjoint(parts) and all(
        is_equal(field, listed.get(field.name), desired[field.name]) for field in known
    )


def with_keys(read: ReadEach, resource: Resource, listed: list[dict], wanted: Iterable[dict]) -> list[dict]:
    """The objects; each by itself of which the list does not show whether it has the computed key of a wanted one."""
    if resource.get is None or not parts_of_key(resource):
        return listed
    by_key = [desired for desired in wanted if "id" not in desired]
    unknown = [item for item in listed if any(_may_have_key(resource, item, desired) for desired in by_key)]
    return with_objects(listed, read(unknown)) if unknown else listed
