# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The progress of a long run, as a small file that other processes may read at any time."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from ..errors import InvalidOption
from ..http.clock import CLOCK, Clock
from .whole_file import read_whole, write_whole

PAUSE_S = 0.2
# It contains nothing secret, and another user may follow it.
READABLE_FOR_ALL = 0o644
INTERVAL_S = 5.0
# A rate over less time says nothing: the first requests go out at once.
RATED_AFTER_S = 1.0


@dataclass(frozen=True)
class Standing:
    """total: objects to be brought to what is declared. done: those that ended, well or not; failed: of them."""

    total: int
    done: int
    failed: int
    seconds: float

    def sentence(self) -> str:
        """For people: `120 of 500 objects, 2 failed, 38/s, about 10 s left`."""
        rate = self.done / self.seconds if self.seconds >= RATED_AFTER_S else 0.0
        parts = [f"{self.done} of {self.total} objects"]
        if self.failed:
            parts.append(f"{self.failed} failed")
        if rate:
            parts += [f"{rate:.1f}/s", f"about {(self.total - self.done) / rate:.0f} s left"]
        return ", ".join(parts)


class Progress:
    """Counts what ended and writes the standing now and then. path: None to write nothing."""

    def __init__(self, path: str | None, total: int, clock: Clock = CLOCK) -> None:
        self._path = path
        self._clock = clock
        self._began = clock.now()
        self._written: float | None = None
        self._total = total
        self._done = 0
        self._failed = 0

    def ended(self, well: bool) -> None:
        self._done += 1
        self._failed += not well
        now = self._clock.now()
        is_due = self._written is None or now - self._written >= PAUSE_S or self._done == self._total
        if self._path and is_due:
            self._written = now
            self._write(Standing(self._total, self._done, self._failed, now - self._began))

    def _write(self, standing: Standing) -> None:
        try:
            write_whole(str(self._path), json.dumps(asdict(standing)), READABLE_FOR_ALL)
        except OSError:
            # Whoever asked for it can do without; the work goes on.
            self._path = None


def check_interval(seconds: float) -> None:
    """Raises InvalidOption."""
    if not seconds > 0:
        raise InvalidOption(f"progress_interval is {seconds}.", "Give a number of seconds above 0.")


def read_standing(path: str) -> Standing | None:
    """What was written last; None as long as there is nothing."""
    try:
        return Standing(**json.loads(read_whole(path)))
    except (OSError, ValueError, TypeError, RecursionError):
        return None
