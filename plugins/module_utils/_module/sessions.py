# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The beginning of a module that sends requests in several threads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from .._core.http.client_pool import ClientPool
from .._core.http.settings import Settings
from .arguments import Module
from .session import connection


@contextmanager
def sessions(module: Module) -> Iterator[tuple[ClientPool, Settings]]:
    """A client for each thread, and the settings that all of them use. See `session`."""
    with connection(module) as (make_client, settings):
        yield ClientPool(make_client), settings
