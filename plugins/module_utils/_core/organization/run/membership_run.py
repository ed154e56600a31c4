# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Members who join and leave groups in a run: requests, outcomes, and a comparison with the groups at the end."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence

from ...engine.finding.object_index import ObjectIndex
from ...engine.membership import Membership
from ...errors import BigPandaError, Forbidden
from ...http.client import Client
from ..model.graph import Ref
from ..model.membership import Change
from ..model.plan import ArrayStep, BulkPlan
from .lost_membership import MembershipComparison, added_by_others
from .membership_names import Find
from .membership_writer import MembershipWriter
from .scheduler import DONE, FAILED, SKIPPED, Outcome

AT_MEMBER = "groups"


def _changes_by_member(arrays: Iterable[ArrayStep]) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = {}
    for array in arrays:
        for change in array.changes:
            found.setdefault(change.member, []).append(change)
    return found


def _of_all(parts: Sequence[Outcome | None]) -> Outcome:
    """The outcome of an object by those of its request and its changes. What is begun and not finished has failed."""
    known = [part for part in parts if part]
    failed = next((part for part in known if not part.is_well), None)
    if failed is None:
        return Outcome(DONE)
    is_partly_done = failed.state == SKIPPED and any(part.is_well or part.state == FAILED for part in known)
    if not is_partly_done:
        return failed
    return Outcome(FAILED, BigPandaError(f"only a part of it was done: {failed.error}"))


