# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Bounds of one answer as a whole: how long it may take from the request on, and how many bytes it may be.

A timeout of a socket bounds the time between two bytes only: a service that sends a byte now and then, or
`100 Continue` again and again, would be waited for without an end.
"""

from __future__ import annotations

import io
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPResponse
from typing import Any


class ResponseTooSlow(socket.timeout):
    """The answer did not end in the time allowed."""


class ResponseTooLarge(OSError):
    """The answer is larger than allowed, as it goes over the wire."""


@dataclass(frozen=True)
class ResponseLimits:
    """total_s: from the moment the request was sent. max_bytes: of the response, with its headers and chunk sizes."""

    total_s: float
    max_bytes: int


def pools_with_limits(pools: Mapping[str, type], limits: ResponseLimits) -> dict[str, type]:
    """The classes of connection pools of urllib3, by scheme, changed so that every answer keeps the bounds."""

    def respond(sock: Any, *arguments: Any, **named: Any) -> HTTPResponse:
        return HTTPResponse(_LimitedSocket(sock, limits), *arguments, **named)  # type: ignore[arg-type]

    return {scheme: _pool_answering(pool, respond) for scheme, pool in pools.items()}


def _pool_answering(pool: Any, respond: Any) -> type:
    """http.client makes each answer, also that of a proxy, with the `response_class` of the connection."""
    connection = type(pool.ConnectionCls.__name__, (pool.ConnectionCls,), {"response_class": staticmethod(respond)})
    return type(pool.__name__, (pool,), {"ConnectionCls": connection})


class _LimitedSocket:
    """What an answer wants of a socket: a file to read from. Made once the request is sent, so the time begins."""

    def __init__(self, sock: Any, limits: ResponseLimits) -> None:
        self._sock = sock
        self._limits = limits

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_LimitedReader(self._sock, self._limits))


class _LimitedReader(io.RawIOBase):
    """Waits for each piece no longer than the socket's own timeout, nor past the end of the time allowed."""

    def __init__(self, sock: Any, limits: ResponseLimits) -> None:
        self._raw = sock.makefile("rb", buffering=0)
        self._sock = sock
        self._between_s = sock.gettimeout()
        self._ends = time.monotonic() + limits.total_s
        self._left_bytes = limits.max_bytes

    def readable(self) -> bool:
        return True

    def fileno(self) -> int:
        number: int = self._raw.fileno()
        return number

    def readinto(self, buffer: Any) -> int | None:
        """Raises ResponseTooSlow, ResponseTooLarge, and what the socket raises."""
        left_s = self._ends - time.monotonic()
        if left_s <= 0:
            raise ResponseTooSlow
        count: int | None = self._read(buffer, left_s)
        self._left_bytes -= count or 0
        if self._left_bytes < 0:
            raise ResponseTooLarge
        return count

    def _read(self, buffer: Any, left_s: float) -> Any:
        if self._between_s is not None and self._between_s <= left_s:
            return self._raw.readinto(buffer)
        self._sock.settimeout(left_s)
        try:
            return self._raw.readinto(buffer)
        except socket.timeout:
            raise ResponseTooSlow from None
        finally:
            # The next request may go over the same connection.
            self._sock.settimeout(self._between_s)

    def close(self) -> None:
        self._raw.close()
        super().close()
