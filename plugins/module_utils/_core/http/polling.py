# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Polls the service until it shows what it has accepted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Callable

from .clock import CLOCK, Clock

# Jobs usually end within seconds, those of large tables later; polling counts against the rate limit
# (enrichment notes, "Asynchronous jobs": begin at a few seconds, widen to 30 s).
FIRST_PAUSE_S = 0.2
LONGEST_PAUSE_S = 30.0
PAUSE_FACTOR = 1.6


def polling_pauses(timeout_s: float, clock: Clock = CLOCK) -> Iterator[float]:
    """Sleep, each time longer, and yield the seconds waited so far, until `timeout_s` is used up."""
    began, pause_s = clock.now(), FIRST_PAUSE_S
    while clock.now() - began < timeout_s:
        clock.sleep(min(pause_s, max(0.0, timeout_s - (clock.now() - began))))
        pause_s = min(LONGEST_PAUSE_S, pause_s * PAUSE_FACTOR)
        yield clock.now() - began


def wait_until(is_true: Callable[[], bool], timeout_s: float, clock: Clock = CLOCK) -> bool:
    """Poll until `is_true`, at most `timeout_s`; the last result."""
    return is_true() or any(is_true() for _waited_s in polling_pauses(timeout_s, clock))
