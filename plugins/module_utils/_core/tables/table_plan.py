# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The changes to an object and its table. Pure."""

from __future__ import annotations

from ..engine.planning.diff import make_diff
from ..engine.planning.step import CREATE, NONE, UPDATE, Step
from ..record import Record
from .csv_rows import Columns, Source, columns_of_object
from .mark import table_of
from .row_changes import RowChanges


class TableOptions(Record):
    """The options of the table. source: None if no table was given."""

    source: Source | None
    compare: str
    recreate: bool
    force: bool
    wait: bool
    wait_timeout_s: float


class TablePlan(Record):
    """The changes to an object with a table.

    step: the object itself. uploads: whether the table is loaded. replaced: the object whose place the new one takes.
    leftovers: half-built objects of an earlier run that nobody needs. pending: a job of an earlier run to look after.
    live_rows: how many rows the table has that is replaced, None if none is.
    """

    step: Step
    rows: RowChanges
    uploads: bool = False
    replaced: dict | None = None
    leftovers: tuple[dict, ...] = ()
    pending: str | None = None
    raw_digest: str = ""
    live_rows: int | None = None

    @property
    def rows_lost(self) -> int:
        """The lowest number of rows that can be removed; which ones is unknown if the live table was not read."""
        if self.rows.removed is not None and not self.replaced:
            return self.rows.removed
        return max(0, (self.live_rows or 0) - (self.rows.total or 0))

    @property
    def changed(self) -> bool:
        return bool(self.step.changed or self.uploads or self.replaced or self.leftovers or self.pending)

    @property
    def action(self) -> str:
        if not self.changed:
            return NONE
        return UPDATE if self.replaced or self.step.action == NONE else self.step.action

    @property
    def diff(self) -> dict:
        """Differing fields, and counts and examples of rows; never the whole table."""
        step = self.step
        if self.replaced:
            declared = {name: value for name, value in (step.after or {}).items() if value is not None and name != "id"}
            step = step.replace(current=self.replaced, action=UPDATE, after={**self.replaced, **declared})
        diff = make_diff(step)
        if self.uploads:
            if step.current is not None:
                diff["before"]["rows"] = {"examples": list(self.rows.before)}
            diff["after"]["rows"] = {**self.rows.counts(), "examples": list(self.rows.after)}
        return self._with_unfinished(diff)

    def _with_unfinished(self, diff: dict) -> dict:
        """What an earlier run left unfinished, which is visible nowhere else."""
        unfinished = [f"{self.step.title} {leftover['id']} was created to replace it" for leftover in self.leftovers]
        if not unfinished and self.changed and not any(diff.values()):
            unfinished = ["an earlier run did not see its end"]
        if unfinished:
            diff["before"]["unfinished"], diff["after"]["unfinished"] = unfinished, []
        return diff


def columns_of(step: Step) -> Columns:
    return columns_of_object(table_of(step.resource), step.after or {})


def predicted(plan: TablePlan) -> dict | None:
    """The object as check mode returns it."""
    if plan.step.state == "absent":
        return plan.step.current
    if plan.replaced and plan.step.action == CREATE:
        return {**plan.replaced, **(plan.step.after or {}), "id": None}
    return plan.step.after
