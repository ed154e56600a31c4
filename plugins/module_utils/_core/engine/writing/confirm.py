# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether the service shows an object as a step leaves it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...errors import ChangeNotVisible, UnreadableResponse
from ...http.client import Client
from ...http.object_reader import read_object
from ...http.polling import wait_until
from ...model.partial import omitted_from
from ...model.resource import Resource
from ..finding.find import find_current
from ..planning.plan import changed_fields, make_plan
from ..planning.rebase import with_newcomers
from ..planning.step import Step

# An accepted change normally shows at once; if it does not, this long is waited.
SETTLE_TIMEOUT_S = 15.0


def object_in(resource: Resource, answer: Any) -> dict | None:
    """The object that the answer to a write shows; None if it shows none, or none with a key."""
    item = _decoded(resource, answer)
    return item if item and item[resource.key] is not None else None


def id_in(resource: Resource, answer: Any) -> str | None:
    """The id in the answer to a write, which may be all that it shows."""
    item = _decoded(resource, answer)
    return item["id"] if item else None


def _decoded(resource: Resource, answer: Any) -> dict | None:
    if not isinstance(answer, dict) or "id" not in answer:
        return None
    try:
        return read_object(resource, answer)
    except UnreadableResponse:
        return None


def read_back(client: Client, step: Step, answered_id: str | None) -> dict | None:
    """The object as it is now. If the id of an answer finds nothing, it is looked for by its key."""
    object_id = (step.current or {}).get("id") or answered_id
    found = find_current(client, step.resource, {**step.desired, "id": object_id}) if object_id else None
    if found or step.current or (object_id and step.resource.names_may_repeat):
        return found
    return find_current(client, step.resource, step.desired)


def is_as_desired(step: Step, shown: dict | None) -> bool:
    """Whether the object shows everything that the step changes. Fields that the service may ignore do not count."""
    if shown is None:
        return False
    desired = step.desired
    if step.current is not None:
        if omitted_from(shown) & {*changed_fields(step.resource, step)}:
            return False
        ignored = {field.name for field in step.resource.fields if field.may_be_ignored}
        desired = {name: value for name, value in desired.items() if name not in ignored}
        desired = with_newcomers(step.resource, desired, step.current, shown)
    return not make_plan(step.resource, shown, desired, step.state).changed


def wait_until_shown(client: Client, step: Step, answered_id: str | None) -> dict:
    """The object as it is read, once it shows the change. Raises ChangeNotVisible."""
    read: list[dict | None] = []

    def shows_the_change() -> bool:
        read[:] = [read_back(client, step, answered_id)]
        return is_as_desired(step, read[0])

    is_shown = wait_until(shows_the_change, SETTLE_TIMEOUT_S)
    shown = read[0]
    if not is_shown or shown is None:
        raise not_visible(step, shown)
    return shown


def wait_until_deactivated(client: Client, step: Step, shown: dict | None) -> None:
    """A user who leaves and can still log in must not look deactivated. shown: the object in the answer.

    Raises ChangeNotVisible.
    """
    read = [shown]

    def is_deactivated() -> bool:
        read[:] = [read_back(client, step, None)]
        return read[0] is None or is_as_desired(step, read[0])

    if not is_as_desired(step, shown) and not wait_until(is_deactivated, SETTLE_TIMEOUT_S):
        raise not_visible(step, read[0])


def wait_until_removed(client: Client, step: Step) -> None:
    """Raises ChangeNotVisible."""
    if not wait_until(lambda: read_back(client, step, None) is None, SETTLE_TIMEOUT_S):
        raise ChangeNotVisible(
            "the service accepted the removal and still lists the object.", "Run the task again later."
        )


def not_visible(step: Step, shown: dict | None) -> ChangeNotVisible:
    """The error about a change that was accepted and does not show."""
    if shown is None:
        return ChangeNotVisible(
            "the service accepted the change and shows no such object.", "Run the task again later."
        )
    return shows_other_values(changed_fields(step.resource, make_plan(step.resource, shown, step.desired, step.state)))


def shows_other_values(names: Iterable[str]) -> ChangeNotVisible:
    """names: of the fields."""
    return ChangeNotVisible(
        f"the service accepted the change and still shows other values of {', '.join(names)}.",
        "Run the task again later; if it persists, BigPanda does not accept these values.",
    )
