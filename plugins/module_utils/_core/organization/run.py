# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reads many kinds at once and carries a bulk plan out, side by side as far as the limits allow."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from typing import Callable

from ..engine.apply import apply_step
from ..engine.find import find_current
from ..engine.object_index import Known
from ..engine.plan import ignored_changes, make_plan, refuse_impossible_creation
from ..engine.rebase import is_written_whole, with_newcomers
from ..engine.references import complete_lists, referenced, resolve
from ..engine.step import CREATE, REMOVE
from ..errors import (
    BigPandaError,
    ConnectionFailed,
    HostNotFound,
    ProxyFailed,
    RateLimited,
    RedirectRefused,
    ServerError,
    Stopped,
    TlsFailed,
    Unauthorized,
    UncertainWrite,
    UnreadableResponse,
    error_context,
)
from ..http.client import Client
from ..http.client_pool import WORKERS, ClientPool
from ..model.resource import Resource
from ..tables import upload
from .creations import Creations
from .graph import Ref
from .membership_run import MembershipRun
from .plan import ArrayStep, BulkPlan, BulkStep
from .scheduler import FAILED, Outcome, Schedule

Ended = Callable[[Ref, Outcome], None]
# What says of the service that it fails, not of the object that it is wrong.
FAILING_SERVICE = (ConnectionFailed, ServerError, RateLimited, UnreadableResponse, RedirectRefused)
FEW = 5


class BulkRun:
    """One bulk plan on its way. options: of objects with tables, by ref. ended: told of each task as it ends.

    warnings: what users should know of what was done nevertheless.
    """

    def __init__(
        self,
        clients: ClientPool,
        plan: BulkPlan,
        live: Mapping[str, Known],
        options: Mapping[Ref, upload.TableOptions],
        ended: Ended,
    ) -> None:
        self._clients = clients
        self._plan = plan
        self._tasks = tasks_of(plan)
        self._options = options
        self._live = live
        self._names = _Names(live)
        self._creations = Creations(known.resource for known in live.values())
        self.warnings: list[str] = []
        self._steps: dict[Ref, BulkStep] = {step.ref: step for step in plan.steps}
        self._steps.update({first.ref: first for first in plan.firsts})
        self._membership = MembershipRun(plan, live, self._names.find)
        self._ended = ended
        self._schedule = Schedule(self._do, WORKERS, self._tell, Hopelessness())

    @property
    def total(self) -> int:
        """How many tasks there are in all."""
        return sum(map(len, self._tasks))

    def carry_out(self) -> dict[Ref, Outcome]:
        """What became of each step that does something; removals come last."""
        makes, leaves, removals = self._tasks
        self._schedule.run(makes)
        if not self._schedule.is_stopped:
            for ref, error in self._creations.keep_one_of_each(self._clients.current()):
                self._schedule.outcomes[ref] = Outcome(FAILED, error)
        self._schedule.run(self._membership.leftover_tasks())
        self._membership.hold_back(self._schedule.outcomes)
        self._schedule.run(leaves)
        self._schedule.run(self._membership.leftover_tasks())
        self._schedule.run(removals)
        outcomes = self._schedule.outcomes
        if not self._schedule.is_stopped:
            self._membership.compare(self._clients.current(), outcomes)
        return self._membership.with_changes(outcomes)

    @property
    def outcomes(self) -> dict[Ref, Outcome]:
        """What became of the steps until now."""
        return self._schedule.outcomes

    def stop(self) -> None:
        """Begin nothing more: what is under way ends, the rest is skipped. May be called by a signal."""
        self._schedule.stop(Stopped("the run was told to stop."))

    def _tell(self, ref: Ref, outcome: Outcome) -> None:
        """What turned out to be needed only on the way was not counted before, so it is not told."""
        if any(ref in tasks for tasks in self._tasks):
            self._ended(ref, outcome)

    def _do(self, ref: Ref) -> None:
        client = self._clients.current()
        step = self._steps.get(ref)
        if step is None:
            self._membership.carry_out(client, ref)
        elif step.table is not None and ref in self._options:
            upload.apply_table(client, self._table(step), self._options[ref])
        elif step.wanted is not None:
            self._apply(client, step)

    @staticmethod
    def _table(step: BulkStep) -> upload.TablePlan:
        if not isinstance(step.table, upload.TablePlan):
            raise TypeError(f"{step.ref} has no table")
        return step.table

    def _apply(self, client: Client, step: BulkStep) -> None:
        resource, current, state = step.step.resource, step.step.current, step.step.state
        if state != "present":
            if is_written_whole(step.step):
                current = self._as_it_is(client, step)
            apply_step(client, make_plan(resource, current, step.step.desired, state))
            return
        if resource.composed:
            # What it is put together from may have changed in this run, not by steps of this run alone.
            parts = client.list(resource.composed.of)
            for part in parts:
                self._names.add(resource.composed.of, part)
            current = next(iter(client.compose(resource, parts)), None)
        desired = self._names.resolve(resource, step.wanted or {})
        if resource.composed:
            refuse_impossible_creation(resource, desired, current, state)
            desired = complete_lists(resource.fields, desired, current or {})
        elif step.is_brought or step.ref.first in self._steps and step.ref != step.ref.first:
            current = find_current(client, resource, desired)
        elif is_written_whole(make_plan(resource, current, desired)):
            now = self._as_it_is(client, step)
            desired = with_newcomers(resource, desired, self._live[resource.name].find_by_id(step.ref.name) or {}, now)
            current = now
        step_now = make_plan(resource, current, desired)
        item = self._creations.apply(client, step.ref, step_now)
        self.warnings += ignored_changes(step_now, item)
        if item and (step.action == CREATE or resource.renamed_by in desired):
            self._names.add(resource, item)

    def _as_it_is(self, client: Client, step: BulkStep) -> dict:
        """The object, read just before it is written, as if what others of the run take from it were gone.

        The plan may be minutes old by now, and others work in the organization too.
        """
        resource = step.step.resource
        with error_context(f"Cannot {step.action} {step.step.title}"):
            now = client.find_by_id(resource, str((step.step.current or {})["id"]))
            if now is None:
                raise BigPandaError("it was removed after it was read.", "Run the task again.")
        left = {name: [each for each in now.get(name) or [] if each not in ids] for name, ids in step.given_up.items()}
        return {**now, **left}


