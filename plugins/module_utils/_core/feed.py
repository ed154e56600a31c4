# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Users as another system feeds them, in its own columns and groups, turned into declarations. Pure."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .errors import InvalidOption
from .pattern import is_like
from .text import caseless

STAYS = frozenset({"", "true", "yes", "1", "active", "enabled"})
LEAVES = frozenset({"false", "no", "0", "inactive", "disabled", "leaver", "terminated"})
SHOWN_PROBLEMS = 50
COLUMNS = ("user_name", "display_name", "groups", "active")


@dataclass(frozen=True)
class Reading:
    """How a feed is read.

    columns: title of the column that holds user_name, display_name, groups and active; those not named are not read.
    separator: between the groups of one cell. group_roles: roles by group, compared without letter case.
    group_patterns: (regular expression of the whole group, role, which may hold references such as \\1).
    default_roles: of everybody. ignore: patterns of user names that are passed over.
    refuse_unmapped: whether a group that gives no role is a problem.
    """

    columns: Mapping[str, str] = field(default_factory=lambda: {"user_name": "user_name"})
    separator: str = ";"
    group_roles: Mapping[str, Sequence[str]] = field(default_factory=dict)
    group_patterns: Sequence[tuple[str, str]] = ()
    default_roles: Sequence[str] = ()
    ignore: Sequence[str] = ()
    refuse_unmapped: bool = False


def make_reading(
    columns: Any = None,
    group_roles: Any = None,
    group_patterns: Any = (),
    default_roles: Any = (),
    ignore: Any = (),
    separator: Any = ";",
    refuse_unmapped: bool = False,
) -> Reading:
    """A reading of options as a user gives them. Raises InvalidOption for those that would not do what they say."""
    return Reading(
        columns=_checked_columns(columns or {"user_name": "user_name"}),
        group_roles={
            _text("group_roles", group): _texts("group_roles", roles)
            for group, roles in _dict("group_roles", group_roles or {}).items()
        },
        group_patterns=[_pattern_and_role(_dict("group_patterns", each)) for each in group_patterns],
        default_roles=_texts("default_roles", default_roles),
        ignore=_texts("ignore", ignore),
        separator=_text("separator", separator),
        refuse_unmapped=refuse_unmapped,
    )


def _checked_columns(columns: Any) -> dict[str, str]:
    """A misspelled name would be a column that is not read: leavers who stay, roles that are not given."""
    unknown = sorted(str(name) for name in _dict("columns", columns) if name not in COLUMNS)
    if unknown or "user_name" not in columns:
        said = f"names {', '.join(unknown)}" if unknown else "does not name user_name"
        raise InvalidOption(f"columns {said}.", f"It takes {', '.join(COLUMNS)}, of which user_name is needed.")
    return {name: _text("columns", title) for name, title in columns.items()}


def _pattern_and_role(entry: Mapping[str, Any]) -> tuple[str, str]:
    missing = {"pattern", "role"} - set(entry)
    if missing:
        raise InvalidOption(f"an entry of group_patterns has no {', '.join(sorted(missing))}.")
    return _text("group_patterns", entry["pattern"]), _text("group_patterns", entry["role"])


def _dict(option: str, value: Any) -> Mapping[Any, Any]:
    if not isinstance(value, Mapping):
        raise InvalidOption(f"{option} holds {value!r}, which is no dict.")
    return value


def _texts(option: str, value: Any) -> list[str]:
    return [_text(option, each) for each in (value if isinstance(value, (list, tuple)) else [value])]


def _text(option: str, value: Any) -> str:
    """What YAML took for a number or a truth is not guessed back: 007 has become 7, and on is true."""
    if not isinstance(value, str):
        raise InvalidOption(f"{option} holds {value!r}, which is no text.", "Put it in quotes.")
    return value


def users_of_feed(feed: Any, reading: Reading) -> list[dict]:
    """Users as `scim_users` of an organization takes them; leavers with `state: absent`.

    feed: the text of a CSV with a title line, or a list of dicts. Raises InvalidOption with all problems, each with
    its line (or entry), so that the whole feed can be corrected at once.
    """
    rows = _rows_of_text(feed, reading) if isinstance(feed, str) else _rows_of_list(feed, reading)
    patterns = [(_compiled(pattern), role) for pattern, role in reading.group_patterns]
    users: list[dict] = []
    problems: list[str] = []
    seen: dict[str, str] = {}
    for where, row in rows:
        try:
            user = _user(row, reading, patterns)
        except ValueError as error:
            problems.append(f"{where}: {error}")
            continue
        name = caseless(user["user_name"])
        if name in seen:
            problems.append(f"{where}: {user['user_name']} is there already ({seen[name]})")
        seen.setdefault(name, where)
        if not is_like(name, reading.ignore):
            users.append(user)
    if not seen and not problems:
        problems.append("it holds no user")
    if problems:
        raise InvalidOption(_listed(problems), "Correct the feed; nothing was sent.")
    return users


