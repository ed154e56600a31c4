# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Carries out what is planned for one object: write it, then wait until the service shows it."""

from __future__ import annotations

from typing import Any

from ...errors import error_context
from ...http.client import Client
from ...http.polling import wait_until
from ..planning.step import REMOVE, Step
from .confirm import (
    SETTLE_TIMEOUT_S,
    id_in,
    is_as_desired,
    not_visible,
    object_in,
    read_back,
    wait_until_deactivated,
    wait_until_removed,
    wait_until_shown,
)
from .duplicate_removal import CREATION_TRIES, is_of_another_run, keep_one
from .step_writer import StepWriter, leave_other_groups


def apply_step(client: Client, step: Step, looks_again: bool = True) -> dict | None:
    """Carry one step out and return the object as it then is; None if there is none.

    looks_again: whether to look after a creation for an object that another run created; False if the caller does.

    A removed object is returned as it was, a deactivated one as it is. Before anything is sent again, after a pause or
    after its answer was lost, it is planned again from the state at that time, so nothing is done twice and no change
    of others is undone. Raises BigPandaError, naming what was being done.
    """
    if not step.changed:
        return step.current
    with error_context(f"Cannot {_verb(step)} {step.title}"):
        return _apply(client, StepWriter(client, step), looks_again)


def _verb(step: Step) -> str:
    if step.action == REMOVE and step.resource.soft_delete:
        return "deactivate"
    if step.action == REMOVE and step.resource.composed:
        return "reset"
    return step.action


def _apply(client: Client, writer: StepWriter, looks_again: bool) -> dict | None:
    answer = writer.write()
    resource = writer.step.resource
    if writer.step.action == REMOVE or writer.step.state == "absent":
        return _removed(client, writer.step, object_in(resource, answer))
    if writer.may_be_duplicate and (looks_again or object_in(resource, answer) is None):
        return _only_one(client, writer, answer)
    if writer.in_place:
        shown = object_in(resource, answer) or read_back(client, writer.step, id_in(resource, answer))
        if not is_as_desired(writer.step, shown):
            answer = writer.replace()
    return _confirmed(client, writer, answer, object_in(resource, answer))


def _removed(client: Client, step: Step, shown: dict | None) -> dict | None:
    """shown: the object in the answer."""
    if step.resource.soft_delete:
        if step.action == REMOVE:
            wait_until_deactivated(client, step, shown)
        return step.after
    if step.action == REMOVE and not step.resource.composed:
        wait_until_removed(client, step)
    return step.current


def _confirmed(client: Client, writer: StepWriter, answer: Any, shown: dict | None) -> dict:
    """The object after the change, as the answer shows it if that shows the change. shown: the object in the answer."""
    if shown is not None:
        if is_as_desired(writer.step, shown):
            return shown
        leave_other_groups(client, writer.step, shown)
    return wait_until_shown(client, writer.step, id_in(writer.step.resource, answer))


def _only_one(client: Client, writer: StepWriter, answer: Any) -> dict:
    """The object that was created, or the one that another run created at the same moment."""
    resource = writer.step.resource
    shown = object_in(resource, answer)
    made, is_own_removed = shown, False
    for _try in range(CREATION_TRIES):
        kept = keep_one(client, writer.step, made)
        is_own_removed = is_own_removed or kept.is_own_removed
        if kept.item and is_of_another_run(writer.step, kept.item):
            return kept.item
        if kept.item and not (made and made["id"] == kept.item["id"]):
            kept_by_it = _kept_by_another_run(client, writer.step, kept.item["id"])
            if kept_by_it:
                return kept_by_it
            made = None
        elif is_own_removed and not kept.item:
            answer = writer.write()
            shown = object_in(resource, answer)
            made, is_own_removed = shown, False
        else:
            break
    return _confirmed(client, writer, answer, shown)


def _kept_by_another_run(client: Client, step: Step, object_id: str) -> dict | None:
    """The object of another run; None if that run has removed it, because a third run created an earlier one."""
    read: list[dict | None] = []

    def is_decided() -> bool:
        read[:] = [read_back(client, step, object_id)]
        return is_as_desired(step, read[0]) or all(item["id"] != object_id for item in client.list(step.resource))

    if wait_until(is_decided, SETTLE_TIMEOUT_S):
        return read[0]
    raise not_visible(step, read[0])
