# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What changes in one object, field by field, from the diff of its step. Pure."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .readable import is_condition, readable, readable_pair, shortened

ROW_COUNTS = ("added", "changed", "removed")


@dataclass(frozen=True)
class FieldChange:
    """name: of the field, with dots for values inside of it.

    added, removed: elements of a list. inner: what changes inside of elements that stay, as text. is_reordered: the
    elements are the same in another order. before, after: texts of any other value; None if there is none.
    """

    name: str
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    inner: tuple[str, ...] = ()
    is_reordered: bool = False
    before: str | None = None
    after: str | None = None

    def text(self) -> str:
        """`roles: +Auditors, -Operations`, `filter: env = a → env = b`, `description: new text`."""
        if self.is_reordered:
            return f"{self.name}: reordered: {self.after}"
        signed = [*(f"+{each}" for each in self.added), *(f"-{each}" for each in self.removed)]
        listed = [f"{self.name}: {', '.join(signed)}"] if signed else []
        if listed or self.inner:
            return "; ".join([*self.inner, *listed])
        if self.before is None:
            return f"{self.name}: {self.after}"
        return f"{self.name}: {self.before} → {'none' if self.after is None else self.after}"

    def before_text(self) -> str:
        """The side before, for a column of its own; empty if there was nothing."""
        if self.removed:
            return f"{self.name}: -{', -'.join(self.removed)}"
        return f"{self.name}: {self.before}" if self.before is not None else ""

    def after_text(self) -> str:
        """The side after."""
        if self.added or self.inner:
            added = [f"{self.name}: +{', +'.join(self.added)}"] if self.added else []
            return "; ".join([*self.inner, *added])
        if self.is_reordered:
            return f"{self.name}: reordered: {self.after}"
        return f"{self.name}: {self.after}" if self.after is not None else ""


def field_changes(diff: Mapping[str, Any]) -> list[FieldChange]:
    """diff: `{before, after}` of one step."""
    return list(_changes(diff["before"], diff["after"], ""))


def _changes(before: Mapping[str, Any], after: Mapping[str, Any], prefix: str) -> Iterator[FieldChange]:
    for name in [*before, *(name for name in after if name not in before)]:
        sides = before.get(name), after.get(name)
        if sides[0] == sides[1]:
            continue
        full_name = readable(f"{prefix}{name}")
        if _is_of_rows(sides[1]):
            yield _row_change(full_name, sides[0], sides[1])
        elif all(isinstance(side, Mapping) and not is_condition(side) for side in sides):
            yield from _changes(sides[0] or {}, sides[1] or {}, f"{full_name}.")
        elif all(side is None or isinstance(side, (list, tuple)) for side in sides):
            yield _list_change(full_name, sides[0] or (), sides[1] or (), name in before)
        else:
            texts = readable_pair(*sides)
            yield FieldChange(
                full_name,
                before=texts[0] if sides[0] is not None else None,
                after=texts[1] if sides[1] is not None else None,
            )


def _is_of_rows(after: Any) -> bool:
    """Whether the value counts the rows of a table and has examples of them."""
    if not isinstance(after, Mapping) or {"total", *ROW_COUNTS, "examples"} != after.keys():
        return False
    return isinstance(after["total"], int)


def _row_change(name: str, before: Any, after: Any) -> FieldChange:
    examples, total = after["examples"], f"{after['total']:,}"
    if before is None and after["added"] == after["total"]:
        return FieldChange(name, after=f"{total}, such as {', '.join(_sorted_texts(examples))}" if examples else total)
    counted = [f"{after[word]:,} {word}" for word in ROW_COUNTS if after[word]]
    counts = ", ".join([*(counted or ["another table"]), f"{total} in total"])
    shown = _list_change(f"{name}.examples", (before or {}).get("examples") or (), examples, True)
    return FieldChange(shown.name, shown.added, shown.removed, (f"{name}: {counts}",))


def _list_change(name: str, before: Sequence[Any], after: Sequence[Any], was_shown: bool) -> FieldChange:
    counts = Counter(map(_identity, before)), Counter(map(_identity, after))
    added = _picked(after, counts[1] - counts[0])
    removed = _picked(before, counts[0] - counts[1])
    if not added and not removed:
        if not before:
            return FieldChange(name, before="none" if was_shown else None, after="none")
        return FieldChange(name, is_reordered=True, after=shortened(readable(list(map(_element, after)))))
    inner = _inner_changes(added, removed)
    return FieldChange(name, _sorted_texts(added), _sorted_texts(removed), tuple(inner))


def _identity(element: Any) -> str:
    return json.dumps(element, sort_keys=True, default=str)


def _picked(elements: Sequence[Any], wanted: Counter) -> list[Any]:
    picked, left = [], Counter(wanted)
    for element in elements:
        identity = _identity(element)
        if left[identity] > 0:
            left[identity] -= 1
            picked.append(element)
    return picked


def _inner_changes(added: list[Any], removed: list[Any]) -> list[str]:
    """Elements that differ in lists inside of them only, such as the actions of a permission; takes them out."""
    texts = []
    for element in [each for each in added if isinstance(each, Mapping)]:
        partner = next(
            (each for each in removed if isinstance(each, Mapping) and _plain(each) == _plain(element)), None
        )
        if partner is not None and _plain(element):
            added.remove(element)
            removed.remove(partner)
            signs = [
                f"{'+' if change.added else ''}{', +'.join(change.added)}"
                f"{', ' if change.added and change.removed else ''}"
                f"{'-' if change.removed else ''}{', -'.join(change.removed)}"
                for change in _changes(partner, element, "")
            ]
            texts.append(f"{_title(element)}: {', '.join(filter(None, signs))}")
    return sorted(texts)


def _plain(element: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value for name, value in element.items() if value is not None and not isinstance(value, (list, tuple))
    }


def _title(element: Mapping[str, Any]) -> str:
    return " ".join(shortened(readable(value)) for value in _plain(element).values())


def _element(element: Any) -> str:
    """An element of a list: a dict by its values, with lists in it in parentheses."""
    if not isinstance(element, Mapping):
        return shortened(readable(element))
    lists = [value for value in element.values() if isinstance(value, (list, tuple)) and value]
    return " ".join(filter(None, [_title(element), *(f"({shortened(readable(value))})" for value in lists)]))


def _sorted_texts(elements: Sequence[Any]) -> tuple[str, ...]:
    return tuple(sorted(map(_element, elements), key=lambda text: (text.lower(), text)))
