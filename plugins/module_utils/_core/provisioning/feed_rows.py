# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A row of a user feed, by the columns that are read, and the checks of its cells. Pure."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..errors import InvalidOption
from ..values.text import caseless, composed, find_unseen, shown
from .respelled import misread

# What an earlier program writes for a character that it could not read.
LOST = "\ufffd"
# What spreadsheets write if a formula fails, also in other languages, such as #REF!, #NAME?, #WERT!, #N/A and ###.
SPREADSHEET_ERROR = re.compile(r"#(?:[^\W\d_]/[^\W\d_]|NV|YOK|GETTING_DATA|[^\W\d_]+(?:/0)?[!?]|#{2,})!?")
# What programs write for a list or an object if nothing says how: its type, as of PowerShell, JavaScript and Python.
TYPE_NAME = re.compile(
    r"System\.[\w.]+(?:\[[\w.]*\])?|Microsoft\.(?:ActiveDirectory|Graph|Open)\.[\w.]+|\[object \w+\]|@\{.*\}"
    r"|<[\w.]+ (?:object|instance) at 0x\w+>"
)
TYPE_NAMES_BEGIN_WITH = ("S", "M", "[", "@", "<")


class MalformedRow(Exception):
    """What is wrong with one row; the other rows are still checked, so that all problems are reported at once."""


@dataclass(frozen=True)
class Row:
    """where: the row's place, for messages. cells: by column name; a key that an entry of a list lacks is missing.

    problem: why the row cannot be used, if so.
    """

    where: str
    cells: Mapping[str, Any] = field(default_factory=dict)
    problem: str | None = None


def checked_row(where: str, cells: Mapping[str, Any], positions: Mapping[str, int]) -> Row:
    """positions: of the columns of a CSV, by name, for messages."""
    for column, cell in cells.items():
        problem = next(filter(None, map(_problem_of_text, texts_of(cell))), None)
        if problem:
            named = f"column {positions[column] + 1} ({column})" if column in positions else column
            return Row(where, problem=f"{named} {problem}")
    return Row(where, {column: trimmed(cell) if isinstance(cell, str) else cell for column, cell in cells.items()})


def texts_of(cell: Any) -> Iterator[str]:
    """Every text in a cell; a cell of a list may be a list or a dict itself."""
    if isinstance(cell, str):
        yield cell
    elif isinstance(cell, Mapping):
        for name, inner in cell.items():
            yield from texts_of(name)
            yield from texts_of(inner)
    elif isinstance(cell, (list, tuple)):
        for inner in cell:
            yield from texts_of(inner)


def _problem_of_text(text: str) -> str | None:
    text = text.strip(" \t")
    unseen = find_unseen(text)
    if unseen:
        return f'contains the invisible character {unseen} of "{shown(text)}"'
    unreadable = what_is_unreadable(text)
    if unreadable:
        return f'contains "{text}", {unreadable}'
    if LOST in text:
        return f'contains U+FFFD in "{text}": an earlier program lost a character'
    before = misread(text)
    return f'contains "{text}": an earlier program read "{before}" in another encoding than UTF-8' if before else None


def what_is_unreadable(text: str) -> str | None:
    """What the text is, if an earlier program wrote it instead of a value."""
    if text.startswith("#") and text == text.upper() and SPREADSHEET_ERROR.fullmatch(text):
        return "an error of a spreadsheet"
    if text[:1] in TYPE_NAMES_BEGIN_WITH and TYPE_NAME.fullmatch(text):
        return "the type of a list or an object, not what it contains"
    return None


def trimmed(text: str) -> str:
    """The text without whitespace around it; whitespace inside it becomes plain spaces."""
    return "".join(" " if character.isspace() else character for character in text.strip())


def column_key(name: str) -> str:
    """Equal for names of the same column: case and whitespace do not matter."""
    return caseless(plain_column_name(name))


def plain_column_name(name: str) -> str:
    return composed(" ".join(name.split()))


def refuse_missing_columns(columns: Iterable[str], found: Container[str], header: Sequence[str]) -> None:
    """Raises InvalidOption naming the columns that the feed lacks, and those that it has."""
    missing = sorted(column for column in columns if column not in found)
    if missing:
        raise InvalidOption(
            f"the feed has no column {', '.join(missing)}; its columns are {shown(', '.join(header)[:500])}.",
            "Correct the mapping of columns, the delimiter, or the feed.",
        )
