# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a run must not do, however it was declared: remove much or what is protected, lock itself out. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from .bulk_plan import BulkPlan, BulkStep, Declared, undeclared
from .errors import InvalidOption, TooManyRemovals
from .membership import Change, Membership
from .pattern import is_like
from .plan import REMOVE, is_gone, is_history
from .references import Known
from .schema import Resource


@dataclass(frozen=True)
class Owner:
    """Whose credential the run uses. ids: members that may be it, None if nobody could tell."""

    ids: frozenset[str] | None = None


@dataclass(frozen=True)
class Brakes:
    """max_removals: `N` or `N%`. protect: keys (or patterns) and ids that are never removed, by plural, as given."""

    max_removals: str
    protect: Mapping[str, Any]

    def protected(self, resource: Resource) -> list[str]:
        """The names of this kind: a single one need not be in a list. Raises InvalidOption."""
        given = self.protect.get(resource.plural, [])
        names = [given] if isinstance(given, str) else given
        if not isinstance(names, list) or not all(type(name) in (str, int) for name in names):
            raise InvalidOption(f"protect.{resource.plural} is {given!r}.", "Give a list of names or IDs.")
        return [str(name) for name in names]

    def allowed(self, live: int) -> int:
        """How many of so many live objects may go: a share is rounded down, but is at least one."""
        number = int(self.max_removals.rstrip("%"))
        return max(1, live * number // 100) if self.max_removals.endswith("%") else number


def check_max_removals(value: str) -> None:
    """Raises InvalidOption."""
    if not re.fullmatch(r"\d+%?", value) or value.endswith("%") and int(value[:-1]) > 100:
        raise InvalidOption(
            f'max_removals is "{value}".', "Give a number of objects, such as 25, or a share, such as 10%."
        )


def choose_purged(
    resource: Resource,
    declared: Sequence[Declared],
    known: Known,
    brakes: Brakes,
    owner: Owner,
    relation: Membership | None,
) -> list[dict]:
    """The objects of a purged kind that are to go. Raises InvalidOption if nothing of the kind is declared to stay."""
    own = [each for each in declared if each.resource.name == resource.name]
    if all(each.state == "absent" for each in own):
        raise InvalidOption(
            f"purge names {resource.plural}, but {resource.plural} is empty or missing, or declares none that stays, "
            "so all would be removed.",
            f"Declare at least one object that stays, or leave {resource.plural} out of purge.",
        )
    return [
        item
        for item in undeclared(resource, own, known)
        if not _is_protected(resource, item, brakes) and not _holds_owner(resource, item, owner, relation)
    ]


def is_built_in(resource: Resource, item: dict) -> bool:
    return bool(resource.built_in and resource.built_in(item))


def _is_protected(resource: Resource, item: dict, brakes: Brakes) -> bool:
    if is_built_in(resource, item):
        return True
    patterns = brakes.protected(resource)
    return str(item.get("id")) in patterns or is_like(str(item.get(resource.key)), patterns)


def _holds_owner(resource: Resource, item: dict, owner: Owner, relation: Membership | None) -> bool:
    """Whether the owner would be shut out: it is the owner, or a group of the owner."""
    if not relation or not owner.ids:
        return False
    if resource.name == relation.member.name:
        return str(item["id"]) in owner.ids
    return resource.name == relation.group.name and bool(owner.ids & set(item.get(relation.members.name) or []))


def check_owner_is_known(owner: Owner, purged: Iterable[str], brakes: Brakes, relation: Membership | None) -> None:
    """Raises InvalidOption if members or groups are purged and nobody can tell who the credential belongs to.

    What is declared to go is not asked about: somebody named it, and a key that may not list API keys can still be
    used to take leavers away.
    """
    if relation is None or owner.ids is not None:
        return
    for resource, who in ((relation.member, "the owner"), (relation.group, "what the owner needs")):
        if resource.plural in purged and not brakes.protected(resource):
            raise InvalidOption(
                f"purge of {resource.plural}: the owner of the API key could not be found out, and {who} might be "
                "removed.",
                f"Give the key the permission API Keys (view), or name {who} in protect.{resource.plural}.",
            )


def check_brakes(
    plan: BulkPlan, live: Mapping[str, Known], brakes: Brakes, owner: Owner, relation: Membership | None
) -> None:
    """Raises InvalidOption for the removal of what is protected, TooManyRemovals above the brake."""
    lost = {ref for change in _losses_of(owner, plan) for ref in (change.group, change.member)}
    for step in plan.steps:
        if _takes_away(step):
            _refuse_protected(step, brakes)
        _refuse_shutting_out(step, lost, owner, relation)
    for name, known in live.items():
        removed = {step.ref.name for step in plan.steps if step.ref.resource == name and _takes_away(step)}
        if relation and name == relation.member.name:
            removed |= _stripped(plan, live, relation)
        _refuse_many(known, len(removed), brakes)


def _takes_away(step: BulkStep) -> bool:
    """Whether the object is removed, or loses what a removal would take: it is switched off."""
    return step.action == REMOVE or _is_switched_off(step)


def _refuse_protected(step: BulkStep, brakes: Brakes) -> None:
    resource, current = step.step.resource, step.step.current or {}
    if _is_protected(resource, current, brakes):
        off = ("switched off", f"{resource.soft_delete}: false")
        what, how = ("removed", "state: absent") if step.action == REMOVE else off
        raise InvalidOption(
            f"{step.step.title} is to be {what}, but is built in or named in protect.{resource.plural}.",
            f"Leave out its {how}.",
        )


def _losses_of(owner: Owner, plan: BulkPlan) -> list[Change]:
    """The groups that the owner would leave."""
    return [change for change in plan.membership if not change.joins and change.member in (owner.ids or ())]


def _refuse_shutting_out(step: BulkStep, lost: Set[str], owner: Owner, relation: Membership | None) -> None:
    """lost: refs of both ends of what the owner would leave."""
    if not relation or not owner.ids:
        return
    resource, current = step.step.resource, step.step.current or {}
    if step.action == REMOVE and _holds_owner(resource, current, owner, relation):
        _refuse(f"{step.step.title} is to be removed")
    if resource.name == relation.member.name and step.ref.name in owner.ids and _is_switched_off(step):
        _refuse(f"{step.step.title} is to be deactivated")
    if step.ref.name in lost:
        _refuse(f"{step.step.title}: the owner would lose a role")


def _is_switched_off(step: BulkStep) -> bool:
    name = step.step.resource.soft_delete
    before, after = step.step.current or {}, step.step.after or {}
    return bool(name and before.get(name) and after.get(name) is False)


def _refuse(what: str) -> None:
    raise InvalidOption(
        f"{what}, and the API key of this run belongs to that user, or stops working without it.",
        "Run with the key of another user, or leave this user and its roles as they are.",
    )


def _stripped(plan: BulkPlan, live: Mapping[str, Known], relation: Membership) -> set[str]:
    """Ids of members who hold groups now and none afterwards."""
    name = relation.group.name
    gone = {step.ref.name for step in plan.steps if step.ref.resource == name and step.action == REMOVE}
    losing = {change.member for change in plan.membership if not change.joins}
    before: dict[str, set[str]] = {}
    for group in live[name].objects if name in live else ():
        for member in group.get(relation.members.name) or []:
            before.setdefault(str(member), set()).add(str(group["id"]))
            if str(group["id"]) in gone:
                losing.add(str(member))
    resource = relation.member
    there = {str(item["id"]) for item in live[resource.name].objects if not is_gone(resource, item)}
    joins = {change.member for change in plan.membership if change.joins}
    left = {(change.group, change.member) for change in plan.membership if not change.joins}
    return {
        member
        for member in (losing & there) - joins
        if before.get(member) and all(group in gone or (group, member) in left for group in before[member])
    }


def _refuse_many(known: Known, removed: int, brakes: Brakes) -> None:
    live = sum(not is_gone(known.resource, item) and not is_history(known.resource, item) for item in known.objects)
    if removed > brakes.allowed(live):
        raise TooManyRemovals(
            f"{removed} of {live} {known.resource.plural} would be removed, switched off or lose every role; "
            f"max_removals ({brakes.max_removals}) allows {brakes.allowed(live)}.",
            "Check the declaration; if it is meant, raise max_removals.",
        )
