# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Requests that let members join and leave groups: arrays of ids at a group, or the whole list at a member."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Callable

from ...engine.membership import Membership
from ...engine.writing.member_groups import MemberGroups
from ...errors import ApiError, BigPandaError, error_context, excerpt
from ...http.client import Client
from ...model.field import Members
from ...model.operation import Operation
from ...model.resource import Resource
from ...values.text import listed
from ..model.membership import Change
from ..model.plan import ArrayStep
from .membership_names import Find, MembershipNames

# How many ids one array has: no limit is published, and some services cut off long bodies.
IDS_IN_ARRAY = 1000
# Statuses that may be meant for one id of many, and how many such ids are looked for.
REFUSED = (400, 404, 409, 410)
MOST_REFUSED = 5

# Called with changes that the service refuses, and why.
Refused = Callable[[Sequence[Change], BigPandaError], None]


class MembershipWriter:
    """find: an object by its id, or by its key if the run created it."""

    def __init__(self, relation: Membership, find: Find) -> None:
        self._relation = relation
        self._find = find
        self._names = MembershipNames(relation, find)

    def send_array(self, client: Client, array: ArrayStep, changes: list[Change], refused: Refused) -> None:
        """Let members join or leave one group, IDS_IN_ARRAY at a time.

        Raises Forbidden if the credential may not write this group; it may write others, such as those that are not
        built in.
        """
        verb = "add users to" if array.joins else "remove users from"
        with error_context(f"Cannot {verb} {self._names.group(array.ref.name)}"):
            for start in range(0, len(changes), IDS_IN_ARRAY):
                self._send_part(client, array, changes[start : start + IDS_IN_ARRAY], refused)

    def _send_part(self, client: Client, array: ArrayStep, changes: list[Change], refused: Refused) -> None:
        """If the service refuses one of the ids, it refuses the array, so a refused array is sent in halves."""
        waiting, count = [changes], 0
        while waiting:
            part = waiting.pop()
            try:
                self._send_ids(client, array, [change.member for change in part])
            except ApiError as error:
                if error.status not in REFUSED:
                    raise
                if len(part) > 1 and count < MOST_REFUSED:
                    middle = len(part) // 2
                    waiting += [part[middle:], part[:middle]]
                    continue
                count += 1
                refused(part, self._naming(error, array, part))

    def _naming(self, error: ApiError, array: ArrayStep, changes: Sequence[Change]) -> BigPandaError:
        """The error with the group and the members, since it is reported apart from the request."""
        names = listed([excerpt(self._names.member(each.member)) for each in changes])
        verb, where = ("add", "to") if array.joins else ("remove", "from")
        return error.add_context(f"Cannot {verb} {names} {where} {self._names.group(array.ref.name)}")

    def _send_ids(self, client: Client, array: ArrayStep, ids: list[str]) -> None:
        """Sending ids twice does no harm, so a lost response is followed by the same request.

        Only ids that are refused are looked up first.
        """
        operation = self._operations.add if array.joins else self._operations.remove
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
            raise BigPandaError(f"the {self._group.title} does not exist any more.", "Run the task again.")
        there = set((group or {}).get(self._relation.members.name) or [])
        return [member for member in ids if (member in there) != joins]

    def write_at_member(self, client: Client, ref: str, changes: Sequence[Change]) -> None:
        """Write the groups of one member as a whole list. ref: of the member. Raises BigPandaError."""
        field, member = self._relation.groups, self._relation.member
        joined, left = ([self._group_key(each) for each in changes if each.joins is joins] for joins in (True, False))
        current = self._find(member, ref) or {}
        member_id = str(current.get("id", ref))

        def write() -> bool:
            MemberGroups(client, member).write_at_member(field, member_id, joined, left)
            return True

        with error_context(f"Cannot change {field.name} of {member.titled(current.get(member.key, ref))}"):
            client.write_or_recover(write, lambda: None)

    @property
    def _group(self) -> Resource:
        return self._relation.group

    @property
    def _operations(self) -> Members:
        operations = self._relation.members.members
        if operations is None:
            raise TypeError(f"{self._group.name} takes no arrays")
        return operations

    def _group_key(self, change: Change) -> str:
        return str((self._find(self._group, change.group) or {}).get(self._group.key, change.group))
