# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From the declaration of an organization to a plan that may be carried out. Sends only reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field

from ..access.guard import find_owner
from ..access.key_owner import Owner
from ..engine.finding.object_index import ObjectIndex
from ..engine.finding.references import mentioned, referred
from ..engine.finding.unreadable import warn_of_unreadable
from ..engine.membership import Membership, find_membership
from ..engine.planning.similar_names import warn_of_similar_names
from ..errors import BigPandaError, InvalidOption, PlanChanged
from ..features.dependents import Dependents
from ..features.live_words import refuse_unlisted_words
from ..http.client_pool import ClientPool
from ..model.catalog import Administration, Catalog
from ..model.resource import Resource
from ..model.window import LENGTH, RELATIVE_TIMES
from ..report.run import LimitUse
from ..tables.mark import is_half_built
from ..tables.row_removals import check_row_removals
from ..tables.table_plan import TableOptions, TablePlan
from ..values.text import caseless
from .live import read_live
from .model.graph import Ref
from .model.plan import BulkPlan, Declared
from .omitted_fields import read_declared, read_membership, read_stored
from .planning.earlier_plan import with_earlier_plan
from .planning.planner import plan_bulk
from .safety.access_change import access_change, check_access, kept_for, read_groups, unknown_owner
from .safety.identity import PLACE_ADVICE, UNKNOWN_PLACE, find_place, names_its_place
from .safety.limits import (
    check_limits,
    check_owner_is_known,
    choose_purged,
    idle_protection,
    limit_uses,
)
from .safety.safe_order import in_safe_order
from .shown_names import read_names
from .spec import ObjectSpec, OrganizationSpec, check_spec
from .tables import plan_tables


@dataclass(frozen=True)
class Prepared:
    """A plan, and everything that is needed to carry it out.

    refusal: why it must not be carried out; the plan can still be shown. limits: how much of the safety limits it uses.
    named: objects that were only read for their names.
    """

    plan: BulkPlan
    live: Mapping[str, ObjectIndex]
    options: Mapping[Ref, TableOptions] = dataclass_field(default_factory=dict)
    fingerprint: str = ""
    refusal: BigPandaError | None = None
    warnings: tuple[str, ...] = ()
    limits: tuple[LimitUse, ...] = ()
    named: Mapping[str, ObjectIndex] = dataclass_field(default_factory=dict)


def prepare(clients: ClientPool, catalog: Catalog, spec: OrganizationSpec, api_key: str, host: str) -> Prepared:
    """Raises BigPandaError if no plan can be made: wrong input, an unreadable list."""
    check_spec(catalog, spec)
    administration, limits = catalog.administration, spec.limits
    relation = find_membership(catalog.resources)
    live = read_live(clients, _kinds_to_read(catalog, spec, relation))
    live = read_membership(clients, relation, live, _changes_membership(spec, relation))
    live = with_earlier_plan(live, spec.after_plan, relation)
    find_owner = _OwnerLookup(clients, administration, api_key, live)
    declared, options = _declare(clients, spec, live)
    live = read_declared(clients, declared, spec.purge, live)
    purged = _purged(declared, live, spec, find_owner, administration)
    plan = plan_bulk(declared, live, purged, relation if _is_read(relation, live) else None)
    change = access_change(administration, plan, live)
    owner = find_owner() if change.takes_away else Owner()
    place = find_place(clients.current(), administration, live)
    fingerprint = plan.fingerprint([host, *place])
    warnings = [*unknown_owner(change, owner), *idle_protection(plan, live, limits), *_similar_names(plan, live)]
    is_placed = bool(place) or names_its_place(plan)
    uses = limit_uses(plan, live, limits, administration, change.losing)
    refusal: BigPandaError | None = None
    try:
        check_limits(plan, live, limits, administration, uses)
        check_row_removals(_tables(plan), limits.max_row_removals)
        if change.takes_away:
            check_access(administration, change, owner, limits.allow_admin_changes)
        refuse_unlisted_words(clients.current(), (step.step for step in plan.steps))
        plan = in_safe_order(administration, plan, change, owner)
        _check_approved(spec.approved, plan, fingerprint, is_placed)
    except InvalidOption as error:
        refusal = error
    named = read_names(clients, catalog, plan, live)
    warnings += unreadable_warnings(live)
    warnings += [] if is_placed else [f"{UNKNOWN_PLACE} {PLACE_ADVICE}"]
    return Prepared(plan, live, options, fingerprint, refusal, tuple(warnings), tuple(uses), named)


