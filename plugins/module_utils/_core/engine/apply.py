# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Carries out what is planned for one object, and looks again when an answer was lost."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from ..errors import (
    AmbiguousKey,
    ApiError,
    BadRequest,
    BigPandaError,
    ChangeNotVisible,
    Conflict,
    NotFound,
    UnreadableResponse,
    error_context,
)
from ..http.client import Client
from ..http.object_reader import read_object
from ..http.polling import wait_until
from ..model.field import Field
from .duplicate_removal import CREATION_TRIES, differs_by_mark, is_of_another_run, keep_one
from .find import find_current
from .member_groups import MemberGroups
from .plan import changed_fields, make_plan
from .rebase import is_written_whole, with_newcomers
from .step import CREATE, REMOVE, Step
from .writes import adds_elements, joined_and_left, make_writes

# A change that was accepted normally shows at once; this long is waited where it does not.
SETTLE_TIMEOUT_S = 15.0
# So often a refused write is planned anew. A service that shows a list in another order each time would never end it.
REFUSED_TRIES = 4


def apply_step(client: Client, step: Step, looks_again: bool = True) -> dict | None:
    """Carry one step out and return the object as it then is; None if there is none.

    looks_again: whether a creation is followed by a look for one that another run made; False where the caller looks.

    A removed object is returned as it was, a deactivated one as it is. What is sent again after a pause, or after its
    answer was lost, is planned anew from what is there by then, so nothing is done twice and nobody's change is undone.
    Raises BigPandaError, naming what was being done.
    """
    if not step.changed:
        return step.current
    with error_context(f"Cannot {_verb(step)} {step.title}"):
        return _Application(client, step, looks_again).carry_out()


def _verb(step: Step) -> str:
    if step.action == REMOVE and step.resource.soft_delete:
        return "deactivate"
    if step.action == REMOVE and step.resource.is_default:
        return "reset"
    return step.action


