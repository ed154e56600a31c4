# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What can only be read: single values, and event logs. Pure data."""

from __future__ import annotations

from typing import Any, Callable

from ..record import Record
from .field import Field
from .operation import Operation, Paging


class ReadOnly(Record):
    """A value that can only be read, and has no objects with names. result: the return value that contains it.

    decode: pure; from the response without its envelope to what is returned.
    """

    result: str
    operation: Operation
    decode: Callable[[Any], Any] | None = None


class EventLog(Record):
    """A log whose entries can only be read. result: the return value that contains them.

    fields: the options that filter it. query: pure; from these and the time, in epoch seconds, to query
    parameters. Raises InvalidOption.
    decode: pure; from an entry of the service to one that is returned.
    """

    result: str
    operation: Operation
    paging: Paging
    fields: tuple[Field, ...]
    query: Callable[[dict, float], dict]
    decode: Callable[[dict], dict]
