# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The published rate limits, counted over a sliding window of requests received."""

from __future__ import annotations

import threading
import time
from collections import defaultdict, deque

from .contract import Operation

WINDOW_S = {"second": 1.0, "minute": 60.0}


class Limits:
    """Counts for each token: a `route` alone, or all operations of one group (`api`) together."""

    def __init__(self, factor: float):
        self.factor = factor
        self._received: dict = defaultdict(deque)
        self._lock = threading.Lock()

    def allows(self, operation: Operation, token: str) -> bool:
        limit = operation.rate_limit
        if limit is None:
            return True
        counted = operation.id if limit["scope"] == "route" else operation.group
        allowed, window_s = limit["requests"] * self.factor, WINDOW_S[limit["per"]]
        now = time.monotonic()
        with self._lock:
            received = self._received[token, counted]
            while received and received[0] <= now - window_s:
                received.popleft()
            if len(received) + 1 > max(1, allowed):
                return False
            received.append(now)
            return True