class _Application:
    """One step on its way: `step` is planned anew whenever the state turns out to be another than thought.

    in_place: whether only what differs is said, see `Put.patch`.
    """

    def __init__(self, client: Client, step: Step, looks_again: bool) -> None:
        self._client = client
        self._planned = step
        self._step = step
        self._looks_again = looks_again
        self._in_place = step.resource.patch is not None and step.action not in (CREATE, REMOVE)
        self._groups = MemberGroups(client, step.resource)

    def carry_out(self) -> dict | None:
        answer = self._client.write_or_recover(self._write, self._look_up)
        if self._step.action == REMOVE or self._step.state == "absent":
            return self._removed()
        if self._may_be_duplicate and (self._looks_again or self._answered(answer) is None):
            return self._only_one(answer)
        if self._in_place and not self._is_as_desired(self._shown(answer)):
            answer = self._replace()
        return self._confirmed(answer)

    @property
    def _may_be_duplicate(self) -> bool:
        return self._step.action == CREATE and self._step.resource.names_may_repeat

    def _only_one(self, answer: dict) -> dict:
        """The object that was created, or that of another run which created it at the same moment."""
        made, is_own_removed = self._answered(answer), False
        for _try in range(CREATION_TRIES):
            kept = keep_one(self._client, self._step, made)
            is_own_removed = is_own_removed or kept.is_own_removed
            if kept.item and is_of_another_run(self._step, kept.item):
                return kept.item
            if kept.item and not (made and made["id"] == kept.item["id"]):
                shown = self._kept_by_another_run(kept.item["id"])
                if shown:
                    return shown
                made = None
            elif is_own_removed and not kept.item:
                answer = self._client.write_or_recover(self._write, self._look_up)
                made, is_own_removed = self._answered(answer), False
            else:
                break
        return self._confirmed(answer)

    def _kept_by_another_run(self, object_id: str) -> dict | None:
        """None if its run has taken it back meanwhile, because a third run created an earlier one."""
        read: list[dict | None] = []

        def is_decided() -> bool:
            read[:] = [self._read_back(object_id)]
            return self._is_as_desired(read[0]) or not self._lists(object_id)

        if wait_until(is_decided, SETTLE_TIMEOUT_S):
            return read[0]
        raise self._not_settled(read[0])

    def _lists(self, object_id: str) -> bool:
        return any(item["id"] == object_id for item in self._client.list(self._step.resource))

    def _shown(self, answer: Any) -> dict | None:
        """The object that the answer shows, else that is read."""
        return self._answered(answer) or self._read_back(self._answered_id(answer))

    def _replace(self) -> Any:
        """Write the whole object, where saying only what differs did not have that effect."""
        self._in_place = False
        self._plan_anew()
        return self._client.write_or_recover(self._write, self._look_up) if self._step.changed else {}

    def _write(self) -> Any:
        """The body of the last answer, `{}` where there was none."""
        refusals = 0
        while True:
            wanted = self._to_be_sent()
            try:
                return self._send() or {}
            except ApiError as error:
                if self._step.action == REMOVE and isinstance(error, NotFound):
                    return {}
                # Somebody else may have made or changed it since it was read; a 400 is known in place of the 409.
                may_differ = isinstance(error, (Conflict, BadRequest))
                if not may_differ and not (self._in_place and error.status != 401):
                    raise
                refusals += 1
                self._plan_anew()
                is_same = self._to_be_sent() == wanted
                if (is_same or refusals == REFUSED_TRIES) and not self._in_place:
                    raise error
                # A call for a part of the object may be refused as such.
                self._in_place = False

    def _send(self) -> Any:
        answer: Any = None
        is_whole = is_written_whole(self._step)
        for write in make_writes(self._step, self._in_place):
            answer = self._client.write(write.operation, write.values, write.body, single_attempt=is_whole).body
        if adds_elements(self._step):
            self._arrange()
        for field, joined, left in self._at_groups():
            self._groups.write(field, str((self._step.current or {})["id"]), joined, left)
            # The answer is from before, or shows no member.
            answer = None
        return answer

    def _to_be_sent(self) -> tuple:
        return make_writes(self._step, self._in_place), self._at_groups()

    def _at_groups(self) -> list[tuple[Field, list, list]]:
        """What fields say that are written at other objects. A creation says it itself: nobody can be beside it."""
        if self._step.current is None or self._step.state != "present":
            return []
        fields = [field for field in self._step.resource.fields if field.at_groups]
        changes = [(field, *joined_and_left(self._step, field)) for field in fields]
        return [(field, joined, left) for field, joined, left in changes if joined or left]

    def _arrange(self) -> None:
        """What was added has ids only now, so only now its place can be told."""
        planned = self._step
        if wait_until(self._shows_added, SETTLE_TIMEOUT_S):
            for write in make_writes(self._step):
                self._client.write(write.operation, write.values, write.body)
        else:
            self._step = planned

    def _shows_added(self) -> bool:
        return self._plan_anew() and not adds_elements(self._step)

    def _plan_anew(self) -> bool:
        """Whether the object is there after all.

        What came to it since it was planned stays: no plan showed that it would go. Raises BigPandaError where an
        object that was there is gone.
        """
        planned = self._planned
        current = find_current(self._client, planned.resource, self._identification())
        if current is None and planned.current is not None and planned.state == "present":
            raise BigPandaError("it was removed meanwhile.", "Run the task again.")
        desired = planned.desired
        if current is not None and planned.state == "present":
            desired = with_newcomers(planned.resource, desired, planned.current or {}, current)
        self._step = make_plan(planned.resource, current, desired, planned.state)
        return current is not None

    def _look_up(self) -> dict | None:
        """The answer that was lost, if the write had its effect; None if it is to be sent again."""
        planned = self._step
        try:
            self._plan_anew()
        except AmbiguousKey:
            if not self._may_be_duplicate:
                raise
            # Another run has created it at this moment. Which of them is ours is found out next.
            return {}
        if self._step.changed and not differs_by_mark(planned, self._step):
            return None
        self._step = planned
        return {}

    def _identification(self) -> dict:
        """How the object is found again: by the id once it is known, since a rename may have happened."""
        current = self._step.current
        return {**self._step.desired, "id": current["id"]} if current else self._step.desired

    def _removed(self) -> dict | None:
        step = self._step
        if step.resource.settles and not wait_until(lambda: self._read_back(None) is None, SETTLE_TIMEOUT_S):
            raise ChangeNotVisible(
                "the service accepted the removal and still lists the object.", "Run the task again later."
            )
        return step.after if step.resource.soft_delete else step.current

    def _confirmed(self, answer: Any) -> dict:
        """The object after the change. The answer is taken for it only if it shows the change."""
        answered = self._answered(answer)
        if answered is not None:
            if self._is_as_desired(answered):
                return answered
            self._leave(answered)
        return self._shown_after(self._answered_id(answer))

    def _shown_after(self, answered_id: str | None) -> dict:
        """The object as it is read, once it shows the change."""
        read: list[dict | None] = []

        def shows_the_change() -> bool:
            read[:] = [self._read_back(answered_id)]
            return self._is_as_desired(read[0])

        settled = wait_until(shows_the_change, SETTLE_TIMEOUT_S)
        shown = read[0]
        if not settled or shown is None:
            raise self._not_settled(shown)
        return shown

    def _answered(self, answer: Any) -> dict | None:
        """The object that the answer to a write shows, if it shows one; any other is read back."""
        item = self._object_in(answer)
        return item if item and item[self._step.resource.key] is not None else None

    def _answered_id(self, answer: Any) -> str | None:
        """The id that it names, which may be all that it shows."""
        item = self._object_in(answer)
        return item["id"] if item else None

    def _object_in(self, answer: Any) -> dict | None:
        if not isinstance(answer, dict) or "id" not in answer:
            return None
        try:
            return read_object(self._step.resource, answer)
        except UnreadableResponse:
            return None

    def _leave(self, shown: dict) -> None:
        """Take a new object out of the groups that the service gave it by itself."""
        if self._step.action != CREATE:
            return
        given = make_plan(self._step.resource, shown, self._step.desired)
        for field in self._step.resource.fields:
            if field.at_groups:
                _joined, left = joined_and_left(given, field)
                # Where the answer showed an earlier state there is nothing to leave, which is what is wanted.
                with suppress(NotFound, BadRequest, Conflict):
                    self._groups.write(field, str(shown["id"]), [], left)

    def _read_back(self, answered_id: str | None) -> dict | None:
        """The object as it is now; one that is not found by the id of an answer is looked for by its key."""
        step = self._step
        object_id = (step.current or {}).get("id") or answered_id
        found = find_current(self._client, step.resource, {**step.desired, "id": object_id}) if object_id else None
        if found or step.current or (object_id and step.resource.names_may_repeat):
            return found
        return find_current(self._client, step.resource, step.desired)

    def _is_as_desired(self, shown: dict | None) -> bool:
        step, desired = self._step, self._step.desired
        if shown is None:
            return False
        if step.current is not None:
            ignored = {field.name for field in step.resource.fields if field.may_be_ignored}
            desired = {name: value for name, value in desired.items() if name not in ignored}
            desired = with_newcomers(step.resource, desired, step.current, shown)
        return not make_plan(step.resource, shown, desired, step.state).changed

    def _not_settled(self, shown: dict | None) -> ChangeNotVisible:
        step = self._step
        if shown is None:
            return ChangeNotVisible(
                "the service accepted the change and shows no such object.", "Run the task again later."
            )
        differing = changed_fields(step.resource, make_plan(step.resource, shown, step.desired, step.state))
        return ChangeNotVisible(
            f"the service accepted the change and still shows other values of {', '.join(differing)}.",
            "Run the task again later; if it stays so, the service does not take these values.",
        )
