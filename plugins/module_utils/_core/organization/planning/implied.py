# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Objects that the service creates and removes together with objects of another kind, without a request. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...engine.finding.object_index import ObjectIndex
from ...features.dependents import Dependents, is_needed
from ..model.graph import Ref
from .matching import Match, of_kind


@dataclass(frozen=True)
class ImpliedChanges:
    """created: by kind and key, refs of the objects that the object comes with. removed: by kind, live objects."""

    created: Mapping[str, Mapping[str, frozenset[Ref]]]
    removed: Mapping[str, Sequence[dict]]

    def creators_of(self, match: Match) -> frozenset[Ref]:
        """Objects that a declared object comes with, which does not exist; empty if a request creates it."""
        if match.current is not None:
            return frozenset()
        return self.creators(match.resource.name, match.declared.key_after)

    def creators(self, name: str, key: str) -> frozenset[Ref]:
        return self.created.get(name, {}).get(key, frozenset())


def implied_changes(
    matches: Sequence[Match], live: Mapping[str, ObjectIndex], removed_refs: frozenset[Ref]
) -> ImpliedChanges:
    """removed_refs: live objects that the run removes by a request."""
    guarded = list(_guarded_kinds(live))
    return ImpliedChanges(
        {name: _created(of_kind(matches, guard.resource), guard, live[name]) for name, guard in guarded},
        {name: _removed(matches, live, removed_refs, name) for name, _guard in guarded},
    )


def _guarded_kinds(live: Mapping[str, ObjectIndex]) -> Iterator[tuple[str, Dependents]]:
    for name, known in live.items():
        guard = known.resource.feature(Dependents)
        if guard and guard.resource in live:
            yield name, guard


def _created(creators: Sequence[Match], guard: Dependents, known: ObjectIndex) -> dict[str, frozenset[Ref]]:
    """creators: declarations of the kind that creates objects of `known`."""
    created: dict[str, frozenset[Ref]] = {}
    for each in creators:
        table = each.declared.table
        for key in guard.creates(table.step.after or {}) if table and table.uploads else ():
            if not known.all_of(key):
                created[key] = created.get(key, frozenset()) | {each.ref}
    return created


def _removed(
    matches: Sequence[Match], live: Mapping[str, ObjectIndex], removed_refs: frozenset[Ref], name: str
) -> list[dict]:
    """Undeclared objects of the kind, removed together with the last object that they came with."""
    known, guard = live[name], live[name].resource.feature(Dependents)
    if guard is None:
        return []
    declared = {each.ref for each in of_kind(matches, name) if each.current is not None}
    return [
        item
        for key in _lost_keys(of_kind(matches, guard.resource), live[guard.resource], guard, removed_refs)
        for item in known.all_of(key)
        if is_needed(known.resource, item)
        and guard.is_only_created(item)
        and Ref(name, str(item["id"])) not in declared
    ]


def _lost_keys(
    creators: Sequence[Match], known: ObjectIndex, guard: Dependents, removed_refs: frozenset[Ref]
) -> set[str]:
    """Keys that only objects create which the run removes or replaces. known: all live objects that may create any."""
    tables = [each.declared.table for each in creators if each.declared.table]
    replaced = {str(table.replaced["id"]) for table in tables if table.replaced}
    staying = {key for table in tables for key in guard.creates(table.step.after or {})}
    leaving: set[str] = set()
    for item in known.objects:
        object_id = str(item["id"])
        goes = object_id in replaced or Ref(known.resource.name, object_id) in removed_refs
        (leaving if goes else staying).update(guard.creates(item))
    return leaving - staying
