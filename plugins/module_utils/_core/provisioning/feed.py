# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Users as another system feeds them, in its own columns and groups, turned into declarations. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import InvalidOption
from ..values.name_pattern import is_like
from ..values.text import caseless, likeness
from .feed_cells import cell_text, word_of
from .feed_groups import Groups
from .feed_options import Reading
from .feed_rows import Row, rows_of_feed

STAYS = frozenset({"", "true", "yes", "1", "active", "enabled"})
LEAVES = frozenset({"false", "no", "0", "inactive", "disabled", "leaver", "terminated", "deprovisioned"})
SHOWN_PROBLEMS = 50
# No login holds them; they come from another delimiter, or from a name and its address in one cell.
NOT_IN_USER_NAMES = re.compile(r"""[\s,;|"<>]""")


@dataclass(frozen=True)
class Feed:
    """users: as `scim_users` of an organization takes them; leavers with `state: absent`.

    groups_without_roles: those that give none, by their name, with the number of users who have them.
    remarks: sentences that say so.
    """

    users: list[dict]
    groups_without_roles: dict[str, int]
    remarks: list[str]


def read_feed(feed: Any, reading: Reading) -> Feed:
    """feed: the text of a CSV with a header, or a list of dicts.

    Raises InvalidOption with all problems, each with its line (or entry), so that the whole feed can be corrected at
    once.
    """
    return _Reader(reading).read(feed)


class _Reader:
    """One feed on its way: what was seen of it, and what is wrong with it."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._groups = Groups(reading)
        self._seen: dict[str, tuple[str, str]] = {}
        self._problems: list[str] = []
        self._unknown_words: set[str] = set()

    def read(self, feed: Any) -> Feed:
        titles = list(dict.fromkeys(self._reading.columns.values()))
        users = [user for row in rows_of_feed(feed, titles, self._reading.delimiter) for user in self._users_of(row)]
        if not self._seen and not self._problems:
            self._problems.append("it holds no user")
        if self._problems:
            raise InvalidOption(_listed(self._problems), f"Correct the feed; nothing was sent.{self._advice()}")
        without_roles = dict(sorted(self._groups.without_roles.items()))
        remarks = [f'The group "{group}" gives no role; users who have it: {n}.' for group, n in without_roles.items()]
        return Feed(users, without_roles, remarks)

    def _users_of(self, row: Row) -> list[dict]:
        """The user, or none if the row is malformed or passed over."""
        try:
            if row.problem:
                raise ValueError(row.problem)
            user = self._user(row.cells)
            self._refuse_twice(row.where, user["user_name"])
        except ValueError as error:
            self._problems.append(f"{row.where}: {error}")
            return []
        return [] if is_like(user["user_name"], self._reading.ignore) else [user]

    def _refuse_twice(self, where: str, name: str) -> None:
        alike = caseless(likeness(name))
        if alike in self._seen:
            earlier, other = self._seen[alike]
            as_other = f', as "{other}"' if caseless(other) != caseless(name) else ""
            raise ValueError(f"{name} is there already ({earlier}){as_other}")
        self._seen[alike] = where, name

    def _user(self, row: Mapping[str, Any]) -> dict:
        """Raises ValueError saying what is wrong with the row."""
        columns = self._reading.columns
        cells = {name: row.get(title) for name, title in columns.items()}
        user: dict[str, Any] = {"user_name": _user_name(cells.get("user_name"))}
        if not self._stays(cells.get("active")):
            return {**user, "state": "absent"}
        display_name = cell_text("display name", cells.get("display_name"))
        if display_name:
            user["display_name"] = display_name
        if "groups" in columns and columns["groups"] not in row:
            # Nobody can tell whether the user has no groups any more, or whether the groups were not asked for.
            raise ValueError(f'it has no "{columns["groups"]}"; an empty one says that the user has no groups')
        if "groups" in columns or self._reading.default_roles:
            user["roles"] = self._groups.roles(cells.get("groups"))
        return user

    def _stays(self, value: Any) -> bool:
        if value is None or isinstance(value, bool):
            return value is not False
        text = str(value) if isinstance(value, int) and value in (0, 1) else cell_text("status", value)
        word = word_of(text)
        if word in self._reading.status_words:
            return self._reading.status_words[word]
        if word not in STAYS | LEAVES:
            self._unknown_words.add(word)
            raise ValueError(f'"{text}" says neither that the user is active nor that it is not')
        return word in STAYS

    def _advice(self) -> str:
        if not self._unknown_words:
            return ""
        return (
            f" Say by status_words what {', '.join(sorted(self._unknown_words))} means, present or absent. Known are "
            f"{', '.join(sorted(STAYS - {''}))} (stays) and {', '.join(sorted(LEAVES))} (leaves)."
        )


def _listed(problems: Sequence[str]) -> str:
    more = f"; … and {len(problems) - SHOWN_PROBLEMS} more" if len(problems) > SHOWN_PROBLEMS else ""
    number = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    return f"the feed has {number}: {'; '.join(problems[:SHOWN_PROBLEMS])}{more}."


def _user_name(value: Any) -> str:
    name = cell_text("user name", value)
    if not name:
        raise ValueError("the user name is empty")
    wrong = NOT_IN_USER_NAMES.search(name)
    if wrong:
        raise ValueError(f'the user name "{name}" holds {"a blank" if wrong[0].isspace() else wrong[0]}')
    return name
