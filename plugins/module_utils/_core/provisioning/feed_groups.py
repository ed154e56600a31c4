# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which roles the groups of a feed give. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ..errors import InvalidOption
from ..values.text import caseless, composed, likeness, shown
from .feed_cells import cell_text, kind_of, word_of
from .feed_options import Reading
from .feed_rows import trimmed

# Letters of their own that regular expressions take for other ones where letter case is ignored: long s, dotless i, İ.
APART = str.maketrans("\u017f\u0131\u0130", "\ue17f\ue131\ue130")
TOGETHER = {stand_in: letter for letter, stand_in in APART.items()}
# What other systems put between groups, and around them where they write a list.
BETWEEN_GROUPS = re.compile(r"""[,;|\[\]{}"']""")


class Groups:
    """What groups give. without_roles: of those that gave none so far, how many users have them."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._patterns = [(_compiled(pattern), role) for pattern, role in reading.group_patterns]
        self._by_group: dict[str, list[str]] = {}
        for group, roles in reading.group_roles.items():
            self._by_group.setdefault(word_of(group), []).extend(roles)
        self._alike = {likeness(group): group for group in self._by_group}
        self.without_roles: dict[str, int] = {}

    def roles(self, value: Any) -> list[str]:
        """Raises ValueError for what is no group, and for one that gives no role where that is refused."""
        found = list(self._reading.default_roles)
        for group in dict.fromkeys(self._named(value)):
            roles = self._roles_of(group)
            if not roles:
                self.without_roles[group] = self.without_roles.get(group, 0) + 1
            found += roles
        return list(dict.fromkeys(found))

    def _named(self, value: Any) -> list[str]:
        if isinstance(value, (list, tuple)):
            groups = [self._name(each, f"group {number}") for number, each in enumerate(value, 1)]
        elif isinstance(value, Mapping):
            groups = [self._name(value, "group")]
        else:
            groups = [trimmed(group) for group in cell_text("cell of groups", value).split(self._reading.separator)]
        return [group for group in groups if group]

    def _name(self, group: Any, what: str) -> str:
        if group is None:
            raise ValueError(f"the {what} is null, not text")
        if not isinstance(group, Mapping):
            return cell_text(what, group)
        named: Any = group
        for key in self._reading.group_key:
            named = named.get(key) if isinstance(named, Mapping) else None
        if not isinstance(named, str) or not trimmed(named):
            called = ".".join(self._reading.group_key)
            why = f"{called} in it names no group" if called else "group_key does not say which of them names it"
            raise ValueError(f"the {what} is {kind_of(group)}, and {why}")
        return trimmed(named)

    def _roles_of(self, group: str) -> list[str]:
        """None of a group that is mapped to none, which is passed over on purpose."""
        mapped = self._by_group.get(caseless(group))
        by_pattern = _roles_by_pattern(group, self._patterns)
        if mapped is None and by_pattern is None:
            self._refuse_unmapped(group)
        return [*(mapped or ()), *(by_pattern or ())]

    def _refuse_unmapped(self, group: str) -> None:
        if self._reading.refuse_unmapped:
            raise ValueError(f'the group "{group}" gives no role')
        other = self._alike.get(likeness(caseless(group)))
        if other:
            raise ValueError(
                f'the group "{shown(group)}" looks like "{shown(other)}" of group_roles and is another one'
            )
        # Where a cell is not parted as it was written, its user would lose what each of the groups in it gives.
        part = next((part for part in BETWEEN_GROUPS.split(group) if self._gives_role(trimmed(part))), None)
        if part:
            raise ValueError(
                f'the group "{group}" gives no role, but "{trimmed(part)}" in it does; separator is '
                f'"{self._reading.separator}"'
            )

    def _gives_role(self, group: str) -> bool:
        return bool(self._by_group.get(caseless(group)) or _roles_by_pattern(group, self._patterns))


def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(composed(pattern).translate(APART), re.IGNORECASE)
    except (re.error, OverflowError) as error:
        raise InvalidOption(f'the pattern "{pattern}" is no regular expression: {error}.') from None


def _roles_by_pattern(group: str, patterns: Sequence[tuple[re.Pattern[str], str]]) -> list[str] | None:
    """None if no pattern fits."""
    matches = ((pattern.fullmatch(composed(group).translate(APART)), role) for pattern, role in patterns)
    try:
        fitting = [match.expand(role).translate(TOGETHER).strip() for match, role in matches if match]
    except (re.error, IndexError) as error:
        raise InvalidOption(f"a role of group_patterns refers to what its pattern does not hold: {error}.") from None
    return [role for role in fitting if role] if fitting else None
