# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What has to happen to many objects of many kinds, and what has to happen before what. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from ..engine.diff import make_diff
from ..engine.membership import Change, End, Membership, MembershipWrites, among_alike, plan_membership, without_leaving
from ..engine.object_index import Known
from ..engine.plan import choose_renamed, is_gone, is_history, make_plan, refuse_impossible_creation
from ..engine.references import mentioned, refuse_incomplete_lists, resolve, without_gone
from ..engine.removal import holders_of, is_held, refuse_held
from ..engine.step import NONE, REMOVE, UPDATE, Step
from ..errors import InvalidOption, error_context
from ..model.codec import decode
from ..model.field import Field
from ..model.resource import Holder, Resource
from ..values.comparison import canonical, named_by
from ..values.lookalike import appearance
from ..values.text import caseless
from .plan import ArrayStep, BulkPlan, BulkStep, Declared, Ref
from .removal_order import ordered_removals, without_idle_waits


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


def match(declared: Declared, known: Known) -> dict | None:
    """The live object that is meant: by its id, its key, or the key that it is to be renamed to."""
    desired, resource = declared.desired, declared.resource
    if "id" in desired:
        return known.find_by_id(desired["id"])
    found, new_key = known.find(desired[resource.key], desired), declared.new_key
    if new_key:
        found = choose_renamed(resource, found, known.find(new_key), new_key)
    if found is None and not known.all_of(desired[resource.key]):
        known.refuse_lookalike(desired[resource.key])
    return found


def undeclared(resource: Resource, declared: Iterable[Declared], known: Known) -> list[dict]:
    """Live objects that no declaration speaks of, history aside."""
    kept = {each.desired["id"] for each in declared if "id" in each.desired}
    for each in declared:
        for name in (resource.key, resource.renamed_by):
            # All of that name: of an object with a table there may be a second one, half built.
            key = each.desired.get(name) if name else None
            kept |= {str(item["id"]) for item in known.all_of(str(key))} if key else set()
    return [
        item
        for item in known.objects
        if str(item["id"]) not in kept and not is_gone(resource, item) and not is_history(resource, item)
    ]


