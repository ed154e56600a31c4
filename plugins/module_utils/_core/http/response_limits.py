# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Limits of a whole response: its duration, and its size in bytes.

The timeout of a socket only limits the time between two bytes: a service that sends one byte now and then, or
`100 Continue` again and again, would block a task forever.
"""

from __future__ import annotations

import io
import socket
import time
from collections.abc import Mapping
from http.client import HTTPResponse
from typing import Any

from ..record import Record


class ResponseTooSlow(socket.timeout):
    """The response did not end in time."""


class ResponseTooLarge(OSError):
    """The response is larger on the wire than allowed."""


class ResponseLimits(Record):
    """total_s: from the moment the request was sent. max_bytes: of the response, with its headers and chunk sizes."""

    total_s: float
    max_bytes: int


def pools_with_limits(pools: Mapping[str, type], limits: ResponseLimits) -> dict[str, type]:
    """Subclasses of the connection pools of urllib3, by scheme, whose responses are limited."""

    def respond(sock: Any, *arguments: Any, **named: Any) -> HTTPResponse:
        return HTTPResponse(_LimitedSocket(sock, limits), *arguments, **named)  # type: ignore[arg-type]

    return {scheme: _pool_answering(pool, respond) for scheme, pool in pools.items()}


def _pool_answering(pool: Any, respond: Any) -> type:
    """http.client creates each response, also that of a proxy, by the `response_class` of the connection."""
    connection = type(pool.ConnectionCls.__name__, (pool.ConnectionCls,), {"response_class": staticmethod(respond)})
    return type(pool.__name__, (pool,), {"ConnectionCls": connection})


class _LimitedSocket:
    """The part of a socket that a response uses: `makefile`. Created when the request was sent, so time starts then."""

    def __init__(self, sock: Any, limits: ResponseLimits) -> None:
        self._sock = sock
        self._limits = limits

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_LimitedReader(self._sock, self._limits))


class _LimitedReader(io.RawIOBase):
    """Waits for each chunk no longer than the timeout of the socket, and not past the end of the response's time."""

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
        """Raises ResponseTooSlow, ResponseTooLarge, and exceptions of the socket."""
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
            # The next request may use the same connection.
            self._sock.settimeout(self._between_s)

    def close(self) -> None:
        self._raw.close()
        super().close()
