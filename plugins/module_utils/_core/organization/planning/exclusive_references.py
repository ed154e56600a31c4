# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""References that only one object of a kind can have: naming an object takes it from the previous one. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...errors import InvalidOption
from ...model.field import Field
from .matching import Match
from .world import World


@dataclass(frozen=True)
class Claims:
    """by_reference: (kind, field, id that the field names) to the declaration that names it."""

    by_reference: Mapping[tuple[str, str, str], Match]

    def without_lost(self, match: Match, current: dict) -> dict:
        """`current` without the objects that other declarations take from it, unless its whole list is declared.

        It may be written last, and must not take them back.
        """
        if not self.by_reference:
            return current
        left = dict(current)
        for field in _exclusive_fields(match):
            if not field.is_exact_in(match.desired):
                left[field.name] = [
                    named for named in current[field.name] if self._is_own_or_free(match, field.name, named)
                ]
        return left

    def _is_own_or_free(self, match: Match, field: str, named: str) -> bool:
        return self.by_reference.get((match.resource.name, field, named), match) is match

    def lost_by(self, match: Match) -> dict[str, frozenset[str]]:
        """By field, ids that other declarations of the kind would take from the object."""
        lost: dict[str, set[str]] = {}
        for (resource, field, named), claim in self.by_reference.items():
            if resource == match.resource.name and claim is not match:
                lost.setdefault(field, set()).add(named)
        return {field: frozenset(ids) for field, ids in lost.items()}


def find_claims(world: World) -> Claims:
    """Raises InvalidOption if two declarations of a kind name the same object."""
    claims: dict[tuple[str, str, str], Match] = {}
    for each in world.present:
        for field in _exclusive_fields(each):
            for named in each.desired.get(field.name) or ():
                other = claims.setdefault((each.resource.name, field.name, named), each)
                if other is not each:
                    _refuse_shared(world, field, named, other, each)
    return Claims(claims)


def _exclusive_fields(match: Match) -> list[Field]:
    return [field for field in match.resource.fields if field.refers and field.refers.exclusive]


def _refuse_shared(world: World, field: Field, named: str, one: Match, other: Match) -> None:
    if field.refers is None:
        raise TypeError(f"{field.name} refers to nothing")
    known = world.future[field.refers.resource]
    key = next(iter(known.keys_of([named])), named)
    raise InvalidOption(
        f"{one.where} and {other.where} both contain the {known.resource.titled(key)} in {field.name}, but only "
        f"one {one.resource.title} can contain it.",
        "Omit it from one of them.",
    )
