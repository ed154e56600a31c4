# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Names that nearly are those of other objects, which is rarely meant. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..model.resource import Resource
from .text import caseless


def warn_of_letter_case(resource: Resource, key: str, objects: Iterable[Mapping]) -> list[str]:
    """A warning if the key of a new object differs from that of another one only by case."""
    same = [str(item.get(resource.key)) for item in objects if caseless(str(item.get(resource.key))) == caseless(key)]
    others = [f'"{other}"' for other in same if other != key]
    if not others:
        return []
    return [f"The {resource.titled(key)} is new, although {', '.join(others)} exists: names are case-sensitive."]


def warn_of_nearly_same(resource: Resource, desired: Mapping, objects: Iterable[Mapping]) -> list[str]:
    """A warning if an object that is to be removed or stopped does not exist, but others nearly have its key.

    Their keys differ by case, or, if a name is only a part of the key, in the rest of it.
    """
    key, name = str(desired[resource.key]), desired.get("name", desired[resource.key])
    same = [item for item in objects if caseless(str(item.get("name", item.get(resource.key)))) == caseless(str(name))]
    others = [f'"{item[resource.key]}"' for item in same]
    if not others:
        return []
    return [
        f"The {resource.titled(key)} does not exist, so there is nothing to do, but {', '.join(others)} does. "
        "If you mean that, give exactly its name, and all other options that identify it."
    ]
