# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How a batch of items is declared, and how its effect is verified. Pure data."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Callable

from ..model.field import Field
from ..model.operation import Operation
from ..record import Record


class Batch(Record):
    """Items to send, in as few requests as possible.

    items: in the order in which they are sent, each with its number in the option `option`.
    values, headers: of every request. body: pure; the body with these items.
    most_items, below_bytes: the limits of one body; None if there is no limit.
    """

    option: str
    operation: Operation
    items: tuple[tuple[int, Any], ...]
    body: Callable[[list], Any]
    values: Mapping[str, str] = MappingProxyType({})
    headers: Mapping[str, str] = MappingProxyType({})
    most_items: int | None = None
    below_bytes: int | None = None


class Verification(Record):
    """How the effect of a batch is verified: by reading the object that the option `option`, if given, refers to.

    operation, query: read the object; `id_value` is the name of its id in paths.
    states: pure; the state of each item of the object. Raises UnreadableResponse if the object does not contain it.
    done: the state of an item that does not need to be sent.
    """

    option: str
    id_value: str
    operation: Operation
    query: Mapping[str, Any]
    states: Callable[[Any], dict[str, str]]
    done: str


class BatchSpec(Record):
    """Items that the API cannot look up after they were sent, so they cannot be found and compared.

    prepare: pure; (options, time in epoch seconds) to canonical options. Raises InvalidOption.
    batch: pure; the batch to send, from the prepared options.
    """

    fields: tuple[Field, ...]
    prepare: Callable[[dict, int], dict]
    batch: Callable[[dict], Batch]
    verification: Verification | None = None
    mutually_exclusive: tuple[tuple[str, ...], ...] = ()
    required_one_of: tuple[tuple[str, ...], ...] = ()
    required_together: tuple[tuple[str, ...], ...] = ()