def unreadable_warnings(live: Mapping[str, ObjectIndex]) -> list[str]:
    """Of an object that is computed from others, these are warned of."""
    known = [each for each in live.values() if not each.resource.composed]
    return [warning for each in known for warning in warn_of_unreadable(each.resource, each.unreadable)]


def _similar_names(plan: BulkPlan, live: Mapping[str, ObjectIndex]) -> list[str]:
    """Warnings, see `warn_of_similar_names`."""
    steps = [each.step for each in plan.steps if each.step.resource.name in live]
    return [warning for step in steps for warning in warn_of_similar_names(step, live[step.resource.name])]


def _tables(plan: BulkPlan) -> list[TablePlan]:
    return [step.table for step in plan.steps if isinstance(step.table, TablePlan)]


def _check_approved(approved: str | None, plan: BulkPlan, fingerprint: str, is_placed: bool) -> None:
    """is_placed: whether the fingerprint can only be that of a plan for this organization."""
    if approved is None:
        return
    # As it comes out of a terminal or a form.
    approved = approved.strip().lower()
    if not approved:
        raise PlanChanged("approved_plan is empty.", f"Give the fingerprint of the plan, {fingerprint}, or omit it.")
    if not is_placed:
        raise PlanChanged(f"approved_plan is given. {UNKNOWN_PLACE}", PLACE_ADVICE)
    if approved == fingerprint:
        return
    if fingerprint.startswith(approved):
        raise PlanChanged(
            f"approved_plan is {approved}, the beginning of a fingerprint.", f"Give all of {fingerprint}."
        )
    relative = [step.step.title for step in plan.steps if step.changed and _is_another_each_run(step.step.desired)]
    raise PlanChanged(
        f"approved_plan is {approved}, but the plan is now {fingerprint}.",
        f"The plan of {', '.join(relative[:3])} is another one in each run, since its times are relative to now: give "
        "absolute times."
        if relative
        else "Review the new plan in check mode and approve that one.",
    )


def _is_another_each_run(desired: Mapping[str, object]) -> bool:
    """Whether times are relative to now; the length of a window that exists is not."""
    times = desired.get(RELATIVE_TIMES)
    return isinstance(times, Mapping) and LENGTH not in times


def _is_read(relation: Membership | None, live: Mapping[str, ObjectIndex]) -> bool:
    return bool(relation and relation.group.name in live and relation.member.name in live)


def _kinds_to_read(catalog: Catalog, spec: OrganizationSpec, relation: Membership | None) -> list[Resource]:
    """Kinds that are declared or purged, that those name or depend on, and groups and members if either may change."""
    names = {each.resource.name for each in spec.objects}
    names |= {resource.name for resource in catalog.resources if resource.plural in spec.purge}
    for resource in _removable(catalog, spec):
        dependents = resource.feature(Dependents)
        names |= {dependents.resource} if dependents else set()
        if relation and resource.name == relation.group.name:
            # Members may lose their last group with it.
            names |= {relation.group.name, relation.member.name}
    for each in spec.objects:
        resource, desired = each.resource, each.desired
        if resource.composed:
            names.add(resource.composed.of.name)
        if each.state == "present":
            names |= {name for name, _value in mentioned(resource.fields, desired)}
            names |= _both_ends(resource, desired, relation)
    return [resource for resource in catalog.resources if resource.name in names]


def _changes_membership(spec: OrganizationSpec, relation: Membership | None) -> bool:
    """Whether groups or members are declared or purged."""
    ends = (relation.group, relation.member) if relation else ()
    return any(each.resource in ends for each in spec.objects) or any(end.plural in spec.purge for end in ends)


