# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A feed of users in the columns and groups of another system, turned into declarations. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import InvalidOption
from ..values.name_pattern import is_like
from ..values.text import caseless, likeness
from .feed_cells import cell_text, word_key
from .feed_csv import rows_of_csv
from .feed_list import rows_of_list
from .feed_mapping import FeedMapping
from .feed_rows import MalformedRow, Row
from .group_roles import GroupRoles
from .user_names import names_apart, refuse_lookalikes, user_name_in

ACTIVE_WORDS = frozenset({"", "true", "yes", "1", "active", "enabled"})
INACTIVE_WORDS = frozenset({"false", "no", "0", "inactive", "disabled", "leaver", "terminated", "deprovisioned"})
SHOWN_PROBLEMS = 50
SHOWN_STATUSES = 10
DATE = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}")
UNKNOWN_STATUS = "is not a known status"
NO_ADDRESS = "is not an e-mail address, as others of the feed are"


@dataclass(frozen=True)
class Feed:
    """users: in the form of `scim_users` of an organization; leavers with `state: absent`.

    groups_without_roles: the number of users in each group that grants no role. remarks: the same as sentences.
    lines: the place of each user in the feed, by user name, such as `line 12`.
    grants: which row grants which role to whom, for messages.
    """

    users: list[dict]
    groups_without_roles: dict[str, int]
    remarks: list[str]
    lines: dict[str, str]
    grants: Sequence[Grant] = ()


@dataclass(frozen=True)
class Grant:
    """A role that a user gets. where: the row. group: None for a role that every user has."""

    where: str
    user_name: str
    group: str | None
    role: str


class MalformedFeed(InvalidOption):
    """A feed with malformed rows. problems: where each row is, and what is wrong with it."""

    def __init__(self, problems: Sequence[tuple[str, str]], advice_on_statuses: str) -> None:
        listed = _listed([f"{where}: {problem}" for where, problem in problems])
        super().__init__(listed, f"Correct the feed; nothing was sent. {advice_on_statuses}".rstrip())
        self.problems = problems
        self._advice_on_statuses = advice_on_statuses

    def advice_for(self, problem: str) -> str:
        """What to do about one of the problems."""
        return self._advice_on_statuses if problem.endswith(UNKNOWN_STATUS) else ""


@dataclass(frozen=True)
class NamedUser:
    """A user name, and the row that contains it."""

    name: str
    where: str


def read_feed(feed: Any, mapping: FeedMapping) -> Feed:
    """feed: the text of a CSV with a header, or a list of dicts.

    Raises MalformedFeed with all problems, each with its line (or entry), so that the whole feed can be corrected at
    once; InvalidOption if nothing of it can be read.
    """
    return _FeedReader(mapping).read(feed)


