# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The steps of single objects of an organization, with the effects that other steps have on them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...engine.planning.diff import make_diff
from ...engine.planning.plan import make_plan, refuse_impossible_creation
from ...engine.planning.step import NONE, Step
from ...errors import error_context
from ...model.codec import decode
from ...model.resource import Resource
from ..model.complete_lists import without_gone
from ..model.graph import Ref
from ..model.lost_references import as_wanted_without_lost
from ..model.plan import BulkStep
from .exclusive_references import Claims
from .matching import Match
from .world import World


def plan_object(world: World, claims: Claims, match: Match, desired: dict) -> Step:
    """The step from the object, as the rest of the run leaves it, to these values, whose references are resolved.

    Raises InvalidOption or ImmutableField, naming the place in the declaration.
    """
    current = _current_in_run(world, claims, match, desired)
    with error_context(match.where):
        refuse_impossible_creation(match.resource, desired, current, match.state)
        return make_plan(match.resource, current, desired, match.state)


def _current_in_run(world: World, claims: Claims, match: Match, desired: Mapping[str, Any]) -> dict | None:
    """The live object as other steps leave it; None if this step creates it."""
    resource, current = match.resource, match.current
    if world.implied.creators_of(match):
        current = decode(resource, {resource.field(resource.key).api: match.declared.key_after})
    if current is None:
        return None
    fields = [field for field in resource.fields if not field.is_membership]
    current = as_wanted_without_lost(fields, current, desired, world.live)
    current = without_gone(resource.fields, world.with_new_keys(resource, current), world.future)
    return claims.without_lost(match, current)


def state_step(match: Match) -> BulkStep:
    """A removal or a transition. All other declared fields only identify the object."""
    current = match.current
    desired = {**match.desired, "id": current["id"]} if current else match.desired
    with error_context(match.where):
        step = make_plan(match.resource, current, desired, match.state)
    return BulkStep(match.ref, step, step.action, make_diff(step), sent=step if step.changed else None)


def purge_step(resource: Resource, item: dict) -> BulkStep:
    """The removal of an undeclared object."""
    step = make_plan(resource, item, {"id": item["id"]}, "absent")
    return BulkStep(Ref(resource.name, str(item["id"])), step, step.action, make_diff(step), sent=step, is_purged=True)


def table_step(match: Match) -> BulkStep:
    """The step of an object with a table, which is planned already."""
    table = match.declared.table
    if table is None:
        raise TypeError(f"{match.where} has no table")
    sent = table.step if table.action != NONE else None
    return BulkStep(match.ref, table.step, table.action, table.diff, sent=sent, table=table)


def readable_diff(world: World, step: Step) -> dict:
    """The diff with keys in place of the ids of other objects."""
    diff = make_diff(step)
    for field in step.resource.fields if step.changed else ():
        if field.refers and field.refers.sends == "id" and field.refers.resource in world.future:
            known = world.future[field.refers.resource]
            for side in (diff["before"], diff["after"]):
                if isinstance(side.get(field.name), list):
                    keys = known.keys_of([field.refers.named_by(item) for item in side[field.name]])
                    side[field.name] = sorted(keys) if field.compare.as_set else keys
    return diff
