# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How long a plan takes: as long as the published limit that it uses most. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ..engine.planning.step import CREATE, REACTIVATE, REMOVE, UPDATE
from ..model.operation import Operation, RateLimit
from ..model.resource import Resource
from ..report.readable import duration
from ..report.wording import kind_title
from .model.plan import BulkPlan, BulkStep

# Below this, a wait is not explained.
WORTH_SAYING_S = 10.0


@dataclass(frozen=True)
class ExpectedTime:
    """seconds: at least. pace: a sentence that says why, empty for what takes no time worth saying."""

    seconds: float = 0.0
    pace: str = ""


def expected_time(plan: BulkPlan, share: float) -> ExpectedTime:
    """share: of the published limits that the task may use."""
    sent = Counter(_writes(plan))
    longest = ExpectedTime()
    counters: Counter[tuple] = Counter()
    for operation, count in sent.items():
        counters[_counter(operation)] += count
    for counter, count in counters.items():
        limit = counter[-1]
        seconds = max(0.0, (count - limit.requests * share) * limit.per_s / (limit.requests * share))
        if seconds > longest.seconds:
            longest = ExpectedTime(seconds, _pace(plan, counter, seconds, share))
    return longest


def _writes(plan: BulkPlan) -> Iterator[Operation]:
    steps = [*plan.steps, *plan.firsts]
    operations = [operation for step in steps for operation in [_operation(step)] if operation]
    arrays = [_operation_of_array(plan, array.joins) for array in (*plan.joins, *plan.leaves)]
    return (operation for operation in (*operations, *arrays) if operation and operation.limit)


def _operation(step: BulkStep) -> Operation | None:
    resource: Resource = step.step.resource
    if step.sent is None or not step.changed:
        return None
    by_action = {
        CREATE: resource.create,
        UPDATE: resource.update,
        REACTIVATE: resource.update,
        REMOVE: resource.delete or resource.update,
    }
    return by_action.get(step.action)


def _operation_of_array(plan: BulkPlan, joins: bool) -> Operation | None:
    if plan.relation is None or plan.relation.members.members is None:
        return None
    return plan.relation.members.members.add if joins else plan.relation.members.members.remove


def _counter(operation: Operation) -> tuple:
    """What counts together, as the rate limiter counts it; its limit is last."""
    if operation.limit and operation.limit.scope == "route":
        return (operation.method, operation.path, operation.limit)
    return (operation.limit,)


def _pace(plan: BulkPlan, counter: tuple, seconds: float, share: float) -> str:
    if seconds < WORTH_SAYING_S:
        return ""
    counts: Counter[str] = Counter()
    for step in plan.steps:
        operation = _operation(step)
        if operation and _counter(operation) == counter:
            counts[f"{kind_title(step.step.resource.plural)} to {_verb(step)}"] += 1
    work = ", ".join(f"{count:,} {what}" for what, count in counts.most_common(3)) or "Changes of roles"
    limit: RateLimit = counter[-1]
    each = "a second" if limit.per_s == 1 else f"in {limit.per_s} s"
    used = "" if share == 1 else f", and rate_limit_share is {share:g}"
    return f"{work}, about {duration(seconds)}: BigPanda allows {limit.requests} {each}{used}."


def _verb(step: BulkStep) -> str:
    if step.action == REMOVE:
        return "deactivate" if step.step.resource.soft_delete else "remove"
    return {UPDATE: "change"}.get(step.action, step.action)
