# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The progress of a long run, as a small file that other processes may read at any time."""

from __future__ import annotations

import json
from dataclasses import asdict

from ...errors import InvalidOption
from ...http.clock import CLOCK, Clock
from ...report.whole_file import read_whole, write_whole
from .standing import Standing

PAUSE_S = 0.2
# It contains nothing secret, and another user may follow it.
READABLE_FOR_ALL = 0o644


class Progress:
    """Counts what ended and writes the standing now and then. path: None to write nothing. pace: see `Standing`."""

    def __init__(self, path: str | None, total: int, pace: str = "", clock: Clock = CLOCK) -> None:
        self._path = path
        self._clock = clock
        self._began = clock.now()
        self._written: float | None = None
        self._total = total
        self._pace = pace
        self._done = 0
        self._failed = 0
        if self._pace:
            self._write(0.0)

    def ended(self, well: bool) -> None:
        self._done += 1
        self._failed += not well
        now = self._clock.now()
        is_due = self._written is None or now - self._written >= PAUSE_S or self._done == self._total
        if is_due:
            self._written = now
            self._write(now - self._began)

    def _write(self, seconds: float) -> None:
        if not self._path:
            return
        standing = Standing(self._total, self._done, self._failed, seconds, self._pace)
        try:
            write_whole(self._path, json.dumps(asdict(standing)), READABLE_FOR_ALL)
        except OSError:
            # Whoever asked for it can do without; the work goes on.
            self._path = None


def check_interval(seconds: float | None) -> None:
    """Raises InvalidOption."""
    if seconds is not None and not seconds > 0:
        raise InvalidOption(f"progress_interval is {seconds}.", "Give a number of seconds above 0.")


def read_standing(path: str) -> Standing | None:
    """What was written last; None as long as there is nothing."""
    try:
        return Standing(**json.loads(read_whole(path)))
    except (OSError, ValueError, TypeError, RecursionError):
        return None