class MembershipRun:
    """Carries out the changes of membership of one plan. find: an object by its id, or by its key if it is new.

    warnings: about what others added meanwhile.
    """

    def __init__(self, plan: BulkPlan, live: Mapping[str, ObjectIndex], find: Find) -> None:
        self._plan = plan
        self._live = live
        self._find = find
        self._arrays = {array.ref: array for array in (*plan.joins, *plan.leaves)}
        self._carriers = {change: array.ref for array in self._arrays.values() for change in array.changes}
        self._leaving_of = _changes_by_member(plan.leaves)
        self._at_member: dict[Ref, list[Change]] = {}
        self._begun: set[Ref] = set()
        self._lost: dict[Change, BigPandaError] = {}
        self._undone: dict[Change, BigPandaError] = {}
        self.warnings: list[str] = []
        self._held_back: dict[Change, BigPandaError] = {}
        self._lock = threading.Lock()

    def carry_out(self, client: Client, ref: Ref) -> None:
        """Send an array, or the groups of a member. Raises BigPandaError."""
        if ref.part == AT_MEMBER:
            with self._lock:
                changes = list(self._at_member[ref])
            self._writer.write_at_member(client, ref.name, changes)
        else:
            self._send(client, self._arrays[ref])

    def leftover_tasks(self) -> dict[Ref, frozenset[Ref]]:
        """Tasks for changes that the credential may not write at groups, by member; no task waits for them."""
        with self._lock:
            due = [ref for ref in self._at_member if ref not in self._begun]
            self._begun.update(due)
        return {ref: frozenset() for ref in due}

    def _send(self, client: Client, array: ArrayStep) -> None:
        changes = self._due(array)
        try:
            self._writer.send_array(client, array, changes, self._note_refused)
        except Forbidden:
            self._leave_to_members(changes)

    def _note_refused(self, changes: Sequence[Change], error: BigPandaError) -> None:
        with self._lock:
            self._lost.update(dict.fromkeys(changes, error))

    def _due(self, array: ArrayStep) -> list[Change]:
        """Without members who could not join another group, and without changes that are written at the member."""
        with self._lock:
            carried = [change for change in array.changes if self._carriers[change] == array.ref]
            return [change for change in carried if change not in self._held_back]

    def hold_back(self, outcomes: Mapping[Ref, Outcome]) -> None:
        """Keep members who could not join a group in the groups that they would leave."""
        for array in self._plan.joins:
            for change in array.changes:
                error = self._error(change, outcomes)
                if error:
                    self._held_back.update(dict.fromkeys(self._leaving_of.get(change.member, ()), error))

    def leaves_groups(self, member: str) -> bool:
        """Whether the plan takes the member out of a group that stays."""
        return member in self._leaving_of

    def why_not_left(self, member: str, outcomes: Mapping[Ref, Outcome]) -> BigPandaError | None:
        """None if the member has left all groups that the plan takes the member out of, as far as is known."""
        errors = (self._error(change, outcomes) for change in self._leaving_of.get(member, ()))
        return next((error for error in errors if error), None)

    def _leave_to_members(self, changes: Iterable[Change]) -> None:
        """A change of a member writes all of its groups, so it covers the groups that the member leaves."""
        with self._lock:
            for change in changes:
                self._hand_over(change)
                for leaving in self._leaving_of.get(change.member, ()):
                    self._hand_over(leaving)

    def _hand_over(self, change: Change) -> None:
        ref = Ref(self._relation.member.name, change.member, AT_MEMBER)
        if self._carriers[change] != ref:
            self._carriers[change] = ref
            self._at_member.setdefault(ref, []).append(change)

    def compare(self, client: Client, outcomes: Mapping[Ref, Outcome]) -> None:
        """Read the groups again, if the run wrote any: what was accepted without effect, and what others did."""
        written = [change for change in self._plan.membership if self._error(change, outcomes) is None]
        if written:
            comparison = MembershipComparison(client, self._relation, self._find)
            self._lost.update(comparison.lost(written))
            self._undone = comparison.undone(self._plan.ends.kept())
            self.warnings = added_by_others(comparison.names, self._plan.ends.added_by_others(comparison.shown))

    def with_changes(self, outcomes: Mapping[Ref, Outcome]) -> dict[Ref, Outcome]:
        """The outcomes, also of objects whose membership other tasks write."""
        completed = dict(outcomes)
        for step in self._plan.steps:
            if step.changes:
                own = [completed[step.ref]] if step.ref in completed else []
                completed[step.ref] = _of_all([*own, *(self._outcome_of(change, outcomes) for change in step.changes)])
        for change, error in self._undone.items():
            for ref in self._declaring(change):
                if ref not in completed or completed[ref].is_well:
                    completed[ref] = Outcome(FAILED, error)
        return completed

    def _declaring(self, change: Change) -> list[Ref]:
        """The group, the member, or both."""
        refs = Ref(self._relation.group.name, change.group), Ref(self._relation.member.name, change.member)
        return [ref for ref, declares in zip(refs, self._plan.ends.asking_for(change)) if declares]

    def _outcome_of(self, change: Change, outcomes: Mapping[Ref, Outcome]) -> Outcome | None:
        """None if it is neither known to have failed nor to be done."""
        error, carrier = self._error(change, outcomes), outcomes.get(self._carrier(change))
        if error:
            return Outcome(carrier.state if carrier and not carrier.is_well else FAILED, error)
        return Outcome(DONE) if carrier else None

    def _error(self, change: Change, outcomes: Mapping[Ref, Outcome]) -> BigPandaError | None:
        """Why the change failed; None if it is not known to have failed."""
        carrier = outcomes.get(self._carrier(change))
        failed = carrier.error if carrier and not carrier.is_well else None
        return failed or self._held_back.get(change) or self._lost.get(change)

    def _carrier(self, change: Change) -> Ref:
        """The task that writes the change."""
        if change in self._carriers:
            return self._carriers[change]
        group, member = self._relation.group.name, self._relation.member.name
        is_new_member = self._live[member].find_by_id(change.member) is None
        return Ref(member, change.member) if is_new_member else Ref(group, change.group)

    @property
    def _relation(self) -> Membership:
        if self._plan.relation is None:
            raise TypeError("the plan has no groups and members")
        return self._plan.relation

    @property
    def _writer(self) -> MembershipWriter:
        return MembershipWriter(self._relation, self._find)
