# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Two runs that create the same object at the same moment: each looks again, and one of them removes its own.

Only for kinds whose names are not promised to be unique. A run removes only what it created itself, and only while
another object says the same. Both runs see the same order, so the one whose object is the later removes it, and the
other one waits for that. If it waits in vain, the other run looked before there were two, so it removes its own after
all. A run that cannot know its own, because the response was lost, leaves it to the others: if they created theirs
before it, they have ended and told what they created, so both objects stay and the run fails.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import partial

from ...errors import AmbiguousKey, BigPandaError, InvalidOption, NotFound, error_context
from ...http.client import Client
from ...http.polling import wait_until
from ...model.partial import omitted_from
from ...record import Record
from ...values.comparison import is_equal
from ..finding.computed_keys import with_keys
from ..finding.duplicates import describe_duplicates, in_order_of_creation, removal_by_id
from ..finding.find import in_full
from ..finding.matching import may_be_meant
from ..finding.omitted_fields import read_each
from ..finding.same_key import all_by_key
from ..planning.plan import changed_fields, make_plan
from ..planning.step import CREATE, Step
from .confirm import wait_until_removed

# How long a list may take to show a new object, and another run to remove what it created.
LOOK_TIMEOUT_S = 15.0
# How long a run that may not remove anything waits for the others, which wait for each other first.
OTHER_RUN_TIMEOUT_S = 60.0
# So often an object is created again if both runs removed theirs.
CREATION_TRIES = 3


class Kept(Record):
    """The object that stays; None if none is left. is_own_removed: whether this run removed the one that it created."""

    item: dict | None
    is_own_removed: bool = False


def keep_one(client: Client, step: Step, made: dict | None, listed: Sequence[dict] | None = None) -> Kept:
    """Look again after a creation. If no other object has its key, that takes one read of the list.

    made: the object as its creation returned it; None if the response does not show which one it is.
    listed: all objects of the kind, if they were read after the creation.
    Raises AmbiguousKey if several stay, BigPandaError if the own one cannot be removed; both say what exists.
    """
    return _Creation(client, step, made).keep_one(listed)


def is_of_another_run(step: Step, item: dict) -> bool:
    """Whether an object with a table is not the one that the step created: another run loads its table."""
    mark = step.resource.mark
    if not mark or step.action != CREATE:
        return False
    # Without a mark, nobody says that a table is being loaded.
    return bool(item.get(mark)) and item[mark] != (step.after or {}).get(mark)


def differs_by_mark(planned: Step, now: Step) -> bool:
    """Whether another run has created meanwhile what this one was to create. now: the step planned again."""
    mark = planned.resource.mark
    return bool(mark and planned.action == CREATE and changed_fields(planned.resource, now) == (mark,))


