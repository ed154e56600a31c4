# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""When the next request may go: published limits kept from our side, and the pauses between tries."""

from __future__ import annotations

import random
import threading
import time
from collections import defaultdict, deque
from typing import Callable

from .errors import BigPandaError, CallError
from .schema import Operation, RateLimit

# The service counts when requests arrive, we when they leave: this much of a window is left free for the difference.
WINDOW_MARGIN = 0.03
FIRST_PAUSE_S = 0.5
LONGEST_PAUSE_S = 30.0


class Clock:
    """The real time, in seconds. Tests put their own in its place."""

    def now(self) -> float:
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


CLOCK = Clock()


class Pacer:
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
            goes_at = self._reserve(operation, limit, token)
        pause_s = goes_at - self._clock.now()
        if pause_s > 0:
            self._clock.sleep(pause_s)

    def _reserve(self, operation: Operation, limit: RateLimit, token: str) -> float:
        count, window_s = self._window(limit)
        sent = self._sent[_counter(operation, limit, token)]
        goes_at = self._clock.now()
        if len(sent) == count:
            goes_at = max(goes_at, sent.popleft() + window_s)
        sent.append(goes_at)
        return goes_at

    def _window(self, limit: RateLimit) -> tuple[int, float]:
        """Whole requests in a stretched window: a share of 0.3 of 5/s is 1 request in 0.67 s."""
        allowed = limit.requests * self._share
        count = max(1, int(allowed))
        return count, limit.per_s * count / allowed * (1 + WINDOW_MARGIN)


def _counter(operation: Operation, limit: RateLimit, token: str) -> tuple:
    if limit.scope == "route":
        return (token, operation.method, operation.path)
    return (token, limit)


class Patience:
    """How long one request may be retried: exponential pauses with jitter until the time allowed is used up."""

    def __init__(
        self, retry_timeout_s: float, clock: Clock = CLOCK, jitter: Callable[[], float] = random.random
    ) -> None:
        self._allowed_s = retry_timeout_s
        self._clock = clock
        self._jitter = jitter
        self._began: float | None = None
        self._tries = 0

    def pause(self, error: BigPandaError, retry_after_s: float | None = None) -> None:
        """Sleep before the next try, or raise `error` when the time allowed would be exceeded.

        retry_after_s: what the service asked for; never shortened.
        """
        now = self._clock.now()
        if self._began is None:
            self._began = now
        self._tries += 1
        pause_s = self._next_pause_s(retry_after_s)
        waited_s = now - self._began
        if waited_s + pause_s > self._allowed_s:
            raise self._gave_up(error, waited_s)
        self._clock.sleep(pause_s)

    def _next_pause_s(self, retry_after_s: float | None) -> float:
        backoff_s: float = min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** (self._tries - 1))
        jittered_s = backoff_s * (0.5 + self._jitter() / 2)
        if retry_after_s is None:
            return jittered_s
        return retry_after_s + jittered_s / 10

    def _gave_up(self, error: BigPandaError, waited_s: float) -> BigPandaError:
        cause = getattr(error, "cause", error)
        tries = "1 try" if self._tries == 1 else f"{self._tries} tries"
        note = f"Gave up after {tries} in {waited_s:.0f} s (retry_timeout is {self._allowed_s:g} s)."
        if isinstance(cause, CallError):
            cause.advice = f"{note} {cause.advice}".strip()
        return cause
