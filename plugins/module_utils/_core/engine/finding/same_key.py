# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What identifies objects, and which of them have a key. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from ...model.resource import Resource
from ...values.canonical import canonical


def all_by_key(resource: Resource, objects: Sequence[dict], key: str) -> list[dict]:
    """Every object that has this key."""
    field = resource.field(resource.key)
    wanted = canonical(field, key)
    return [item for item in objects if canonical(field, item.get(resource.key)) == wanted]


def parts_of_key(resource: Resource) -> tuple[str, ...]:
    """Names of the fields that the key is computed from, if it is."""
    computed = resource.field(resource.key).computed
    return computed.parts if computed else ()
