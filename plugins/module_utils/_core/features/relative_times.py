# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Start and end that may be given relative to now, and that a later run keeps as the first one set them. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from ..model.feature import TimedFeature
from ..model.window import Window
from ..values.times.windows import DURATION, kept_unseen, kept_window


class RelativeTimes(TimedFeature):
    """The window of an object may be given relative to now."""

    window: Window

    @property
    def instead(self) -> Mapping[str, str]:
        return {self.window.end: DURATION}

    def adopt(self, current: dict, desired: dict) -> dict:
        return kept_window(self.window, current, desired)

    def not_compared(self, current: dict, desired: dict) -> tuple[str, ...]:
        return tuple(f"the time at which {name} was set" for name in kept_unseen(self.window, current, desired))
