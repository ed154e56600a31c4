# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is declared and what is live, and what names mean once the run is over. Pure.

Names are resolved once, here: a reference is the id of a live object, or the key of one that the run creates.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ...engine.finding.complete_lists import refuse_incomplete_lists
from ...engine.finding.object_index import ObjectIndex
from ...engine.finding.references import mentioned, resolve
from ...engine.membership import Membership
from ...errors import UnknownReference, error_context
from ...model.field import Field
from ...model.resource import Resource
from ...values.text import caseless
from ..model.graph import Ref
from .implied import ImpliedChanges
from .matching import Match, of_kind
from .unknown_names import all_of


@dataclass(frozen=True)
class World:
    """matches: all declarations. live: objects as they were read, by name of the kind.

    future: objects as they will be after the run; new ones have their key in place of an id.
    relation: between groups and members, if both kinds were read.
    """

    matches: Sequence[Match]
    live: Mapping[str, ObjectIndex]
    future: Mapping[str, ObjectIndex]
    implied: ImpliedChanges
    relation: Membership | None = None

    @cached_property
    def present(self) -> Sequence[Match]:
        """Declarations of objects that are to exist and have no table, with ids or stored keys in place of names.

        Groups and members name each other by id. Raises AmbiguousKey or InvalidOption, naming the object; and one
        UnknownReference for all names that do not exist.
        """
        resolved, unknown = [], []
        for each in self.matches:
            try:
                resolved += [self._resolved(each)] if each.is_present else []
            except UnknownReference as error:
                unknown.append(error)
        if unknown:
            raise all_of(unknown)
        return resolved

    def _resolved(self, match: Match) -> Match:
        fields, relation_field = match.resource.fields, self.relation_field(match.resource)
        with error_context(match.where):
            resolved = resolve(fields, match.desired, self.future)
            refuse_incomplete_lists(fields, resolved, self.future)
        if relation_field and relation_field.refers and relation_field.name in resolved:
            known, named = self.future[relation_field.refers.resource], resolved[relation_field.name]
            resolved[relation_field.name] = sorted({str(item["id"]) for name in named for item in _named(known, name)})
        return replace(match, declared=replace(match.declared, desired=resolved))

    def references(self, fields: Iterable[Field], resolved: Mapping) -> frozenset[Ref]:
        """Objects that resolved values of these fields name, as far as their kind was read."""
        refs = set()
        for name, value in mentioned(tuple(fields), resolved):
            known = self.future.get(name)
            refs |= {Ref(name, str(item["id"])) for item in _named(known, value)} if known else set()
        return frozenset(refs)

    def can_be_named_now(self, ref: Ref) -> bool:
        """Whether the object exists already under the key that it will have, so that no step has to wait for it."""
        known = self.live[ref.resource]
        live, then = known.find_by_id(ref.name), self.future[ref.resource].find_by_id(ref.name) or {}
        return live is not None and live.get(known.resource.key) == then.get(known.resource.key)

    def relation_field(self, resource: Resource) -> Field | None:
        """The field of groups or members that lists the others, None for other kinds."""
        relation = self.relation
        if relation and resource.name == relation.group.name:
            return relation.members
        if relation and resource.name == relation.member.name:
            return relation.groups
        return None

    def with_new_keys(self, resource: Resource, current: dict) -> dict:
        """The object as it will show the keys of objects that the run renames: it refers to them all the same."""
        if not self._new_keys:
            return current
        fields = [field for field in resource.fields if field.refers and field.refers.sends == "key"]
        renamed = dict(current)
        for field in fields:
            keys = self._new_keys.get(field.refers.resource) if field.refers else None
            if keys:
                renamed[field.name] = [keys.get(caseless(str(key)), key) for key in current.get(field.name) or []]
        return renamed

    @cached_property
    def _new_keys(self) -> Mapping[str, Mapping[str, str]]:
        """By kind and old key in lower case, the new keys of objects that are renamed."""
        found: dict[str, dict[str, str]] = {}
        for each in self.matches:
            new_key = each.declared.new_key
            if each.current and new_key:
                key = caseless(str(each.current[each.resource.key]))
                found.setdefault(each.resource.name, {})[key] = each.declared.key_after
        return found


def _named(known: ObjectIndex, value: str) -> list[dict]:
    """The objects that an id or a stored key means: only those of the same spelling, if there are any."""
    by_id = known.find_by_id(value)
    alike = [by_id] if by_id else known.all_of(value)
    return [item for item in alike if item.get(known.resource.key) == value] or alike if len(alike) > 1 else alike


def build_world(
    matches: Sequence[Match],
    live: Mapping[str, ObjectIndex],
    purged: Mapping[str, Sequence[dict]],
    implied: ImpliedChanges,
    relation: Membership | None,
) -> World:
    """purged: by name of the kind, undeclared objects that the run removes."""
    future = {
        name: _future(
            known,
            of_kind(matches, name),
            [*purged.get(name, ()), *implied.removed.get(name, ())],
            implied.created.get(name, {}),
        )
        for name, known in live.items()
    }
    return World(matches, live, future, implied, relation)


def _future(
    known: ObjectIndex, matches: Iterable[Match], removed: Iterable[dict], created: Iterable[str]
) -> ObjectIndex:
    """The objects of one kind after the run. created: keys of those that the service creates by itself."""
    objects = {str(item["id"]): item for item in known.objects}
    gone = [dict(item) for item in removed]
    for each in matches:
        if each.state == "absent":
            gone += [each.current] if each.current else []
        else:
            objects[each.ref.name] = _as_declared(each)
    for key in created:
        objects.setdefault(key, {"id": key, known.resource.key: key})
    for item in gone:
        objects.pop(str(item["id"]), None)
    return ObjectIndex(known.resource, list(objects.values()), gone, known.unreadable)


def _as_declared(match: Match) -> dict:
    """The object with the id and the key that it will have."""
    resource, current, key = match.resource, match.current, match.declared.key_after
    if current is None:
        return {**match.desired, "id": key, resource.key: key}
    if match.declared.new_key:
        return {**current, resource.key: key}
    computed = resource.field(resource.key).computed
    if computed:
        then = {**current, **match.desired}
        return {**then, resource.key: computed.compute(then)}
    return current
