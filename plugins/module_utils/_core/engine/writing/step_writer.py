# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Writes what a step changes, and plans the step again if the service turns out to be in another state."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from ...errors import AmbiguousKey, ApiError, BadRequest, BigPandaError, Conflict, NotFound
from ...http.client import Client
from ...http.polling import wait_until
from ...model.field import Field
from ...model.update_body import patch_of
from ..finding.find import find_current
from ..planning.plan import make_plan
from ..planning.rebase import is_written_whole, refuse_renamed, with_newcomers
from ..planning.step import CREATE, REACTIVATE, REMOVE, Step, Write
from ..planning.writes import adds_elements, joined_and_left, make_writes
from .confirm import SETTLE_TIMEOUT_S, read_back, shows_other_values
from .duplicate_removal import differs_by_mark
from .member_groups import MemberGroups

# How often a refused write is planned again. A service that lists things in another order each time would never end it.
REFUSED_TRIES = 4


class StepWriter:
    """The writes of one step. `step` is the step as it was planned last.

    in_place: whether only what differs is sent, see `Put.patch`.
    """

    def __init__(self, client: Client, step: Step) -> None:
        self.step = step
        self._client = client
        self._planned = step
        self._groups = MemberGroups(client, step.resource)
        self.in_place = patch_of(step.resource.update_body) is not None and step.action not in (CREATE, REMOVE)

    @property
    def may_be_duplicate(self) -> bool:
        """Whether another run may create the same object at the same moment."""
        return self.step.action == CREATE and self.step.resource.names_may_repeat

    def write(self) -> Any:
        """The body of the last answer; `{}` if there was none, or if the change turned out to be there already."""
        return self._client.write_or_recover(self._write, self._look_up)

    def replace(self) -> Any:
        """Write the whole object, after sending only what differs did not have that effect."""
        self.in_place = False
        self._plan_again()
        return self.write() if self.step.changed else {}

    def _write(self) -> Any:
        refusals = 0
        while True:
            sent = self._to_be_sent()
            try:
                return self._send(*sent) or {}
            except ApiError as error:
                if self.step.action == REMOVE and isinstance(error, NotFound):
                    return {}
                # Others may have written it since it was read, or removed it; some APIs answer 400 in place of 409.
                may_differ = isinstance(error, (Conflict, BadRequest, NotFound))
                if not may_differ and not (self.in_place and error.status != 401):
                    raise
                refusals += 1
                self._plan_again()
                self._refuse_more_than_declared()
                is_same = self._to_be_sent() == sent
                if (is_same or refusals == REFUSED_TRIES) and not self.in_place:
                    raise error
                # The operation that changes a part of the object may be refused as such.
                self.in_place = False

    def _send(self, writes: Sequence[Write], group_changes: Sequence[tuple[Field, list, list]]) -> Any:
        answer: Any = None
        is_whole = is_written_whole(self.step)
        if self.step.action == REACTIVATE:
            # Who returns must not be active with former groups, not even if a later request fails.
            self._leave_groups([(field, left) for field, _joined, left in group_changes if left])
            group_changes = [(field, joined, []) for field, joined, _left in group_changes]
            self._refuse_other_groups()
        for write in writes:
            answer = self._client.write(write.operation, write.values, write.body, single_attempt=is_whole).body
        if adds_elements(self.step):
            self._order_added()
        for field, joined, left in group_changes:
            self._groups.write(field, str((self.step.current or {})["id"]), joined, left)
            # The answer is from before, or shows no member.
            answer = None
        return answer

    def _leave_groups(self, left: Sequence[tuple[Field, list]]) -> None:
        """Raises ChangeNotVisible if the service accepts it without effect."""
        member_id = str((self.step.current or {})["id"])
        for field, groups in left:
            self._groups.write(field, member_id, [], groups)

        def has_left() -> bool:
            shown = read_back(self._client, self.step, None) or {}
            return all(set(groups).isdisjoint(shown.get(field.name) or ()) for field, groups in left)

        if left and not wait_until(has_left, SETTLE_TIMEOUT_S):
            raise shows_other_values(field.name for field, _groups in left)

    def _refuse_other_groups(self) -> None:
        """Raises BigPandaError if who returns has got groups that its declared list does not contain."""
        current, desired = self._planned.current or {}, self._planned.desired
        for field in self.step.resource.fields:
            if field.at_groups and field.is_exact_in(desired):
                known = [*(current.get(field.name) or []), *desired[field.name]]
                self._groups.refuse_more(field, known, str(current["id"]))

    def _to_be_sent(self) -> tuple:
        return make_writes(self.step, self.in_place), _group_changes(self.step)

    def _order_added(self) -> None:
        """New elements have ids only now, so only now their place can be sent."""
        planned = self.step
        if wait_until(self._shows_added, SETTLE_TIMEOUT_S):
            for write in make_writes(self.step):
                self._client.write(write.operation, write.values, write.body)
        else:
            self.step = planned

    def _shows_added(self) -> bool:
        return self._plan_again() and not adds_elements(self.step)

    def _plan_again(self) -> bool:
        """Whether the object exists after all.

        What others added since it was planned stays: no plan showed that it would go. Raises BigPandaError if an object
        that existed is gone.
        """
        planned = self._planned
        current = find_current(self._client, planned.resource, self._identification())
        if current is None and planned.current is not None and planned.state == "present":
            raise BigPandaError("it was removed meanwhile.", "Run the task again.")
        desired = planned.desired
        if current is not None and planned.state == "present":
            refuse_renamed(planned.resource, desired, planned.current or {}, current)
            desired = with_newcomers(planned.resource, desired, planned.current or {}, current)
        self.step = make_plan(planned.resource, current, desired, planned.state)
        return current is not None

    def _refuse_more_than_declared(self) -> None:
        """What an object has that somebody else created first is kept, so it would not be as declared.

        Raises BigPandaError.
        """
        planned, current = self._planned, self.step.current
        if planned.action != CREATE or current is None:
            return
        more = [name for name, value in self.step.desired.items() if planned.desired.get(name) != value]
        if more:
            raise BigPandaError(
                f"somebody else created it meanwhile, with more {' and '.join(more)} than declared.",
                "Run the task again.",
            )

    def _look_up(self) -> dict | None:
        """`{}` in place of a lost answer if the write had its effect; None if it is to be sent again."""
        planned = self.step
        try:
            self._plan_again()
        except AmbiguousKey:
            if not self.may_be_duplicate:
                raise
            # Another run has created it at this moment. Which of them is ours is found out next.
            return {}
        if self.step.changed and not differs_by_mark(planned, self.step):
            return None
        self.step = planned
        return {}

    def _identification(self) -> dict:
        """How the object is found again: by the id once it is known, since it may have been renamed."""
        current = self.step.current
        return {**self.step.desired, "id": current["id"]} if current else self.step.desired


def _group_changes(step: Step) -> list[tuple[Field, list, list]]:
    """Changes of fields that are written at other objects. A creation sends them itself."""
    if step.current is None or step.state != "present":
        return []
    fields = [field for field in step.resource.fields if field.at_groups]
    changes = [(field, *joined_and_left(step, field)) for field in fields]
    return [(field, joined, left) for field, joined, left in changes if joined or left]


def leave_other_groups(client: Client, step: Step, shown: dict) -> None:
    """Take a new object out of the groups that the service put it into by itself."""
    if step.action != CREATE:
        return
    given = make_plan(step.resource, shown, step.desired)
    for field in step.resource.fields:
        if field.at_groups:
            _joined, left = joined_and_left(given, field)
            # If the answer showed an earlier state, the object may have left them already.
            with suppress(NotFound, BadRequest, Conflict):
                MemberGroups(client, step.resource).write(field, str(shown["id"]), [], left)
