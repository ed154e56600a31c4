# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""An order of the steps in which the owner of the API key can undo a plan, whatever of it fails. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from .bulk_lockout import AccessChange
from .bulk_plan import BulkPlan, Ref
from .errors import InvalidOption
from .lockout import Groups, changed_for, gained_by, losers, without_gains
from .ownership import Owner
from .schema import Administration


def in_safe_order(administration: Administration, plan: BulkPlan, change: AccessChange, owner: Owner) -> BulkPlan:
    """The plan, with nothing taken from the owner before that is there which takes its place.

    Raises InvalidOption where neither can be first.
    """
    kept = without_gains(change.before, change.after)
    for who in losers(administration, owner, change.before, kept):
        taking = {Ref(administration.group.name, ref) for ref in changed_for(who, change.before, kept)}
        plan = _ordered(plan, taking, _giving(administration, who, change.before, change.after), who)
    _refuse_circle(plan)
    return plan


def _giving(administration: Administration, who: str, before: Groups, after: Groups) -> frozenset[Ref]:
    """What makes the owner a member of groups, or lets these allow more. Nobody waits for what is no task."""
    groups = [Ref(administration.group.name, ref) for ref in gained_by(who, before, after)]
    member = Ref(administration.member.name, who)
    # Who cannot be said to join at the group is said to at the member.
    joining = [*(replace(ref, part="joining") for ref in groups), replace(member, part="groups")]
    return frozenset({*groups, *joining, member}) if groups else frozenset()


def _ordered(plan: BulkPlan, taking: set[Ref], giving: frozenset[Ref], who: str) -> BulkPlan:
    steps = tuple(
        replace(step, after=step.after | (giving - {step.ref})) if step.changed and step.ref in taking else step
        for step in plan.steps
    )
    leaves = tuple(
        replace(array, after=array.after | giving) if any(each.member == who for each in array.changes) else array
        for array in plan.leaves
    )
    return replace(plan, steps=steps, leaves=leaves)


def _refuse_circle(plan: BulkPlan) -> None:
    """Raises InvalidOption."""
    waits = {step.ref: step.after for step in (*plan.steps, *plan.firsts)}
    waits.update({array.ref: array.after for array in plan.joins})
    done: set[Ref] = set()
    for ref in waits:
        if _is_in_circle(ref, waits, done):
            raise InvalidOption(
                "two roles of the owner of this run's API key are to give and to take at once what undoes the run, so "
                "if one of them failed the owner would be locked out.",
                "Let one of them allow more in a run of its own, and the other one less in the next run.",
            )


def _is_in_circle(start: Ref, waits: Mapping[Ref, Iterable[Ref]], done: set[Ref]) -> bool:
    """done: refs of which it is known that nothing they wait for waits for them."""
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
