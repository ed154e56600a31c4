# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How a feed is read, as a user says it. Checked: what does not do what it says costs people their roles. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..errors import InvalidOption
from ..values.text import advice_to_give_text
from .feed_cells import word_of
from .feed_rows import DELIMITERS

COLUMNS = ("user_name", "display_name", "groups", "active")
STATES = {"present": True, "absent": False}


@dataclass(frozen=True)
class Reading:
    """How a feed is read.

    columns: title of the column that holds user_name, display_name, groups and active; those not named are not read.
    separator: between the groups of one cell. delimiter: between the columns of a CSV; "" where the header shows it.
    group_roles: roles by group, compared without letter case; none where the group is to be passed over.
    group_patterns: (regular expression of the whole group, role, which may hold references such as \\1).
    group_key: keys by which a group that is a dict is named, the outermost first.
    status_words: whether a user stays of whom `active` says this word.
    default_roles: of everybody. ignore: patterns of user names that are passed over.
    refuse_unmapped: whether a group that gives no role is a problem.
    """

    columns: Mapping[str, str] = field(default_factory=lambda: {"user_name": "user_name"})
    separator: str = ";"
    delimiter: str = ""
    group_roles: Mapping[str, Sequence[str]] = field(default_factory=dict)
    group_patterns: Sequence[tuple[str, str]] = ()
    group_key: Sequence[str] = ()
    status_words: Mapping[str, bool] = field(default_factory=dict)
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
    delimiter: Any = "",
    group_key: Any = "",
    status_words: Any = None,
) -> Reading:
    """A reading of options as a user gives them. Raises InvalidOption for those that would not do what they say."""
    return Reading(
        columns=_checked_columns(columns or {"user_name": "user_name"}),
        group_roles={
            _text("group_roles", group): _texts("group_roles", roles)
            for group, roles in _dict("group_roles", group_roles or {}).items()
        },
        group_patterns=[_pattern_and_role(_dict("group_patterns", each)) for each in group_patterns or ()],
        default_roles=_texts("default_roles", default_roles),
        ignore=_texts("ignore", ignore),
        separator=_separator(separator),
        refuse_unmapped=refuse_unmapped,
        delimiter=_delimiter(delimiter or ""),
        group_key=[key for key in _text("group_key", group_key or "").split(".") if key],
        status_words=_status_words(_dict("status_words", status_words or {})),
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


def _separator(value: Any) -> str:
    separator = _text("separator", value)
    if not separator:
        raise InvalidOption("separator is empty.", "Give what separates the groups of one cell.")
    return separator


def _delimiter(value: Any) -> str:
    """A tab can hardly be typed into a survey, so words are taken too."""
    given = _text("delimiter", value)
    delimiter = {**DELIMITERS, "\\t": "\t"}.get(given, given)
    if delimiter and delimiter not in DELIMITERS.values():
        raise InvalidOption(f"delimiter is {value!r}.", f"Give one of {', '.join(DELIMITERS)}.")
    return delimiter


def _status_words(words: Mapping[Any, Any]) -> dict[str, bool]:
    for state in words.values():
        if not isinstance(state, str) or state not in STATES:
            raise InvalidOption(
                f"status_words holds {state!r}.", "Say of each word present (stays) or absent (leaves)."
            )
    meant: dict[str, bool] = {}
    for word, state in words.items():
        stays = meant.setdefault(word_of(_text("status_words", word)), STATES[state])
        if stays is not STATES[state]:
            raise InvalidOption(
                f'status_words says both present and absent of "{word}".', "Letter case and spaces do not count."
            )
    return meant


def _dict(option: str, value: Any) -> Mapping[Any, Any]:
    if not isinstance(value, Mapping):
        raise InvalidOption(f"{option} holds {value!r}, which is no dict.")
    return value


def _texts(option: str, value: Any) -> list[str]:
    return [_text(option, each) for each in (value if isinstance(value, (list, tuple)) else [value])]


def _text(option: str, value: Any) -> str:
    """What YAML took for a number or a truth is not guessed back: 007 has become 7, and on is true."""
    if not isinstance(value, str):
        raise InvalidOption(f"{option} holds {value!r}, which is no text.", advice_to_give_text(value))
    return value
