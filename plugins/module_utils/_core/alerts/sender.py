# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Handing items to the service, slice by slice, and seeing what became of them."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass

from ..errors import BigPandaError, ChangeNotVisible
from ..http.client import Client
from ..http.polling import wait_until
from .batch import Chunk, chunks, number_ranges, pending, unknown_items
from .model import Batch, Verification


@dataclass(frozen=True)
class Counts:
    """How many items were new to the service, and how many it had before."""

    new: int
    duplicates: int


@dataclass(frozen=True)
class PendingItems:
    """What of a batch is to be sent. states: how its items are now; ignored: those that the service would ignore."""

    chunks: list[Chunk]
    items: list[str]
    states: Mapping[str, str]
    ignored: list[str]


def check(client: Client, batch: Batch) -> list[Chunk]:
    """What is to be sent, refused where that is not possible. Sends nothing. Raises BigPandaError."""
    client.check_access(batch.operation)
    return chunks(batch)


def send(client: Client, batch: Batch, parts: list[Chunk]) -> Counts:
    """Send all chunks, one after the other. Raises BigPandaError, which says what was sent before it and what was not.

    A body is answered as a whole: one with a single new item counts as new. So does a duplicate whose answer had been
    lost the first time, since it may have been new then.
    """
    new = duplicates = 0
    for position, part in enumerate(parts):
        try:
            answer = client.write(batch.operation, batch.values, part.body, batch.headers)
        except BigPandaError as error:
            error.advice = f"{error.advice} {_progress(batch.option, parts, position)}".strip()
            raise
        if answer.status == 204 and not answer.after_lost_response:
            duplicates += len(part.numbers)
        else:
            new += len(part.numbers)
    return Counts(new, duplicates)


def _progress(option: str, parts: list[Chunk], failed: int) -> str:
    """Which items were sent when a slice failed. Where only that one was to be sent, there is nothing to tell."""
    if len(parts) == 1:
        return ""
    sent, unsent = parts[:failed], parts[failed + 1 :]
    sentences = [f"Failed: {number_ranges(option, parts[failed].numbers)}."]
    for lead, group in (("Sent before", sent), ("Not sent", unsent)):
        if group:
            sentences.append(f"{lead}: {number_ranges(option, itertools.chain(*(part.numbers for part in group)))}.")
    return " ".join(sentences)


def find_pending(
    client: Client, batch: Batch, verification: Verification | None, values: Mapping[str, str]
) -> PendingItems:
    """What there is to do, by how the items are now; without a verification, everything."""
    states = read_states(client, verification, values) if verification else {}
    left = pending(batch, verification, states) if verification else batch
    return PendingItems(
        chunks=check(client, left),
        items=[item for _number, item in left.items],
        states=states,
        ignored=unknown_items(batch, states) if verification else [],
    )


def read_states(client: Client, verification: Verification, values: Mapping[str, str]) -> dict[str, str]:
    return verification.states(client.read(verification.operation, values, **verification.query))


def diff_of(made: PendingItems, verification: Verification | None) -> dict:
    """`{before, after}` of the items that are sent; nothing where it is not known how they are."""
    if verification is None:
        return {"before": {}, "after": {}}
    return {
        "before": {item: made.states[item] for item in made.items},
        "after": dict.fromkeys(made.items, verification.done),
    }


def wait_until_done(
    client: Client, verification: Verification, values: Mapping[str, str], items: list[str], timeout_s: float
) -> None:
    """Return once all items are done. Raises ChangeNotVisible, which lists those that are not."""
    waiting = {"items": items}

    def is_done() -> bool:
        states = read_states(client, verification, values)
        waiting["items"] = [item for item in items if states.get(item) != verification.done]
        return not waiting["items"]

    if not wait_until(is_done, timeout_s):
        raise ChangeNotVisible(
            f"the service accepted everything and does not show as {verification.done} after {timeout_s:g} s: "
            f"{', '.join(waiting['items'])}.",
            "It may still happen: run the task again later, or give a longer wait_timeout.",
        )
