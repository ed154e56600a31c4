# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Groups and their members, where both ends show the relation: what changes, and how few requests say it. Pure.

A group lists the ids of its members, a member the keys of its groups; the API takes changes at either end.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from .errors import InvalidOption
from .schema import Field, Resource

Left = TypeVar("Left", bound=Hashable)
Right = TypeVar("Right", bound=Hashable)


@dataclass(frozen=True)
class Membership:
    """groups: kind whose field `members` holds ids; members: kind whose field `groups` holds keys of the former."""

    group: Resource
    members: Field
    member: Resource
    groups: Field


def find_membership(resources: Sequence[Resource]) -> Membership | None:
    """The relation that is declared at both ends, if these resources have one."""
    for group in resources:
        for members in group.fields:
            if members.members and members.refers:
                for member in resources:
                    for groups in member.fields:
                        if member.name == members.refers.resource and _refers_to(groups, group):
                            return Membership(group, members, member, groups)
    return None


def _refers_to(field: Field, resource: Resource) -> bool:
    return bool(field.refers and field.refers.resource == resource.name)


@dataclass(frozen=True)
class End:
    """What is known and wanted of the relation at one object.

    ref: how the object is called here. title: for sentences. current: refs of the other end as they are.
    named: refs that were declared, None if the option was left out. exact: others are not wanted.
    """

    ref: str
    title: str
    current: frozenset[str] = frozenset()
    named: frozenset[str] | None = None
    exact: bool = True

    @property
    def excludes_others(self) -> bool:
        return self.named is not None and self.exact

    def asks_for(self, ref: str) -> bool:
        return self.named is not None and ref in self.named


@dataclass(frozen=True)
class Change:
    """One member that joins or leaves one group."""

    group: str
    member: str
    joins: bool


def plan_membership(groups: Mapping[str, End], members: Mapping[str, End]) -> frozenset[Change]:
    """What has to change so that both ends are as declared.

    Raises InvalidOption where one end asks for what the other one excludes.
    """
    changes = set()
    for group, member in sorted(_pairs(groups, members)):
        ends = groups[group], members[member]
        wanted = _is_wanted(*ends)
        is_so = member in ends[0].current or group in ends[1].current
        if wanted is not None and wanted != is_so:
            changes.add(Change(group, member, wanted))
    return frozenset(changes)


def _pairs(groups: Mapping[str, End], members: Mapping[str, End]) -> set[tuple[str, str]]:
    """Every pair that is so or is asked for at one end; all others stay as they are."""
    at_groups = {(group.ref, ref) for group in groups.values() for ref in (*group.current, *(group.named or ()))}
    at_members = {(ref, member.ref) for member in members.values() for ref in (*member.current, *(member.named or ()))}
    return {(group, member) for group, member in at_groups | at_members if group in groups and member in members}


def _is_wanted(group: End, member: End) -> bool | None:
    """None where neither end says anything."""
    asked_by_group, asked_by_member = group.asks_for(member.ref), member.asks_for(group.ref)
    if asked_by_member and group.excludes_others and not asked_by_group:
        raise InvalidOption(
            f"{member.title} names {group.title}, which lists exactly other users.",
            f"Add the user to users of {group.title}, or set append_users there.",
        )
    if asked_by_group and member.excludes_others and not asked_by_member:
        raise InvalidOption(
            f"{group.title} names {member.title}, whose roles list exactly others.",
            f"Add the role to roles of {member.title}, or set append_roles there.",
        )
    if asked_by_group or asked_by_member:
        return True
    return False if group.excludes_others or member.excludes_others else None


@dataclass(frozen=True)
class Assignment:
    """Who says which change.

    by_group: of each group the changes that are sent as arrays. members: those whose own update says all of theirs.
    """

    by_group: Mapping[str, frozenset[Change]]
    members: frozenset[str]


def assign(changes: Iterable[Change], writing: Iterable[str], unwritable: Iterable[str]) -> Assignment:
    """The fewest requests that say all changes.

    writing: members that are written anyway, which says their changes at no cost. unwritable: members that no step
    writes. Between the rest a smallest cover decides: one update of a member says all its changes, one array all
    that join (or leave) one group.
    """
    free, forced = set(writing), set(unwritable)
    left = [change for change in changes if change.member not in free]
    arrays = {(change.group, change.joins) for change in left if change.member in forced}
    open_changes = [change for change in left if (change.group, change.joins) not in arrays]
    chosen, more_arrays = smallest_cover((change.member, (change.group, change.joins)) for change in open_changes)
    arrays |= more_arrays
    by_group: dict[str, set[Change]] = {}
    for change in left:
        if (change.group, change.joins) in arrays and change.member not in chosen:
            by_group.setdefault(change.group, set()).add(change)
    return Assignment({group: frozenset(said) for group, said in by_group.items()}, frozenset(chosen))


def smallest_cover(pairs: Iterable[tuple[Left, Right]]) -> tuple[set[Left], set[Right]]:
    """A smallest set of ends that touches every pair: by König's theorem as large as a largest matching.

    Of several smallest ones it is the one with the most left ends.
    """
    lefts: dict[Right, list[Left]] = {}
    rights: dict[Left, list[Right]] = {}
    for left, right in pairs:
        lefts.setdefault(right, []).append(left)
        rights.setdefault(left, []).append(right)
    partner: dict[Left, Right] = {}
    for right in lefts:
        _match_one_more(right, lefts, partner)
    reached_lefts, reached_rights = _reachable(set(rights) - set(partner), rights, partner)
    return set(rights) - reached_lefts, reached_rights


def _match_one_more(start: Right, lefts: Mapping[Right, list[Left]], partner: dict[Left, Right]) -> None:
    """Find an alternating path from `start` to a free left end, and swap along it."""
    came_from: dict[Left, Right] = {}
    previous: dict[Right, Left] = {}
    waiting = deque([start])
    while waiting:
        right = waiting.popleft()
        for left in lefts[right]:
            if left in came_from:
                continue
            came_from[left] = right
            if left not in partner:
                _swap(left, came_from, previous, partner)
                return
            previous[partner[left]] = left
            waiting.append(partner[left])


def _swap(
    end: Left, came_from: Mapping[Left, Right], previous: Mapping[Right, Left], partner: dict[Left, Right]
) -> None:
    left: Left | None = end
    while left is not None:
        right = came_from[left]
        partner[left] = right
        left = previous.get(right)


def _reachable(
    start: set[Left], rights: Mapping[Left, list[Right]], partner: Mapping[Left, Right]
) -> tuple[set[Left], set[Right]]:
    """The ends that alternating paths from `start` lead to."""
    left_of = {right: left for left, right in partner.items()}
    lefts, found = set(start), set()
    waiting = deque(start)
    while waiting:
        left = waiting.popleft()
        for right in rights[left]:
            found.add(right)
            follower = left_of[right]
            if follower not in lefts:
                lefts.add(follower)
                waiting.append(follower)
    return lefts, found
