# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Lists that are read and never written: views, and logs of events. Pure data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable

from .field import Field
from .operation import Operation, Paging


@dataclass(frozen=True)
class View:
    """Something that can only be read, and that has no objects to name: `result` is the key it is returned under.

    decode: pure; from the answer, out of its envelope, to what is returned.
    """

    result: str
    operation: Operation
    decode: Callable[[Any], Any] | None = None


@dataclass(frozen=True)
class Journal:
    """Entries that can only be read, and that nobody names: `result` is the key they are returned under.

    fields: the module's options that narrow it. query: pure; from these to query parameters. Raises InvalidOption.
    decode: pure; from an entry of the service's to one of ours.
    """

    result: str
    operation: Operation
    paging: Paging
    fields: tuple[Field, ...]
    query: Callable[[dict], dict]
    decode: Callable[[dict], dict]
