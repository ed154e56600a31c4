# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Elements of a list that have ids of the service's: which is which, and what becomes of them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Callable

from .schema import Field


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
    given: Sequence[dict], current: Sequence[dict], likenesses: Sequence[Callable[[dict], str]]
) -> list[dict | None]:
    """For each given element the current one that it is, None where it is new; each current one is taken once.

    likenesses: what elements that may be the same have in common, the surest likeness first.
    """
    partners: list[dict | None] = [None] * len(given)
    free = list(current)
    for likeness in likenesses:
        by_likeness: dict[str, list[dict]] = {}
        for element in free:
            by_likeness.setdefault(likeness(element), []).append(element)
        for number, element in enumerate(given):
            alike = by_likeness.get(likeness(element)) if partners[number] is None else None
            if alike:
                partners[number] = alike.pop(0)
        free = [element for alike in by_likeness.values() for element in alike]
    return partners


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
