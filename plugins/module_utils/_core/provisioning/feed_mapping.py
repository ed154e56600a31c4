# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How the columns, groups and words of a user feed map to users and roles, from the options of a task. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..errors import InvalidOption
from ..values.text import advice_to_give_text, shown_value
from .feed_cells import word_key
from .feed_csv import DELIMITERS

COLUMNS = ("user_name", "display_name", "groups", "active")
STATES = {"present": True, "absent": False}


@dataclass(frozen=True)
class GroupPattern:
    """pattern: regular expression of the whole group. role: may contain references such as \\1."""

    pattern: str
    role: str


@dataclass(frozen=True)
class FeedMapping:
    """How a feed is read.

    columns: names of the columns for user_name, display_name, groups and active; others are not read.
    separator: between the groups of one cell. delimiter: between the columns of a CSV; "" to detect it.
    group_roles: roles by group, case-insensitive; an empty list if a group grants no role on purpose.
    group_key: path of the name in groups that are dicts, the outermost key first.
    status_words: whether a user with this word in the column `active` is active.
    default_roles: of every user. ignore: patterns of user names to ignore.
    refuse_unmapped: whether a group that is not mapped is a problem.
    """

    columns: Mapping[str, str] = field(default_factory=lambda: {"user_name": "user_name"})
    separator: str = ";"
    delimiter: str = ""
    group_roles: Mapping[str, Sequence[str]] = field(default_factory=dict)
    group_patterns: Sequence[GroupPattern] = ()
    group_key: Sequence[str] = ()
    status_words: Mapping[str, bool] = field(default_factory=dict)
    default_roles: Sequence[str] = ()
    ignore: Sequence[str] = ()
    refuse_unmapped: bool = False


def make_mapping(
    columns: Any = None,
    group_roles: Any = None,
    group_patterns: Any = (),
    default_roles: Any = (),
    ignore: Any = (),
    separator: Any = ";",
    refuse_unmapped: bool = False,
    delimiter: Any = "",
    group_key: Any = "",
    status_words: Any = None,
) -> FeedMapping:
    """A mapping from options as a user gives them. Raises InvalidOption for an option that would be misread.

    A misread option costs users their roles, so nothing is guessed.
    """
    return FeedMapping(
        columns=_checked_columns(columns or {"user_name": "user_name"}),
        group_roles={
            _text("group_roles", group): _names_of_roles("group_roles", roles)
            for group, roles in _dict("group_roles", group_roles or {}).items()
        },
        group_patterns=[_group_pattern(_dict("group_patterns", each)) for each in group_patterns or ()],
        default_roles=_names_of_roles("default_roles", default_roles),
        ignore=_texts("ignore", ignore),
        separator=_separator(separator),
        refuse_unmapped=refuse_unmapped,
        delimiter=_delimiter(delimiter or ""),
        group_key=[key for key in _text("group_key", group_key or "").split(".") if key],
        status_words=_status_words(_dict("status_words", status_words or {})),
    )


def _checked_columns(columns: Any) -> dict[str, str]:
    """With a misspelled key, a column would silently not be read: leavers would stay, joiners would get no roles."""
    unknown = sorted(str(name) for name in _dict("columns", columns) if name not in COLUMNS)
    if unknown or "user_name" not in columns:
        problem = f"contains {', '.join(unknown)}" if unknown else "does not contain user_name"
        raise InvalidOption(f"columns {problem}.", f"Its keys are {', '.join(COLUMNS)}; user_name is required.")
    return {name: _text("columns", column) for name, column in columns.items()}


def _group_pattern(entry: Mapping[str, Any]) -> GroupPattern:
    missing = {"pattern", "role"} - set(entry)
    if missing:
        raise InvalidOption(
            f"an entry of group_patterns has no {' and no '.join(sorted(missing))}.", "Give pattern and role in each."
        )
    unknown = sorted(str(key) for key in set(entry) - {"pattern", "role"})
    if unknown:
        raise InvalidOption(
            f"an entry of group_patterns contains {', '.join(unknown)}.", "Its keys are pattern and role."
        )
    return GroupPattern(_text("group_patterns", entry["pattern"]), _text("group_patterns", entry["role"]))


def _separator(value: Any) -> str:
    separator = _text("separator", value)
    if not separator:
        raise InvalidOption("separator is empty.", "Give the text between the groups of one cell.")
    return separator


def _delimiter(value: Any) -> str:
    """A tab can hardly be typed into a survey, so words are accepted too."""
    given = _text("delimiter", value)
    delimiter = {**DELIMITERS, "\\t": "\t"}.get(given, given)
    if delimiter and delimiter not in DELIMITERS.values():
        raise InvalidOption(f"delimiter is {shown_value(value)}.", f"Give one of {', '.join(DELIMITERS)}.")
    return delimiter


def _status_words(words: Mapping[Any, Any]) -> dict[str, bool]:
    for state in words.values():
        if not isinstance(state, str) or state not in STATES:
            raise InvalidOption(f"status_words contains {shown_value(state)}.", "Map each word to present or absent.")
    is_active: dict[str, bool] = {}
    for word, state in words.items():
        if is_active.setdefault(word_key(_text("status_words", word)), STATES[state]) is not STATES[state]:
            raise InvalidOption(
                f'status_words maps "{word}" to both present and absent.', "Case and whitespace do not matter."
            )
    return is_active


def _dict(option: str, value: Any) -> Mapping[Any, Any]:
    if not isinstance(value, Mapping):
        raise InvalidOption(f"{option} contains {shown_value(value)}.", "Give a dict.")
    return value


def _names_of_roles(option: str, value: Any) -> list[str]:
    names = _texts(option, value)
    if not all(name.strip() for name in names):
        raise InvalidOption(f"{option} contains a role without a name.", "Name the role, or give [] for no role.")
    return names


def _texts(option: str, value: Any) -> list[str]:
    return [_text(option, each) for each in (value if isinstance(value, (list, tuple)) else [value])]


def _text(option: str, value: Any) -> str:
    """Numbers and booleans are refused: YAML has changed what was written, such as 007 to 7 and on to true."""
    if not isinstance(value, str):
        raise InvalidOption(f"{option} contains {shown_value(value)}, which is not text.", advice_to_give_text(value))
    return value