class _FeedReader:
    """Reads one feed, and collects its users and problems."""

    def __init__(self, mapping: FeedMapping) -> None:
        self._mapping = mapping
        self._group_roles = GroupRoles(mapping)
        self._users_by_key: dict[str, NamedUser] = {}
        self._problems: list[tuple[str, str]] = []
        self._grants: list[Grant] = []
        self._unknown_statuses: set[str] = set()

    def read(self, feed: Any) -> Feed:
        columns = list(dict.fromkeys(self._mapping.columns.values()))
        is_text = isinstance(feed, str)
        rows = rows_of_csv(feed, columns, self._mapping.delimiter) if is_text else rows_of_list(feed, columns)
        users = [user for row in rows for user in self._users_of(row)]
        self._refuse_names_apart([user["user_name"] for user in users])
        if self._problems:
            raise MalformedFeed(self._problems, self._advice_on_statuses())
        if not self._users_by_key:
            raise InvalidOption("the feed contains no users.", "Correct the feed; nothing was sent.")
        without_roles = dict(sorted(self._group_roles.without_roles.items()))
        remarks = [_remark(group, number) for group, number in without_roles.items()]
        names = {user["user_name"] for user in users}
        lines = {each.name: each.where for each in self._users_by_key.values() if each.name in names}
        return Feed(users, without_roles, remarks, lines, self._grants)

    def _users_of(self, row: Row) -> list[dict]:
        """The user of the row; none if the row is malformed or the user is ignored."""
        try:
            if row.problem:
                raise MalformedRow(row.problem)
            user = self._user(row)
        except MalformedRow as error:
            self._problems.append((row.where, str(error)))
            return []
        if is_like(user["user_name"], self._mapping.ignore):
            return []
        if "roles" in user:
            granted = self._group_roles.granted(row.cells.get(self._mapping.columns.get("groups", "")))
            self._grants += [Grant(row.where, user["user_name"], group, role) for group, role in granted]
        return [user]

    def _refuse_names_apart(self, names: Sequence[str]) -> None:
        where = {each.name: each.where for each in self._users_by_key.values()}
        self._problems += [(where[name], f'the user name "{name}" {NO_ADDRESS}') for name in names_apart(names)]
        self._problems.sort(key=lambda problem: _number_of(problem[0]))

    def _refuse_duplicate(self, user: NamedUser) -> None:
        """Names that look alike are duplicates, too: one of them is a mistake."""
        earlier = self._users_by_key.setdefault(caseless(likeness(user.name)), user)
        if earlier is not user:
            spelling = f' ("{earlier.name}")' if caseless(earlier.name) != caseless(user.name) else ""
            raise MalformedRow(f"{user.name} is a duplicate of {earlier.where}{spelling}")

    def _user(self, row: Row) -> dict:
        """Raises MalformedRow."""
        columns, cells = self._mapping.columns, row.cells
        values = {field: cells.get(column) for field, column in columns.items()}
        user: dict[str, Any] = {"user_name": user_name_in(values.get("user_name"))}
        # First, so that a row that is malformed elsewhere is found to be a duplicate, too.
        self._refuse_duplicate(NamedUser(user["user_name"], row.where))
        refuse_lookalikes(user["user_name"])
        if not self._is_active(values.get("active")):
            return {**user, "state": "absent"}
        display_name = cell_text("display name", values.get("display_name"))
        if display_name:
            user["display_name"] = display_name
        if "groups" in columns and columns["groups"] not in cells:
            # The user may have no groups any more, or the groups were not exported.
            raise MalformedRow(f'it has no "{columns["groups"]}"; an empty value means that the user has no groups')
        if "groups" in columns or self._mapping.default_roles:
            user["roles"] = self._group_roles.roles(values.get("groups"))
        return user

    def _is_active(self, value: Any) -> bool:
        if value is None or isinstance(value, bool):
            return value is not False
        text = str(value) if isinstance(value, int) and value in (0, 1) else cell_text("status", value)
        word = word_key(text)
        if word in self._mapping.status_words:
            return self._mapping.status_words[word]
        if word not in ACTIVE_WORDS | INACTIVE_WORDS:
            self._unknown_statuses.add(word)
            raise MalformedRow(f'"{text}" {UNKNOWN_STATUS}')
        return word in ACTIVE_WORDS

    def _advice_on_statuses(self) -> str:
        words = sorted(self._unknown_statuses)
        if not words:
            return ""
        more = f" and {len(words) - SHOWN_STATUSES} more" if len(words) > SHOWN_STATUSES else ""
        known = (
            f"Define {', '.join(words[:SHOWN_STATUSES])}{more} with status_words, as present or absent. Known are "
            f"{', '.join(sorted(ACTIVE_WORDS - {''}))} (present) and {', '.join(sorted(INACTIVE_WORDS))} (absent)."
        )
        return f"Dates are not compared: let the export say who is active. {known}" if DATE.match(words[0]) else known


def _listed(problems: Sequence[str]) -> str:
    more = f"; … and {len(problems) - SHOWN_PROBLEMS} more" if len(problems) > SHOWN_PROBLEMS else ""
    number = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    return f"the feed has {number}: {'; '.join(problems[:SHOWN_PROBLEMS])}{more}."


def _number_of(where: str) -> int:
    """The number of a line or an entry."""
    return int(where.rpartition(" ")[2])


def _remark(group: str, number: int) -> str:
    return f'The group "{group}" grants no role; users in this group: {number}.'
