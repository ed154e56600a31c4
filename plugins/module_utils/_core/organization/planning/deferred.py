# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Creation in two phases: objects that name each other cannot both be created with all their fields. Pure."""

from __future__ import annotations

from ..model.graph import Ref
from ..model.plan import BulkStep
from .exclusive_references import Claims
from .matching import Match
from .object_steps import plan_object
from .world import World


def created_in_two_phases(world: World) -> frozenset[Ref]:
    """New objects with a deferred field that names an object which the run has yet to create or rename."""
    return frozenset(each.ref for each in world.present if each.current is None and _waits_for_others(world, each))


def _waits_for_others(world: World, match: Match) -> bool:
    fields = [field for field in match.resource.fields if field.is_deferred and field.name in match.desired]
    return not all(map(world.can_be_named_now, world.references(fields, match.desired)))


def first_phase(world: World, claims: Claims, match: Match) -> BulkStep:
    """The creation of an object without its deferred fields."""
    deferred = {field.name for field in match.resource.fields if field.is_deferred}
    at_once = {name: value for name, value in match.desired.items() if name not in deferred}
    step = plan_object(world, claims, match, at_once)
    return BulkStep(match.ref.first, step, step.action, {}, sent=step)
