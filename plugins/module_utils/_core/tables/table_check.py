# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Checks the rows of a table against each other, and counts them, in one pass. Pure, apart from reading files."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ..errors import InvalidOption
from ..values.text import caseless, find_unseen, shown
from .csv_rows import Columns, Source

# A formula that only contains text, such as ="007".
FORMULA_OF_TEXT = re.compile(r'="([^"]*)"')


@dataclass
class TableCheck:
    """The number of rows, and a fingerprint that does not depend on their order, from one pass over them.

    doubt: what is hardly meant in the first row that has such a thing. BigPanda would take it, and may show it already.
    """

    columns: Columns
    source: Source
    total: int = 0
    doubt: InvalidOption | None = None
    _sum: int = 0
    # A dict, because it keeps the order: the position of a key is that of its row.
    _keys: dict[bytes, None] = field(default_factory=dict)

    def pass_on(self, rows: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
        """The same rows, checked. Raises InvalidOption if two rows have the same keys, or if there are no rows."""
        # Sorted, so that the order of columns does not matter; the sum makes the order of rows not matter.
        order = sorted(range(len(self.columns.titles)), key=self.columns.titles.__getitem__)
        keys = [self.columns.titles.index(title) for title in self.columns.keys]
        for row in rows:
            key = _digest([row[position] for position in keys], self.columns.ignores_case)[:16]
            if key in self._keys:
                self._refuse_repeated(row, key)
            self._keys[key] = None
            if self.doubt is None and self.source.option != "rows":
                self.doubt = self._doubt_about(row)
            self.total += 1
            self._sum += int.from_bytes(_digest([row[position] for position in order]), "big")
            yield row
        if not self.total:
            raise InvalidOption(
                f"{self.source.option} contains no rows.", "A table needs a header and at least one row."
            )

    def refuse_doubtful(self) -> None:
        """Raises InvalidOption for a row that is hardly meant. Not for rows that BigPanda shows already."""
        if self.doubt:
            raise self.doubt

    def _doubt_about(self, row: tuple[str, ...]) -> InvalidOption | None:
        if row == self.columns.titles:
            return InvalidOption(f"{self._place()} repeats the header.", "Remove the line.")
        return self._doubt_about_keys(row) or self._doubt_about_formulas(row)

    def _doubt_about_keys(self, row: tuple[str, ...]) -> InvalidOption | None:
        """A value of a tag is searched as it is written, so that such a row would never be found."""
        for title in self.columns.keys:
            cell = row[self.columns.titles.index(title)]
            unseen = find_unseen(cell.strip())
            if unseen or cell != cell.strip():
                found = f"contains the invisible character {unseen}" if unseen else "begins or ends with whitespace"
                return InvalidOption(
                    f'{self._place()}, column {title}: "{shown(cell[:100])}" {found}.',
                    "Remove it; if it is meant, give the table as rows.",
                )
        return None

    def _doubt_about_formulas(self, row: tuple[str, ...]) -> InvalidOption | None:
        if '="' not in "".join(row):
            return None
        for title, cell in zip(self.columns.titles, row):
            found = FORMULA_OF_TEXT.fullmatch(cell)
            if found:
                return InvalidOption(
                    f"{self._place()}, column {title}: {cell[:100]} would be loaded with = and quotes, which "
                    "spreadsheets write to keep a number as text.",
                    f"Write {found[1][:100]}; if = and quotes are meant, give the table as rows.",
                )
        return None

    def _place(self) -> str:
        return f"{self.source.option}, line {self.source.number_of(self.columns, self.total)}"

    def _refuse_repeated(self, row: tuple[str, ...], key: bytes) -> None:
        """The columns that the map is searched by identify a row (enrichment notes, "Replace, append, read back")."""
        option, positions = self.source.option, (list(self._keys).index(key), self.total)
        first, second = [self.source.number_of(self.columns, position) for position in positions]
        where = f"rows[{first}] and rows[{second}]" if option == "rows" else f"{option}, lines {first} and {second}"
        cells = dict(zip(self.columns.titles, row))
        shared = ", ".join(f"{title} {cells[title]!r}"[:200] for title in self.columns.keys)
        case = ", as case_insensitive is true" if self.columns.ignores_case else ""
        raise InvalidOption(
            f"{where} are both the row of {shared}{case}.",
            "Columns of type query_tag identify a row: omit one of the two, or give several values in one cell.",
        )

    @property
    def digest(self) -> str:
        titles = "\x1f".join(sorted(self.columns.titles))
        return hashlib.sha256(f"{titles}\x1e{self._sum % 2**256:x}\x1e{self.total}".encode()).hexdigest()


def _digest(cells: Sequence[str], ignores_case: bool = False) -> bytes:
    text = "\x1f".join(cells)
    return hashlib.sha256((caseless(text) if ignores_case else text).encode("utf-8")).digest()


def check_rows(source: Source, columns: Columns) -> TableCheck:
    """Read all rows once, without keeping them in memory."""
    check = TableCheck(columns, source)
    for _row in check.pass_on(source.rows(columns)):
        pass
    return check