class _Planner:
    def __init__(
        self,
        declared: Sequence[Declared],
        live: Mapping[str, Known],
        purged: Mapping[str, Sequence[dict]],
        membership: Membership | None,
    ) -> None:
        self._declared = declared
        self._live = live
        self._relation = membership
        self._current = {self._place(each): self._match(each) for each in declared}
        self._leaving = self._find_leaving(purged)
        self._purged = {name: self._free(name, items) for name, items in purged.items()}
        self._refs = {self._place(each): each.ref_of(self._current[self._place(each)]) for each in declared}
        self._refuse_twice()
        self._claims = self._find_claims()

    @staticmethod
    def _place(declared: Declared) -> tuple[str, int]:
        return declared.resource.name, declared.number

    def _match(self, each: Declared) -> dict | None:
        if each.table:
            return each.table.step.current
        with error_context(each.where):
            return match(each, self._live[each.resource.name])

    def _refuse_twice(self) -> None:
        seen: dict[tuple[str, str], Declared] = {}
        for each in self._declared:
            ref = self._refs[self._place(each)]
            field = each.resource.field(each.resource.key)
            name = ref.resource, canonical(field, ref.name) if field.internal else appearance(each.resource, ref.name)
            if name in seen:
                raise InvalidOption(
                    f"{seen[name].where} and {each.where} both declare the {each.resource.titled(each.key_after)}.",
                    "Leave one of them out.",
                )
            seen[name] = each

    # -- what holds what ---------------------------------------------------------------------------------------

    def _find_leaving(self, purged: Mapping[str, Sequence[dict]]) -> set[Ref]:
        """Live objects that this run removes."""
        leaving = {Ref(name, str(item["id"])) for name, items in purged.items() for item in items}
        absent = (each for each in self._declared if each.state == "absent")
        matched = ((each, self._current[self._place(each)]) for each in absent)
        return leaving | {each.ref_of(current) for each, current in matched if current}

    def _free(self, name: str, items: Sequence[dict]) -> list[dict]:
        """Of what nobody declared, what nothing that stays holds: whoever keeps the holder keeps what it holds."""
        resource = self._live[name].resource
        return [item for item in items if not self._is_kept(resource, item)]

    def _holders(self, resource: Resource, current: dict) -> dict[Ref, dict]:
        """What keeps the object from being removed."""
        held_by = resource.held_by
        if held_by is None or is_held(resource, current) is False:
            return {}
        others = self._holding[held_by.resource]
        holders = {id(item) for item in holders_of(resource, current, [*others.values()])}
        return {ref: item for ref, item in others.items() if id(item) in holders}

    @cached_property
    def _holding(self) -> dict[str, dict[Ref, dict]]:
        """Of each kind that may hold others, the objects as they will be."""
        holders = [known.resource.held_by for known in self._live.values() if known.resource.held_by]
        return {holder.resource: self._as_declared(holder.resource) for holder in holders}

    def _as_declared(self, name: str) -> dict[Ref, dict]:
        """What is declared of an object may let go of another one, or take hold of it."""
        known = self._live[name]
        objects = {Ref(name, str(item["id"])): item for item in known.objects}
        for each in self._declared:
            if each.resource.name == name and each.state == "present" and each.table is None:
                current = self._current[self._place(each)]
                objects[each.ref_of(current)] = {**(current or {}), **each.desired}
        return objects

    def _is_kept(self, resource: Resource, current: dict) -> bool:
        """Whether something that stays, or that nobody sees, holds the object."""
        holders = set(self._holders(resource, current))
        return not holders <= self._leaving or bool(is_held(resource, current) and not holders)

    def _after_holders(self, step: BulkStep) -> BulkStep:
        """The removal, once what holds the object is gone. Raises InvalidOption if that stays."""
        resource, current = step.step.resource, step.step.current or {}
        holders = self._holders(resource, current)
        if resource.held_by and self._is_kept(resource, current):
            staying = [item for ref, item in holders.items() if ref not in self._leaving]
            refuse_held(step.step, staying, self._live[resource.held_by.resource].resource)
        return replace(step, after=step.after | set(holders))

    # -- what comes and goes with what holds it ----------------------------------------------------------------

    @cached_property
    def _brought(self) -> dict[str, dict[str, set[Ref]]]:
        """What comes with its holders: by kind and key, the refs of those."""
        brought: dict[str, dict[str, set[Ref]]] = {}
        for name, held_by, known in self._held_kinds():
            for each in self._declared:
                if each.resource.name == held_by.resource and each.table and each.table.uploads:
                    for key in held_by.brings(each.table.step.after or {}):
                        if not known.all_of(key):
                            of_kind = brought.setdefault(name, {})
                            of_kind.setdefault(key, set()).add(self._refs[self._place(each)])
        return brought

    def _held_kinds(self) -> Iterable[tuple[str, Holder, Known]]:
        for name, known in self._live.items():
            held_by = known.resource.held_by
            if held_by and held_by.resource in self._live:
                yield name, held_by, known

    def _bringers(self, each: Declared) -> set[Ref]:
        """What brings an object that is declared present and is not there; nothing where it is to be made."""
        if self._current[self._place(each)] is not None:
            return set()
        return self._brought.get(each.resource.name, {}).get(each.key_after, set())

    @cached_property
    def _abandoned(self) -> dict[str, list[dict]]:
        """By kind, what nobody declared and goes with the last of its holders."""
        declared = {ref for place, ref in self._refs.items() if self._current[place] is not None}
        abandoned = {}
        for name, held_by, known in self._held_kinds():
            tables = [each.table for each in self._declared if each.resource.name == held_by.resource and each.table]
            replaced = {str(table.replaced["id"]) for table in tables if table.replaced}
            staying: set[str] = {key for table in tables for key in held_by.brings(table.step.after or {})}
            leaving: set[str] = set()
            for holder in self._live[held_by.resource].objects:
                goes = Ref(held_by.resource, str(holder["id"])) in self._leaving or str(holder["id"]) in replaced
                (leaving if goes else staying).update(held_by.brings(holder))
            abandoned[name] = [
                item
                for key in leaving - staying
                for item in known.all_of(key)
                if is_held(known.resource, item)
                and held_by.is_only_held(item)
                and Ref(name, str(item["id"])) not in declared
            ]
        return abandoned

    # -- names as they will be ---------------------------------------------------------------------------------

    @cached_property
    def _future(self) -> dict[str, Known]:
        """What names mean once the plan is carried out; the key stands in for the id of what is not there yet."""
        return {name: self._future_of(name) for name in self._live}

    def _future_of(self, name: str) -> Known:
        known = self._live[name]
        objects = {str(item["id"]): item for item in known.objects}
        gone = [dict(item) for item in (*self._purged.get(name, ()), *self._abandoned.get(name, ()))]
        for each in self._declared:
            if each.resource.name != name:
                continue
            current, key = self._current[self._place(each)], each.key_after
            if each.state == "absent":
                gone += [current] if current else []
            elif current is None:
                objects[key] = {**each.desired, "id": key, each.resource.key: key}
            elif each.new_key:
                objects[str(current["id"])] = {**current, each.resource.key: key}
            elif known.resource.key_of:
                then = {**current, **each.desired}
                objects[str(current["id"])] = {**then, each.resource.key: known.resource.key_of(then)}
        for key in self._brought.get(name, {}):
            objects.setdefault(key, {"id": key, known.resource.key: key})
        for item in gone:
            objects.pop(str(item["id"]), None)
        return Known(known.resource, list(objects.values()), gone)

    # -- the plan ----------------------------------------------------------------------------------------------

    def plan(self) -> BulkPlan:
        present = [each for each in self._declared if each.state == "present" and each.table is None]
        others = {self._refs[self._place(each)]: self._without_relation(each) for each in present}
        changes = self._changes()
        writes = self._membership_writes(changes)
        writing = frozenset(ref for ref, step in others.items() if step.changed)
        steps = [self._present_step(each, writes, writing, others[self._refs[self._place(each)]]) for each in present]
        steps += [_table_step(each, self._refs[self._place(each)]) for each in self._declared if each.table]
        in_two_steps = [each for each in present if self._refs[self._place(each)] in self._in_two_steps]
        firsts = tuple(map(self._first_step, in_two_steps))
        others_than_present = [each for each in self._declared if each.state != "present" and each.table is None]
        steps += [self._state_step(each) for each in others_than_present if each.state != "absent"]
        removals = [self._state_step(each) for each in others_than_present if each.state == "absent"]
        removals += [
            self._after_holders(_purge_step(self._live[name].resource, item))
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

    def _resolved(self, each: Declared, desired: dict) -> dict:
        with error_context(each.where):
            resolved = resolve(each.resource.fields, desired, self._future)
            refuse_incomplete_lists(each.resource.fields, resolved, self._future)
            return resolved

    def _without_relation(self, each: Declared) -> Step:
        """The step that the rest of the declaration makes."""
        field = self._relation_field(each.resource)
        desired = {name: value for name, value in each.desired.items() if not field or name != field}
        return self._step(each, self._resolved(each, desired))

    def _relation_field(self, resource: Resource) -> str | None:
        relation = self._relation
        if relation and resource.name == relation.group.name:
            return relation.members.name
        if relation and resource.name == relation.member.name:
            return relation.groups.name
        return None

    def _step(self, each: Declared, desired: dict) -> Step:
        current = self._renamed_groups(each.resource, self._current[self._place(each)])
        if self._bringers(each):
            current = decode(each.resource, {each.resource.field(each.resource.key).api: each.key_after})
        current = current and without_gone(each.resource.fields, current, self._future)
        current = current and self._without_claimed(each, current)
        with error_context(each.where):
            refuse_impossible_creation(each.resource, desired, current, each.state)
            return make_plan(each.resource, current, desired, each.state)

    def _renamed_groups(self, resource: Resource, current: dict | None) -> dict | None:
        """A member shows its groups by key, and a group that is renamed takes its members along."""
        relation = self._relation
        if not relation or current is None or resource.name != relation.member.name or not self._new_names:
            return current
        names = [self._new_names.get(caseless(str(name)), name) for name in current.get(relation.groups.name) or []]
        return {**current, relation.groups.name: names}

    @cached_property
    def _new_names(self) -> dict[str, str]:
        if not self._relation:
            return {}
        resource = self._relation.group
        return {
            caseless(str(current[resource.key])): each.key_after
            for each in self._declared
            for current in [self._current[self._place(each)]]
            if each.resource.name == resource.name and current and each.new_key
        }

    # -- what one object at most names -------------------------------------------------------------------------

    def _find_claims(self) -> dict[tuple[str, str, str], Declared]:
        """By kind, field and id: who asks for what one object of the kind at most names.

        Raises InvalidOption where two do.
        """
        claims: dict[tuple[str, str, str], Declared] = {}
        for each in self._declared:
            for field in each.resource.fields:
                if _is_exclusive(field) and each.state == "present" and field.name in each.desired:
                    for named in self._resolved(each, {field.name: each.desired[field.name]})[field.name]:
                        other = claims.setdefault((each.resource.name, field.name, named), each)
                        self._refuse_shared(field, named, other, each)
        return claims

    def _refuse_shared(self, field: Field, named: str, one: Declared, other: Declared) -> None:
        if one is other or field.refers is None:
            return
        there = self._future[field.refers.resource]
        key = next(iter(there.keys_of([named])), named)
        raise InvalidOption(
            f"{one.where} and {other.where} both name the {there.resource.titled(key)} in {field.name}, and one "
            f"{one.resource.title} at most holds it.",
            "Leave it out of one of them.",
        )

    def _without_claimed(self, each: Declared, current: dict) -> dict:
        """`current` as if what others take from it were gone, unless its list is declared whole anyway.

        It may be written last, and must not take it back.
        """
        if not self._claims:
            return current
        left = dict(current)
        for field in each.resource.fields:
            is_whole = field.name in each.desired and not each.desired.get(field.append or "")
            if _is_exclusive(field) and not is_whole:
                claims = [
                    (named, self._claims.get((each.resource.name, field.name, named))) for named in left[field.name]
                ]
                left[field.name] = [named for named, claim in claims if claim is None or claim is each]
        return left

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
            self._refs[self._place(each)].name: each
            for each in self._declared
            if each.resource.name == resource.name and each.state == "present"
        }
        ends = {}
        for item in self._future[resource.name].objects:
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
        alike = self._live[relation.group.name].all_of(key)
        key_field, members = relation.group.key, relation.members.name
        groups = [(str(group["id"]), str(group.get(key_field)), group.get(members) or ()) for group in alike]
        return among_alike(groups, key, member)

    def _other_kind(self, resource: Resource) -> Resource:
        relation = self._relation
        if relation is None:
            raise TypeError(f"{resource.name} has no groups or members")
        return relation.member if resource.name == relation.group.name else relation.group

    def _end(self, resource: Resource, ref: str, item: dict, current: frozenset[str], each: Declared | None) -> End:
        title = f'the {resource.title} "{item.get(resource.key)}"'
        field = resource.field(self._relation_field(resource) or "")
        if each is None or field.name not in each.desired:
            return End(ref, title, current)
        return End(ref, title, current, self._named(each, field.name), not each.desired.get(field.append or ""))

    def _named(self, each: Declared, name: str) -> frozenset[str]:
        """Refs of the objects that the declaration names at its end of the relation."""
        known = self._future[self._other_kind(each.resource).name]
        given = self._resolved(each, {name: each.desired[name]})[name]
        return frozenset(
            str(found["id"]) for value in given for found in [known.find_by_id(value) or known.find(value)] if found
        )

    def _present_step(self, each: Declared, writes: MembershipWrites, writing: frozenset[Ref], step: Step) -> BulkStep:
        """step: the one that the declaration makes without its end of the relation. writing: refs of what changes."""
        ref, field = self._refs[self._place(each)], self._relation_field(each.resource)
        rest = {name: value for name, value in each.desired.items() if name != field}
        bringers = self._bringers(each)
        if bringers:
            return replace(self._bulk_step(ref, step, rest, self._after(each, ref, rest) | bringers), is_brought=True)
        if field and self._current[self._place(each)] is None:
            return self._created_end(each, writes, writing)
        changes = self._changes_of(ref, writes) if field in each.desired else ()
        wanted: dict | None = None
        after: frozenset[Ref] = frozenset()
        if step.changed or self._may_be_moved(each.resource, writing):
            begun = {ref.first} if ref in self._in_two_steps else set()
            wanted, after = rest, self._after(each, ref, rest) | begun
        if changes and field:
            values = self._relation_values(each.resource, ref, changes)
            step = self._step(each, self._resolved(each, {**each.desired, field: values}))
            # Compared by itself the object may be as wanted: if only the other end shows what changes, or if the groups
            # differ in letter case only.
            action = step.action if step.changed else UPDATE
            step = replace(step, action=action, after={**(step.after or {}), field: values})
        bulk_step = self._bulk_step(ref, step, wanted, after)
        diff = self._readable(self._with_leaving(step, field, changes)) if changes and field else bulk_step.diff
        return replace(bulk_step, diff=diff, changes=changes, given_up=self._given_up(each))

    def _with_leaving(self, step: Step, field: str, changes: Iterable[Change]) -> Step:
        """The step as if the object itself showed what it loses, for people to see."""
        current = step.current or {}
        shown = list(current.get(field) or [])
        known = {caseless(name) for name in shown}
        leaving = sorted(name for name, joins in self._sides(step.resource, changes) if not joins)
        unseen = [name for name in leaving if caseless(name) not in known]
        return replace(step, current={**current, field: [*shown, *unseen]})

    def _sides(self, resource: Resource, changes: Iterable[Change]) -> list[tuple[str, bool]]:
        """Of changes at an object of the kind, the other end as its list names it, and whether it comes."""
        at_group = self._relation is not None and resource.name == self._relation.group.name
        return [(change.member if at_group else self._group_key(change.group), change.joins) for change in changes]

    def _created_end(self, each: Declared, writes: MembershipWrites, writing: frozenset[Ref]) -> BulkStep:
        """A new group or member, which names the other ends itself.

        A group names members by id, so it waits for none of them. A member waits for its groups, and for whatever else
        is written of them: a group that is written whole would lose who comes to it in between.
        """
        ref, field = self._refs[self._place(each)], self._relation_field(each.resource) or ""
        is_member = self._relation is not None and each.resource.name == self._relation.member.name
        changes = self._changes_of(ref, writes)
        said = [change for change in changes if is_member or writes.is_said_by_group(change)]
        rest = {name: value for name, value in each.desired.items() if name != field}
        options = each.resource.field(field)
        is_exact = field in each.desired and not each.desired.get(options.append or "")
        is_told = is_exact or bool(said)
        values = {field: self._relation_values(each.resource, ref, said)} if is_told else {}
        shown = {field: self._relation_values(each.resource, ref, changes)} if is_told else {}
        step = self._step(each, self._resolved(each, {**rest, **shown}))
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

    def _given_up(self, each: Declared) -> dict[str, frozenset[str]]:
        """By field, what others ask for that one object at most names."""
        taken: dict[str, set[str]] = {}
        for (resource, field, named), claim in self._claims.items():
            if resource == each.resource.name and claim is not each:
                taken.setdefault(field, set()).add(named)
        return {field: frozenset(names) for field, names in taken.items()}

    @staticmethod
    def _may_be_moved(resource: Resource, writing: frozenset[Ref]) -> bool:
        """Whether the rest of the run changes what the object is put together from, so that it has to be looked at."""
        return bool(resource.composed and any(ref.resource == resource.composed.of.name for ref in writing))

    def _bulk_step(self, ref: Ref, step: Step, wanted: dict | None, after: frozenset[Ref]) -> BulkStep:
        return BulkStep(ref, step, step.action, self._readable(step), wanted, after)

    def _relation_values(self, resource: Resource, ref: Ref, changes: Iterable[Change]) -> list[str]:
        """The list field of one end after these changes: ids at a group, keys at a member."""
        relation = self._relation
        if relation is None:
            return []
        live = self._live[resource.name].find_by_id(ref.name) or {}
        current = list((self._renamed_groups(resource, live) or {}).get(self._relation_field(resource) or "") or [])
        at_group = resource.name == relation.group.name
        sides = self._sides(resource, changes)
        there = self._future[self._other_kind(resource).name]
        staying = [
            name
            for name in without_leaving(current, [name for name, joins in sides if not joins])
            if at_group or there.all_of(name)
        ]
        return staying + sorted(name for name, joins in sides if joins)

    def _group_key(self, ref: str) -> str:
        name = self._relation.group.name if self._relation else ""
        found = self._future[name].find_by_id(ref) or self._live[name].find_by_id(ref) or {}
        return str(found.get(self._live[name].resource.key))

    def _after(self, each: Declared, ref: Ref, desired: dict) -> frozenset[Ref]:
        """Objects of this run that must be there, or renamed, before this one can name them."""
        steps = set()
        for name, value in mentioned(each.resource.fields, desired):
            known = self._future.get(name)
            found = known.find_by_id(value) if known else None
            named = [found] if found else known.all_of(value) if known else []
            coming = (Ref(name, str(item["id"])) for item in named if not self._is_there(name, item))
            steps |= {other.first if other in self._in_two_steps else other for other in coming}
            steps |= self._brought.get(name, {}).get(value, set())
        if each.resource.composed:
            # Each change of its parts may change it.
            parts = each.resource.composed.of.name
            steps |= {self._refs[self._place(other)] for other in self._declared if other.resource.name == parts}
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
            self._refs[self._place(each)]
            for each in self._declared
            if each.state == "present" and self._current[self._place(each)] is None and self._names_what_comes(each)
        )

    def _names_what_comes(self, each: Declared) -> bool:
        fields = [field for field in each.resource.fields if field.later]
        named = [(self._future[name], name, value) for name, value in mentioned(fields, each.desired)]
        found = [(name, known.find_by_id(value) or known.find(value)) for known, name, value in named]
        return any(item and not self._is_there(name, item) for name, item in found)

    def _first_step(self, each: Declared) -> BulkStep:
        later = {field.name for field in each.resource.fields if field.later}
        wanted = {name: value for name, value in each.desired.items() if name not in later}
        ref, step = self._refs[self._place(each)], self._step(each, self._resolved(each, wanted))
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

    def _state_step(self, each: Declared) -> BulkStep:
        """A removal or a transition: what else is declared of the object says only which one is meant."""
        current = self._current[self._place(each)]
        desired = {**each.desired, "id": current["id"]} if current else each.desired
        with error_context(each.where):
            step = make_plan(each.resource, current, desired, each.state)
            ref = self._refs[self._place(each)]
            bulk_step = BulkStep(ref, step, step.action, make_diff(step), {} if step.changed else None)
            return self._after_holders(bulk_step) if step.action == REMOVE else bulk_step

    def _readable(self, step: Step) -> dict:
        """The diff with keys in place of the ids of other objects."""
        diff = make_diff(step)
        for field in step.resource.fields if step.changed else ():
            if field.refers and field.refers.sends == "id" and field.refers.resource in self._future:
                known = self._future[field.refers.resource]
                for side in (diff["before"], diff["after"]):
                    if isinstance(side.get(field.name), list):
                        keys = known.keys_of([named_by(field.refers, item) for item in side[field.name]])
                        side[field.name] = sorted(keys) if field.unordered else keys
        return diff


def _is_exclusive(field: Field) -> bool:
    return bool(field.refers and field.refers.exclusive)


def _table_step(each: Declared, ref: Ref) -> BulkStep:
    table = each.table
    if table is None:
        raise TypeError(f"{each.where} has no table")
    changed = table.action != NONE
    return BulkStep(ref, table.step, table.action, table.diff, {} if changed else None, table=table)


def _purge_step(resource: Resource, item: dict) -> BulkStep:
    step = make_plan(resource, item, {"id": item["id"]}, "absent")
    return BulkStep(Ref(resource.name, str(item["id"])), step, step.action, make_diff(step), {})
