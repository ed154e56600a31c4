# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which step of a plan waits for which, and why. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property


@dataclass(frozen=True)
class Ref:
    """One object of a run: by its id, or by its key if it has no id yet. `part` distinguishes what is done to it."""

    resource: str
    name: str
    part: str = ""

    @property
    def first(self) -> Ref:
        """The creation of the object without its deferred fields, see `Field`."""
        return replace(self, part="first")


class Reason(Enum):
    """Why a step begins only after another one has succeeded."""

    # The step names an object that the other one creates or renames.
    CREATES_BEFORE = "creates-before"
    # The service creates an object that the step names or changes together with the object of the other one.
    CREATES_WITH = "creates-with"
    # The step sets the fields that the creation of the same object omitted.
    DEFERRED_FIELD = "deferred-field"
    # The object is computed from the one that the other step writes.
    COMPUTED_FROM = "computed-from"
    # Both write the same object: if the other step replaced it meanwhile, this change of it would be lost.
    WAITS_FOR_WRITE = "waits-for-write"
    # The object cannot be removed while the object of the other step depends on it.
    FREES_BEFORE_REMOVAL = "frees-before-removal"
    # The other step removes or changes an object that names the one to be removed.
    DROPS_REFERENCE = "drops-reference"
    # The step takes a permission from the owner of the API key; the other one gives it again.
    KEEPS_ACCESS = "keeps-access"


@dataclass(frozen=True)
class Edge:
    """`step` begins only after `after` has succeeded."""

    step: Ref
    after: Ref
    reason: Reason


def edges_to(step: Ref, others: Iterable[Ref], reason: Reason) -> Iterator[Edge]:
    """One edge to each of the others, except to the step itself."""
    return (Edge(step, other, reason) for other in others if other != step)


@dataclass(frozen=True)
class Graph:
    """The edges of a plan. An edge to what is not a step of the plan has no effect."""

    edges: tuple[Edge, ...] = ()

    def after(self, step: Ref) -> frozenset[Ref]:
        """What has to succeed before the step begins."""
        return frozenset(self._by_step.get(step, ()))

    def reasons(self, step: Ref) -> Mapping[Ref, set[Reason]]:
        """The same, with the reasons."""
        return self._by_step.get(step, {})

    @cached_property
    def _by_step(self) -> Mapping[Ref, Mapping[Ref, set[Reason]]]:
        found: dict[Ref, dict[Ref, set[Reason]]] = {}
        for edge in self.edges:
            found.setdefault(edge.step, {}).setdefault(edge.after, set()).add(edge.reason)
        return found

    def with_edges(self, edges: Iterable[Edge]) -> Graph:
        return Graph((*self.edges, *edges))