class _Creation:
    def __init__(self, client: Client, step: Step, made: dict | None) -> None:
        self._client = client
        self._resource = step.resource
        self._key = str((step.after or {})[step.resource.key])
        self._step = step
        self._made = made
        mark = step.resource.mark
        self._mark = mark if mark and step.desired.get(mark) else None

    def keep_one(self, listed: Sequence[dict] | None) -> Kept:
        found = self._look_until_shown() if listed is None else self._of_this_key(listed)
        own = self._own(found)
        if own is None:
            why = "since the response was lost or does not name it"
            with error_context(f"Cannot tell which {self._step.title} this run created, {why}"):
                return Kept(self._wait_until_one_is_left(found))
        others = [item for item in found if item["id"] != own["id"]]
        if not others:
            return Kept(own)
        self._refuse_other_content(own, others)
        if in_order_of_creation([own, *others])[0] is own and self._is_left_alone(own):
            return Kept(own)
        _remove(self._client, self._step, own, others)
        return Kept(self._wait_until_one_is_left(others, but=own["id"]), is_own_removed=True)

    def _look(self) -> list[dict]:
        return self._of_this_key(self._client.list(self._resource))

    def _of_this_key(self, listed: Sequence[dict]) -> list[dict]:
        desired = {name: value for name, value in self._step.desired.items() if name != "id"}
        shown = with_keys(partial(read_each, self._client, self._resource), self._resource, [*listed], [desired])
        found = all_by_key(self._resource, shown, self._key)
        if len(found) > 1 or any(self._resource.mark in omitted_from(item) for item in found):
            found = [in_full(self._client, self._resource, item, desired) for item in found]
        return [item for item in found if may_be_meant(self._resource, item, self._step.desired)]

    def _look_until_shown(self) -> list[dict]:
        """Once the own object shows, so does what was created before it."""
        found: list[dict] = []

        def is_shown() -> bool:
            found[:] = self._look()
            return bool(self._owns(found))

        wait_until(is_shown, LOOK_TIMEOUT_S)
        return found

    def _own(self, found: Sequence[dict]) -> dict | None:
        """The object that this run created; None if that cannot be determined.

        A response that names what the list does not show, beside an object of this key, may name anybody's.
        """
        own = self._owns(found)
        if len(own) == 1:
            return own[0]
        return None if found else self._made

    def _owns(self, found: Sequence[dict]) -> list[dict]:
        """If neither an id nor the mark of a table shows which one, it may be any of them."""
        if self._made:
            return [item for item in found if item["id"] == self._made["id"]]
        if self._mark is None:
            return [*found]
        marked = [item for item in found if item.get(self._mark) == self._step.desired[self._mark]]
        return marked or [item for item in found if not item.get(self._mark)]

    def _refuse_other_content(self, own: dict, others: Sequence[dict]) -> None:
        if self._is_changed(own) or not all(map(self._is_as_desired, others)):
            raise AmbiguousKey(*describe_duplicates(self._resource, [own, *others], self._key))

    def _is_changed(self, own: dict) -> bool:
        """Whether somebody has put something into it since it was created."""
        made = self._made or own
        shown = (field for field in self._resource.fields if not field.internal and own.get(field.name) is not None)
        return any(
            made.get(field.name) is not None and not is_equal(field, made[field.name], own[field.name])
            for field in shown
        )

    def _is_as_desired(self, item: dict) -> bool:
        """Without the mark of a table, which differs while tables are loaded."""
        desired = {name: value for name, value in self._step.desired.items() if name != self._mark}
        try:
            return not make_plan(self._resource, item, desired, self._step.state).changed
        except InvalidOption:
            return False

    def _is_left_alone(self, own: dict) -> bool:
        return wait_until(lambda: all(item["id"] == own["id"] for item in self._look()), LOOK_TIMEOUT_S)

    def _wait_until_one_is_left(self, found: Sequence[dict], but: str | None = None) -> dict | None:
        """Other runs are given the time to wait in vain and to remove theirs then."""
        left = list(found)

        def is_one() -> bool:
            left[:] = [item for item in self._look() if item["id"] != but]
            return len(left) <= 1

        if not wait_until(is_one, OTHER_RUN_TIMEOUT_S):
            raise AmbiguousKey(*describe_duplicates(self._resource, left, self._key))
        return left[0] if left else None


def _remove(client: Client, step: Step, own: dict, others: Sequence[dict]) -> None:
    """Remove what this run created. Raises BigPandaError, which says what exists."""
    resource = step.resource

    def delete() -> bool:
        if resource.delete is None:
            raise TypeError(f"the API has no call to delete a {resource.title}")
        with suppress(NotFound):
            client.write(resource.delete, {resource.id_value: own["id"]})
        return True

    try:
        client.write_or_recover(delete, lambda: client.find_by_id(resource, own["id"]) is None or None)
    except BigPandaError as error:
        how = removal_by_id(resource, 1)
        error.advice = f"{error.advice} Both exist now. To keep one, remove {own['id']}: {how}".strip()
        raise error.add_context(
            f"Another run created {step.title} ({others[0]['id']}) at the same moment, and the one of this "
            f"run ({own['id']}) cannot be removed"
        ) from None
    wait_until_removed(client, make_plan(resource, own, {"id": own["id"]}, "absent"))
