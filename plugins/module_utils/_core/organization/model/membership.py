# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Who joins and who leaves which group, so that both ends are as declared; and which request says so. Pure."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ...errors import InvalidOption
from ...values.text import caseless


def without_leaving(shown: Sequence[str], leaving: Collection[str]) -> list[str]:
    """What an end shows, less what leaves: case-sensitive if it is shown in that spelling, else case-insensitive."""
    spelled_so = {*leaving}.intersection(shown)
    spelled_otherwise = {caseless(name) for name in leaving if name not in spelled_so}
    return [name for name in shown if name not in spelled_so and caseless(name) not in spelled_otherwise]


@dataclass(frozen=True)
class End:
    """What is known and wanted of the relation at one object.

    ref: how the object is called here. title: for sentences. current: refs of the other end as they are.
    named: refs that were declared, None if the option was omitted. exact: others are not wanted.
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


@dataclass(frozen=True)
class MembershipEnds:
    """Groups and members that exist after the run, by ref."""

    groups: Mapping[str, End]
    members: Mapping[str, End]

    def changes(self) -> frozenset[Change]:
        """What has to change so that both ends are as declared.

        Raises InvalidOption if one end asks for what the other one excludes.
        """
        changes = set()
        for group, member in sorted(self._pairs()):
            ends = self.groups[group], self.members[member]
            wanted = _is_wanted(*ends)
            is_so = member in ends[0].current or group in ends[1].current
            if wanted is not None and wanted != is_so:
                changes.add(Change(group, member, wanted))
        return frozenset(changes)

    def _pairs(self) -> set[tuple[str, str]]:
        """Every pair that is so or is asked for at one end; all others stay as they are."""
        at_groups = {(end.ref, ref) for end in self.groups.values() for ref in (*end.current, *(end.named or ()))}
        at_members = {(ref, end.ref) for end in self.members.values() for ref in (*end.current, *(end.named or ()))}
        return {pair for pair in at_groups | at_members if pair[0] in self.groups and pair[1] in self.members}

    def kept(self) -> list[Change]:
        """What is declared and was so when the plan was made, as far as the groups show it."""
        pairs = ((group.ref, ref) for group in self.groups.values() for ref in group.current if ref in self.members)
        return [change for change in (Change(*pair, True) for pair in pairs) if any(self.asking_for(change))]

    def added_by_others(self, shown: Mapping[str, Collection[str] | None]) -> list[Change]:
        """What somebody has added since the plan was made, although an exact list does not name it.

        shown: refs of the members of each group, by ref, as they are now; None if that is not known.
        """
        pairs = (
            (group, self.members[ref])
            for group in self.groups.values()
            for ref in sorted(shown.get(group.ref) or ())
            if ref in self.members and not (ref in group.current or group.ref in self.members[ref].current)
        )
        excluded = (pair for pair in pairs if any(end.excludes_others for end in pair))
        changes = (Change(group.ref, member.ref, True) for group, member in excluded)
        return [change for change in changes if not any(self.asking_for(change))]

    def asking_for(self, change: Change) -> tuple[bool, bool]:
        """Whether the group and whether the member declares the pair."""
        group, member = self.groups[change.group], self.members[change.member]
        return group.asks_for(member.ref), member.asks_for(group.ref)


NO_ENDS = MembershipEnds({}, {})


def _is_wanted(group: End, member: End) -> bool | None:
    """None if neither end says anything."""
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


class MembershipWrites:
    """Which request says which change.

    The creation of a member names its groups, that of a group its members; between objects that exist, each group gets
    an array of who joins and one of who leaves, which can undo nothing that others did meanwhile.
    """

    def __init__(self, changes: Iterable[Change], groups: Container[str], members: Container[str]) -> None:
        """groups, members: refs of those that exist."""
        self._groups, self._members = groups, members
        self.by_group: dict[str, list[Change]] = {}
        self.by_member: dict[str, list[Change]] = {}
        for change in sorted(changes, key=lambda one: (one.group, one.member)):
            self.by_group.setdefault(change.group, []).append(change)
            self.by_member.setdefault(change.member, []).append(change)

    def is_said_by_member(self, change: Change) -> bool:
        return change.member not in self._members

    def is_said_by_group(self, change: Change) -> bool:
        return change.group not in self._groups and not self.is_said_by_member(change)

    def in_array(self, group: str) -> list[Change]:
        """The changes that an array says."""
        changes = self.by_group.get(group, ())
        return [each for each in changes if not (self.is_said_by_member(each) or self.is_said_by_group(each))]
