# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a run must not do, however it was declared: take away much, or what is protected. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from ...access.key_owner import Owner
from ...engine.finding.object_index import ObjectIndex
from ...engine.planning.plan import is_gone, is_history
from ...errors import InvalidOption, TooManyRemovals
from ...model.catalog import Administration, Catalog
from ...model.resource import Resource
from ...report.run import LimitUse
from ...values.name_pattern import is_like
from ...values.removal_limit import Limit, read_limit
from ...values.text import listed, shown_value
from ..model.plan import BulkPlan, BulkStep, Declared
from ..planning.matching import undeclared
from .harm import Harm, harm_of, ways_to_harm


@dataclass(frozen=True)
class SafetyLimits:
    """max_removals, max_row_removals: `N` or `N%`. allow_admin_changes: that built-in administrators may be touched.

    protect: keys (or patterns) and ids that are never harmed (see `harm.py`), by plural, as given.
    """

    max_removals: str
    protect: Mapping[str, Any]
    max_row_removals: str = "20%"
    allow_admin_changes: bool = False

    def protected(self, resource: Resource) -> list[str]:
        """The names of this kind: a single one need not be in a list. Raises InvalidOption."""
        given = self.protect.get(resource.plural, [])
        names = [given] if isinstance(given, str) else given
        if not isinstance(names, list) or not all(type(name) in (str, int) for name in names):
            raise InvalidOption(f"protect.{resource.plural} is {shown_value(given)}.", "Give a list of names or IDs.")
        return [str(name).strip() for name in names]

    @property
    def removals(self) -> Limit:
        """How many objects of a kind may go. Raises InvalidOption."""
        return read_limit("max_removals", self.max_removals, "objects", at_least=1)


def check_options(limits: SafetyLimits, catalog: Catalog) -> None:
    """Raises InvalidOption, naming the option."""
    read_limit("max_removals", limits.max_removals, "objects", at_least=1)
    for resource in catalog.resources:
        limits.protected(resource)


def choose_purged(
    resource: Resource, declared: Sequence[Declared], known: ObjectIndex, limits: SafetyLimits, kept: frozenset[str]
) -> list[dict]:
    """The objects of a purged kind that are to go. kept: ids of what the owner of the key needs.

    Raises InvalidOption if nothing of the kind is declared to stay.
    """
    own = [each for each in declared if each.resource.name == resource.name]
    if all(each.state == "absent" for each in own):
        raise InvalidOption(
            f"purge: {resource.plural} is empty or missing, or only declares absent objects, so all would be removed.",
            f"Declare at least one object that stays, or omit {resource.plural} from purge.",
        )
    return [
        item
        for item in undeclared(resource, own, known)
        if not _is_protected(resource, item, limits) and str(item["id"]) not in kept
    ]


def is_built_in(resource: Resource, item: dict) -> bool:
    return bool(resource.built_in and resource.built_in(item))


def _is_protected(resource: Resource, item: dict, limits: SafetyLimits) -> bool:
    return is_built_in(resource, item) or _is_named(resource, item, limits.protected(resource))


def _is_named(resource: Resource, item: dict, names: Sequence[str]) -> bool:
    return str(item.get("id")) in names or is_like(str(item.get(resource.key)), names)


def check_owner_is_known(
    owner: Owner,
    purged: Iterable[str],
    live: Mapping[str, ObjectIndex],
    limits: SafetyLimits,
    administration: Administration,
) -> None:
    """Raises InvalidOption if members or groups are purged and the owner of the credential is unknown.

    What is declared to go is not asked about: somebody named it, and a key that may not list API keys can still be
    used to take leavers away.
    """
    if owner.ids is not None:
        return
    kinds = ((administration.member, "the owner"), (administration.group, "what the owner needs"))
    for resource, who in kinds:
        if resource.plural in purged and not _protects_any(live[resource.name], limits):
            raise InvalidOption(
                f"purge of {resource.plural}: the owner of the API key could not be determined, and {who} might be "
                "removed.",
                f"Give the key the permission API Keys (view), or name {who} in protect.{resource.plural}.",
            )


def _protects_any(known: ObjectIndex, limits: SafetyLimits) -> bool:
    names = limits.protected(known.resource)
    return any(_is_named(known.resource, item, names) for item in known.objects)


def idle_protection(plan: BulkPlan, live: Mapping[str, ObjectIndex], limits: SafetyLimits) -> list[str]:
    """Warnings about names in `protect` that match neither a live object of the kind nor a new one."""
    warnings = []
    for known in live.values():
        resource = known.resource
        made = [step.step.after for step in plan.steps if step.ref.resource == resource.name and step.step.after]
        idle = [
            name
            for name in limits.protected(resource)
            if not any(_is_named(resource, item, [name]) for item in (*known.objects, *made))
        ]
        if idle:
            warnings.append(f"protect.{resource.plural}: no object matches {listed(idle)}.")
    return warnings


def check_limits(
    plan: BulkPlan,
    live: Mapping[str, ObjectIndex],
    limits: SafetyLimits,
    administration: Administration,
    uses: Iterable[LimitUse],
) -> None:
    """uses: see `limit_uses`.

    Raises InvalidOption for what is done to what is protected, TooManyRemovals above the limit.
    """
    for step in plan.steps:
        harm = harm_of(step)
        if harm:
            _refuse_protected(step, harm, limits)
    for use in uses:
        known = next(each for each in live.values() if each.resource.plural == use.kind)
        _refuse_many(known, use, limits, administration)


def limit_uses(
    plan: BulkPlan,
    live: Mapping[str, ObjectIndex],
    limits: SafetyLimits,
    administration: Administration,
    losing: Set[str],
) -> list[LimitUse]:
    """How much of `max_removals` each kind uses. losing: ids of active members who lose a group."""
    hit: dict[str, set[str]] = {administration.member.name: set(losing)}
    for step in plan.steps:
        harm = harm_of(step)
        if harm and harm.counts:
            hit.setdefault(step.ref.resource, set()).add(step.ref.name)
    uses = []
    for name, known in live.items():
        resource = known.resource
        total = sum(not is_gone(resource, item) and not is_history(resource, item) for item in known.objects)
        used = len(hit.get(name, ()))
        uses.append(LimitUse("max_removals", resource.plural, used, limits.removals.allowed(total), total))
    return uses


def _refuse_protected(step: BulkStep, harm: Harm, limits: SafetyLimits) -> None:
    resource, current = step.step.resource, step.step.current
    if current and is_built_in(resource, current):
        raise InvalidOption(f"{step.step.title} is to {harm.what}, but is built in.", f"Omit {harm.avoided_by}.")
    if current and _is_named(resource, current, limits.protected(resource)):
        raise InvalidOption(
            f"{step.step.title} is to {harm.what}, but is listed in protect.{resource.plural}.",
            f"Omit {harm.avoided_by}, or remove the name from protect.",
        )


def _refuse_many(known: ObjectIndex, use: LimitUse, limits: SafetyLimits, administration: Administration) -> None:
    resource = known.resource
    if use.used > use.allowed:
        is_member = resource.name == administration.member.name
        ways = ways_to_harm(resource, *([f"lose a {administration.group.title}"] if is_member else []))
        raise TooManyRemovals(
            f"{use.used} of {use.total} {use.kind} would be {ways}; "
            f"max_removals ({limits.max_removals}) allows {use.allowed}.",
            "Check the declaration. If this is intended, raise max_removals.",
        )
