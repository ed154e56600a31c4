# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Carries out the steps of single objects in a run, each compared again with the object as it is by then."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from ..engine.apply import apply_step
from ..engine.find import find_current
from ..engine.object_index import ObjectIndex
from ..engine.plan import ignored_changes, make_plan, refuse_impossible_creation
from ..engine.rebase import is_written_whole, with_newcomers
from ..engine.references import complete_lists
from ..engine.step import CREATE
from ..errors import BigPandaError, error_context
from ..http.client import Client
from ..model.resource import Resource
from .creations import Creations
from .current_objects import CurrentObjects
from .graph import Ref
from .plan import BulkStep


@dataclass
class ObjectWriter:
    """live: objects as read at the start. in_two_phases: refs of new objects whose deferred fields are set later.

    warnings: about changes that the service accepted and ignored.
    """

    live: Mapping[str, ObjectIndex]
    current: CurrentObjects
    creations: Creations
    in_two_phases: Collection[Ref] = ()
    warnings: list[str] = field(default_factory=list)

    def write(self, client: Client, step: BulkStep) -> None:
        """Carry the step out. Raises BigPandaError."""
        if step.step.state != "present":
            self._remove(client, step)
        elif step.step.resource.composed:
            self._write_computed(client, step)
        else:
            self._write(client, step)

    def _remove(self, client: Client, step: BulkStep) -> None:
        """A removal or a transition."""
        plan = step.step
        current = self._read_again(client, step) if is_written_whole(plan) else plan.current
        apply_step(client, make_plan(plan.resource, current, plan.desired, plan.state))

    def _write_computed(self, client: Client, step: BulkStep) -> None:
        """An object that is computed from others, which may have changed meanwhile, also by others than this run."""
        resource = step.step.resource
        if resource.composed is None:
            raise TypeError(f"{resource.name} is not computed")
        parts = client.list(resource.composed.of)
        for part in parts:
            self.current.add(resource.composed.of, part)
        current = next(iter(client.compose(resource, parts)), None)
        desired = self.current.resolve(resource, step.wanted or {})
        refuse_impossible_creation(resource, desired, current, step.step.state)
        self._apply(client, step, current, complete_lists(resource.fields, desired, current or {}))

    def _write(self, client: Client, step: BulkStep) -> None:
        resource, current = step.step.resource, step.step.current
        desired = self.current.resolve(resource, step.wanted or {})
        if step.is_brought or step.ref in self.in_two_phases:
            current = find_current(client, resource, desired)
        elif is_written_whole(make_plan(resource, current, desired)):
            now = self._read_again(client, step)
            planned_from = self.live[resource.name].find_by_id(step.ref.name) or {}
            current, desired = now, with_newcomers(resource, desired, planned_from, now)
        self._apply(client, step, current, desired)

    def _apply(self, client: Client, step: BulkStep, current: dict | None, desired: dict) -> None:
        resource = step.step.resource
        step_now = make_plan(resource, current, desired)
        item = self.creations.apply(client, step.ref, step_now)
        self.warnings += ignored_changes(step_now, item)
        if item and (step.action == CREATE or resource.renamed_by in desired):
            self.current.add(resource, item)

    def _read_again(self, client: Client, step: BulkStep) -> dict:
        """The object just before it is replaced, without what other steps of the run take from it.

        The plan may be minutes old by now, and others work in the organization too.
        """
        resource: Resource = step.step.resource
        with error_context(f"Cannot {step.action} {step.step.title}"):
            now = client.find_by_id(resource, str((step.step.current or {})["id"]))
            if now is None:
                raise BigPandaError("it was removed after it was read.", "Run the task again.")
        left = {name: [each for each in now.get(name) or [] if each not in ids] for name, ids in step.given_up.items()}
        return {**now, **left}
