# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""When a long run says how far it is. Pure."""

from __future__ import annotations

from .standing import Standing

# A short run says nothing. One that lasts says so early, and then now and then.
FIRST_S = (5.0, 30.0)
EVERY_S = 60.0
EVERY_SHARE = 0.05
# Even if many parts of the whole end at once.
LEAST_PAUSE_S = 10.0


class ProgressLines:
    """interval_s: seconds between two lines; None for 5 s, 30 s, then each minute or each 5 %."""

    def __init__(self, interval_s: float | None) -> None:
        self._interval_s = interval_s
        self._began: float | None = None
        self._said_at = 0.0
        self._said: Standing | None = None
        self._is_pace_said = False

    def is_pace_due(self, standing: Standing) -> bool:
        """Whether to say how long the run takes: once, before anything else."""
        is_due = bool(standing.pace) and not self._is_pace_said
        self._is_pace_said = self._is_pace_said or is_due
        return is_due

    def is_due(self, now_s: float, standing: Standing) -> bool:
        """Whether to say now how far the run is; it is taken as said then."""
        if self._began is None:
            self._began = self._said_at = now_s
        if standing == self._said or not standing.done or not self._is_time(now_s, standing):
            return False
        self._said, self._said_at = standing, now_s
        return True

    def _is_time(self, now_s: float, standing: Standing) -> bool:
        since_line_s = now_s - self._said_at
        if self._interval_s is not None:
            return since_line_s >= self._interval_s
        began_s = self._began or 0.0
        if any(self._said_at < began_s + first_s <= now_s for first_s in FIRST_S):
            return True
        if now_s < began_s + FIRST_S[-1]:
            return False
        said = self._said.done if self._said else 0
        is_share = since_line_s >= LEAST_PAUSE_S and standing.done - said >= EVERY_SHARE * standing.total
        return since_line_s >= EVERY_S or is_share
