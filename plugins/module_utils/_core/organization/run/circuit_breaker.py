# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Ends a run early if nothing else can succeed: the service, its authentication or the way to it fails. Pure."""

from __future__ import annotations

from ...errors import (
    ConnectionFailed,
    HostNotFound,
    ProxyFailed,
    RateLimited,
    RedirectRefused,
    ServerError,
    TlsFailed,
    Unauthorized,
    UncertainWrite,
    UnreadableResponse,
)
from .scheduler import Outcome

# These errors mean that the service fails, not that the object is wrong.
FAILING_SERVICE = (ConnectionFailed, ServerError, RateLimited, UnreadableResponse, RedirectRefused)
# After one of these, no other request can succeed.
PERMANENT = (Unauthorized, HostNotFound, TlsFailed, ProxyFailed)
MAX_FAILURES_IN_A_ROW = 5


class CircuitBreaker:
    """Counts the failures in a row of a service."""

    def __init__(self) -> None:
        self._in_a_row = 0

    def __call__(self, outcome: Outcome) -> bool:
        """Whether to begin nothing more. outcome: of the task that ended last."""
        error = outcome.error
        cause = error.cause if isinstance(error, UncertainWrite) else error
        self._in_a_row = self._in_a_row + 1 if isinstance(cause, FAILING_SERVICE) else 0
        # One failure is bad luck, and the request was retried for as long as is allowed. A few in a row without a
        # success between them mean that the service or the network is gone; going on would take that time for each
        # object that remains.
        return self._in_a_row >= MAX_FAILURES_IN_A_ROW or isinstance(cause, PERMANENT)
