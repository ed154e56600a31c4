# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The plan of an organization: passes in a visible order, each in a file of its subject. Pure.

First it is settled which objects exist after the run, so that names can be resolved; then what happens to each object;
then in which order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..engine.membership import Membership
from ..engine.object_index import ObjectIndex
from ..engine.step import REMOVE
from ..errors import error_context
from .deferred import created_in_two_phases, first_phase
from .deletion_guard import DeletionGuard, removed_refs
from .dependencies import computed_edges, deferred_edges, implied_edges, reference_edges
from .exclusive_references import find_claims
from .graph import Edge, Graph, Ref
from .implied import implied_changes
from .matching import match_all
from .membership_steps import array_edges, creation_edges, plan_memberships
from .object_steps import purge_step, state_step, table_step
from .plan import BulkPlan, BulkStep, Declared
from .present_steps import draft_steps, present_steps, written_refs
from .removal_order import dropped_reference_edges, guarded_edges
from .world import World, build_world


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

    claims = find_claims(world)
    drafts = draft_steps(world, claims)
    written = written_refs(world, drafts)
    memberships = plan_memberships(world)
    present = present_steps(world, claims, memberships, drafts, written)
    phased = created_in_two_phases(world)
    removals = _removals(world, guard, unneeded)
    steps = (*present.values(), *_tables_and_transitions(world), *removals)
    joins, leaves = memberships.arrays(joins=True), memberships.arrays(joins=False)

    edges = (
        *reference_edges(world, present, phased),
        *deferred_edges(present, phased),
        *implied_edges(world),
        *computed_edges(world, present),
        *creation_edges(memberships, written),
        *array_edges((*joins, *leaves), written),
        *guarded_edges(guard, removals),
        *dropped_reference_edges(steps, removals, list(live)),
    )
    return BulkPlan(
        steps,
        joins,
        leaves,
        tuple(first_phase(world, claims, each) for each in world.present if each.ref in phased),
        memberships.changes,
        membership,
        Graph(tuple(_without_idle(edges, steps))),
    )


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
