# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The steps of declared objects that are to exist: each by itself, then with the rest of the run. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from ...engine.planning.step import Step
from ...model.field import Field
from ...model.resource import Resource
from ..model.graph import Ref
from ..model.plan import BulkStep
from .exclusive_references import Claims
from .matching import Match
from .membership_steps import MembershipPlan, changed_end, created_end
from .object_steps import plan_object, readable_diff
from .world import World


def draft_steps(world: World, claims: Claims) -> dict[Ref, Step]:
    """By ref, the step that each declaration makes without its list of groups or members.

    New groups and members have none: their creation depends on that list.
    """
    drafted = [each for each in world.present if not _is_created_end(world, each)]
    return {each.ref: plan_object(world, claims, each, _without_relation(world, each)) for each in drafted}


def _is_created_end(world: World, match: Match) -> bool:
    return match.current is None and world.relation_field(match.resource) is not None


def _without_relation(world: World, match: Match) -> dict:
    field = world.relation_field(match.resource)
    return {name: value for name, value in match.desired.items() if field is None or name != field.name}


def written_refs(world: World, drafts: Mapping[Ref, Step]) -> frozenset[Ref]:
    """Objects that the run creates, or changes in more than the membership of groups and members."""
    created = {each.ref for each in world.present if _is_created_end(world, each)}
    return frozenset(created | {ref for ref, draft in drafts.items() if draft.changed})


def present_steps(
    world: World, claims: Claims, membership: MembershipPlan, drafts: Mapping[Ref, Step], written: Collection[Ref]
) -> dict[Ref, BulkStep]:
    """By ref, the steps of all objects that are to exist. written: see `written_refs`."""
    kinds = {ref.resource for ref in written}
    steps = {}
    for each in world.present:
        field, draft = world.relation_field(each.resource), drafts.get(each.ref)
        if field and draft is None:
            steps[each.ref] = created_end(membership, claims, each, field)
        elif draft:
            is_written = draft.changed or _is_recomputed(each.resource, kinds)
            steps[each.ref] = _completed(claims, membership, each, draft, is_written)
    return steps


def _is_recomputed(resource: Resource, written: Collection[str]) -> bool:
    """Whether the run changes an object that objects of this kind are computed from. written: names of kinds."""
    return bool(resource.composed and resource.composed.of.name in written)


def _completed(claims: Claims, membership: MembershipPlan, match: Match, draft: Step, is_written: bool) -> BulkStep:
    """is_written: by a request of its own, or at least to be compared again when its turn comes."""
    world, field = membership.world, membership.world.relation_field(match.resource)
    is_brought = bool(world.implied.creators_of(match))
    step = BulkStep(
        match.ref,
        draft,
        draft.action,
        {},
        sent=draft if is_written or is_brought else None,
        is_brought=is_brought,
        given_up=claims.lost_by(match),
        unknown_groups=membership.unknown_groups(match),
        exact_groups=_exact_groups(field, match),
    )
    changes = membership.of_object(match.ref) if field and field.name in match.desired else ()
    if field and changes:
        return changed_end(membership, claims, match, field, step)
    return replace(step, diff=readable_diff(world, draft))


def _exact_groups(field: Field | None, match: Match) -> Field | None:
    """field: the list of groups or members."""
    return field if field and field.at_groups and field.is_exact_in(match.desired) else None
