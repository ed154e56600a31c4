# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A module that manages one object with a table."""

from __future__ import annotations

from .._core.http.client import Client
from .._core.model.options import options_of, rules_of
from .._core.model.resource import Resource
from .._core.tables import row_removals
from .._core.tables.ensure import TableObjectPlan, plan_table_object
from .._core.tables.options import MAX_ROW_REMOVALS, TABLE_OPTIONS, TABLE_SOURCES, table_options_of
from .run import run
from .session import make_module, session


def run_table_resource(resource: Resource) -> None:
    """The whole of a module that manages one object with a table, given as one of the options src, content and rows."""
    options_taken = (*options_of(resource), *TABLE_OPTIONS, MAX_ROW_REMOVALS)
    module = make_module(options_taken, **rules_of(resource, TABLE_SOURCES))
    limit = module.params[MAX_ROW_REMOVALS.name]

    def plan(client: Client) -> TableObjectPlan:
        row_removals.row_limit(limit)
        options = table_options_of(module.params)
        made = plan_table_object(client, resource, module.params, module.params["state"], options)
        row_removals.check_row_removals([made.table], limit)
        return made

    run(module, session(module), plan)
