# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A client for each thread of a run."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Callable, TypeVar

from .client import Client

# Enough to use up every published limit if a response takes a second; RateLimiter keeps the requests within it.
WORKERS = 16

Item = TypeVar("Item")
Result = TypeVar("Result")


class ClientPool:
    """Gives each thread its own client, since sessions of requests are not thread-safe. make: creates a client."""

    def __init__(self, make: Callable[[], Client]) -> None:
        self._make = make
        self._own = threading.local()

    def current(self) -> Client:
        """The client of the calling thread."""
        if not hasattr(self._own, "client"):
            self._own.client = self._make()
        client: Client = self._own.client
        return client

    def map(self, function: Callable[[Client, Item], Result], items: Sequence[Item]) -> list[Result]:
        """Results of the function in the order of the items. Raises the exception of the first item that failed."""
        if len(items) < 2:
            return [function(self.current(), item) for item in items]
        with ThreadPoolExecutor(max_workers=min(WORKERS, len(items))) as pool:
            return list(pool.map(lambda item: function(self.current(), item), items))
