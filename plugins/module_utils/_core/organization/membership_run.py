# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Who joins and who leaves the groups of a bulk run: sent, told, and compared with what is there in the end."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping

from ..engine.member_groups import MemberGroups
from ..engine.membership import Change, Membership
from ..engine.object_index import Known
from ..errors import ApiError, BigPandaError, Forbidden, error_context
from ..http.client import Client
from ..model.field import Members
from ..model.operation import Operation
from ..model.resource import Resource
from .graph import Ref
from .lost_membership import Find, lost_changes
from .plan import ArrayStep, BulkPlan
from .scheduler import DONE, FAILED, Outcome

# How many ids one array says: no limit is published, and some services cut off long bodies.
IDS_IN_ARRAY = 1000
# Statuses that may be meant for one id of many, and how many such ids are sought.
REFUSED = (400, 404, 409)
MOST_REFUSED = 5
AT_MEMBER = "groups"


class MembershipRun:
    """The changes of membership of one plan on their way. find: an object by its id, or by its key where it is new."""

    def __init__(self, plan: BulkPlan, live: Mapping[str, Known], find: Find) -> None:
        self._plan = plan
        self._live = live
        self._find = find
        self._arrays = {array.ref: array for array in (*plan.joins, *plan.leaves)}
        self._carriers = {change: array.ref for array in self._arrays.values() for change in array.changes}
        self._leaving_of: dict[str, list[Change]] = {}
        for array in plan.leaves:
            for change in array.changes:
                self._leaving_of.setdefault(change.member, []).append(change)
        self._at_member: dict[Ref, list[Change]] = {}
        self._begun: set[Ref] = set()
        self._lost: dict[Change, BigPandaError] = {}
        self._held_back: dict[Change, BigPandaError] = {}
        self._lock = threading.Lock()

    # -- writing -----------------------------------------------------------------------------------------------

    def carry_out(self, client: Client, ref: Ref) -> None:
        """Send an array, or what no array could say. Raises BigPandaError."""
        if ref.part == AT_MEMBER:
            self._write_at_member(client, ref)
        else:
            self._send(client, self._arrays[ref])

    def leftover_tasks(self) -> dict[Ref, frozenset[Ref]]:
        """What the credential may not write at groups, by member; nobody has to wait for them."""
        with self._lock:
            due = [ref for ref in self._at_member if ref not in self._begun]
            self._begun.update(due)
        return {ref: frozenset() for ref in due}

    def _send(self, client: Client, array: ArrayStep) -> None:
        changes = self._due(array)
        verb = "add users to" if array.joins else "remove users from"
        group = self._find(self._group, array.ref.name) or {}
        try:
            with error_context(f"Cannot {verb} {self._group.titled(group.get(self._group.key, array.ref.name))}"):
                for start in range(0, len(changes), IDS_IN_ARRAY):
                    self._send_part(client, array, changes[start : start + IDS_IN_ARRAY])
        except Forbidden:
            # Of this group: the credential may write others, such as those that are not built in.
            self._leave_to_members(changes)

    def _due(self, array: ArrayStep) -> list[Change]:
        """Who could not join keeps what he has, and what was said at the member needs no array."""
        with self._lock:
            return [
                change
                for change in array.changes
                if self._carriers[change] == array.ref and change not in self._held_back
            ]

    def hold_back(self, outcomes: Mapping[Ref, Outcome]) -> None:
        """Of members who could not join a group, what they would leave."""
        for array in self._plan.joins:
            for change in array.changes:
                error = self._error(change, outcomes)
                if error:
                    self._held_back.update(dict.fromkeys(self._leaving_of.get(change.member, ()), error))

    def _send_part(self, client: Client, array: ArrayStep, changes: list[Change]) -> None:
        """One id that the service refuses must not keep the others out, so what is refused is tried in halves."""
        waiting, refused = [changes], 0
        while waiting:
            part = waiting.pop()
            try:
                self._say(client, array, [change.member for change in part])
            except ApiError as error:
                if error.status not in REFUSED:
                    raise
                if len(part) > 1 and refused < MOST_REFUSED:
                    middle = len(part) // 2
                    waiting += [part[middle:], part[:middle]]
                    continue
                refused += 1
                with self._lock:
                    self._lost.update(dict.fromkeys(part, error))

    def _say(self, client: Client, array: ArrayStep, ids: list[str]) -> None:
        """Ids may be said again, so a lost answer is asked for by doing so; they are looked up only where refused."""
        operation = self._members.add if array.joins else self._members.remove
        try:
            self._write(client, operation, array.ref.name, ids)
        except ApiError as error:
            if error.status not in REFUSED:
                raise
            left = self._not_yet(client, array.ref.name, ids, array.joins)
            if left == ids:
                raise
            if left:
                self._write(client, operation, array.ref.name, left)

    def _write(self, client: Client, operation: Operation, group_id: str, ids: list[str]) -> None:
        values = {self._group.id_value: group_id}
        client.write_or_recover(lambda: client.write(operation, values, ids), lambda: None)

    def _not_yet(self, client: Client, group_id: str, ids: list[str], joins: bool) -> list[str]:
        group = client.find_by_id(self._group, group_id)
        if group is None and joins:
            raise BigPandaError(f"the {self._group.title} is gone.", "Run the task again.")
        there = set((group or {}).get(self._field_of_group) or [])
        return [member for member in ids if (member in there) != joins]

    def _leave_to_members(self, changes: Iterable[Change]) -> None:
        """One change of a member says all of its groups, so what it leaves goes along."""
        with self._lock:
            for change in changes:
                self._hand_over(change)
                for leaving in self._leaving_of.get(change.member, ()):
                    self._hand_over(leaving)

    def _hand_over(self, change: Change) -> None:
        ref = Ref(self._member.name, change.member, AT_MEMBER)
        if self._carriers[change] != ref:
            self._carriers[change] = ref
            self._at_member.setdefault(ref, []).append(change)

    def _write_at_member(self, client: Client, ref: Ref) -> None:
        with self._lock:
            changes = self._at_member[ref]
        field = self._relation.groups
        joined, left = ([self._group_key(each) for each in changes if each.joins is joins] for joins in (True, False))
        groups = MemberGroups(client, self._member)
        member_id = str((self._find(self._member, ref.name) or {"id": ref.name})["id"])

        def write() -> bool:
            groups.write_at_member(field, member_id, joined, left)
            return True

        with error_context(f"Cannot change {field.name} of {self._titled_member(ref.name)}"):
            client.write_or_recover(write, lambda: None)

    # -- what became of it -------------------------------------------------------------------------------------

    def compare(self, client: Client, outcomes: Mapping[Ref, Outcome]) -> None:
        """Read the groups once more: what was accepted and is not so is lost."""
        written = [change for change in self._plan.membership if self._error(change, outcomes) is None]
        if written:
            self._lost.update(lost_changes(client, self._relation, written, self._find))

    def with_changes(self, outcomes: Mapping[Ref, Outcome]) -> dict[Ref, Outcome]:
        """The outcomes, with those of the objects whose membership others brought about, or did not."""
        told = dict(outcomes)
        for step in self._plan.steps:
            own = told.get(step.ref)
            if step.changes and (own is None or own.is_well):
                told[step.ref] = self._outcome_of(step.changes, outcomes)
        return told

    def _outcome_of(self, changes: Iterable[Change], outcomes: Mapping[Ref, Outcome]) -> Outcome:
        for change in changes:
            error = self._error(change, outcomes)
            if error:
                carrier = outcomes.get(self._carrier(change))
                return Outcome(carrier.state if carrier and not carrier.is_well else FAILED, error)
        return Outcome(DONE)

    def _error(self, change: Change, outcomes: Mapping[Ref, Outcome]) -> BigPandaError | None:
        """Why the change is not so; None if it is, as far as anybody knows."""
        carrier = outcomes.get(self._carrier(change))
        failed = carrier.error if carrier and not carrier.is_well else None
        return failed or self._held_back.get(change) or self._lost.get(change)

    def _carrier(self, change: Change) -> Ref:
        """The task whose write says the change."""
        if change in self._carriers:
            return self._carriers[change]
        is_new_member = self._live[self._member.name].find_by_id(change.member) is None
        return Ref(self._member.name, change.member) if is_new_member else Ref(self._group.name, change.group)

    # -- names -------------------------------------------------------------------------------------------------

    @property
    def _relation(self) -> Membership:
        relation = self._plan.relation
        if relation is None:
            raise TypeError("the plan knows no membership")
        return relation

    @property
    def _group(self) -> Resource:
        return self._relation.group

    @property
    def _member(self) -> Resource:
        return self._relation.member

    @property
    def _field_of_group(self) -> str:
        return self._relation.members.name

    @property
    def _members(self) -> Members:
        members = self._relation.members.members
        if members is None:
            raise TypeError(f"{self._group.name} takes no arrays")
        return members

    def _group_key(self, change: Change) -> str:
        return str((self._find(self._group, change.group) or {}).get(self._group.key, change.group))

    def _titled_member(self, ref: str) -> str:
        return self._member.titled((self._find(self._member, ref) or {}).get(self._member.key, ref))
