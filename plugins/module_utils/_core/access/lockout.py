# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether the owner of the API key could still undo what is planned. Pure.

A group lists the ids of its members, a member the keys of its groups, and either may show what the other does not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from ..engine.membership import Membership, among_alike, find_membership
from ..engine.plan import is_gone
from ..engine.references import listed
from ..engine.step import Step
from ..errors import InvalidOption
from ..model.catalog import Administration
from ..values.text import caseless
from .key_owner import Owner

# The option that says that changes to the built-in administrators are meant.
ALLOW = "allow_admin_changes"
READING = ("read", "view")
ADVICE = (
    "Leave that as it is, give that user another role with the same permissions, or run with the API key of another "
    "administrator."
)
UNKNOWN_OWNER = (
    "The owner of the API key could not be found out, so nobody can tell whether this run takes away what the key "
    "needs. Give the key the permission API Keys (view), or org_token too."
)


@dataclass(frozen=True)
class Group:
    """What a group allows, and whom: ids of users, and for service accounts what `accounts_in` makes.

    allows_all: it is that of the built-in administrators, who may do everything, whatever it shows.
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
    """By id. groups: None where they were not read, so that what members name stands in for them, by name."""
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

    named: by the key without letter case, who shows it and how they spell it.
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
    """The groups once the step of one group is carried out, members aside. ref: its id, or its key if it is new."""
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
    """The groups once the member is in those of these names alone."""
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
    return [_account_id(number) for number, names in enumerate(owner.accounts) if caseless(group.key) in names]


def _account_id(number: int) -> str:
    return f"service account {number}"


def takes_away(before: Groups, after: Groups) -> bool:
    """Whether a group goes, allows less, loses a member, or loses the name by which it is known for what it is."""
    return any(
        ref not in after
        or not group.members <= after[ref].members
        or not group.permissions <= after[ref].permissions
        or group.key != after[ref].key
        for ref, group in before.items()
    )


# -- the owner is known ------------------------------------------------------------------------------------------------


def refuse_lockout(administration: Administration, owner: Owner, before: Groups, after: Groups) -> None:
    """Refuse what takes from the owner a permission by which the rest could be undone. Raises InvalidOption."""
    for who, lost in losers(administration, owner, before, after).items():
        sides = accounts_in(before, owner), accounts_in(after, owner)
        causes = [_cause(ref, *sides) for ref in changed_for(who, *sides)]
        raise InvalidOption(
            f"{'; '.join(causes)}: the owner of this run's API key would lose {listed(lost)}, without which nobody can "
            "undo it with that key.",
            ADVICE,
        )


def losers(administration: Administration, owner: Owner, before: Groups, after: Groups) -> dict[str, list[str]]:
    """What is lost, by who may be the owner and loses something."""
    before, after = accounts_in(before, owner), accounts_in(after, owner)
    accounts = [_account_id(number) for number in range(len(owner.accounts))]
    lost = {who: lost_permissions(administration, who, before, after) for who in (*sorted(owner.ids or ()), *accounts)}
    return {who: titles for who, titles in lost.items() if titles}


def lost_permissions(administration: Administration, who: str, before: Groups, after: Groups) -> list[str]:
    """Titles of what the member needs, has and will not have; over all its groups.

    Where what it has is spelled in a way that nobody knows, each permission that is taken away may be it.
    """
    needed = administration.needed
    held, left = _held(who, before), _held(who, after)
    had = [title for title, permission in needed.items() if _is_held(permission, held)]
    if had:
        return [title for title in had if not _is_kept(needed[title], held, left)]
    is_less = not (_allowed(held) <= _allowed(left))
    return ["what its roles allow"] if is_less or len(left) < len(held) else []


def _held(who: str, groups: Groups) -> list[Group]:
    return [group for group in groups.values() if who in group.members]


def _allowed(held: Iterable[Group]) -> frozenset[tuple[str, str, str]]:
    return frozenset(permission for group in held for permission in group.permissions)


def _is_held(permission: tuple[str, str], held: Sequence[Group]) -> bool:
    return any(group.allows_all for group in held) or bool(strong_permissions(permission, held))


def _is_kept(permission: tuple[str, str], held: Sequence[Group], left: Sequence[Group]) -> bool:
    if any(group.allows_all for group in left):
        return True
    kind, action = permission
    exact = (kind, "", action)
    kept = strong_permissions(permission, left)
    if exact in kept:
        return True
    # Another word for the same, as far as it stays.
    return exact not in strong_permissions(permission, held) and bool(kept & strong_permissions(permission, held))


def strong_permissions(permission: tuple[str, str], held: Iterable[Group]) -> frozenset[tuple[str, str, str]]:
    """What may be the permission, since verbs are no closed set (access notes, "Roles"): all that is not reading."""
    kind, _action = permission
    return frozenset(each for each in _allowed(held) if each[:2] == (kind, "") and each[2] not in READING)


def without_gains(before: Groups, after: Groups) -> Groups:
    """What stays of the groups, whether or not what is new comes about."""
    return {
        ref: replace(
            after[ref],
            members=group.members & after[ref].members,
            permissions=group.permissions & after[ref].permissions,
        )
        for ref, group in before.items()
        if ref in after
    }


def gained_by(who: str, before: Groups, after: Groups) -> list[str]:
    """Refs of the groups that the member comes to, or that allow it more."""
    return _only_in(who, after, before)


def changed_for(who: str, before: Groups, after: Groups) -> list[str]:
    """Refs of the groups that the member leaves, or that allow it less."""
    return _only_in(who, before, after)


def _only_in(who: str, groups: Groups, others: Groups) -> list[str]:
    """Refs of the groups that the member has, or that allow it more, here and not among the others."""
    return [
        ref
        for ref, group in groups.items()
        if who in group.members
        and (ref not in others or who not in others[ref].members or not group.permissions <= others[ref].permissions)
    ]


def _cause(ref: str, before: Groups, after: Groups) -> str:
    title = before[ref].title
    if ref not in after:
        return f"{title} is to be removed"
    if before[ref].permissions <= after[ref].permissions:
        return f"{title} is to be taken from its user"
    return f"{title} is to allow less"


def refuse_deactivation(title: str) -> None:
    """Raises InvalidOption."""
    raise InvalidOption(
        f"{title} is to be removed or deactivated, and the API key of this run belongs to that user, or stops working "
        "without it.",
        "Run with the key of another user, or leave this user as it is.",
    )


# -- nobody knows the owner --------------------------------------------------------------------------------------------


def touched_administrators(
    before: Groups, after: Groups, deactivated: Collection[str] = (), inactive: Collection[str] = ()
) -> str | None:
    """What the built-in administrators lose, as the beginning of a sentence; None if nothing.

    deactivated: ids of members who can log in until then. inactive: of those who cannot, so that none owns the key.
    """
    for ref, group in before.items():
        if group.allows_all:
            what = _touches(group, after.get(ref), {*deactivated, *inactive}, group.members - {*inactive})
            if what:
                return f"{group.title} {what}"
    return None


def refuse_less_administrators(touched: str | None) -> None:
    """Refuse what touches them, for one of them may own the key. Raises InvalidOption."""
    if touched:
        raise InvalidOption(
            f"{touched}. It is that of the built-in administrators, and the owner of the API key, who could not be "
            "found out, may be one of them.",
            f"Give the key the permission API Keys (view), or org_token too. If it is meant, set {ALLOW}.",
        )


def _touches(before: Group, after: Group | None, without: Set[str], active: Set[str]) -> str | None:
    """without: ids of members who will be unable to log in. active: of those who are able now."""
    if after is None:
        return "is to be removed"
    if before.key != after.key:
        return f"is to be renamed to {after.key}"
    if not before.permissions <= after.permissions:
        return "is to allow less"
    gone = active - (after.members - without)
    return f"is to lose {len(gone)} of its {len(active)} active users" if gone else None


def is_switched_off(step: Step) -> bool:
    """Whether the object has an effect now and will have none, though it stays."""
    name = step.resource.switch or step.resource.soft_delete
    if name is None or step.current is None or step.after is None:
        return False
    return step.current.get(name) is not False and step.after.get(name) is False


def is_deactivated(step: Step) -> bool:
    """Whether a member that can log in will be gone or unable to."""
    return step.changed and not is_gone(step.resource, step.current) and is_gone(step.resource, step.after)
