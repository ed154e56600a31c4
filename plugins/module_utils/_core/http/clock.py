# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The clock of pauses and time limits; tests use one that does not wait."""

from __future__ import annotations

import time

from ..errors import Stopped

# What does not end within this time after a run was told to stop is given up.
GRACE_S = 5.0
# A pause looks so often whether the run was told to stop. A signal may set no lock that somebody could wait for.
LONGEST_SLEEP_S = 0.2


class Clock:
    """The real time, in seconds. Pauses of a run that was told to stop end soon, in all of its threads."""

    def __init__(self) -> None:
        self._ends_at: float | None = None

    def now(self) -> float:
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Raises Stopped if the run is to end before the pause does."""
        until = self.now() + seconds
        left = seconds
        while left > 0:
            self._refuse(until)
            time.sleep(min(left, LONGEST_SLEEP_S))
            left = until - self.now()

    def check(self) -> None:
        """Raises Stopped if the run should have ended by now."""
        self._refuse(self.now())

    def _refuse(self, until: float) -> None:
        if self._ends_at is not None and until > self._ends_at:
            raise Stopped("the run was told to stop before this was finished.", "Run the task again.")

    @property
    def is_stopped(self) -> bool:
        """Whether the run was told to stop."""
        return self._ends_at is not None

    def stop(self) -> None:
        """End the run soon. May be called by a signal."""
        if self._ends_at is None:
            self._ends_at = self.now() + GRACE_S

    def resume(self) -> None:
        """For another run in the same process."""
        self._ends_at = None


CLOCK = Clock()
