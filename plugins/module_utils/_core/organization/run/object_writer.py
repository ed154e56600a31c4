# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Carries out the steps of single objects in a run.

A step is carried out as planned, unless it names an object that the run has created, or the object may have changed
since: it did not exist, it is written whole, or it is computed from others. Then it is planned again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from ...engine.finding.find import find_current
from ...engine.finding.object_index import ObjectIndex
from ...engine.finding.unreadable import refuse_unreadable
from ...engine.planning.plan import ignored_changes, make_plan, refuse_impossible_creation
from ...engine.planning.rebase import is_written_whole, refuse_renamed, with_newcomers
from ...engine.planning.step import CREATE, REACTIVATE, Step
from ...engine.writing.current_name import refuse_removal_of_renamed
from ...engine.writing.member_groups import MemberGroups
from ...errors import BigPandaError, error_context
from ...http.client import Client
from ..model.complete_lists import complete_lists
from ..model.graph import Ref
from ..model.plan import BulkStep
from .creations import Creations
from .current_objects import CurrentObjects


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

    def write(self, client: Client, step: BulkStep, sent: Step) -> None:
        """Carry out what the step sends. Raises BigPandaError."""
        now = self._up_to_date(client, step, sent)
        if now.action == REACTIVATE:
            _refuse_other_groups(client, step)
        item = self.creations.apply(client, step.ref, now)
        self.warnings += ignored_changes(now, item)
        if item and sent.state == "present" and (step.action == CREATE or sent.resource.renamed_by in sent.desired):
            self.current.add(step.ref, item)

    def _up_to_date(self, client: Client, step: BulkStep, sent: Step) -> Step:
        if sent.state != "present":
            return self._removal(client, step, sent)
        if sent.resource.composed:
            return self._computed(client, sent)
        desired = self.current.with_ids(sent.resource.fields, sent.desired)
        if step.is_brought or step.ref in self.in_two_phases:
            return make_plan(sent.resource, find_current(client, sent.resource, desired), desired)
        now = sent if desired == sent.desired else make_plan(sent.resource, sent.current, desired)
        return self._rebased(client, step, now) if is_written_whole(now) else now

    def _removal(self, client: Client, step: BulkStep, sent: Step) -> Step:
        """A removal or a transition."""
        if not is_written_whole(sent):
            refuse_removal_of_renamed(client, sent)
            return sent
        return make_plan(sent.resource, self._read_again(client, step, sent), sent.desired, sent.state)

    def _computed(self, client: Client, sent: Step) -> Step:
        """An object that is computed from others, which may have changed meanwhile, also by others than this run."""
        resource = sent.resource
        if resource.composed is None:
            raise TypeError(f"{resource.name} is not computed")
        parts = client.list(resource.composed.of)
        refuse_unreadable(resource, parts.unreadable, sent.desired)
        for part in parts:
            self.current.add(Ref(resource.composed.of.name, str(part["id"])), part)
        current = next(iter(client.compose(resource, parts)), None)
        desired = self.current.with_ids(resource.fields, sent.desired)
        refuse_impossible_creation(resource, desired, current, sent.state)
        return make_plan(resource, current, complete_lists(resource.fields, desired, current or {}))

    def _rebased(self, client: Client, step: BulkStep, sent: Step) -> Step:
        """What is written whole, laid over the object as it is just before."""
        current = self._read_again(client, step, sent)
        planned_from = self.live[sent.resource.name].find_by_id(step.ref.name) or {}
        return make_plan(
            sent.resource, current, with_newcomers(sent.resource, sent.desired, planned_from, current), sent.state
        )

    def _read_again(self, client: Client, step: BulkStep, sent: Step) -> dict:
        """The object just before it is replaced, without what other steps of the run take from it.

        The plan may be minutes old by now, and others work in the organization too.
        """
        with error_context(f"Cannot {step.action} {sent.title}"):
            now = client.find_by_id(sent.resource, str((sent.current or {})["id"]))
            if now is None:
                raise BigPandaError("it was removed after it was read.", "Run the task again.")
            refuse_renamed(sent.resource, sent.desired, sent.current or {}, now)
        left = {name: [each for each in now.get(name) or [] if each not in ids] for name, ids in step.given_up.items()}
        return {**now, **left}


def _refuse_other_groups(client: Client, step: BulkStep) -> None:
    """Raises BigPandaError if who returns has got groups that the declared list does not contain."""
    if step.exact_groups:
        shown = (step.step.current or {}, step.step.after or {})
        known = [key for each in shown for key in each.get(step.exact_groups.name) or []]
        with error_context(f"Cannot {step.action} {step.step.title}"):
            MemberGroups(client, step.step.resource).refuse_more(step.exact_groups, known, step.ref.name)
