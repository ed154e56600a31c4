# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The plan of a whole organization: its declarations, its steps, and what each waits for. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Protocol

from ...engine.membership import Membership
from ...engine.planning.step import NONE, Step
from ...model.field import Field
from ...model.resource import Resource
from .graph import Graph, Ref
from .membership import NO_ENDS, Change, MembershipEnds
from .naming import name_in_messages, place_of


class PlannedTable(Protocol):
    """The plan of an object with a table."""

    @property
    def step(self) -> Step:
        """Of the object itself."""

    @property
    def action(self) -> str:
        """What happens to object and table together, one of the actions of a step."""

    @property
    def uploads(self) -> bool:
        """Whether the table is loaded."""

    @property
    def replaced(self) -> dict | None:
        """The object whose place the new one takes."""

    @property
    def diff(self) -> dict:
        """Differing fields, and counts and examples of rows."""

    @property
    def raw_digest(self) -> str:
        """Hash of the table that is loaded: the diff only contains counts and examples."""


@dataclass(frozen=True)
class Declared:
    """One object as declared.

    number: its place in the list of its kind, from 0. desired: in canonical form, names not resolved.
    table: what becomes of it, for kinds with a table.
    """

    resource: Resource
    number: int
    desired: dict
    state: str = "present"
    table: PlannedTable | None = None

    @property
    def where(self) -> str:
        """What messages call it."""
        return name_in_messages(self.resource, self.number, self.desired)

    @property
    def place(self) -> str:
        """The place in the declaration, which distinguishes it from another one of its name."""
        return place_of(self.resource, self.number)

    @property
    def new_key(self) -> str | None:
        """The key that the object is to be renamed to, if it is."""
        return self.desired.get(self.resource.renamed_by) if self.resource.renamed_by else None

    @property
    def key_after(self) -> str:
        """The key that the object will have."""
        return str(self.new_key or self.desired.get(self.resource.key) or self.desired.get("id"))

    def ref_of(self, current: dict | None) -> Ref:
        return Ref(self.resource.name, str(current["id"]) if current else self.key_after)


@dataclass(frozen=True)
class BulkStep:
    """What becomes of one object.

    step: as users see it. sent: what its own request does; None if it sends none, for example if requests of other
    objects write the change. Until the run creates an object, its key takes the place of its id.
    is_brought: the service creates the object with another one, so it is read when its turn comes.
    changes: of the membership that this object declares, also if requests of other objects write them.
    given_up: by field, ids that another object of the kind takes from this one.
    unknown_groups: keys of groups that it is not to have and that the service does not list, see that file.
    is_purged: nobody declared the object, and its kind is purged.
    exact_groups: the list of groups of a member who is to have no others, None if others may stay.
    """

    ref: Ref
    step: Step
    action: str
    diff: dict
    sent: Step | None = None
    table: PlannedTable | None = None
    is_brought: bool = False
    changes: tuple[Change, ...] = ()
    given_up: Mapping[str, frozenset[str]] = dataclass_field(default_factory=dict)
    unknown_groups: tuple[str, ...] = ()
    is_purged: bool = False
    exact_groups: Field | None = None

    @property
    def changed(self) -> bool:
        return self.action != NONE


@dataclass(frozen=True)
class ArrayStep:
    """Members who join one group, or who leave it, sent as an array of ids."""

    ref: Ref
    changes: tuple[Change, ...]

    @property
    def joins(self) -> bool:
        return self.changes[0].joins


@dataclass(frozen=True)
class BulkPlan:
    """steps: of all declared objects, unchanged ones too, and of those that are purged.

    joins, leaves: see `ArrayStep`; joins are done first.
    firsts: create objects without their deferred fields; each belongs to a step that waits for it.
    membership: all changes between groups and members. ends: what they declare, and what they showed.
    relation: which groups and members.
    graph: which step waits for which.
    """

    steps: tuple[BulkStep, ...]
    joins: tuple[ArrayStep, ...] = ()
    leaves: tuple[ArrayStep, ...] = ()
    firsts: tuple[BulkStep, ...] = ()
    membership: frozenset[Change] = frozenset()
    ends: MembershipEnds = NO_ENDS
    relation: Membership | None = None
    graph: Graph = Graph()

    def after(self, ref: Ref) -> frozenset[Ref]:
        """What has to succeed before the step, the array or the first phase begins."""
        return self.graph.after(ref)

    @property
    def changed(self) -> bool:
        return any(step.changed for step in self.steps)

    def fingerprint(self, place: Sequence[str]) -> str:
        """Equal for plans that do the same to the same objects of the same organization; contains no secret."""
        content = [
            [
                step.ref.resource,
                step.step.key,
                (step.step.current or {}).get("id"),
                step.action,
                step.diff,
                step.table.raw_digest if step.table else "",
            ]
            for step in self.steps
            if step.changed
        ]
        text = json.dumps([place, content], sort_keys=True, default=str)
        return hashlib.sha256(text.encode("utf-8")).hexdigest()
