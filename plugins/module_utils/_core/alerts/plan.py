# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a task does with a batch of items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..http.client import Client
from ..plan import Result
from .batch import Chunk
from .model import Batch, Verification
from .sender import Counts, PendingItems, diff_of, send, wait_until_done


@dataclass(frozen=True)
class BatchPlan:
    """A batch of which the service only says whether it was new. chunks: in the order in which they are sent."""

    batch: Batch
    chunks: list[Chunk]
    warnings: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        return bool(self.batch.items)

    @property
    def diff(self) -> dict | None:
        return None

    def predicted(self) -> Result:
        """What the task would return if all items were new to the service."""
        return _counted(Counts(new=len(self.batch.items), duplicates=0))

    def carry_out(self, client: Client) -> Result:
        """Raises BigPandaError."""
        return _counted(send(client, self.batch, self.chunks))


def _counted(counts: Counts) -> Result:
    return Result(counts.new > 0, None, {"sent": counts.new, "duplicates": counts.duplicates})


@dataclass(frozen=True)
class ObservedBatchPlan:
    """A batch whose effect can be read.

    pending: the items to send. verification: None if the options do not name the object. path_params: for reading it.
    result: the return value that lists the items that were sent.
    timeout_s: how long to wait for the effect; None if not at all.
    """

    batch: Batch
    pending: PendingItems
    verification: Verification | None
    path_params: Mapping[str, str]
    result: str
    timeout_s: float | None
    warnings: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        return bool(self.pending.items)

    @property
    def diff(self) -> dict:
        return diff_of(self.pending, self.verification)

    def predicted(self) -> Result:
        """What the task would return."""
        is_verified = bool(self.verification and (self.timeout_s is not None or not self.pending.items))
        values = {"ignored": self.pending.ignored, "verified": is_verified, self.result: self.pending.items}
        return Result(self.changed, self.diff, values)

    def carry_out(self, client: Client) -> Result:
        """Raises BigPandaError."""
        send(client, self.batch, self.pending.chunks)
        if self.verification and self.timeout_s is not None and self.pending.items:
            wait_until_done(client, self.verification, self.path_params, self.pending.items, self.timeout_s)
        return self.predicted()
