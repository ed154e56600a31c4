# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A module that manages one object with a table."""

from __future__ import annotations

from .._core.model.resource import Resource
from .._core.tables import row_removals, upload
from .options import desired_of, options_of, rules_of
from .result import without_internal
from .session import make_module, session
from .table_options import MAX_ROW_REMOVALS, TABLE_OPTIONS, TABLE_SOURCES, table_options_of


def run_table_resource(resource: Resource) -> None:
    """The whole of a module that manages one object with a table, given as one of the options src, content and rows."""
    options_taken = (*options_of(resource), *TABLE_OPTIONS, MAX_ROW_REMOVALS)
    module = make_module(options_taken, **rules_of(resource, TABLE_SOURCES))
    limit = module.params[MAX_ROW_REMOVALS.name]
    with session(module) as client:
        row_removals.row_limit(limit)
        desired, options = desired_of(resource, module.params), table_options_of(module.params)
        made = upload.plan_table(client, resource, desired, module.params["state"], options)
        row_removals.check_row_removals([made], limit)
        after, job = (upload.predicted(made), None) if module.check_mode else upload.apply_table(client, made, options)
    module.exit_json(
        changed=made.changed,
        diff=made.diff,
        rows=made.rows.counts(),
        job={"id": job.id, "status": job.status} if job else None,
        **{resource.name: without_internal(resource, after)},
    )
