# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""An order of the steps in which the owner of the API key can undo a plan even if a step fails. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ...access.groups import Group, Groups, accounts_in
from ...access.key_owner import Owner
from ...access.lockout import changed_for, gained_by, losers, strong_permissions, without_gains
from ...errors import InvalidOption
from ...model.catalog import Administration
from ..model.graph import Edge, Reason, Ref, edges_to
from ..model.plan import BulkPlan
from .access_change import AccessChange

# In the place of what a group allows if it shows nothing of it, see `Group.allows_all`.
EVERYTHING = ("", "", "")


def in_safe_order(administration: Administration, plan: BulkPlan, change: AccessChange, owner: Owner) -> BulkPlan:
    """The plan in an order in which the owner gets new permissions before losing the ones that they replace.

    Raises InvalidOption if there is no such order.
    """
    before, after = accounts_in(change.before, owner), accounts_in(change.after, owner)
    kept = without_gains(before, after)
    for who, titles in losers(administration, owner, before, kept).items():
        needed_before, needed_kept, needed_after = (
            _only_needed(administration, titles, each) for each in (before, kept, after)
        )
        taking = {Ref(administration.group.name, ref) for ref in changed_for(who, needed_before, needed_kept)}
        giving = _giving(administration, who, before, gained_by(who, needed_before, needed_after))
        plan = _ordered(plan, taking, giving, who)
    _refuse_circle(plan)
    return plan


def _only_needed(administration: Administration, titles: Iterable[str], groups: Groups) -> Groups:
    """The groups that allow any of these permissions, reduced to them: the order of all others does not matter.

    All groups as they are if it is unknown which permission is needed.
    """
    needed = [administration.needed[title] for title in titles if title in administration.needed]
    if not needed:
        return groups
    narrowed = {ref: replace(group, permissions=_allowed_of(needed, group)) for ref, group in groups.items()}
    return {ref: group for ref, group in narrowed.items() if group.permissions}


def _allowed_of(needed: Iterable[tuple[str, str]], group: Group) -> frozenset[tuple[str, str, str]]:
    allowed = {permission for each in needed for permission in strong_permissions(each, [group])}
    return frozenset(allowed | ({EVERYTHING} if group.allows_all else set()))


def _giving(administration: Administration, who: str, before: Groups, gained: Iterable[str]) -> frozenset[Ref]:
    """Tasks that make the owner a member of these groups, or that let these groups allow more."""
    # A ref that is not a task has no effect.
    groups = {ref: Ref(administration.group.name, ref) for ref in gained}
    joined = [group for ref, group in groups.items() if ref not in before or who not in before[ref].members]
    member = Ref(administration.member.name, who)
    # If the group cannot be written, the member is.
    joining = {*(replace(group, part="joining") for group in joined), replace(member, part="groups"), member}
    return frozenset({*groups.values(), *(joining if joined else ())})


def _ordered(plan: BulkPlan, taking: set[Ref], giving: frozenset[Ref], who: str) -> BulkPlan:
    later = [step.ref for step in plan.steps if step.changed and step.ref in taking]
    later += [array.ref for array in plan.leaves if any(change.member == who for change in array.changes)]
    edges: list[Edge] = [edge for ref in later for edge in edges_to(ref, giving, Reason.KEEPS_ACCESS)]
    return replace(plan, graph=plan.graph.with_edges(edges))


def _refuse_circle(plan: BulkPlan) -> None:
    """Raises InvalidOption."""
    refs = [step.ref for step in (*plan.steps, *plan.firsts)] + [array.ref for array in plan.joins]
    waits = {ref: plan.after(ref) for ref in refs}
    done: set[Ref] = set()
    for ref in waits:
        if _is_in_circle(ref, waits, done):
            raise InvalidOption(
                "two roles of the owner of this run's API key exchange permissions that are needed to undo the run. If "
                "one of the changes failed, the owner would be locked out.",
                "Add permissions to the first role in a run of its own, then remove them from the other one.",
            )


def _is_in_circle(start: Ref, waits: Mapping[Ref, Iterable[Ref]], done: set[Ref]) -> bool:
    """done: refs that are known not to be part of a circle."""
    path = [(start, list(waits[start]))]
    on_path = {start}
    while path:
        ref, left = path[-1]
        if not left:
            path.pop()
            on_path.discard(ref)
            done.add(ref)
            continue
        other = left.pop()
        if other in on_path:
            return True
        if other in waits and other not in done:
            on_path.add(other)
            path.append((other, list(waits[other])))
    return False
