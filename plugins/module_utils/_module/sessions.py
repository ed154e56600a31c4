# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The beginning of a module that sends requests in several threads, and that a signal ends early."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ansible.module_utils.basic import AnsibleModule

from .._core.http.client_pool import ClientPool
from .._core.http.clock import CLOCK
from .._core.http.settings import Settings
from .session import connection

# `timeout` and terminals signal a process and its group, so that a run gets the signal two times.
SAME_SIGNAL_S = 1.0


@contextmanager
def sessions(module: AnsibleModule) -> Iterator[tuple[ClientPool, Settings]]:
    """A client for each thread, and the settings that all of them use. See `session`."""
    with connection(module) as (make_client, settings), _stop_on_signal():
        yield ClientPool(make_client), settings


@contextmanager
def _stop_on_signal() -> Iterator[None]:
    """Stop the run at the first signal, so that it can report what was done. The second signal ends the task."""
    came_at: dict[int, float] = {}

    def stop_once(number: int, _frame: Any) -> None:
        CLOCK.stop()
        if CLOCK.now() - came_at.setdefault(number, CLOCK.now()) > SAME_SIGNAL_S:
            signal.signal(number, before[number])
            os.kill(os.getpid(), number)

    before: dict[int, Any] = {}
    numbers: tuple[int, ...] = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
    for number in numbers:
        before[number] = signal.signal(number, stop_once)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        CLOCK.resume()
