# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The order of removals: what names or needs an object first, the object after that. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...engine.finding.references import mentioned
from ...engine.planning.step import REMOVE
from ..model.graph import Edge, Reason, Ref, edges_to
from ..model.plan import BulkStep
from .deletion_guard import DeletionGuard


def guarded_edges(guard: DeletionGuard, removals: Sequence[BulkStep]) -> Iterator[Edge]:
    """Removals wait until the objects that depend on theirs are removed or changed."""
    for step in removals:
        if step.action == REMOVE:
            yield from edges_to(step.ref, guard.dependents_of(step.step), Reason.FREES_BEFORE_REMOVAL)


def dropped_reference_edges(
    steps: Sequence[BulkStep], removals: Sequence[BulkStep], kinds: Sequence[str]
) -> Iterator[Edge]:
    """Removals wait for changed objects of later kinds that name theirs, so that no reference is left without object.

    steps: all of the plan, removals included. kinds: names of the kinds in the order in which they are created.
    """
    order = {name: number for number, name in enumerate(kinds)}
    removed = _by_name(removals)
    for step in steps if removed else ():
        if step.changed:
            for name, value in mentioned(step.step.resource.fields, step.step.current or {}):
                ref = removed.get(Ref(name, value))
                if ref and order[name] < order[step.ref.resource]:
                    yield Edge(ref, step.ref, Reason.DROPS_REFERENCE)


def _by_name(removals: Sequence[BulkStep]) -> dict[Ref, Ref]:
    """Refs of the objects to be removed, by all that may stand for them: their id and their key."""
    return {
        Ref(step.ref.resource, name): step.ref
        for step in removals
        if step.changed
        for name in (step.ref.name, str((step.step.current or {}).get(step.step.resource.key)))
    }
