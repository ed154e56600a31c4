# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Items of a list that have ids of the service: match them, merge them, compare them. Pure."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from typing import Callable

from ..model.field import Field
from ..record import Record

# The values of some fields of an element, as a text that can be compared.
TextOf = Callable[[dict, "tuple[str, ...]"], str]


class ElementChanges(Record):
    """The changes to the elements of a list.

    added: new ones, without id. changed: (before, after) of each. removed: ids.
    order: all ids in their new order; None if it does not change, or is unknown until the new ones have ids.
    """

    added: tuple[dict, ...]
    changed: tuple[tuple[dict, dict], ...]
    removed: tuple[str, ...]
    order: tuple[str, ...] | None


def match_items(
    given: Sequence[dict],
    current: Sequence[dict],
    match_keys: Sequence[Callable[[dict], tuple[str, ...]]],
    text_of: TextOf,
) -> list[dict | None]:
    """For each given element the current one that it matches; None for a new one. Each current one matches once.

    match_keys: the names of the fields by which a given element is matched, the most reliable ones first; no names if
    it is not matched by them.
    The number of matches is the highest possible, in whatever order the elements are given. Elements that are matched
    by more fields come first.
    """
    partners: dict[int, int] = {}
    for match_key in match_keys:
        names = {number: match_key(element) for number, element in enumerate(given) if number not in partners}
        places = _Places(current, set(partners.values()), text_of)
        partners |= _matched(
            {
                number: places.alike(given[number], names[number])
                for number in sorted(names, key=lambda number: -len(names[number]))
            }
        )
    return [current[partners[number]] if number in partners else None for number in range(len(given))]


def _matched(candidates: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """A maximum matching of numbers to places. candidates: the places that each number may have."""
    places: dict[int, int] = {}
    owners: dict[int, int] = {}
    for number in candidates:
        asked_by: dict[int, int] = {}
        free = _nearest_free_place(number, candidates, owners, asked_by)
        while free is not None:
            # The number that asked for it gives its own place to the number that asked for that one.
            asking = asked_by[free]
            left = places.get(asking)
            places[asking], owners[free] = free, asking
            free = left
    return places


def _nearest_free_place(
    number: int, candidates: Mapping[int, Sequence[int]], owners: Mapping[int, int], asked_by: dict[int, int]
) -> int | None:
    """A place that is free, or that becomes free if others move.

    asked_by: is filled with the number that asks for each place.
    """
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
    """The places of elements that have no match yet, by the text of some of their fields."""

    def __init__(
        self, current: Sequence[dict], taken: set[int], text_of: Callable[[dict, tuple[str, ...]], str]
    ) -> None:
        self._free = [(place, element) for place, element in enumerate(current) if place not in taken]
        self._text_of = text_of
        self._places: dict[tuple[str, ...], dict[str, list[int]]] = {}

    def alike(self, element: dict, names: tuple[str, ...]) -> list[int]:
        """The places of all elements with the same values of these fields."""
        return self._by(names).get(self._text_of(element, names), []) if names else []

    def _by(self, names: tuple[str, ...]) -> dict[str, list[int]]:
        if names not in self._places:
            found: dict[str, list[int]] = {}
            for place, element in self._free:
                found.setdefault(self._text_of(element, names), []).append(place)
            self._places[names] = found
        return self._places[names]


def merge_foreign(field: Field, own: Sequence[dict], current: Sequence[dict]) -> list[dict]:
    """`own` in their order, between the foreign elements of `current`, which keep their positions.

    New elements are inserted at the top, which moves the others down.
    """
    kept = {element["id"] for element in own}
    added = [element for element in own if element["id"] is None]
    staying = [element for element in current if field.is_foreign(element) or element["id"] in kept]
    remaining = iter(own)
    return [element if field.is_foreign(element) else next(remaining) for element in (*added, *staying)]


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
