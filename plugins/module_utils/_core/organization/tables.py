# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Plans the objects of an organization that have a table."""

from __future__ import annotations

from collections.abc import Sequence

from ..engine.finding.object_index import ObjectIndex
from ..errors import error_context
from ..http.client import Client
from ..http.client_pool import ClientPool
from ..model.listed import listed
from ..tables.live_rows import declare_rows
from ..tables.planner import plan_table
from ..tables.table_plan import TablePlan
from .spec import ObjectSpec


def plan_tables(clients: ClientPool, known: ObjectIndex, specs: Sequence[ObjectSpec]) -> list[TablePlan]:
    """What becomes of objects of one kind, all with a table."""

    objects = listed(known.objects, known.unreadable)

    def plan(client: Client, one: ObjectSpec) -> TablePlan:
        if one.table is None:
            raise TypeError(f"{one.where} has no table")
        with error_context(one.where):
            return plan_table(client, known.resource, one.desired, one.state, one.table, objects)

    return clients.map(plan, specs)


def declare_tables(clients: ClientPool, known: ObjectIndex, declarations: Sequence[dict]) -> list[dict]:
    """The declarations of objects with a table, each with its rows.

    declarations: without rows, in the order of the objects of `known`.
    """

    def with_rows(client: Client, one: tuple[dict, dict]) -> dict:
        item, declaration = one
        rows = declare_rows(client, known.resource, item)
        return {**declaration, "rows": rows} if rows else declaration

    return clients.map(with_rows, list(zip(known.objects, declarations)))
