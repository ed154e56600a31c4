# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Names that look the same to people but differ for the service, so that no object is created twice. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..errors import InvalidOption
from ..model.resource import Resource
from .text import caseless, find_unseen, likeness, shown


def appearance(resource: Resource, key: str) -> str:
    """Equal for keys of this kind that look the same."""
    return caseless(likeness(key)) if resource.field(resource.key).compare.case_insensitive else likeness(key)


def by_appearance(resource: Resource, objects: Iterable[Mapping]) -> dict[str, list[str]]:
    """The keys of the objects, by appearance."""
    found: dict[str, list[str]] = {}
    for item in objects:
        key = item.get(resource.key)
        if isinstance(key, str):
            found.setdefault(appearance(resource, key), []).append(key)
    return found


def refuse_lookalike(
    resource: Resource,
    key: str,
    there: Mapping[str, Sequence[str]],
    option: str | None = None,
    renamed: str | None = None,
) -> None:
    """Raises InvalidOption if another object's key looks like this one, or if it contains invisible characters.

    key: one that no object has. there: see `by_appearance`. option: the one that gives the key, if it is not the key
    itself. renamed: the key of the object that gets this one, which may look like it.
    """
    if resource.field(resource.key).internal:
        return
    option = option or resource.key
    other = next((each for each in there.get(appearance(resource, key), ()) if each != renamed), None)
    if other is not None:
        raise InvalidOption(
            f'{option} is "{shown(key)}"; the {resource.title} "{shown(other)}" that exists looks like it.',
            "Use the existing spelling, or choose a name that people can tell apart.",
        )
    unseen = find_unseen(key)
    if unseen:
        raise InvalidOption(
            f'{option}: "{shown(key)}" contains the invisible character {unseen}.', "Remove the character."
        )
