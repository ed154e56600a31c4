# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which objects have to exist, or to be written, before a step can name them or is computed from them. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from ...model.field import Field
from ..model.graph import Edge, Reason, Ref, edges_to
from ..model.plan import BulkStep
from .matching import Match
from .world import World


def reference_edges(world: World, steps: Mapping[Ref, BulkStep], in_two_phases: Collection[Ref]) -> Iterator[Edge]:
    """Steps wait for the creation, or the renaming, of the objects that they name."""
    for each in world.present:
        relation_field = world.relation_field(each.resource)
        fields = [field for field in each.resource.fields if field is not relation_field]
        if steps[each.ref].sent:
            yield from _references(world, each, each.ref, fields, in_two_phases)
        if each.ref in in_two_phases:
            at_once = [field for field in fields if not field.is_deferred]
            yield from _references(world, each, each.ref.first, at_once, in_two_phases)


def _references(
    world: World, match: Match, step: Ref, fields: list[Field], in_two_phases: Collection[Ref]
) -> Iterator[Edge]:
    named = world.references(fields, match.desired)
    coming = [ref for ref in named if ref != match.ref and not world.can_be_named_now(ref)]
    yield from edges_to(step, (ref.first if ref in in_two_phases else ref for ref in coming), Reason.CREATES_BEFORE)
    for ref in named:
        yield from edges_to(step, world.implied.creators(ref.resource, ref.name), Reason.CREATES_WITH)


def deferred_edges(steps: Mapping[Ref, BulkStep], in_two_phases: Collection[Ref]) -> Iterator[Edge]:
    """Deferred fields are set once the object exists."""
    for ref in in_two_phases:
        if steps[ref].sent:
            yield Edge(ref, ref.first, Reason.DEFERRED_FIELD)


def implied_edges(world: World) -> Iterator[Edge]:
    """An object that the service creates with another one is changed after that."""
    for each in world.present:
        yield from edges_to(each.ref, world.implied.creators_of(each), Reason.CREATES_WITH)


def computed_edges(world: World, steps: Mapping[Ref, BulkStep]) -> Iterator[Edge]:
    """An object that is computed from others is written after all declared ones of those."""
    for each in world.present:
        composed = each.resource.composed
        if composed and steps[each.ref].sent:
            parts = (other.ref for other in world.matches if other.resource.name == composed.of.name)
            yield from edges_to(each.ref, parts, Reason.COMPUTED_FROM)
