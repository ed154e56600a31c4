# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Failures on demand: what a real service and the network between do from time to time."""

from __future__ import annotations

import random
import threading
from dataclasses import dataclass

from .contract import Operation

KINDS = {
    "latency": "wait `seconds` (a number, or [least, most]) before the answer",
    "reset_before": "close the connection before anything happened",
    "reset_after": "carry the request out, then close the connection without an answer",
    "status": "answer with `status`, which says `text`; with `after_write` only after carrying the request out",
    "truncated": "announce the whole body and send half of it",
    "not_json": "a body that is not JSON",
    "html": "a page in place of JSON",
    "empty": "an empty body",
    "short_pages": "list pages of a third of the size asked",
    "missing_page": "lists that end before the total that they state",
    "lying_total": "lists that state a smaller total than they hold",
    "unknown_fields": "fields that the contract does not name",
    "shuffled": "lists inside objects in another order",
    "job_failed": "a job that fails",
    "job_lost": "a job that is forgotten",
    "job_never_ends": "a job that stays started",
    "redirect": "a redirect to `target`",
}


@dataclass
class Fault:
    """kind: see KINDS. operations: ids it is for, None for all. writes: only writes, only reads, or both (None).

    probability, times (None: without end) and skip say how often. after_write and text are for `status`.
    """

    kind: str
    operations: list[str] | None = None
    writes: bool | None = None
    probability: float = 1.0
    times: int | None = None
    skip: int = 0
    seconds: float | list[float] = 0.1
    status: int = 503
    retry_after: float | str | None = None
    after_write: bool = False
    text: str = "Please try again later."
    target: str = "https://elsewhere.example/"

    def __post_init__(self):
        if self.kind not in KINDS:
            raise ValueError(f"unknown fault {self.kind}; there are {', '.join(sorted(KINDS))}")

    def is_for(self, operation: Operation) -> bool:
        return (self.operations is None or operation.id in self.operations) and self.writes in (
            None,
            operation.is_write,
        )


class Faults:
    """The faults in force. A seed makes them fall the same way each time the same requests come in the same order."""

    def __init__(self):
        self._faults: list[Fault] = []
        self._random = random.Random(0)
        self._lock = threading.Lock()

    def set(self, faults: list[dict], seed: int = 0) -> None:
        made = [Fault(**fault) for fault in faults]
        with self._lock:
            self._faults, self._random = made, random.Random(seed)

    def drawn(self, operation: Operation) -> dict[str, Fault]:
        """The faults that strike this request, at most one of a kind."""
        with self._lock:
            struck: dict[str, Fault] = {}
            for fault in self._faults:
                if fault.kind not in struck and fault.is_for(operation) and self._strikes(fault):
                    struck[fault.kind] = fault
            return struck

    def _strikes(self, fault: Fault) -> bool:
        if fault.skip > 0:
            fault.skip -= 1
            return False
        if fault.times == 0 or self._random.random() >= fault.probability:
            return False
        if fault.times is not None:
            fault.times -= 1
        return True

    def seconds(self, fault: Fault) -> float:
        if isinstance(fault.seconds, list):
            return self._random.uniform(*fault.seconds)
        return fault.seconds
