# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Carries out the plan of an organization, with as many tasks at once as the rate limits allow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Callable

from ...engine.finding.object_index import ObjectIndex
from ...http.client_pool import WORKERS, ClientPool
from ...http.clock import CLOCK
from ...tables.load import apply_table
from ...tables.table_plan import TableOptions, TablePlan
from ..model.graph import Ref
from ..model.plan import BulkPlan, BulkStep
from .circuit_breaker import CircuitBreaker
from .creations import Creations
from .current_objects import CurrentObjects
from .membership_run import MembershipRun
from .object_writer import ObjectWriter
from .phases import Tasks, phases_of
from .scheduler import FAILED, Outcome, Schedule

Ended = Callable[[Ref, Outcome], None]


class BulkRun:
    """One plan on its way. options: of objects with tables, by ref."""

    def __init__(
        self,
        clients: ClientPool,
        plan: BulkPlan,
        live: Mapping[str, ObjectIndex],
        options: Mapping[Ref, TableOptions],
    ) -> None:
        self._clients = clients
        self._phases = phases_of(plan)
        self._options = options
        current = CurrentObjects(live)
        self._creations = Creations(known.resource for known in live.values())
        in_two_phases = {replace(first.ref, part="") for first in plan.firsts}
        self._writer = ObjectWriter(live, current, self._creations, in_two_phases)
        self._steps: dict[Ref, BulkStep] = {step.ref: step for step in plan.steps}
        self._steps.update({first.ref: first for first in plan.firsts})
        self._membership = MembershipRun(plan, live, current.find)
        self._ended: Ended = lambda _ref, _outcome: None
        self._schedule = Schedule(
            self._do, WORKERS, self._report_end, CircuitBreaker(), is_told_to_stop=lambda: CLOCK.is_stopped
        )

    @property
    def total(self) -> int:
        """How many tasks there are in all."""
        return sum(map(len, self._phases))

    def carry_out(self, ended: Ended) -> dict[Ref, Outcome]:
        """What became of each step that does something. ended: called after each task."""
        self._ended = ended
        phases = self._phases
        self._schedule.run(phases.writes)
        if not self._schedule.is_stopped:
            for ref, error in self._creations.keep_one_of_each(self._clients.current()):
                self._schedule.outcomes[ref] = Outcome(FAILED, error)
        self._schedule.run(self._membership.leftover_tasks())
        self._membership.hold_back(self._schedule.outcomes)
        self._schedule.run(phases.leaves)
        self._schedule.run(self._membership.leftover_tasks())
        self._schedule.run(phases.removals)
        self._reactivate(phases.returns)
        outcomes = self._schedule.outcomes
        if not self._schedule.is_stopped:
            self._membership.compare(self._clients.current(), outcomes)
        return self._membership.with_changes(outcomes)

    def _reactivate(self, returns: Tasks) -> None:
        """Only those who have left the groups that they are not to have."""
        outcomes = self._schedule.outcomes
        if any(self._membership.leaves_groups(ref.name) for ref in returns) and not self._schedule.is_stopped:
            self._membership.compare(self._clients.current(), outcomes)
        errors = {ref: self._membership.why_not_left(ref.name, outcomes) for ref in returns}
        for ref, error in errors.items():
            if error:
                outcomes[ref] = Outcome(FAILED, error)
                self._report_end(ref, outcomes[ref])
        self._schedule.run({ref: after for ref, after in returns.items() if not errors[ref]})

    @property
    def warnings(self) -> list[str]:
        """About changes that the service accepted and ignored, and about what others did meanwhile."""
        return [*self._writer.warnings, *self._membership.warnings]

    @property
    def outcomes(self) -> dict[Ref, Outcome]:
        """What became of the steps until now."""
        return self._schedule.outcomes

    def _report_end(self, ref: Ref, outcome: Outcome) -> None:
        """Tasks that only the run turned out to need are not in `total`, so they are not reported."""
        if any(ref in tasks for tasks in self._phases):
            self._ended(ref, outcome)

    def _do(self, ref: Ref) -> None:
        client = self._clients.current()
        step = self._steps.get(ref)
        if step is None:
            self._membership.carry_out(client, ref)
        elif step.table is not None and ref in self._options:
            apply_table(client, _planned_table(step), self._options[ref])
        elif step.sent:
            self._writer.write(client, step, step.sent)


def _planned_table(step: BulkStep) -> TablePlan:
    if not isinstance(step.table, TablePlan):
        raise TypeError(f"{step.ref} has no table")
    return step.table
