# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How long and how often a request is retried."""

from __future__ import annotations

import math
import random
from typing import Callable, TypeVar

from ..errors import BigPandaError, RequestError, Stopped, UncertainWrite
from .clock import CLOCK, Clock

FIRST_PAUSE_S = 0.5
LONGEST_PAUSE_S = 30.0
LONGEST_SENSIBLE_PAUSE_S = 86_400.0
OUTCOME_UNKNOWN = "The change may have been carried out."

Found = TypeVar("Found")


class RetryBudget:
    """Retry time of one request: exponential pauses with jitter, until retry_timeout is used up."""

    def __init__(
        self, retry_timeout_s: float, clock: Clock = CLOCK, jitter: Callable[[], float] = random.random
    ) -> None:
        self._allowed_s = retry_timeout_s
        self._clock = clock
        self._jitter = jitter
        self._began: float | None = None
        self._tries = 0

    def pause(self, error: BigPandaError, retry_after_s: float | None = None) -> None:
        """Sleep before the next try, or raise `error` if the pause would exceed the budget.

        retry_after_s: the pause that the service requests; never shortened.
        """
        now = self._clock.now()
        if self._began is None:
            self._began = now
        self._tries += 1
        pause_s = self._next_pause_s(retry_after_s)
        waited_s = now - self._began
        if waited_s + pause_s > self._allowed_s:
            raise _gave_up(error, self._why(waited_s, retry_after_s))
        try:
            self._clock.sleep(pause_s)
        except Stopped:
            raise _gave_up(error, "Not tried again, since the run was told to stop.") from None

    def _next_pause_s(self, retry_after_s: float | None) -> float:
        backoff_s: float = min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** (self._tries - 1))
        jittered_s = backoff_s * (0.5 + self._jitter() / 2)
        if retry_after_s is None:
            return jittered_s
        return retry_after_s + jittered_s / 10

    def _why(self, waited_s: float, retry_after_s: float | None) -> str:
        tries = "1 try" if self._tries == 1 else f"{self._tries} tries"
        note = f"Gave up after {tries} in {waited_s:.0f} s (retry_timeout is {self._allowed_s:g} s)"
        return note + ("." if retry_after_s is None else _after(retry_after_s))


def _gave_up(error: BigPandaError, why: str) -> BigPandaError:
    cause = getattr(error, "cause", error)
    if isinstance(cause, RequestError):
        said = (why, *([OUTCOME_UNKNOWN] if cause is not error else []), cause.advice)
        cause.advice = " ".join(said).strip()
    return cause


def _after(retry_after_s: float) -> str:
    """What to do if the service asks for a longer pause than is allowed."""
    if retry_after_s > LONGEST_SENSIBLE_PAUSE_S:
        return ", since the service asks for a pause of more than a day: ask BigPanda why."
    asked = f"asks to wait {math.ceil(retry_after_s)} s"
    return f", since the service {asked}: run the task again after that time, or raise retry_timeout."


def write_or_recover(
    retry_budget: RetryBudget, attempt: Callable[[], Found], recover: Callable[[], Found | None]
) -> Found:
    """Call `attempt`; if its outcome is uncertain, call `recover`, and `attempt` again only if no effect is found.

    recover: looks the effect up and returns what `attempt` would have returned, or None if there is no effect.
    Raises the cause of the uncertainty when the budget is used up.
    """
    while True:
        try:
            return attempt()
        except UncertainWrite as uncertain:
            retry_budget.pause(uncertain, uncertain.retry_after_s)
            found = _looked_up(recover)
            if found is not None:
                return found


def _looked_up(recover: Callable[[], Found | None]) -> Found | None:
    try:
        return recover()
    except RequestError as error:
        error.advice = f"{OUTCOME_UNKNOWN} {error.advice}".strip()
        raise
