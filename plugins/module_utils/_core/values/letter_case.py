# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""New names that differ from an existing one only by case, which is rarely meant. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..model.resource import Resource
from .text import caseless


def warn_of_letter_case(resource: Resource, key: str, objects: Iterable[Mapping]) -> list[str]:
    """A warning if the key of a new object differs from that of another one only by case."""
    if resource.singleton or resource.field(resource.key).compare.case_insensitive:
        return []
    same = [str(item.get(resource.key)) for item in objects if caseless(str(item.get(resource.key))) == caseless(key)]
    others = [f'"{other}"' for other in same if other != key]
    if not others:
        return []
    return [f"The {resource.titled(key)} is new, although {', '.join(others)} exists: names are case-sensitive."]
