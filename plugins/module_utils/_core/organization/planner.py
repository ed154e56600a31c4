# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What has to happen to many objects of many kinds, and what has to happen before what. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from ..engine.membership import Change, End, Membership, MembershipWrites, plan_membership, without_leaving
from ..engine.object_index import Known
from ..engine.references import mentioned
from ..engine.step import REMOVE, UPDATE, Step
from ..engine.unknown_groups import lost_groups, unknown_groups
from ..errors import error_context
from ..model.resource import Resource
from ..values.text import caseless
from .deletion_guard import DeletionGuard, removed_refs
from .exclusive_references import find_claims
from .implied import implied_changes
from .matching import Match, match_all
from .object_steps import plan_object, purge_step, readable_diff, state_step, table_step
from .plan import ArrayStep, BulkPlan, BulkStep, Declared, Ref
from .removal_order import ordered_removals, without_idle_waits
from .world import build_world


def plan_bulk(
    declared: Sequence[Declared],
    live: Mapping[str, Known],
    purged: Mapping[str, Sequence[dict]],
    membership: Membership | None,
) -> BulkPlan:
    """live: the objects of each kind that was read, by name of the kind. purged: those of them that are to go.

    Raises InvalidOption, UnknownReference, AmbiguousKey, ImmutableField, naming the place in the declaration.
    """
    return _Planner(declared, live, purged, membership).plan()


