# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Groups that a member shows and that the service does not list, for example after their removal. Pure.

A member leaves a group by a call to the group, so nobody can leave these: they are not compared, and a warning says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ...errors import excerpt
from ...model.field import Field
from ...values.canonical import canonical_item
from ...values.text import listed
from .object_index import ObjectIndex

MAX_NAME_LENGTH = 100


def lost_groups(field: Field, current: Mapping, desired: Mapping) -> list[str]:
    """Keys of groups that the member shows and that its list, declared exactly, does not name."""
    if field.at_groups is None or not field.is_exact_in(desired):
        return []
    named = {canonical_item(field, key) for key in desired[field.name]}
    return [key for key in current.get(field.name) or [] if canonical_item(field, key) not in named]


def unknown_groups(groups: ObjectIndex, keys: Iterable[str]) -> list[str]:
    """Those of the keys that no group has."""
    return [key for key in keys if not groups.all_of(key)]


def without_groups(member: Mapping, unknown: Mapping[str, Sequence[str]]) -> dict:
    """The member as if it did not show them. unknown: keys of groups, by field."""
    left = {name: [key for key in member.get(name) or [] if key not in keys] for name, keys in unknown.items()}
    return {**member, **left}


def with_groups(member: Mapping, unknown: Mapping[str, Sequence[str]]) -> dict:
    """The opposite of `without_groups`."""
    return {**member, **{name: [*(member.get(name) or []), *keys] for name, keys in unknown.items()}}


def warning_of(field: str, members: Sequence[str], unknown: Iterable[str]) -> str:
    """members: their keys. unknown: keys of groups."""
    keys = listed([excerpt(key, MAX_NAME_LENGTH) for key in dict.fromkeys(unknown)])
    return (
        f"{field} of {listed(members)}: BigPanda shows {keys} there, and not in its own list of {field}. "
        "What is not in that list cannot be removed from anybody, so it is not compared."
    )