class _Names:
    """What names mean by now: as read at the start, and as made since. Safe to use from several threads."""

    def __init__(self, live: Mapping[str, Known]) -> None:
        self._known = dict(live)
        self._made: dict[str, dict[str, dict]] = {}
        self._lock = threading.Lock()

    def add(self, resource: Resource, item: dict) -> None:
        with self._lock:
            self._made.setdefault(resource.name, {})[str(item.get("id"))] = item

    def find(self, resource: Resource, ref: str) -> dict | None:
        """The object that is called so: by its id, or by its key where it is new."""
        with self._lock:
            known = self._up_to_date(resource.name)
        return known.find_by_id(ref) or next(iter(known.all_of(ref)), None)

    def resolve(self, resource: Resource, desired: dict) -> dict:
        names = referenced(resource.fields, desired)
        with self._lock:
            known = {name: self._up_to_date(name) for name in names}
        return resolve(resource.fields, desired, known)

    def _up_to_date(self, name: str) -> Known:
        """Put together anew only when it is asked for: thousands may be made that nobody names."""
        made = self._made.pop(name, {})
        if made:
            before = self._known[name]
            others = [item for item in before.objects if str(item.get("id")) not in made]
            self._known[name] = Known(before.resource, [*others, *made.values()])
        return self._known[name]


Tasks = dict[Ref, frozenset[Ref]]


def tasks_of(plan: BulkPlan) -> tuple[Tasks, Tasks, Tasks]:
    """What waits for what: first everything that makes or changes, then who leaves groups, then what is removed."""
    writing = [step for step in plan.steps if step.wanted is not None]
    makes = [step for step in writing if step.action != REMOVE]
    removals = [step for step in writing if step.action == REMOVE]

    def waits(tasks: Iterable[BulkStep | ArrayStep]) -> Tasks:
        return {task.ref: plan.after(task.ref) for task in tasks}

    return waits((*makes, *plan.joins, *plan.firsts)), waits(plan.leaves), waits(removals)


class Hopelessness:
    """Whether nothing else can succeed either: the service, its door or the way to it is closed to this run."""

    def __init__(self) -> None:
        self._in_a_row = 0

    def __call__(self, outcome: Outcome) -> bool:
        """outcome: of the task that ended last."""
        error = outcome.error
        cause = error.cause if isinstance(error, UncertainWrite) else error
        self._in_a_row = self._in_a_row + 1 if isinstance(cause, FAILING_SERVICE) else 0
        # One of these is bad luck, and it was tried again for the time that is allowed. A few in a row, and nothing
        # that succeeded between them, are a service or a network that is gone; going on would take that time for each
        # object that is left.
        return self._in_a_row >= FEW or isinstance(cause, (Unauthorized, HostNotFound, TlsFailed, ProxyFailed))
