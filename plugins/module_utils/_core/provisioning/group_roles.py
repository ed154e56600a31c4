# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The roles that the groups of a user feed grant. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import InvalidOption, excerpt
from ..values.text import caseless, composed, shown, shown_value
from .feed_cells import cell_text, word_key
from .feed_mapping import FeedMapping, GroupPattern
from .feed_rows import MalformedRow, trimmed, what_is_unreadable
from .respelled import Respelled

# Regular expressions that ignore case treat these letters as other ones: long s, dotless i, İ.
LETTERS_APART = str.maketrans("\u017f\u0131\u0130", "\ue17f\ue131\ue130")
LETTERS_TOGETHER = {stand_in: letter for letter, stand_in in LETTERS_APART.items()}
# What other systems write between groups, and around them if they write a list.
BETWEEN_GROUPS = re.compile(r"""[,;|\[\]{}"']""")
# The name in a distinguished name, in DOMAIN\name, and in a path of one name.
FULL_NAME = re.compile(r"\w+=((?:\\.|[^,\\])+)(?:,.*)?|[^\\=]+\\([^\\]+)|/([^/]+)")


class GroupRoles:
    """Maps groups to roles. without_roles: the number of users in each group, so far, that grants no role."""

    def __init__(self, mapping: FeedMapping) -> None:
        self._mapping = mapping
        self._patterns = [_RolePattern(_compiled(each), each.role) for each in mapping.group_patterns]
        self._by_group: dict[str, list[str]] = {}
        for group, roles in mapping.group_roles.items():
            self._by_group.setdefault(word_key(group), []).extend(roles)
        self._respelled = Respelled(self._by_group)
        self._found: dict[str, list[str]] = {}
        self.without_roles: dict[str, int] = {}

    def roles(self, cell: Any) -> list[str]:
        """The roles of a user with this cell of groups.

        Raises MalformedRow if the cell does not contain groups, or if a group grants no role and that is refused.
        """
        granted = self._granted(cell)
        for group, roles in granted.items():
            if not roles:
                self.without_roles[group] = self.without_roles.get(group, 0) + 1
        found = [role for roles in granted.values() for role in roles]
        return list(dict.fromkeys([*self._mapping.default_roles, *found]))

    def granted(self, cell: Any) -> list[tuple[str | None, str]]:
        """Each role of such a user, with the group that grants it; None for roles that every user has."""
        everybody: list[tuple[str | None, str]] = [(None, role) for role in self._mapping.default_roles]
        return everybody + [(group, role) for group, roles in self._granted(cell).items() for role in roles]

    def _granted(self, cell: Any) -> dict[str, list[str]]:
        groups = self._groups_in(cell)
        # Thousands of users share a few groups.
        for group in groups:
            if group not in self._found:
                self._found[group] = self._roles_of(group)
        return {group: self._found[group] for group in groups}

    def _groups_in(self, cell: Any) -> list[str]:
        if isinstance(cell, (list, tuple)):
            groups = [self._group_name(each, f"group {number}") for number, each in enumerate(cell, 1)]
        elif isinstance(cell, Mapping):
            groups = [self._group_name(cell, "group")]
        else:
            groups = [trimmed(group) for group in cell_text("cell of groups", cell).split(self._mapping.separator)]
        return [group for group in groups if group]

    def _group_name(self, group: Any, called: str) -> str:
        if group is None:
            raise MalformedRow(f"the {called} is null, not text")
        if not isinstance(group, Mapping):
            return cell_text(called, group)
        name: Any = group
        for key in self._mapping.group_key:
            name = name.get(key) if isinstance(name, Mapping) else None
        if not isinstance(name, str) or not trimmed(name):
            path = ".".join(self._mapping.group_key)
            why = f"its {path} is not the name of a group" if path else "group_key is not set"
            raise MalformedRow(f"the {called} is {shown_value(group)}, and {why}")
        return trimmed(name)

    def _roles_of(self, group: str) -> list[str]:
        """Empty for a group that is mapped to no role on purpose."""
        mapped = self._by_group.get(caseless(group))
        by_pattern = _roles_by_pattern(group, self._patterns)
        if mapped is None and by_pattern is None:
            self._check_unmapped(group)
        return [*(mapped or ()), *(by_pattern or ())]

    def _check_unmapped(self, group: str) -> None:
        unreadable = what_is_unreadable(group)
        if unreadable:
            raise MalformedRow(f'the group "{group}" is {unreadable}')
        if self._mapping.refuse_unmapped:
            raise MalformedRow(f'the group "{group}" grants no role')
        other = self._respelled.find(group)
        if other:
            raise MalformedRow(f'the group "{shown(group)}" looks like "{shown(other)}" of group_roles, but differs')
        name = _name_in(group)
        if name and self._grants_role(name):
            raise MalformedRow(
                f'the group "{group}" grants no role, but "{name}" does; map the whole name, to [] for none'
            )
        # If the cell is split at the wrong separator, the user would lose the roles of each group in it.
        part = next((part for part in BETWEEN_GROUPS.split(group) if self._grants_role(trimmed(part))), None)
        if part:
            raise MalformedRow(
                f'the group "{group}" grants no role, but "{trimmed(part)}" in it does; separator is '
                f'"{self._mapping.separator}"'
            )

    def _grants_role(self, group: str) -> bool:
        return bool(self._by_group.get(caseless(group)) or _roles_by_pattern(group, self._patterns))


def _name_in(group: str) -> str | None:
    """The short name in the full name of a group, such as `noc` in `CN=noc,OU=groups` and `CORP\\noc`."""
    found = FULL_NAME.fullmatch(group)
    return trimmed(re.sub(r"\\(.)", r"\1", found[1]) if found[1] else found[2] or found[3]) if found else None


@dataclass(frozen=True)
class _RolePattern:
    """role: may contain references to groups of the expression, such as \\1."""

    expression: re.Pattern[str]
    role: str


def _compiled(given: GroupPattern) -> re.Pattern[str]:
    try:
        return re.compile(composed(given.pattern).translate(LETTERS_APART), re.IGNORECASE)
    except (re.error, OverflowError) as error:
        raise InvalidOption(
            f'the pattern "{excerpt(given.pattern)}" is not a valid regular expression: {error}.',
            "Correct it in group_patterns; put a backslash before a character that is meant literally.",
        ) from None


def _roles_by_pattern(group: str, patterns: Sequence[_RolePattern]) -> list[str] | None:
    """None if no pattern matches the group."""
    text = composed(group).translate(LETTERS_APART)
    matches = ((each.expression.fullmatch(text), each.role) for each in patterns)
    try:
        roles = [match.expand(role).translate(LETTERS_TOGETHER).strip() for match, role in matches if match]
    except (re.error, IndexError) as error:
        raise InvalidOption(
            f"a role of group_patterns refers to a capture group that its pattern does not have: {error}.",
            "Put what it refers to in parentheses in the pattern.",
        ) from None
    return [role for role in roles if role] if roles else None
