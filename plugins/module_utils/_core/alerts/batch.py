# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Splits a batch of items into as few requests as the limits allow. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..errors import InvalidOption
from ..values.json_text import json_bytes
from .model import Batch, Verification

# Between two items of a JSON list, as json_bytes writes it.
SEPARATOR_BYTES = 1


@dataclass(frozen=True)
class Chunk:
    """The content of one request. numbers: those of its items in the option."""

    numbers: tuple[int, ...]
    body: Any


def chunks(batch: Batch) -> list[Chunk]:
    """The batch in its order, each chunk as full as the limits allow. Raises InvalidOption, see `_check_size`."""
    groups: list[list[tuple[int, Any]]] = []
    sizes = [_check_size(batch, number, item) for number, item in batch.items]
    shell_bytes, filled_bytes = _shell_bytes(batch), 0
    for (number, item), item_bytes in zip(batch.items, sizes):
        filled_bytes += SEPARATOR_BYTES + item_bytes
        if not groups or len(groups[-1]) == batch.most_items or _is_too_much(batch, filled_bytes):
            groups.append([])
            filled_bytes = shell_bytes + item_bytes
        groups[-1].append((number, item))
    return [
        Chunk(tuple(number for number, _item in group), batch.body([item for _number, item in group]))
        for group in groups
    ]


def _is_too_much(batch: Batch, size: int) -> bool:
    return batch.below_bytes is not None and size >= batch.below_bytes


def _shell_bytes(batch: Batch) -> int:
    """The size in bytes of a body of several items, without the items."""
    if batch.below_bytes is None or batch.most_items == 1 or len(batch.items) < 2:
        return 0
    items = [item for _number, item in batch.items[:2]]
    return len(json_bytes(batch.body(items))) - sum(len(json_bytes(item)) for item in items) - SEPARATOR_BYTES


def _check_size(batch: Batch, number: int, item: Any) -> int:
    """The size of an item in bytes. Raises InvalidOption if even a body with only this item exceeds the limit."""
    item_bytes = len(json_bytes(item, f"{batch.option}[{number}]"))
    if batch.below_bytes is None:
        return item_bytes
    body_bytes = len(json_bytes(batch.body([item])))
    if _is_too_much(batch, body_bytes):
        raise InvalidOption(
            f"{batch.option}[{number}] makes a body of {body_bytes} bytes; it must stay below {batch.below_bytes}.",
            "Remove or shorten what is not needed.",
        )
    return item_bytes


def pending(batch: Batch, verification: Verification, states: Mapping[str, str]) -> Batch:
    """The items that are not done yet. The service would ignore items that the object does not have."""
    return batch.replace(
        items=tuple(each for each in batch.items if states.get(each[1], verification.done) != verification.done)
    )


def unknown_items(batch: Batch, states: Mapping[str, str]) -> list[str]:
    """The items that the object does not have."""
    return [item for _number, item in batch.items if item not in states]


def number_ranges(option: str, numbers: Iterable[int]) -> str:
    """Numbers for a message, with ranges: `alerts[0-4, 7]`."""
    ranges: list[list[int]] = []
    for number in sorted(numbers):
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    texts = [str(first) if first == last else f"{first}-{last}" for first, last in ranges]
    return f"{option}[{', '.join(texts)}]"