def _listed(problems: Sequence[str]) -> str:
    more = f"; … and {len(problems) - SHOWN_PROBLEMS} more" if len(problems) > SHOWN_PROBLEMS else ""
    return f"the feed has {len(problems)} problems: {'; '.join(problems[:SHOWN_PROBLEMS])}{more}."


def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        raise InvalidOption(f'the pattern "{pattern}" is no regular expression: {error}.') from None


def _rows_of_text(text: str, reading: Reading) -> Iterable[tuple[str, Mapping[str, Any]]]:
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), strict=True)
    try:
        titles = next(reader, [])
        _check_titles(titles, reading)
        for cells in reader:
            where = f"line {reader.line_num}"
            if len(cells) == len(titles):
                yield where, dict(zip(titles, cells))
            elif cells:
                yield where, {"": f"{len(cells)} cells, expected {len(titles)}"}
    except csv.Error as error:
        raise InvalidOption(f"the feed, line {reader.line_num}: {error}.", "Correct the quoting of the CSV.") from None


def _check_titles(titles: Sequence[str], reading: Reading) -> None:
    missing = sorted(set(reading.columns.values()) - set(titles))
    if missing:
        raise InvalidOption(
            f"the feed has no column {', '.join(missing)}; its columns are {', '.join(titles)}.",
            "Correct the mapping of columns, or the feed.",
        )


def _rows_of_list(feed: Any, reading: Reading) -> Iterable[tuple[str, Mapping[str, Any]]]:
    if not isinstance(feed, list) or not all(isinstance(row, dict) for row in feed):
        raise InvalidOption("the feed is neither CSV text nor a list of dicts.")
    if feed:
        _check_titles(list(dict.fromkeys(str(title) for row in feed for title in row)), reading)
    return ((f"entry {number}", row) for number, row in enumerate(feed, 1))


def _user(row: Mapping[str, Any], reading: Reading, patterns: Sequence[tuple[re.Pattern[str], str]]) -> dict:
    """Raises ValueError saying what is wrong with the row."""
    if "" in row:
        raise ValueError(row[""])
    cells = {name: row.get(title) for name, title in reading.columns.items()}
    user: dict[str, Any] = {"user_name": _user_name(cells.get("user_name"))}
    if not _is_active(cells.get("active")):
        return {**user, "state": "absent"}
    display_name = str(cells.get("display_name") or "").strip()
    if display_name:
        user["display_name"] = display_name
    groups = reading.columns.get("groups")
    if groups is not None and groups not in row:
        # Nobody can tell whether the user has no groups any more, or whether the groups were not asked for.
        raise ValueError(f'it has no "{groups}"; an empty one says that the user has no groups')
    if groups is not None or reading.default_roles:
        user["roles"] = _roles(_groups(cells.get("groups"), reading), reading, patterns)
    return user


def _user_name(value: Any) -> str:
    name = str(value or "").strip()
    if not name:
        raise ValueError("the user name is empty")
    if any(character.isspace() for character in name):
        raise ValueError(f'the user name "{name}" holds a blank')
    return name


def _is_active(value: Any) -> bool:
    if value is None or isinstance(value, bool):
        return value is not False
    word = caseless(str(value).strip())
    if word not in STAYS | LEAVES:
        raise ValueError(f'"{value}" says neither that the user is active nor that it is not')
    return word in STAYS


def _groups(value: Any, reading: Reading) -> list[str]:
    groups = value if isinstance(value, list) else str(value or "").split(reading.separator)
    return [str(group).strip() for group in groups if str(group).strip()]


def _roles(groups: Sequence[str], reading: Reading, patterns: Sequence[tuple[re.Pattern[str], str]]) -> list[str]:
    by_group = {caseless(group): roles for group, roles in reading.group_roles.items()}
    found = list(reading.default_roles)
    for group in groups:
        roles = [*by_group.get(caseless(group), ()), *_roles_by_pattern(group, patterns)]
        if not roles and reading.refuse_unmapped:
            raise ValueError(f'the group "{group}" gives no role')
        found += roles
    return list(dict.fromkeys(found))


def _roles_by_pattern(group: str, patterns: Sequence[tuple[re.Pattern[str], str]]) -> list[str]:
    matches = ((pattern.fullmatch(group), role) for pattern, role in patterns)
    try:
        return [match.expand(role) for match, role in matches if match]
    except (re.error, IndexError) as error:
        raise InvalidOption(f"a role of group_patterns refers to what its pattern does not hold: {error}.") from None
