# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How far a run is. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from ...report.readable import duration

# A rate over less time says nothing: the first requests go out at once.
RATED_AFTER_S = 1.0


@dataclass(frozen=True)
class Standing:
    """total: objects to be brought to what is declared. done: those that ended, well or not; failed: of them.

    pace: how long the run takes and why, see `ExpectedTime`.
    """

    total: int
    done: int
    failed: int
    seconds: float
    pace: str = ""

    @property
    def left_s(self) -> float | None:
        """How long the rest takes; None if that is not known yet."""
        if self.seconds < RATED_AFTER_S or not self.done:
            return None
        return (self.total - self.done) * self.seconds / self.done

    def sentence(self, ends_at: str = "") -> str:
        """For people: `120 of 500 objects, 2 failed, 40.0/s, about 10 s left, ends at 05:33`."""
        parts = [f"{self.done:,} of {self.total:,} objects"]
        if self.failed:
            parts.append(f"{self.failed:,} failed")
        if self.left_s is not None:
            parts += [f"{self.done / self.seconds:.1f}/s", f"about {duration(self.left_s)} left"]
            parts += [f"ends at {ends_at}"] if ends_at else []
        return ", ".join(parts)