def _removable(catalog: Catalog, spec: OrganizationSpec) -> list[Resource]:
    """The kinds whose objects the run may remove."""
    absent = [each.resource for each in spec.objects if each.state == "absent"]
    return absent + [resource for resource in catalog.resources if resource.plural in spec.purge]


def _both_ends(resource: Resource, desired: dict, relation: Membership | None) -> set[str]:
    if relation is None:
        return set()
    speaks = {relation.group.name: relation.members.name, relation.member.name: relation.groups.name}
    return set(speaks) if speaks.get(resource.name) in desired else set()


def _declare(
    clients: ClientPool, spec: OrganizationSpec, live: Mapping[str, ObjectIndex]
) -> tuple[list[Declared], dict[Ref, TableOptions]]:
    """The declaration with its tables planned, and the options that loading them takes."""
    declared = [
        Declared(each.resource, each.number, each.desired, each.state) for each in spec.objects if each.table is None
    ]
    options = {}
    tables: dict[str, list[ObjectSpec]] = {}
    for each in spec.objects:
        if each.table is not None:
            tables.setdefault(each.resource.name, []).append(each)
    for name, specs in tables.items():
        for spec_of_one, plan in zip(specs, plan_tables(clients, live[name], specs)):
            resource, number, desired = live[name].resource, spec_of_one.number, spec_of_one.desired
            one = Declared(resource, number, desired, spec_of_one.state, plan)
            declared.append(one)
            if spec_of_one.table is not None:
                options[one.ref_of(plan.step.current)] = spec_of_one.table
    return declared, options


def _purged(
    declared: Sequence[Declared],
    live: Mapping[str, ObjectIndex],
    spec: OrganizationSpec,
    find_owner: _OwnerLookup,
    administration: Administration,
) -> dict[str, list[dict]]:
    kinds = [known for known in live.values() if known.resource.plural in spec.purge]
    if not kinds:
        return {}
    owner = find_owner()
    check_owner_is_known(owner, spec.purge, live, spec.limits, administration)
    kept = kept_for(owner, read_groups(administration, live))
    return {known.resource.name: choose_purged(known.resource, declared, known, spec.limits, kept) for known in kinds}


class _OwnerLookup:
    """The owner of the API key, looked up once, and only if the plan takes something away."""

    def __init__(
        self, clients: ClientPool, administration: Administration, api_key: str, live: Mapping[str, ObjectIndex]
    ) -> None:
        self._clients = clients
        self._administration = administration
        self._api_key = api_key
        self._live = live
        self._found: Owner | None = None

    def __call__(self) -> Owner:
        if self._found is None:
            self._found = self._look_up()
        return self._found

    def _look_up(self) -> Owner:
        owner = find_owner(self._clients.current(), self._administration.api_keys, self._api_key)
        users = self._live.get(self._administration.member.name)
        if owner.ids and users and not any(users.find_by_id(user_id) for user_id in owner.ids):
            # The list of users does not contain the owner of the key.
            return Owner()
        return owner


def read_for_export(clients: ClientPool, catalog: Catalog, gathered: Sequence[Resource]) -> dict[str, ObjectIndex]:
    """The objects of these kinds, in the order of the export, and the objects that they name."""
    names = {resource.name for resource in gathered} | {
        name for resource in gathered for name in referred(resource.fields)
    }
    live = read_live(clients, [resource for resource in catalog.resources if resource.name in names])
    live = read_membership(clients, find_membership(catalog.resources), live, is_changed=True)
    live = {**live, **read_stored(clients, {each.name: live[each.name] for each in gathered})}
    return {
        name: ObjectIndex(known.resource, _exported(known), unreadable=known.unreadable) for name, known in live.items()
    }


def _exported(known: ObjectIndex) -> list[dict]:
    resource = known.resource
    items = [item for item in known.objects if not (resource.mark and is_half_built(resource, item))]
    return sorted(items, key=lambda item: (caseless(str(item.get(resource.key))), str(item["id"])))
