# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reads what lists omit of their objects, as far as a run needs it, from where it takes the fewest requests."""

from __future__ import annotations

from collections.abc import Collection, Sequence, Set
from typing import Callable

from ..engine.finding.computed_keys import with_keys
from ..engine.finding.matching import find_live
from ..engine.finding.object_index import ObjectIndex
from ..engine.finding.omitted_fields import read_omitted, read_one, with_others
from ..engine.membership import Membership
from ..errors import AmbiguousKey
from ..http.client import Client
from ..http.client_pool import ClientPool
from ..model.partial import completed_with, list_fields, omitted_fields, omitted_from
from ..model.resource import Resource
from .model.plan import Declared

Live = dict[str, ObjectIndex]


class _Reader:
    def __init__(self, clients: ClientPool, resource: Resource) -> None:
        self._clients = clients
        self._resource = resource

    def each(self, listed: Sequence[dict]) -> list[dict]:
        """These objects by themselves; as they are listed if they are gone by now."""
        return self._clients.map(self._one, listed)

    def _one(self, client: Client, item: dict) -> dict:
        return read_one(client, self._resource, item)


def read_declared(clients: ClientPool, declared: Sequence[Declared], purged: Collection[str], live: Live) -> Live:
    """`live` with the declared fields that lists omit. purged: plurals of kinds that are purged."""

    def read(reader: _Reader, known: ObjectIndex) -> ObjectIndex:
        of_kind = [each for each in declared if each.resource.name == known.resource.name]
        return _read_kind(reader, known, of_kind, known.resource.plural in purged)

    return _read_kinds(clients, live, read)


def _read_kinds(clients: ClientPool, live: Live, read: Callable[[_Reader, ObjectIndex], ObjectIndex]) -> Live:
    """Each kind whose objects can be read by themselves."""
    return {
        name: read(_Reader(clients, known.resource), known) if known.resource.get else known
        for name, known in live.items()
    }


def _read_kind(reader: _Reader, known: ObjectIndex, declared: Sequence[Declared], is_purged: bool) -> ObjectIndex:
    resource = known.resource
    if _shows_everything(known):
        return known
    known = _with(known, with_keys(reader.each, resource, [*known.objects], (each.desired for each in declared)))
    needed: dict[str, Set[str]] = {}
    if is_purged and resource.soft_delete:
        # To remove an object that can be deactivated, it has to be known whether it is active.
        active = frozenset((resource.soft_delete,))
        needed = {str(item["id"]): omitted_from(item) & active for item in known.objects}
    for each in declared:
        current = _current(each, known)
        if current is not None:
            desired = each.desired if each.state == "present" else {}
            needed[str(current["id"])] = omitted_fields(resource, current, desired)
    return _with(known, read_omitted(reader.each, resource, known.objects, needed)) if any(needed.values()) else known


def _shows_everything(known: ObjectIndex) -> bool:
    """Whether there is nothing to look for, which takes time with thousands of objects."""
    may_be_hidden = any(field.may_be_hidden for field in known.resource.fields)
    return not may_be_hidden and not any(map(omitted_from, known.objects))


def _current(declared: Declared, known: ObjectIndex) -> dict | None:
    try:
        return find_live(known, declared.desired)
    except AmbiguousKey:
        # The planner refuses it, and its message has the place in the declaration.
        return None


def _with(known: ObjectIndex, objects: Sequence[dict]) -> ObjectIndex:
    return ObjectIndex(known.resource, objects, unreadable=known.unreadable)


def read_stored(clients: ClientPool, live: Live) -> Live:
    """`live` with all that objects have, as far as they show it."""

    def read(reader: _Reader, known: ObjectIndex) -> ObjectIndex:
        omitted = {str(item["id"]): omitted_from(item) for item in known.objects}
        return _with(known, read_omitted(reader.each, known.resource, known.objects, omitted))

    return _read_kinds(clients, live, read)


def read_membership(clients: ClientPool, relation: Membership | None, live: Live, is_changed: bool) -> Live:
    """`live` with who is in which group, and what groups allow, if lists omit it. There are few groups.

    is_changed: whether the run may change or remove groups or members.
    """
    groups = live.get(relation.group.name) if relation else None
    if relation is None or groups is None or not is_changed:
        return live
    members = live.get(relation.member.name)
    names = list_fields(relation.group)
    if members and all(relation.groups.name not in omitted_from(item) for item in members.objects):
        names -= {relation.members.name}
    silent = [item for item in groups.objects if omitted_from(item) & names]
    groups = _with_partial(groups, _Reader(clients, relation.group).each(silent))
    found = {**live, relation.group.name: groups}
    return {**found, **_with_other_ends(relation, groups, members)} if members else found


def _with_other_ends(relation: Membership, groups: ObjectIndex, members: ObjectIndex) -> dict[str, ObjectIndex]:
    """Both, each with what only the other one shows."""
    in_group, of_member = relation.members.name, relation.groups.name
    silent_groups = [item for item in groups.objects if in_group in omitted_from(item)]
    silent_members = [item for item in members.objects if of_member in omitted_from(item)]
    if silent_members and len(silent_groups) < len(groups.objects):
        keys: dict[str, list[str]] = {}
        for group in groups.objects:
            for member in group.get(in_group) or ():
                keys.setdefault(str(member), []).append(str(group[relation.group.key]))
        full = [completed_with(item, {of_member: keys.get(str(item["id"]), [])}) for item in silent_members]
        return {relation.member.name: _with_partial(members, full)}
    if silent_groups and not silent_members:
        ids: dict[str, list[str]] = {}
        for member in members.objects:
            for key in member.get(of_member) or ():
                for ref in relation.groups_shown(groups.all_of(key), key, str(member["id"])):
                    ids.setdefault(ref, []).append(str(member["id"]))
        full = [completed_with(item, {in_group: ids.get(str(item["id"]), [])}) for item in silent_groups]
        return {relation.group.name: _with_partial(groups, full)}
    return {}


def _with_partial(known: ObjectIndex, objects: Sequence[dict]) -> ObjectIndex:
    return _with(known, with_others(known.objects, objects))
