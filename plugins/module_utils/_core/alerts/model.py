# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How a batch of alerts is declared, and how its effect is verified. Pure data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any, Callable

from ..model.field import Field
from ..model.operation import Operation


@dataclass(frozen=True)
class Batch:
    """Items to hand to the service, in as few bodies as can hold them.

    items: in the order in which they go, each with its number in the option `option`.
    values, headers: of every request. body: pure; the body that holds these items.
    most_items, below_bytes: what one body may hold, None where that is not limited.
    """

    option: str
    operation: Operation
    items: tuple[tuple[int, Any], ...]
    body: Callable[[list], Any]
    values: Mapping[str, str] = dataclass_field(default_factory=dict)
    headers: Mapping[str, str] = dataclass_field(default_factory=dict)
    most_items: int | None = None
    below_bytes: int | None = None


@dataclass(frozen=True)
class Verification:
    """Where the effect of a batch shows: on the object that `option` names, which is optional.

    operation, query: read the object, whose id in paths is `id_value`.
    states: pure; the state of each item of the object. Raises UnreadableResponse if the object does not show it.
    done: how an item is that needs no sending.
    """

    option: str
    id_value: str
    operation: Operation
    query: Mapping[str, Any]
    states: Callable[[Any], dict[str, str]]
    done: str


@dataclass(frozen=True)
class BatchSpec:
    """Items that the service takes in, of which it keeps nothing by that they could be found and compared.

    prepare: pure; what the user gave, with the time of the run (see `TIME_OF_RUN`), in canonical form. Refuses wrong
    input before anything is sent: InvalidOption.
    batch: pure; what was so prepared, to be sent.
    verification: see `Verification`.
    """

    fields: tuple[Field, ...]
    prepare: Callable[[dict], dict]
    batch: Callable[[dict], Batch]
    verification: Verification | None = None
    mutually_exclusive: tuple[tuple[str, ...], ...] = ()
    required_one_of: tuple[tuple[str, ...], ...] = ()
    required_together: tuple[tuple[str, ...], ...] = ()
