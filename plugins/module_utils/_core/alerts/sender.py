# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Sends a batch chunk by chunk, and verifies its effect."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass

from ..errors import BigPandaError, ChangeNotVisible
from ..http.client import Client
from ..http.polling import wait_until
from ..values.text import listed
from .batch import Chunk, chunks, number_ranges, pending, unknown_items
from .model import Batch, Verification


@dataclass(frozen=True)
class Counts:
    """The number of items that were new to the service, and of those that it already had."""

    new: int
    duplicates: int


@dataclass(frozen=True)
class PendingItems:
    """The items of a batch to send. states: of its items now. ignored: items that the service would ignore."""

    chunks: list[Chunk]
    items: list[str]
    states: Mapping[str, str]
    ignored: list[str]


def check(client: Client, batch: Batch) -> list[Chunk]:
    """The chunks to send. Sends nothing. Raises BigPandaError if the batch cannot be sent."""
    client.transport.check_access(batch.operation)
    return chunks(batch)


def send(client: Client, batch: Batch, to_send: list[Chunk]) -> Counts:
    """Send all chunks, one after the other. Raises BigPandaError, whose advice lists what was sent and what was not.

    The service responds to a chunk as a whole: with one new item, all its items count as new. So does a duplicate if
    the first response was lost, since it may have been new then.
    """
    new = duplicates = 0
    for position, chunk in enumerate(to_send):
        try:
            response = client.write(batch.operation, batch.values, chunk.body, batch.headers)
        except BigPandaError as error:
            error.advice = f"{error.advice} {_progress(batch.option, to_send, position)}".strip()
            raise
        if response.status == 204 and not response.after_lost_response:
            duplicates += len(chunk.numbers)
        else:
            new += len(chunk.numbers)
    return Counts(new, duplicates)


def _progress(option: str, to_send: list[Chunk], failed: int) -> str:
    """Which items were sent when a chunk failed; empty if it was the only one."""
    if len(to_send) == 1:
        return ""
    sent, unsent = to_send[:failed], to_send[failed + 1 :]
    sentences = [f"Failed: {number_ranges(option, to_send[failed].numbers)}."]
    for lead, group in (("Sent before", sent), ("Not sent", unsent)):
        if group:
            sentences.append(f"{lead}: {number_ranges(option, itertools.chain(*(chunk.numbers for chunk in group)))}.")
    return " ".join(sentences)


def find_pending(
    client: Client, batch: Batch, verification: Verification | None, values: Mapping[str, str]
) -> PendingItems:
    """The items that are not done yet, by their states; without a verification, all items."""
    states = read_states(client, verification, values) if verification else {}
    left = pending(batch, verification, states) if verification else batch
    return PendingItems(
        chunks=check(client, left),
        items=[item for _number, item in left.items],
        states=states,
        ignored=unknown_items(batch, states) if verification else [],
    )


def doubts_about(found: PendingItems) -> tuple[str, ...]:
    """The warning that items are not sent, since the object does not have them."""
    if not found.ignored:
        return ()
    shown = listed(found.ignored)
    return (f"Not resolved, since the incident does not contain them: {shown}. Check incident and alerts.",)


def read_states(client: Client, verification: Verification, values: Mapping[str, str]) -> dict[str, str]:
    return verification.states(client.read(verification.operation, values, **verification.query))


def diff_of(made: PendingItems, verification: Verification | None) -> dict:
    """`{before, after}` of the items that are sent; empty if their states are unknown."""
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
            f"the service accepted everything, but after {timeout_s:g} s these are not {verification.done}: "
            f"{listed(waiting['items'])}.",
            "It may still happen: run the task again later, or set a longer wait_timeout.",
        )
