# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Names that people take for the same and the service does not: nobody is made a second time by one. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..errors import InvalidOption
from ..model.resource import Resource
from .text import caseless, find_unseen, likeness, shown


def appearance(resource: Resource, key: str) -> str:
    """Equal for keys of this kind that people take for the same."""
    return caseless(likeness(key)) if resource.field(resource.key).case_insensitive else likeness(key)


def by_appearance(resource: Resource, objects: Iterable[Mapping]) -> dict[str, str]:
    """The keys of the objects by what they look like."""
    keys = (item.get(resource.key) for item in objects)
    return {appearance(resource, key): key for key in keys if isinstance(key, str)}


def refuse_lookalike(resource: Resource, key: str, there: Mapping[str, str]) -> None:
    """key: one that no object has. there: see `by_appearance`.

    Raises InvalidOption if an object has a key that looks like it, or if nobody can see all of it.
    """
    if resource.field(resource.key).internal:
        return
    other = there.get(appearance(resource, key))
    if other is not None:
        raise InvalidOption(
            f'{resource.key} is "{shown(key)}"; the {resource.title} "{shown(other)}" that exists looks like it.',
            "Spell it as the service does, or choose a name that people can tell apart.",
        )
    unseen = find_unseen(key)
    if unseen:
        raise InvalidOption(
            f'{resource.key} is "{shown(key)}" and holds {unseen}, which nobody can see.', "Remove the character."
        )
