# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Who is in which group, and what each group allows, before and after a change. Pure.

A group lists the ids of its members, a member the keys of its groups, and each may show what the other one does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from ..engine.membership import Membership, among_alike, find_membership
from ..engine.planning.step import Step
from ..model.catalog import Administration
from ..values.text import caseless
from .key_owner import Owner


@dataclass(frozen=True)
class Group:
    """What a group allows, and whom: ids of users, and for service accounts what `accounts_in` makes.

    allows_all: it is that of the built-in administrators, who may do everything, even if it does not show so.
    """

    title: str
    key: str
    permissions: frozenset[tuple[str, str, str]]
    members: frozenset[str] = frozenset()
    allows_all: bool = False


Groups = Mapping[str, Group]


def relation_of(administration: Administration) -> Membership:
    relation = find_membership((administration.group, administration.member))
    if relation is None:
        raise TypeError(f"{administration.group.name} has no members")
    return relation


def groups_now(administration: Administration, groups: Sequence[dict] | None, members: Iterable[dict]) -> Groups:
    """By id. groups: None if they were not read; then the groups that members show stand in for them, by name."""
    relation = relation_of(administration)
    named: dict[str, set[tuple[str, str]]] = {}
    for member in members:
        for name in map(str, member.get(relation.groups.name) or []):
            named.setdefault(caseless(name), set()).add((str(member["id"]), name))
    if groups is None:
        spelled = [min(name for _member, name in pairs) for pairs in named.values()]
        groups = [{"id": name, relation.group.key: name} for name in spelled]
    found = {str(item["id"]): _group(administration, relation, item) for item in groups}
    # Of several that are called alike, only the one that is spelled as documented can be the one that is built in.
    exact = [ref for ref, group in found.items() if group.allows_all and group.key.istitle()]
    members_of = _by_shown_key(found, named)
    return {
        ref: replace(
            group,
            members=group.members | members_of.get(ref, set()),
            allows_all=group.allows_all and (ref in exact or not exact),
        )
        for ref, group in found.items()
    }


def _by_shown_key(groups: Groups, named: Mapping[str, Set[tuple[str, str]]]) -> Mapping[str, set[str]]:
    """By ref of the group, the members who are in it by the key that they show.

    named: by the key in lower case, the members who show it and how they spell it.
    """
    alike: dict[str, list[tuple[str, str, Set[str]]]] = {}
    for ref, group in groups.items():
        alike.setdefault(caseless(group.key), []).append((ref, group.key, group.members))
    found: dict[str, set[str]] = {}
    for name, pairs in named.items():
        for member, key in pairs:
            for ref in among_alike(alike.get(name, ()), key, member):
                found.setdefault(ref, set()).add(member)
    return found


def _group(administration: Administration, relation: Membership, item: dict) -> Group:
    key = str(item.get(relation.group.key))
    return Group(
        title=relation.group.titled(key),
        key=key,
        permissions=administration.permissions(item),
        members=frozenset(map(str, item.get(relation.members.name) or [])),
        allows_all=administration.is_administrators(item),
    )


def with_step(administration: Administration, before: Groups, ref: str, step: Step) -> Groups:
    """The groups once the step of one group is done, except for members. ref: its id, or its key if it is new."""
    after = dict(before)
    if step.after is None:
        after.pop(ref, None)
        return after
    new = _group(administration, relation_of(administration), step.after)
    old = before.get(ref, replace(new, members=frozenset(), allows_all=False))
    # What does not show that it allows everything allows it no more once something is taken from it.
    allows_all = old.allows_all and old.permissions <= new.permissions
    after[ref] = replace(new, members=old.members, allows_all=allows_all)
    return after


def with_members(groups: Groups, ref: str, joining: Set[str], leaving: Set[str]) -> Groups:
    """The groups once these members joined or left one of them."""
    if ref not in groups:
        return groups
    return {**groups, ref: replace(groups[ref], members=(groups[ref].members | joining) - leaving)}


def with_groups_of(groups: Groups, member: str, names: Iterable[str]) -> Groups:
    """The groups once the member is only in those of these names."""
    keys = {caseless(str(name)) for name in names}
    return {
        ref: replace(
            group, members=group.members | {member} if caseless(group.key) in keys else group.members - {member}
        )
        for ref, group in groups.items()
    }


def accounts_in(groups: Groups, owner: Owner) -> Groups:
    """The groups with the service accounts that may own the key among their members, by the names that these show."""
    return {ref: replace(group, members=group.members | {*_accounts(owner, group)}) for ref, group in groups.items()}


def _accounts(owner: Owner, group: Group) -> list[str]:
    return [account_id(number) for number, names in enumerate(owner.accounts) if caseless(group.key) in names]


def account_id(number: int) -> str:
    return f"service account {number}"


def takes_away(before: Groups, after: Groups) -> bool:
    """Whether a group is removed, allows less, loses a member, or is renamed."""
    return any(
        ref not in after
        or not group.members <= after[ref].members
        or not group.permissions <= after[ref].permissions
        or group.key != after[ref].key
        for ref, group in before.items()
    )
