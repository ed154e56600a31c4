# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a task delivers to the service."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..http.client import Client
from ..plan import Result
from .batch import Slice
from .deliver import Counts, Prospect, await_effect, diff_of, send
from .model import Batch, Effect


@dataclass(frozen=True)
class BatchPlan:
    """A batch of which the service only says whether it was new. parts: the requests that it takes."""

    batch: Batch
    parts: list[Slice]
    warnings: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        return bool(self.batch.items)

    @property
    def diff(self) -> dict | None:
        return None

    def predicted(self) -> Result:
        """What the task would return if the service had none of the items yet."""
        return _counted(Counts(new=len(self.batch.items), duplicates=0))

    def carry_out(self, client: Client) -> Result:
        """Raises BigPandaError."""
        return _counted(send(client, self.batch, self.parts))


def _counted(counts: Counts) -> Result:
    return Result(counts.new > 0, None, {"sent": counts.new, "duplicates": counts.duplicates})


@dataclass(frozen=True)
class ObservedBatchPlan:
    """A batch whose effect can be read.

    prospect: what of it is to be sent. effect: None if the options do not name it; path_params: of the read of it.
    result: the return value that lists what was sent. timeout_s: how long the effect is awaited, None if not at all.
    """

    batch: Batch
    prospect: Prospect
    effect: Effect | None
    path_params: Mapping[str, str]
    result: str
    timeout_s: float | None
    warnings: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        return bool(self.prospect.items)

    @property
    def diff(self) -> dict:
        return diff_of(self.prospect, self.effect)

    def predicted(self) -> Result:
        """What the task would return."""
        is_verified = bool(self.effect and (self.timeout_s is not None or not self.prospect.items))
        values = {"ignored": self.prospect.ignored, "verified": is_verified, self.result: self.prospect.items}
        return Result(self.changed, self.diff, values)

    def carry_out(self, client: Client) -> Result:
        """Raises BigPandaError."""
        send(client, self.batch, self.prospect.slices)
        if self.effect and self.timeout_s is not None and self.prospect.items:
            await_effect(client, self.effect, self.path_params, self.prospect.items, self.timeout_s)
        return self.predicted()
