# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Makes one object and its table what the options of a task declare."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from ..engine.finding.object_index import ObjectIndex
from ..engine.finding.unreadable import warn_of_unreadable
from ..engine.normalize import normalize
from ..engine.planning.similar_names import warn_of_similar_names
from ..engine.returned import shown_object
from ..http.client import Client
from ..http.jobs import Job
from ..model.resource import Resource
from ..plan import Result
from ..record import Record
from .load import apply_table
from .planner import plan_table
from .table_plan import TableOptions, TablePlan, predicted


class TableObjectPlan(Record):
    """The changes to one object and its table. options: how the table is loaded."""

    table: TablePlan
    options: TableOptions
    warnings: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        return self.table.changed

    @property
    def diff(self) -> dict:
        return self.table.diff

    def predicted(self) -> Result:
        """What the task would return."""
        return self._result(predicted(self.table), None)

    def carry_out(self, client: Client) -> Result:
        """Raises BigPandaError."""
        return self._result(*apply_table(client, self.table, self.options))

    def _result(self, shown: dict | None, job: Job | None) -> Result:
        resource = self.table.step.resource
        values = {
            "rows": self.table.rows.counts(),
            "job": {"id": job.id, "status": job.status} if job else None,
            resource.name: shown_object(resource, shown),
        }
        return Result(self.changed, self.diff, values)


def plan_table_object(
    client: Client, resource: Resource, params: Mapping[str, Any], state: str, options: TableOptions
) -> TableObjectPlan:
    """Normalize, find and compare. Sends only reads; the whole input is checked. Raises BigPandaError."""
    desired = normalize(resource, params, state, time.time())
    objects = client.list(resource)
    plan = plan_table(client, resource, desired, state, options, objects)
    similar = warn_of_similar_names(plan.step, ObjectIndex(resource, objects))
    return TableObjectPlan(plan, options, (*similar, *warn_of_unreadable(resource, objects.unreadable)))
