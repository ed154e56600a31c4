# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Objects that cannot be removed while others, which the run keeps, depend on them. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from ...engine.finding.object_index import ObjectIndex
from ...engine.planning.step import Step
from ...features.dependents import Dependents, dependents_of, is_needed, refuse_removal, refuse_unknown_dependents
from ...model.resource import Resource
from ..model.graph import Ref
from .matching import Match, of_kind


def removed_refs(matches: Sequence[Match], candidates: Mapping[str, Sequence[dict]]) -> frozenset[Ref]:
    """Live objects that the run is to remove: declared absent, or candidates of the purge, by name of the kind."""
    purged = {Ref(name, str(item["id"])) for name, items in candidates.items() for item in items}
    return frozenset(purged | {each.ref for each in matches if each.state == "absent" and each.current})


class DeletionGuard:
    """removed: refs of the objects that the run is to remove."""

    def __init__(self, matches: Sequence[Match], live: Mapping[str, ObjectIndex], removed: frozenset[Ref]) -> None:
        self._matches = matches
        self._live = live
        self._removed = removed

    def removable(self, name: str, candidates: Sequence[dict]) -> list[dict]:
        """Candidates of the purge, objects of one kind, on which no object that stays depends."""
        resource = self._live[name].resource
        return [item for item in candidates if not self._is_needed(resource, item)]

    def check_removal(self, step: Step) -> None:
        """Raises InvalidOption if an object that stays depends on the one that the step removes."""
        resource, current = step.resource, step.current or {}
        feature = resource.feature(Dependents)
        if feature and self._is_needed(resource, current):
            staying = [item for ref, item in self._dependents(resource, current).items() if ref not in self._removed]
            if staying or is_needed(resource, current):
                refuse_removal(step, staying, self._live[feature.resource].resource)
            refuse_unknown_dependents(step, self._live[feature.resource].unreadable)

    def dependents_of(self, step: Step) -> frozenset[Ref]:
        """Objects that have to be removed or changed before the step can remove its own."""
        return frozenset(self._dependents(step.resource, step.current or {}))

    def _is_needed(self, resource: Resource, current: dict) -> bool:
        """Whether an object that stays, or that the API key does not see, depends on this one."""
        dependents = set(self._dependents(resource, current))
        if not dependents <= self._removed:
            return True
        feature, needed = resource.feature(Dependents), is_needed(resource, current)
        is_unknown = bool(feature and needed is None and self._live[feature.resource].unreadable)
        return is_unknown or bool(needed and not dependents)

    def _dependents(self, resource: Resource, current: dict) -> dict[Ref, dict]:
        feature = resource.feature(Dependents)
        if feature is None or is_needed(resource, current) is False:
            return {}
        others = self._possible_dependents[feature.resource]
        found = {id(item) for item in dependents_of(resource, current, [*others.values()])}
        return {ref: item for ref, item in others.items() if id(item) in found}

    @cached_property
    def _possible_dependents(self) -> dict[str, dict[Ref, dict]]:
        """By kind, the objects on which others may depend, as they will be."""
        features = [known.resource.feature(Dependents) for known in self._live.values()]
        return {each.resource: self._as_declared(each.resource) for each in features if each}

    def _as_declared(self, name: str) -> dict[Ref, dict]:
        """The objects of one kind with what is declared of them, which may end or begin a dependency."""
        objects = {Ref(name, str(item["id"])): item for item in self._live[name].objects}
        for each in of_kind(self._matches, name):
            if each.is_present:
                objects[each.ref] = {**(each.current or {}), **each.desired}
        return objects
