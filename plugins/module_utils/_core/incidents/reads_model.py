# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How incidents are read and found. All that modules which only read them need. Data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Callable

from ..model.field import Field
from ..model.operation import Operation, Paging
from ..record import Record


class Prefetch(Record):
    """A read that planning an aspect needs. name: the field of `IncidentState` that keeps what it returns.

    paging: for lists. query: its parameters. newest: how many objects are enough, all if None.
    may_be_hidden: the value is None if the owner of the key may not read it (403).
    """

    name: str
    operation: Operation
    paging: Paging | None = None
    query: Mapping[str, Any] | None = None
    newest: int | None = None
    may_be_hidden: bool = False


class IncidentReads(Record):
    """How one API shows incidents.

    get: reads an incident; id_value: the name of its id in paths. search, paging: all incidents, last changed first.
    deprecated: the warning to show if this API is deprecated.
    """

    name: str
    plural: str
    id_value: str
    get: Operation
    search: Operation | None = None
    paging: Paging = Paging()
    deprecated: str = ""


class IncidentSearch(Record):
    """How incidents are found. The functions are pure and take the options of the module.

    fields: its options. prepare: (options, time in epoch seconds) to canonical options; raises InvalidOption.
    query: parameters of the search; item_query: of reading one object. paging: how it is read.
    order: the objects found, sorted as asked. activities: what happened to one object.
    """

    reads: IncidentReads
    fields: tuple[Field, ...]
    prepare: Callable[[dict, float], dict]
    query: Callable[[dict], dict]
    item_query: Callable[[dict], dict]
    paging: Callable[[dict], Paging]
    order: Callable[[list[dict], dict], list[dict]]
    activities: Prefetch
