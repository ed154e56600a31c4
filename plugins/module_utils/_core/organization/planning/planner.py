# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The plan of an organization: passes in a visible order, each in a file of its subject. Pure.

First it is settled which objects exist after the run, so that names can be resolved; then what happens to each object;
then in which order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ...engine.finding.object_index import ObjectIndex
from ...engine.membership import Membership
from ...engine.planning.step import REMOVE
from ...errors import error_context
from ..model.graph import Edge, Graph, Ref
from ..model.plan import BulkPlan, BulkStep, Declared
from .deferred import created_in_two_phases, first_phase
from .deletion_guard import DeletionGuard, removed_refs
from .dependencies import computed_edges, deferred_edges, implied_edges, reference_edges
from .exclusive_references import find_claims
from .implied import implied_changes
from .matching import match_all
from .membership_steps import MembershipPlan, array_edges, creation_edges, plan_memberships
from .object_steps import purge_step, state_step, table_step
from .present_steps import draft_steps, present_steps, written_refs
from .removal_order import dropped_reference_edges, guarded_edges
from .world import World, build_world


@dataclass(frozen=True)
class PlannedSteps:
    """What happens to each object, not yet in which order.

    present: by ref, steps of the objects that are to exist. written: refs of those that the run creates or changes.
    firsts: steps that create objects without their deferred fields. others: tables and transitions.
    """

    memberships: MembershipPlan
    present: Mapping[Ref, BulkStep]
    written: frozenset[Ref]
    firsts: tuple[BulkStep, ...]
    others: Sequence[BulkStep]
    removals: Sequence[BulkStep]

    @property
    def all(self) -> tuple[BulkStep, ...]:
        """Without first phases."""
        return (*self.present.values(), *self.others, *self.removals)

    @property
    def in_two_phases(self) -> frozenset[Ref]:
        """Objects whose deferred fields are set in a second phase."""
        return frozenset(replace(first.ref, part="") for first in self.firsts)


def plan_bulk(
    declared: Sequence[Declared],
    live: Mapping[str, ObjectIndex],
    purged: Mapping[str, Sequence[dict]],
    membership: Membership | None,
) -> BulkPlan:
    """live: the objects of each kind that was read, by name of the kind.

    purged: by name of the kind, undeclared objects that the run may remove. membership: None unless both kinds of its
    ends were read.
    Raises InvalidOption, UnknownReference, AmbiguousKey, ImmutableField, naming the place in the declaration.
    """
    matches = match_all(declared, live)
    removed = removed_refs(matches, purged)
    guard = DeletionGuard(matches, live, removed)
    unneeded = {name: guard.removable(name, items) for name, items in purged.items()}
    world = build_world(matches, live, unneeded, implied_changes(matches, live, removed), membership)
    steps = _plan_steps(world, guard, unneeded)
    joins, leaves = steps.memberships.arrays(joins=True), steps.memberships.arrays(joins=False)
    edges = [*_edges(world, guard, steps), *array_edges((*joins, *leaves), steps.written)]
    graph = Graph(tuple(_without_idle(edges, steps.all)))
    memberships = steps.memberships
    return BulkPlan(steps.all, joins, leaves, steps.firsts, memberships.changes, memberships.ends, membership, graph)


def _plan_steps(world: World, guard: DeletionGuard, unneeded: Mapping[str, Sequence[dict]]) -> PlannedSteps:
    """unneeded: by name of the kind, objects that a purge removes."""
    claims, memberships = find_claims(world), plan_memberships(world)
    drafts = draft_steps(world, claims)
    written = written_refs(world, drafts)
    phased = created_in_two_phases(world)
    return PlannedSteps(
        memberships,
        present_steps(world, claims, memberships, drafts, written),
        written,
        tuple(first_phase(world, claims, each) for each in world.present if each.ref in phased),
        _tables_and_transitions(world),
        _removals(world, guard, unneeded),
    )


def _edges(world: World, guard: DeletionGuard, steps: PlannedSteps) -> Iterator[Edge]:
    """Which step waits for which; see the functions."""
    yield from reference_edges(world, steps.present, steps.in_two_phases)
    yield from deferred_edges(steps.present, steps.in_two_phases)
    yield from implied_edges(world)
    yield from computed_edges(world, steps.present)
    yield from creation_edges(steps.memberships, steps.written)
    yield from guarded_edges(guard, steps.removals)
    yield from dropped_reference_edges(steps.all, steps.removals, list(world.live))


def _tables_and_transitions(world: World) -> list[BulkStep]:
    tables = [table_step(each) for each in world.matches if each.declared.table]
    others = [each for each in world.matches if not each.declared.table and each.state not in ("present", "absent")]
    return tables + [state_step(each) for each in others]


def _removals(world: World, guard: DeletionGuard, purged: Mapping[str, Sequence[dict]]) -> list[BulkStep]:
    """Raises InvalidOption if an object that stays depends on one that is to be removed."""
    removals = []
    for each in world.matches:
        if each.state == "absent" and not each.declared.table:
            step = state_step(each)
            if step.action == REMOVE:
                with error_context(each.where):
                    guard.check_removal(step.step)
            removals.append(step)
    # What is needed is not among those that are purged.
    return removals + [purge_step(world.live[name].resource, item) for name, items in purged.items() for item in items]


def _without_idle(edges: Iterable[Edge], steps: Iterable[BulkStep]) -> list[Edge]:
    """No step has to wait for one that sends nothing."""
    idle: set[Ref] = {step.ref for step in steps if not step.sent}
    return [edge for edge in edges if edge.after not in idle]
