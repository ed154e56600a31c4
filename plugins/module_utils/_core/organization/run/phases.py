# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The tasks of a run, and what each waits for. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ...engine.planning.step import REACTIVATE, REMOVE
from ..model.graph import Ref
from ..model.plan import BulkPlan

Tasks = Mapping[Ref, frozenset[Ref]]


@dataclass(frozen=True)
class Phases:
    """Sets of tasks, each begun once the one before has ended, by ref, with what each task waits for.

    writes: creations, changes, and members who join groups. leaves: members who leave groups.
    returns: members who are reactivated and leave groups; they must not be active with their former groups.
    """

    writes: Tasks
    leaves: Tasks
    returns: Tasks
    removals: Tasks

    def __iter__(self) -> Iterator[Tasks]:
        return iter((self.writes, self.leaves, self.returns, self.removals))


def phases_of(plan: BulkPlan) -> Phases:
    """Everything in the plan that sends requests."""
    writing = [step for step in plan.steps if step.sent]
    returns = {step.ref for step in writing if step.sent and step.sent.action == REACTIVATE} & _leaving(plan)
    writes = [step.ref for step in writing if step.action != REMOVE and step.ref not in returns]
    joins = [array.ref for array in plan.joins]
    firsts = [step.ref for step in plan.firsts]
    return Phases(
        _tasks(plan, (*writes, *joins, *firsts)),
        _tasks(plan, (array.ref for array in plan.leaves)),
        _tasks(plan, returns),
        _tasks(plan, (step.ref for step in writing if step.action == REMOVE)),
    )


def _leaving(plan: BulkPlan) -> set[Ref]:
    """Members who leave a group."""
    if plan.relation is None:
        return set()
    return {Ref(plan.relation.member.name, change.member) for array in plan.leaves for change in array.changes}


def _tasks(plan: BulkPlan, refs: Iterable[Ref]) -> Tasks:
    return {ref: plan.after(ref) for ref in refs}
