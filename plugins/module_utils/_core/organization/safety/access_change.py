# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How a plan changes groups and their members, and whether it locks out the owner of the API key. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ...access.groups import Groups, accounts_in, groups_now, takes_away, with_members, with_step
from ...access.key_owner import Owner
from ...access.lockout import refuse_deactivation, refuse_lockout
from ...access.switched_off import is_deactivated
from ...access.unknown_owner import UNKNOWN_OWNER, refuse_less_administrators, touched_administrators
from ...engine.finding.object_index import ObjectIndex
from ...engine.planning.plan import is_gone
from ...model.catalog import Administration
from ..model.plan import BulkPlan


@dataclass(frozen=True)
class AccessChange:
    """Who is in which group, before and after a plan.

    deactivated: titles, by id, of members who can log in now and will not. inactive: ids of those who cannot now.
    """

    before: Groups
    after: Groups
    deactivated: Mapping[str, str]
    inactive: frozenset[str]

    @cached_property
    def losing(self) -> frozenset[str]:
        """Ids of members who can log in and lose a group, even if they get another one."""
        stay = {ref: group.members for ref, group in self.after.items()}
        none: frozenset[str] = frozenset()
        left = (group.members - stay.get(ref, none) for ref, group in self.before.items())
        return none.union(*left) - self.inactive

    @cached_property
    def takes_away(self) -> bool:
        """Whether anybody will be allowed less."""
        return bool(self.deactivated) or takes_away(self.before, self.after)


def read_groups(administration: Administration, live: Mapping[str, ObjectIndex]) -> Groups:
    """The current groups, as far as groups or members were read."""
    groups, members = live.get(administration.group.name), live.get(administration.member.name)
    return groups_now(administration, groups.objects if groups else None, members.objects if members else ())


def access_change(administration: Administration, plan: BulkPlan, live: Mapping[str, ObjectIndex]) -> AccessChange:
    """How the plan changes groups and members."""
    before, member = read_groups(administration, live), administration.member
    after = before
    for step in plan.steps:
        if step.ref.resource == administration.group.name and step.changed:
            after = with_step(administration, after, step.ref.name, step.step)
    joining, leaving = _by_group(plan, joins=True), _by_group(plan, joins=False)
    for ref in {*joining, *leaving}:
        after = with_members(after, ref, joining.get(ref, set()), leaving.get(ref, set()))
    steps = [step for step in plan.steps if step.ref.resource == member.name]
    members = live[member.name].objects if member.name in live else ()
    return AccessChange(
        before,
        after,
        {step.ref.name: step.step.title for step in steps if is_deactivated(step.step)},
        frozenset(str(item["id"]) for item in members if is_gone(member, item)),
    )


def _by_group(plan: BulkPlan, joins: bool) -> dict[str, set[str]]:
    """By ref of the group, the members who join it, or who leave it."""
    found: dict[str, set[str]] = {}
    for change in plan.membership:
        if change.joins == joins:
            found.setdefault(change.group, set()).add(change.member)
    return found


def kept_for(owner: Owner, groups: Groups) -> frozenset[str]:
    """Ids of objects that a purge keeps: the possible owners of the key, and their groups."""
    accounts = accounts_in(groups, owner)
    ids = owner.ids or frozenset()
    return ids | {ref for ref, group in groups.items() if group.members & ids or group != accounts[ref]}


def check_access(administration: Administration, change: AccessChange, owner: Owner, is_meant: bool) -> None:
    """is_meant: whether changes to the built-in administrators are allowed. Raises InvalidOption for a lockout."""
    for member, title in change.deactivated.items():
        if member in (owner.ids or ()):
            refuse_deactivation(title)
    refuse_lockout(administration, owner, change.before, change.after)
    if not owner.is_user and not is_meant:
        refuse_less_administrators(
            touched_administrators(change.before, change.after, change.deactivated, change.inactive)
        )


def unknown_owner(change: AccessChange, owner: Owner) -> list[str]:
    """A warning if the run takes something away and the owner of the key is unknown."""
    return [UNKNOWN_OWNER] if change.takes_away and not owner.is_user else []