class _Planner:
    def __init__(
        self,
        declared: Sequence[Declared],
        live: Mapping[str, Known],
        purged: Mapping[str, Sequence[dict]],
        membership: Membership | None,
    ) -> None:
        self._live = live
        self._relation = membership
        self._declared = match_all(declared, live)
        removed = removed_refs(self._declared, purged)
        self._guard = DeletionGuard(self._declared, live, removed)
        self._purged = {name: self._guard.removable(name, items) for name, items in purged.items()}
        implied = implied_changes(self._declared, live, removed)
        self._world = build_world(self._declared, live, self._purged, implied, membership)
        self._claims = find_claims(self._world)

    def _removal(self, each: Match) -> BulkStep:
        step = state_step(each)
        if step.action != REMOVE:
            return step
        with error_context(each.where):
            return self._after_dependents(step)

    def _after_dependents(self, step: BulkStep) -> BulkStep:
        self._guard.check_removal(step.step)
        return replace(step, after=step.after | self._guard.dependents_of(step.step))

    # -- the plan ----------------------------------------------------------------------------------------------

    def plan(self) -> BulkPlan:
        present = [each for each in self._declared if each.is_present]
        others = {each.ref: self._without_relation(each) for each in present}
        changes = self._changes()
        writes = self._membership_writes(changes)
        writing = frozenset(ref for ref, step in others.items() if step.changed)
        steps = [self._present_step(each, writes, writing, others[each.ref]) for each in present]
        steps += [table_step(each) for each in self._declared if each.declared.table]
        in_two_steps = [each for each in present if each.ref in self._in_two_steps]
        firsts = tuple(map(self._first_step, in_two_steps))
        others_than_present = [
            each for each in self._declared if each.state != "present" and each.declared.table is None
        ]
        steps += [state_step(each) for each in others_than_present if each.state != "absent"]
        removals = [self._removal(each) for each in others_than_present if each.state == "absent"]
        removals += [
            self._after_dependents(purge_step(self._live[name].resource, item))
            for name in self._purged
            for item in self._purged[name]
        ]
        return BulkPlan(
            without_idle_waits((*steps, *ordered_removals(steps, removals, list(self._live)))),
            self._arrays(writes, writing, joins=True),
            self._arrays(writes, writing, joins=False),
            firsts,
            changes,
            self._relation,
        )

    def _without_relation(self, each: Match) -> Step:
        """The step that the rest of the declaration makes."""
        field = self._relation_field(each.resource)
        resolved = {name: value for name, value in self._world.resolved[each.ref].items() if name != field}
        return plan_object(self._world, self._claims, each, resolved)

    def _relation_field(self, resource: Resource) -> str | None:
        relation = self._relation
        if relation and resource.name == relation.group.name:
            return relation.members.name
        if relation and resource.name == relation.member.name:
            return relation.groups.name
        return None

    # -- groups and members ------------------------------------------------------------------------------------

    def _changes(self) -> frozenset[Change]:
        relation = self._relation
        if not relation:
            return frozenset()
        return plan_membership(self._ends(relation.group), self._ends(relation.member))

    def _ends(self, resource: Resource) -> dict[str, End]:
        """Of every object of the kind that will be there; those not declared say nothing, and stay as they are."""
        field = resource.field(self._relation_field(resource) or "")
        by_key = bool(field.refers and field.refers.sends == "key")
        declared = {
            each.ref.name: each
            for each in self._declared
            if each.resource.name == resource.name and each.state == "present"
        }
        ends = {}
        for item in self._world.future[resource.name].objects:
            ref = str(item["id"])
            live = self._live[resource.name].find_by_id(ref) or {}
            shown = [str(value) for value in live.get(field.name) or []]
            if by_key:
                shown = [group for name in shown for group in self._groups_shown(ref, name)]
            current = frozenset(shown)
            ends[ref] = self._end(resource, ref, item, current, declared.get(ref))
        return ends

    def _groups_shown(self, member: str, key: str) -> Sequence[str]:
        """Refs of the groups that a member is in by a key that it shows."""
        relation = self._relation
        if relation is None:
            return ()
        return relation.groups_shown(self._live[relation.group.name].all_of(key), key, member)

    def _other_kind(self, resource: Resource) -> Resource:
        relation = self._relation
        if relation is None:
            raise TypeError(f"{resource.name} has no groups or members")
        return relation.member if resource.name == relation.group.name else relation.group

    def _end(self, resource: Resource, ref: str, item: dict, current: frozenset[str], each: Match | None) -> End:
        title = f'the {resource.title} "{item.get(resource.key)}"'
        field = resource.field(self._relation_field(resource) or "")
        if each is None or field.name not in each.desired:
            return End(ref, title, current)
        return End(ref, title, current, self._named(each, field.name), not each.desired.get(field.append or ""))

    def _named(self, each: Match, name: str) -> frozenset[str]:
        """Refs of the objects that the declaration names at its end of the relation."""
        known = self._world.future[self._other_kind(each.resource).name]
        given = self._world.resolve(each, {name: each.desired[name]})[name]
        return frozenset(
            str(found["id"]) for value in given for found in [known.find_by_id(value) or known.find(value)] if found
        )

    def _present_step(self, each: Match, writes: MembershipWrites, writing: frozenset[Ref], step: Step) -> BulkStep:
        """step: the one that the declaration makes without its end of the relation. writing: refs of what changes."""
        ref, field = each.ref, self._relation_field(each.resource)
        rest = {name: value for name, value in each.desired.items() if name != field}
        bringers = self._world.implied.creators_of(each)
        if bringers:
            return replace(self._bulk_step(ref, step, rest, self._after(each, ref, rest) | bringers), is_brought=True)
        if field and each.current is None:
            return self._created_end(each, writes, writing)
        changes = self._changes_of(ref, writes) if field in each.desired else ()
        wanted: dict | None = None
        after: frozenset[Ref] = frozenset()
        if step.changed or self._may_be_moved(each.resource, writing):
            begun = {ref.first} if ref in self._in_two_steps else set()
            wanted, after = rest, self._after(each, ref, rest) | begun
        if changes and field:
            values = self._relation_values(each.resource, ref, changes)
            step = plan_object(
                self._world, self._claims, each, self._world.resolve(each, {**each.desired, field: values})
            )
            # Compared by itself the object may be as wanted: if only the other end shows what changes, or if the groups
            # differ in letter case only.
            action = step.action if step.changed else UPDATE
            step = replace(step, action=action, after={**(step.after or {}), field: values})
        bulk_step = self._bulk_step(ref, step, wanted, after)
        if changes and field:
            bulk_step = replace(bulk_step, diff=readable_diff(self._world, self._with_leaving(step, field, changes)))
        bulk_step = replace(bulk_step, changes=changes, given_up=self._claims.lost_by(each))
        return replace(bulk_step, unknown_groups=self._unknown_groups(each))

    def _unknown_groups(self, each: Match) -> tuple[str, ...]:
        relation = self._relation
        if relation is None or each.resource.name != relation.member.name:
            return ()
        lost = lost_groups(relation.groups, each.current or {}, each.desired)
        return tuple(unknown_groups(self._live[relation.group.name], lost))

    def _with_leaving(self, step: Step, field: str, changes: Iterable[Change]) -> Step:
        """The step as if the object itself showed what it loses, and nothing that stays although it is not listed."""
        current = step.current or {}
        relation, shown = self._relation, list(current.get(field) or [])
        if relation and step.resource.name == relation.member.name:
            there = self._world.future[relation.group.name], self._live[relation.group.name]
            shown = [name for name in shown if any(groups.all_of(name) for groups in there)]
        known = {caseless(name) for name in shown}
        leaving = sorted(name for name, joins in self._sides(step.resource, changes) if not joins)
        unseen = [name for name in leaving if caseless(name) not in known]
        return replace(step, current={**current, field: [*shown, *unseen]})

    def _sides(self, resource: Resource, changes: Iterable[Change]) -> list[tuple[str, bool]]:
        """Of changes at an object of the kind, the other end as its list names it, and whether it comes."""
        at_group = self._relation is not None and resource.name == self._relation.group.name
        return [(change.member if at_group else self._group_key(change.group), change.joins) for change in changes]

    def _created_end(self, each: Match, writes: MembershipWrites, writing: frozenset[Ref]) -> BulkStep:
        """A new group or member, which names the other ends itself.

        A group names members by id, so it waits for none of them. A member waits for its groups, and for whatever else
        is written of them: a group that is written whole would lose who comes to it in between.
        """
        ref, field = each.ref, self._relation_field(each.resource) or ""
        is_member = self._relation is not None and each.resource.name == self._relation.member.name
        changes = self._changes_of(ref, writes)
        said = [change for change in changes if is_member or writes.is_said_by_group(change)]
        rest = {name: value for name, value in each.desired.items() if name != field}
        options = each.resource.field(field)
        is_exact = field in each.desired and not each.desired.get(options.append or "")
        is_told = is_exact or bool(said)
        values = {field: self._relation_values(each.resource, ref, said)} if is_told else {}
        shown = {field: self._relation_values(each.resource, ref, changes)} if is_told else {}
        step = plan_object(self._world, self._claims, each, self._world.resolve(each, {**rest, **shown}))
        after = self._after(each, ref, rest)
        if is_member and self._relation:
            after |= {Ref(self._relation.group.name, change.group) for change in said} & writing
        return replace(self._bulk_step(ref, step, {**rest, **values}, after), changes=changes)

    def _changes_of(self, ref: Ref, writes: MembershipWrites) -> tuple[Change, ...]:
        is_group = self._relation is not None and ref.resource == self._relation.group.name
        return tuple((writes.by_group if is_group else writes.by_member).get(ref.name, ()))

    def _membership_writes(self, changes: frozenset[Change]) -> MembershipWrites:
        relation = self._relation
        ids = [set(self._live[kind.name].ids) for kind in (relation.group, relation.member)] if relation else [(), ()]
        return MembershipWrites(changes, *ids)

    @staticmethod
    def _may_be_moved(resource: Resource, writing: frozenset[Ref]) -> bool:
        """Whether the rest of the run changes what the object is put together from, so that it has to be looked at."""
        return bool(resource.composed and any(ref.resource == resource.composed.of.name for ref in writing))

    def _bulk_step(self, ref: Ref, step: Step, wanted: dict | None, after: frozenset[Ref]) -> BulkStep:
        return BulkStep(ref, step, step.action, readable_diff(self._world, step), wanted, after)

    def _relation_values(self, resource: Resource, ref: Ref, changes: Iterable[Change]) -> list[str]:
        """The list field of one end after these changes: ids at a group, keys at a member."""
        relation = self._relation
        if relation is None:
            return []
        live = self._live[resource.name].find_by_id(ref.name) or {}
        current = list(self._world.with_new_keys(resource, live).get(self._relation_field(resource) or "") or [])
        at_group = resource.name == relation.group.name
        sides = self._sides(resource, changes)
        there = self._world.future[self._other_kind(resource).name]
        staying = [
            name
            for name in without_leaving(current, [name for name, joins in sides if not joins])
            if at_group or there.all_of(name)
        ]
        return staying + sorted(name for name, joins in sides if joins)

    def _group_key(self, ref: str) -> str:
        name = self._relation.group.name if self._relation else ""
        found = self._world.future[name].find_by_id(ref) or self._live[name].find_by_id(ref) or {}
        return str(found.get(self._live[name].resource.key))

    def _after(self, each: Match, ref: Ref, desired: dict) -> frozenset[Ref]:
        """Objects of this run that must be there, or renamed, before this one can name them."""
        steps = set()
        for name, value in mentioned(each.resource.fields, desired):
            known = self._world.future.get(name)
            found = known.find_by_id(value) if known else None
            named = [found] if found else known.all_of(value) if known else []
            coming = (Ref(name, str(item["id"])) for item in named if not self._is_there(name, item))
            steps |= {other.first if other in self._in_two_steps else other for other in coming}
            steps |= self._world.implied.creators(name, value)
        if each.resource.composed:
            # Each change of its parts may change it.
            parts = each.resource.composed.of.name
            steps |= {other.ref for other in self._declared if other.resource.name == parts}
        return frozenset(steps - {ref})

    def _is_there(self, name: str, item: dict) -> bool:
        """Whether the object can be named now as it will be, so that nobody has to wait for it."""
        known = self._live[name]
        live = known.find_by_id(str(item["id"]))
        return live is not None and live.get(known.resource.key) == item.get(known.resource.key)

    # -- what is said later ------------------------------------------------------------------------------------

    @cached_property
    def _in_two_steps(self) -> frozenset[Ref]:
        """Objects that are made before everything is there that they name."""
        return frozenset(
            each.ref
            for each in self._declared
            if each.state == "present" and each.current is None and self._names_what_comes(each)
        )

    def _names_what_comes(self, each: Match) -> bool:
        fields = [field for field in each.resource.fields if field.later]
        named = [(self._world.future[name], name, value) for name, value in mentioned(fields, each.desired)]
        found = [(name, known.find_by_id(value) or known.find(value)) for known, name, value in named]
        return any(item and not self._is_there(name, item) for name, item in found)

    def _first_step(self, each: Match) -> BulkStep:
        later = {field.name for field in each.resource.fields if field.later}
        wanted = {name: value for name, value in each.desired.items() if name not in later}
        ref, step = each.ref, plan_object(self._world, self._claims, each, self._world.resolve(each, wanted))
        return BulkStep(ref.first, step, step.action, {}, wanted, self._after(each, ref, wanted))

    def _arrays(self, writes: MembershipWrites, writing: frozenset[Ref], joins: bool) -> tuple[ArrayStep, ...]:
        """Each once its group is written otherwise: what is sent whole must not meet what is sent by itself."""
        arrays = []
        for group in sorted(writes.by_group):
            changes = tuple(change for change in writes.in_array(group) if change.joins == joins)
            if changes and self._relation:
                ref = Ref(self._relation.group.name, group)
                own = replace(ref, part="joining" if joins else "leaving")
                arrays.append(ArrayStep(own, changes, frozenset({ref} & writing)))
        return tuple(arrays)
