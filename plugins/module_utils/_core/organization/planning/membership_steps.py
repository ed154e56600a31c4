# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The steps of groups and members: which request writes which change, and what the objects show then. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ...engine.finding.unknown_groups import lost_groups, unknown_groups
from ...engine.membership import Membership
from ...engine.planning.step import UPDATE, Step
from ...model.field import Field
from ...model.resource import Resource
from ...values.text import caseless
from ..model.graph import Edge, Reason, Ref
from ..model.membership import Change, MembershipEnds, MembershipWrites, without_leaving
from ..model.plan import ArrayStep, BulkStep
from .exclusive_references import Claims
from .matching import Match
from .membership_changes import membership_ends
from .object_steps import plan_object, readable_diff
from .world import World


@dataclass(frozen=True)
class MembershipPlan:
    """ends: what is declared. changes: of the whole run. writes: which request writes each of them."""

    world: World
    ends: MembershipEnds
    changes: frozenset[Change]
    writes: MembershipWrites

    def of_object(self, ref: Ref) -> tuple[Change, ...]:
        """The changes at one group or one member."""
        relation = self.world.relation
        is_group = relation is not None and ref.resource == relation.group.name
        return tuple((self.writes.by_group if is_group else self.writes.by_member).get(ref.name, ()))

    def arrays(self, joins: bool) -> tuple[ArrayStep, ...]:
        """One for each group that exists: members who join it, or who leave it."""
        relation = self.world.relation
        arrays = []
        for group in sorted(self.writes.by_group) if relation else ():
            changes = tuple(change for change in self.writes.in_array(group) if change.joins == joins)
            if changes and relation:
                ref = Ref(relation.group.name, group, "joining" if joins else "leaving")
                arrays.append(ArrayStep(ref, changes))
        return tuple(arrays)

    def values_after(self, match: Match, field: Field, changes: Iterable[Change]) -> list[str]:
        """The list of one end after these changes, as it is sent: ids at a group, keys at a member."""
        resource, relation = match.resource, _relation(self.world)
        live = self.world.live[resource.name].find_by_id(match.ref.name) or {}
        current = list(self.world.with_new_keys(resource, live).get(field.name) or [])
        joined, left = self._sides(resource, changes)
        staying = without_leaving(current, left)
        if resource.name == relation.member.name:
            # A group that the run removes takes nobody along.
            groups = self.world.future[relation.group.name]
            staying = [key for key in staying if groups.all_of(key)]
        return staying + sorted(joined)

    def shown_with_left(self, step: Step, field: Field, changes: Iterable[Change]) -> Step:
        """The step as if the object itself listed all that it leaves, and only groups that exist, for the diff."""
        current, relation = step.current or {}, _relation(self.world)
        shown = list(current.get(field.name) or [])
        if step.resource.name == relation.member.name:
            known = self.world.future[relation.group.name], self.world.live[relation.group.name]
            shown = [key for key in shown if any(groups.all_of(key) for groups in known)]
        names = {caseless(name) for name in shown}
        _joined, left = self._sides(step.resource, changes)
        unseen = [name for name in sorted(left) if caseless(name) not in names]
        return step.replace(current={**current, field.name: [*shown, *unseen]})

    def unknown_groups(self, match: Match) -> tuple[str, ...]:
        """Keys of groups that a member shows and is to leave, and that the service does not list."""
        relation = self.world.relation
        if relation is None or match.resource.name != relation.member.name:
            return ()
        name, current = relation.groups.name, match.current or {}
        unlisted = unknown_groups(self.world.live[relation.group.name], current.get(name) or [])
        if not unlisted or name not in match.desired:
            return ()
        named = [self._group_key(ref) for ref in match.desired[name]]
        return tuple(lost_groups(relation.groups, {name: unlisted}, {**match.desired, name: named}))

    def _sides(self, resource: Resource, changes: Iterable[Change]) -> tuple[list[str], list[str]]:
        """The other ends as the list of one end names them: those that come, those that leave."""
        at_group = resource.name == _relation(self.world).group.name
        sides: tuple[list[str], list[str]] = ([], [])
        for change in changes:
            name = change.member if at_group else self._group_key(change.group)
            sides[0 if change.joins else 1].append(name)
        return sides

    def _group_key(self, ref: str) -> str:
        group = _relation(self.world).group
        found = self.world.future[group.name].find_by_id(ref) or self.world.live[group.name].find_by_id(ref) or {}
        return str(found.get(group.key))


