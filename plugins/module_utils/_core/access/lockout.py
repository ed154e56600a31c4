# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether the owner of the API key could still undo a planned change. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..errors import InvalidOption
from ..model.catalog import Administration
from ..values.text import listed
from .groups import Group, Groups, account_id, accounts_in
from .key_owner import Owner

READING = ("read", "view")
ADVICE = (
    "Do not change that, give that user another role with the same permissions, or run with the API key of another "
    "administrator."
)


def refuse_lockout(administration: Administration, owner: Owner, before: Groups, after: Groups) -> None:
    """Refuse a change that takes a permission from the owner that is needed to undo it. Raises InvalidOption."""
    for who, lost in losers(administration, owner, before, after).items():
        sides = accounts_in(before, owner), accounts_in(after, owner)
        causes = [_cause(ref, *sides) for ref in changed_for(who, *sides)]
        raise InvalidOption(
            f"{'; '.join(causes)}: the owner of this run's API key would lose {listed(lost)}, and could not undo "
            "the change with that key.",
            ADVICE,
        )


def losers(administration: Administration, owner: Owner, before: Groups, after: Groups) -> dict[str, list[str]]:
    """By possible owner, the titles of the permissions that they lose."""
    before, after = accounts_in(before, owner), accounts_in(after, owner)
    accounts = [account_id(number) for number in range(len(owner.accounts))]
    lost = {who: lost_permissions(administration, who, before, after) for who in (*sorted(owner.ids or ()), *accounts)}
    return {who: titles for who, titles in lost.items() if titles}


def lost_permissions(administration: Administration, who: str, before: Groups, after: Groups) -> list[str]:
    """Titles of needed permissions that the member has now and will not have, over all its groups.

    If none of its permissions has a known spelling, each permission that is taken away may be the needed one.
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
    """Permissions that may be the needed one: the verbs are not a closed set (access notes, "Roles"). Not reading."""
    kind, _action = permission
    return frozenset(each for each in _allowed(held) if each[:2] == (kind, "") and each[2] not in READING)


def without_gains(before: Groups, after: Groups) -> Groups:
    """The groups with everything that they keep, and nothing that is new."""
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
    """Refs of the groups that the member joins, or that allow it more."""
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
        f"{title} is to be removed or deactivated, but owns the API key of this run, which would stop working.",
        "Run with the API key of another user, or do not change this user.",
    )
