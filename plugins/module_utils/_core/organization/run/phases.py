# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The tasks of a run, and what each waits for. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ...engine.planning.step import REACTIVATE, REMOVE
from ...values.text import caseless
from ..model.graph import Ref
from ..model.plan import BulkPlan, BulkStep

Tasks = Mapping[Ref, frozenset[Ref]]


@dataclass(frozen=True)
class Phases:
    """Sets of tasks, each begun once the one before has ended, by ref, with what each task waits for.

    writes: creations, changes, and members who join groups. leaves: members who leave groups.
    returns: members who are reactivated. They come last, since they must not be active with groups that they lose.
    """

    writes: Tasks
    leaves: Tasks
    removals: Tasks
    returns: Tasks

    def __iter__(self) -> Iterator[Tasks]:
        return iter((self.writes, self.leaves, self.removals, self.returns))


def phases_of(plan: BulkPlan) -> Phases:
    """Everything in the plan that sends requests."""
    writing = [step for step in plan.steps if step.sent]
    removals = [step.ref for step in writing if step.action == REMOVE]
    returns = {step.ref: step for step in writing if _returns(plan, step)}
    writes = [step.ref for step in writing if step.action != REMOVE and step.ref not in returns]
    joins = [array.ref for array in plan.joins]
    firsts = [step.ref for step in plan.firsts]
    return Phases(
        _tasks(plan, (*writes, *joins, *firsts)),
        _tasks(plan, (array.ref for array in plan.leaves)),
        _tasks(plan, removals),
        {ref: plan.after(ref) | _removed_groups(plan, step) for ref, step in returns.items()},
    )


def _returns(plan: BulkPlan, step: BulkStep) -> bool:
    """Whether the step reactivates a member of groups."""
    is_member = plan.relation is not None and step.ref.resource == plan.relation.member.name
    return is_member and step.sent is not None and step.sent.action == REACTIVATE


def _removed_groups(plan: BulkPlan, member: BulkStep) -> frozenset[Ref]:
    """Groups of the member that the run removes, whether the group or the member shows it."""
    if plan.relation is None:
        return frozenset()
    group, members = plan.relation.group, plan.relation.members.name
    keys = {caseless(str(key)) for key in (member.step.current or {}).get(plan.relation.groups.name) or ()}
    return frozenset(
        step.ref
        for step in plan.steps
        if step.action == REMOVE and step.ref.resource == group.name and step.step.current
        if member.ref.name in (step.step.current.get(members) or ())
        or caseless(str(step.step.current[group.key])) in keys
    )


def _tasks(plan: BulkPlan, refs: Iterable[Ref]) -> Tasks:
    return {ref: plan.after(ref) for ref in refs}
