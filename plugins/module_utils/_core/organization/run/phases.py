# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The tasks of a run, and what each waits for. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    groups = [step for step in plan.steps if _is_removed_group(plan, step)]
    writes = [step.ref for step in writing if step.action != REMOVE and step.ref not in returns]
    joins = [array.ref for array in plan.joins]
    firsts = [step.ref for step in plan.firsts]
    return Phases(
        _tasks(plan, (*writes, *joins, *firsts)),
        _tasks(plan, (array.ref for array in plan.leaves)),
        _tasks(plan, removals),
        {ref: plan.after(ref) | _groups_of(plan, step, groups) for ref, step in returns.items()},
    )


def _returns(plan: BulkPlan, step: BulkStep) -> bool:
    """Whether the step reactivates a member of groups."""
    is_member = plan.relation is not None and step.ref.resource == plan.relation.member.name
    return is_member and step.sent is not None and step.sent.action == REACTIVATE


def _is_removed_group(plan: BulkPlan, step: BulkStep) -> bool:
    is_group = plan.relation is not None and step.ref.resource == plan.relation.group.name
    return is_group and step.action == REMOVE and step.step.current is not None


def _groups_of(plan: BulkPlan, member: BulkStep, groups: Sequence[BulkStep]) -> frozenset[Ref]:
    """Those of the groups that the member has, whether the group or the member shows it."""
    if plan.relation is None:
        return frozenset()
    key, members = plan.relation.group.key, plan.relation.members.name
    keys = {caseless(str(key)) for key in (member.step.current or {}).get(plan.relation.groups.name) or ()}
    shown = ((group.ref, group.step.current or {}) for group in groups)
    return frozenset(
        ref
        for ref, current in shown
        if member.ref.name in (current.get(members) or ()) or caseless(str(current[key])) in keys
    )


def _tasks(plan: BulkPlan, refs: Iterable[Ref]) -> Tasks:
    return {ref: plan.after(ref) for ref in refs}
