# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Client-side rate limit: delays requests so that published limits are respected."""

from __future__ import annotations

import threading
from collections import defaultdict, deque

from ..model.operation import Operation, RateLimit
from .clock import CLOCK, Clock

# The service counts requests when they arrive, this class when they leave: the window is longer by this share.
WINDOW_MARGIN = 0.03


class RateLimiter:
    """Limits the requests of a task to a share of each published limit. Thread-safe."""

    def __init__(self, share: float, clock: Clock = CLOCK) -> None:
        self._share = share
        self._clock = clock
        self._sent: dict[tuple, deque[float]] = defaultdict(deque)
        self._lock = threading.Lock()

    def wait(self, operation: Operation, token: str) -> None:
        """Sleep until the operation may be sent. Raises Stopped if the run was told to stop and should have ended."""
        self._clock.check()
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
        """The share as whole requests in a longer window: 0.3 of 5 requests per second is 1 request in 0.67 s."""
        allowed = limit.requests * self._share
        requests = max(1, int(allowed))
        return requests, limit.per_s * requests / allowed * (1 + WINDOW_MARGIN)


def _counter(operation: Operation, limit: RateLimit, token: str) -> tuple:
    if limit.scope == "route":
        return (token, operation.method, operation.path)
    return (token, limit)
