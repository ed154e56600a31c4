# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""When the next request may go: published limits kept from our side, and the pauses between tries."""

from __future__ import annotations

import threading
from collections import defaultdict, deque

from ..model.operation import Operation, RateLimit
from .clock import CLOCK, Clock

# The service counts when requests arrive, we when they leave: this much of a window is left free for the difference.
WINDOW_MARGIN = 0.03


class RateLimiter:
    """Keeps each published limit, times the share of it that this task may use. Safe to use from several threads."""

    def __init__(self, share: float, clock: Clock = CLOCK) -> None:
        self._share = share
        self._clock = clock
        self._sent: dict[tuple, deque[float]] = defaultdict(deque)
        self._lock = threading.Lock()

    def wait(self, operation: Operation, token: str) -> None:
        """Return when the operation may be sent: at once while its limit has room."""
        limit = operation.limit
        if limit is None:
            return
        with self._lock:
            send_at = self._reserve(operation, limit, token)
        pause_s = send_at - self._clock.now()
        if pause_s > 0:
            self._clock.sleep(pause_s)

    def _reserve(self, operation: Operation, limit: RateLimit, token: str) -> float:
        requests, window_s = self._window(limit)
        sent = self._sent[_counter(operation, limit, token)]
        send_at = self._clock.now()
        if len(sent) == requests:
            send_at = max(send_at, sent.popleft() + window_s)
        sent.append(send_at)
        return send_at

    def _window(self, limit: RateLimit) -> tuple[int, float]:
        """Whole requests in a stretched window: a share of 0.3 of 5/s is 1 request in 0.67 s."""
        allowed = limit.requests * self._share
        requests = max(1, int(allowed))
        return requests, limit.per_s * requests / allowed * (1 + WINDOW_MARGIN)


def _counter(operation: Operation, limit: RateLimit, token: str) -> tuple:
    if limit.scope == "route":
        return (token, operation.method, operation.path)
    return (token, limit)