def _relation(world: World) -> Membership:
    if world.relation is None:
        raise TypeError("no groups and members were read")
    return world.relation


def plan_memberships(world: World) -> MembershipPlan:
    """Raises InvalidOption if one end asks for what the other one excludes."""
    ends, relation = membership_ends(world), world.relation
    changes = ends.changes()
    ids = [set(world.live[kind.name].ids) for kind in (relation.group, relation.member)] if relation else [(), ()]
    return MembershipPlan(world, ends, changes, MembershipWrites(changes, *ids))


def changed_end(membership: MembershipPlan, claims: Claims, match: Match, field: Field, draft: BulkStep) -> BulkStep:
    """A live group or member whose declared list changes. draft: its step without that list."""
    world, changes = membership.world, membership.of_object(match.ref)
    values = membership.values_after(match, field, changes)
    step = plan_object(world, claims, match, {**match.desired, field.name: values})
    # Compared by itself the object may be as wanted: if only the other end shows what changes, or if the groups differ
    # only in case.
    action = step.action if step.changed else UPDATE
    step = step.replace(action=action, after={**(step.after or {}), field.name: values})
    diff = readable_diff(world, membership.shown_with_left(step, field, changes))
    return replace(draft, step=step, action=step.action, diff=diff, changes=changes)


def created_end(membership: MembershipPlan, claims: Claims, match: Match, field: Field) -> BulkStep:
    """A new group or member, whose creation names the other ends as far as `MembershipWrites` says."""
    changes = membership.of_object(match.ref)
    own = _own_changes(membership, match, changes)
    desired = {name: value for name, value in match.desired.items() if name != field.name}
    is_named = bool(own) or field.is_exact_in(match.desired)

    def step_with(some: Sequence[Change]) -> Step:
        values = {field.name: membership.values_after(match, field, some)} if is_named else {}
        return plan_object(membership.world, claims, match, {**desired, **values})

    sent = step_with(own)
    step = sent if own == changes else step_with(changes)
    diff = readable_diff(membership.world, step)
    declared = changes if field.name in match.desired else ()
    return BulkStep(match.ref, step, step.action, diff, sent=sent, changes=declared)


def _own_changes(membership: MembershipPlan, match: Match, changes: Sequence[Change]) -> tuple[Change, ...]:
    """Of the changes at a new object, those that its creation writes."""
    is_member = match.resource.name == _relation(membership.world).member.name
    return tuple(change for change in changes if is_member or membership.writes.is_said_by_group(change))


def creation_edges(membership: MembershipPlan, written: Collection[Ref]) -> Iterator[Edge]:
    """New members wait for their groups to be created and written.

    A group that is replaced whole would lose the member that is added to it meanwhile. A new group names its members
    by id, so that it waits for none of them. written: refs of the objects that the run changes or creates.
    """
    world, relation = membership.world, membership.world.relation
    for each in world.present if relation else ():
        if relation and each.resource.name == relation.member.name and each.current is None:
            for change in membership.of_object(each.ref):
                group = Ref(relation.group.name, change.group)
                if group in written:
                    is_there = world.can_be_named_now(group)
                    yield Edge(each.ref, group, Reason.WAITS_FOR_WRITE if is_there else Reason.CREATES_BEFORE)


def array_edges(arrays: Iterable[ArrayStep], written: Collection[Ref]) -> Iterator[Edge]:
    """An array is sent once its group is written: what is sent whole must not meet what is sent by itself."""
    for array in arrays:
        group = replace(array.ref, part="")
        if group in written:
            yield Edge(array.ref, group, Reason.WAITS_FOR_WRITE)
