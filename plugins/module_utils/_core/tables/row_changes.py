# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The differences between a declared table and the live one, whatever the order of rows. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Callable

from ..record import Record
from .csv_rows import Columns, as_text

# Rows of each side that a diff shows.
EXAMPLES = 10


class RowChanges(Record):
    """The numbers of rows that differ, None if the live table was not read, and a few examples of each side."""

    total: int | None
    added: int | None = None
    changed: int | None = None
    removed: int | None = None
    before: tuple[dict, ...] = ()
    after: tuple[dict, ...] = ()

    @property
    def is_none(self) -> bool:
        return not (self.added or self.changed or self.removed)

    def counts(self) -> dict[str, int | None]:
        return {"total": self.total, "added": self.added, "changed": self.changed, "removed": self.removed}


def compare_rows(
    columns: Columns,
    live: Iterable[Mapping[str, Any]],
    declared: Iterable[tuple[str, ...]],
    cell_of: Callable[[Any], str] | None = None,
) -> RowChanges:
    """Compare without order. Rows of the same keys that differ elsewhere are changed; if several live rows have the
    same keys, each counts for itself.

    cell_of: the form in which cells are compared, `live_cell` unless given.
    """
    cell_of = cell_of or live_cell
    live_rows = {tuple([cell_of(row.get(title)) for title in columns.titles]) for row in live}
    own_rows = {tuple([cell_of(cell) for cell in row]) for row in declared}
    gone, new = live_rows - own_rows, own_rows - live_rows
    key_of = _key_function(columns)
    gone_keys, new_keys = [key_of(row) for row in gone], [key_of(row) for row in new]
    changed = len(set(gone_keys) & set(new_keys))
    return RowChanges(
        total=len(own_rows),
        added=len(new) - changed,
        changed=changed,
        removed=len(gone) - changed,
        before=_examples(columns, gone),
        after=_examples(columns, new),
    )


def all_new(columns: Columns, declared: Iterable[tuple[str, ...]]) -> RowChanges:
    """The changes to a table that does not exist yet."""
    return compare_rows(columns, (), declared)


def _key_function(columns: Columns) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
    positions = [columns.titles.index(title) for title in columns.keys]
    return lambda row: tuple([row[position] for position in positions])


def _examples(columns: Columns, rows: Iterable[tuple[str, ...]]) -> tuple[dict, ...]:
    return tuple(dict(zip(columns.titles, row)) for row in sorted(rows)[:EXAMPLES])


def live_cell(value: Any) -> str:
    """A cell in a form that can be compared.

    An empty cell may come back as null or as the text `null` (schema MapRow), a quoted one with its quotes or without.
    """
    text = "|".join(map(str, value)) if isinstance(value, list) else as_text(value)
    if text == "null":
        return ""
    if len(text) > 1 and text[0] == text[-1] == '"':
        return text[1:-1].replace('""', '"')
    return text


def exact_cell(value: Any) -> str:
    """The same, but a literal | differs from one that separates values: only the literal one keeps its quotes.

    If a service shows a quoted cell without its quotes, both look the same.
    """
    text = live_cell(value)
    return f'"{text}"' if "|" in text and isinstance(value, str) and value != text else text


def declared_cell(value: Any) -> Any:
    """The value in `rows` that declares a cell of the service: null, a list, or text."""
    if isinstance(value, list):
        return [str(item) for item in value]
    text = live_cell(value)
    if not text:
        return None
    # In quotes a | is a character, otherwise it separates values (enrichment notes, "CSV format").
    return text.split("|") if "|" in text and text == value else text
