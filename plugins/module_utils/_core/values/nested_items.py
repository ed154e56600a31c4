# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Elements of a list that have ids of the service's: which is which, and what becomes of them. Pure."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Callable

from ..model.field import Field


@dataclass(frozen=True)
class ElementChanges:
    """What becomes of the elements of a list.

    added: new ones, without id. changed: of each (as it is, as it will be). removed: ids.
    order: all ids in their order, None where it stays or cannot be told before the new ones have their ids.
    """

    added: tuple[dict, ...]
    changed: tuple[tuple[dict, dict], ...]
    removed: tuple[str, ...]
    order: tuple[str, ...] | None


def is_foreign(field: Field, element: Any) -> bool:
    """Whether something else than a declaration put the element there."""
    return bool(field.children and field.children.foreign and field.children.foreign(element))


def own_elements(field: Field, elements: Sequence[Any] | None) -> list[Any]:
    """Those that can be declared."""
    return [element for element in elements or [] if not is_foreign(field, element)]


def pair(
    given: Sequence[dict],
    current: Sequence[dict],
    likenesses: Sequence[Callable[[dict], tuple[str, ...]]],
    told: Callable[[dict, tuple[str, ...]], str],
) -> list[dict | None]:
    """For each given element the current one that it is, None where it is new; each current one is taken once.

    likenesses: the names by which a given element is looked for, the surest first; none where it is not looked for.
    told: what an element says under such names. As many find a partner as can, whatever their order; whoever is looked
    for by more names chooses first.
    """
    partners: dict[int, int] = {}
    for likeness in likenesses:
        names = {number: likeness(element) for number, element in enumerate(given) if number not in partners}
        places = _Places(current, set(partners.values()), told)
        partners |= _matched(
            {
                number: places.alike(given[number], names[number])
                for number in sorted(names, key=lambda number: -len(names[number]))
            }
        )
    return [current[partners[number]] if number in partners else None for number in range(len(given))]


def _matched(candidates: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """Numbers with a place each, as many as there can be. candidates: for each number the places that suit it."""
    places: dict[int, int] = {}
    owners: dict[int, int] = {}
    for number in candidates:
        asked_by: dict[int, int] = {}
        free = _nearest_free_place(number, candidates, owners, asked_by)
        while free is not None:
            # Whoever asked for it leaves the own place to the one that asked for that.
            asking = asked_by[free]
            left = places.get(asking)
            places[asking], owners[free] = free, asking
            free = left
    return places


def _nearest_free_place(
    number: int, candidates: Mapping[int, Sequence[int]], owners: Mapping[int, int], asked_by: dict[int, int]
) -> int | None:
    """A place that is free, or becomes so if others move. asked_by: is filled with who asks for which place."""
    waiting = deque([number])
    while waiting:
        asking = waiting.popleft()
        for place in candidates[asking]:
            if place not in asked_by:
                asked_by[place] = asking
                if place not in owners:
                    return place
                waiting.append(owners[place])
    return None


class _Places:
    """The elements that are still to be had, by what they say."""

    def __init__(self, current: Sequence[dict], taken: set[int], told: Callable[[dict, tuple[str, ...]], str]) -> None:
        self._free = [(place, element) for place, element in enumerate(current) if place not in taken]
        self._told = told
        self._alike: dict[tuple[str, ...], dict[str, list[int]]] = {}

    def alike(self, element: dict, names: tuple[str, ...]) -> list[int]:
        """The places of all that say the same under these names."""
        return self._by(names).get(self._told(element, names), []) if names else []

    def _by(self, names: tuple[str, ...]) -> dict[str, list[int]]:
        if names not in self._alike:
            found: dict[str, list[int]] = {}
            for place, element in self._free:
                found.setdefault(self._told(element, names), []).append(place)
            self._alike[names] = found
        return self._alike[names]


def weave(field: Field, own: Sequence[dict], current: Sequence[dict]) -> list[dict]:
    """`own` in their order, among the foreign elements of `current`, which stay where they are.

    New ones come to the top of the list, which moves the others down.
    """
    kept = {element["id"] for element in own}
    added = [element for element in own if element["id"] is None]
    staying = [element for element in current if is_foreign(field, element) or element["id"] in kept]
    remaining = iter(own)
    return [element if is_foreign(field, element) else next(remaining) for element in (*added, *staying)]


def compare_elements(before: Sequence[dict], after: Sequence[dict]) -> ElementChanges:
    by_id = {element["id"]: element for element in before}
    added = tuple(element for element in after if element["id"] is None)
    kept = [element for element in after if element["id"] is not None]
    order = [element["id"] for element in kept]
    staying = set(order)
    return ElementChanges(
        added=added,
        changed=tuple((by_id[each["id"]], each) for each in kept if by_id[each["id"]] != each),
        removed=tuple(element["id"] for element in before if element["id"] not in staying),
        order=tuple(order) if not added and order != [name for name in by_id if name in staying] else None,
    )
