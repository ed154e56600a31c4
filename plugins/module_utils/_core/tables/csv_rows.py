# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Tables as CSV: read, checked, compared and written row by row. Sends nothing.

The service's rules are in the contract, enrichment notes, "CSV format".
"""

from __future__ import annotations

import csv
import errno
import hashlib
import io
import json
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import IO, Any

from ..errors import InvalidOption
from ..features.table import Table
from ..record import Record
from ..values.file_format import BEGINNING_BYTES, refuse_other_formats
from ..values.text import SAVE_AS_UTF_8, advice_to_give_text, counted, shown_value

CELL_BYTES = 32 * 1024
TABLE_BYTES = 500 * 1000 * 1000
# What spreadsheets of other languages write between columns.
OTHER_DELIMITER = re.compile(r"[;\t|]")
# Read in blocks, so that a file of any size is fingerprinted in the same memory.
BLOCK_BYTES = 1024 * 1024


class Columns(Record):
    """`titles`: names of all columns, in the order of the schema. keys: names of those that identify a row.

    ignores_case: whether keys that only differ in case identify the same row.
    """

    titles: tuple[str, ...]
    keys: tuple[str, ...]
    ignores_case: bool = False


def columns_of_object(table: Table, item: dict) -> Columns:
    """Those of an object, live or desired."""
    titles, keys = table.columns(item)
    return Columns(titles, keys, table.ignores_case(item))


class Source(Record):
    """The option that contains the rows: `src`, `content` or `rows`, and its value."""

    option: str
    value: Any

    def raw_digest(self) -> str:
        """Fingerprint of the unparsed input. Equal tables can have different input."""
        digest = hashlib.sha256()
        if self.option == "src":
            with self._open() as file:
                for block in iter(lambda: file.read(BLOCK_BYTES), b""):
                    digest.update(block)
        else:
            digest.update(json.dumps(self.value, sort_keys=True, default=str).encode())
        return digest.hexdigest()

    def _open(self) -> IO[bytes]:
        try:
            return open(self.value, "rb", opener=_open_file)
        except OSError as error:
            raise InvalidOption(
                f"src {self.value} cannot be read: {error.strerror}.",
                "It is a path on the host where the module runs.",
            ) from None

    def rows(self, columns: Columns) -> Iterator[tuple[str, ...]]:
        """Rows of cells, in the order of `columns`. A cell is the text of the CSV.

        Raises InvalidOption, naming option, line and column.
        """
        return (row for _number, row in self._numbered_rows(columns))

    def number_of(self, columns: Columns, position: int) -> int:
        """The line in the CSV, or the index in `rows`, of the row at this position of `rows`."""
        return next(islice(self._numbered_rows(columns), position, None))[0]

    def _numbered_rows(self, columns: Columns) -> Iterator[tuple[int, tuple[str, ...]]]:
        if self.option == "rows":
            return _rows_of_dicts(columns, self.value)
        return self._rows_of_text(columns)

    def _rows_of_text(self, columns: Columns) -> Iterator[tuple[int, tuple[str, ...]]]:
        if self.option == "content":
            yield from _rows_of_csv(self.option, columns, io.StringIO(self.value.lstrip("\ufeff"), newline=""))
            return
        with self._open() as file:
            _check_size(file)
            refuse_other_formats(self.option, file.read(BEGINNING_BYTES).decode("utf-8", "surrogateescape"))
            file.seek(0)
            # utf-8-sig: spreadsheets write a byte order mark at the beginning.
            text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
            try:
                yield from _rows_of_csv(self.option, columns, text)
            except UnicodeDecodeError:
                raise InvalidOption(f"src is not UTF-8: {_wrong_byte(file)}.", SAVE_AS_UTF_8) from None


def _open_file(path: str, flags: int) -> int:
    """A pipe without a writer would block, and a device may have no end. Raises OSError."""
    descriptor = os.open(path, flags | os.O_NONBLOCK)
    mode = os.fstat(descriptor).st_mode
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        return descriptor
    os.close(descriptor)
    raise OSError(errno.EINVAL, "it is not a regular file")


def _check_size(file: IO[bytes]) -> None:
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    if size > TABLE_BYTES:
        raise InvalidOption(f"src has {size} bytes.", f"BigPanda accepts {TABLE_BYTES} at most; split the table.")


def _wrong_byte(file: IO[bytes]) -> str:
    """Line and position of the first byte that is not UTF-8."""
    file.seek(0)
    for number, line in enumerate(file, 1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as error:
            return f"line {number}, byte {error.start + 1} is 0x{line[error.start]:02X}"
    return "it ends in the middle of a character"


def _rows_of_csv(option: str, columns: Columns, text: IO[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    reader = csv.reader(text, strict=True)
    try:
        titles = next(reader, [])
        if "\0" in "".join(titles):
            raise InvalidOption(f"{option} is not UTF-8, but probably UTF-16.", SAVE_AS_UTF_8)
        order = _column_order(option, columns, titles)
        line = reader.line_num + 1
        for cells in reader:
            # Spreadsheets append rows that only contain commas.
            if any(cell.strip() for cell in cells):
                yield line, _checked_row(f"{option}, line {line}", columns, cells, order)
            line = reader.line_num + 1
    except csv.Error as error:
        # Python 3.10 and older refuse the NULs of UTF-16 themselves.
        advice = SAVE_AS_UTF_8 if "NUL" in str(error) else "Correct the quoting of the CSV."
        raise InvalidOption(f"{option}, line {reader.line_num}: {error}.", advice) from None


def _column_order(option: str, columns: Columns, titles: Sequence[str]) -> list[int]:
    """The position of each column of the schema in the input."""
    _check_titles(f"{option}, line 1", columns, titles)
    return [titles.index(title) for title in columns.titles]


def _check_titles(where: str, columns: Columns, titles: Sequence[str]) -> None:
    problems = []
    twice = sorted({title for title in titles if titles.count(title) > 1})
    missing = [title for title in columns.titles if title not in titles]
    unknown = [title for title in titles if title not in columns.titles]
    for words, found in (("duplicate", twice), ("missing", missing), ("not in fields", unknown)):
        if found:
            problems.append(f"{words}: {', '.join(name or '(no name)' for name in found)}")
    if problems:
        is_one = len(titles) == 1 and OTHER_DELIMITER.search(titles[0])
        advice = "Separate them with commas." if is_one else "The columns are those of fields, case-sensitive."
        raise InvalidOption(f"{where}: wrong columns, {'; '.join(problems)}.", advice)


def _checked_row(where: str, columns: Columns, cells: Sequence[str], order: Sequence[int]) -> tuple[str, ...]:
    if len(cells) != len(order):
        raise InvalidOption(f"{where}: {counted(len(cells), 'cell')}, expected {len(order)}.", "Correct the line.")
    row = tuple([cells[position] for position in order])
    _check_cells(where, columns, row)
    return row


def _check_cells(where: str, columns: Columns, row: Sequence[str]) -> None:
    joined = "".join(row)
    # All cells at once first: nearly every row is correct, and there may be a million of them.
    if "\n" not in joined and "\r" not in joined and "\0" not in joined and len(joined) * 4 <= CELL_BYTES:
        return
    for title, cell in zip(columns.titles, row):
        if "\n" in cell or "\r" in cell:
            advice = "Write it on one line, or add the closing quote that is missing."
            raise InvalidOption(f"{where}, column {title}: the cell contains a line break.", advice)
        if "\0" in cell:
            raise InvalidOption(f"{where}, column {title}: the cell contains a NUL character.", SAVE_AS_UTF_8)
        if len(cell.encode("utf-8")) > CELL_BYTES:
            raise InvalidOption(f"{where}, column {title}: the cell is larger than 32K.", "Shorten it.")


def _rows_of_dicts(columns: Columns, rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, row in enumerate(rows):
        where = f"rows[{number}]"
        _check_titles(where, columns, _text_keys(where, row))
        cells = tuple([_as_cell(where, title, row[title]) for title in columns.titles])
        _check_cells(where, columns, cells)
        if any(cell.strip() for cell in cells):
            yield number, cells


def _text_keys(where: str, row: Mapping[Any, Any]) -> list[str]:
    for key in row:
        if not isinstance(key, str):
            raise InvalidOption(f"{where}: the column name {shown_value(key)} is not text.", advice_to_give_text(key))
    return list(row)


def _as_cell(where: str, title: str, value: Any) -> str:
    """The text of a cell: `|` separates the values of an array; a literal `|` needs quotes around the cell."""
    if not isinstance(value, (list, tuple)):
        text = _as_one_value(where, title, value)
        if "|" in text:
            escaped = text.replace('"', '""')
            return f'"{escaped}"'
        return text
    items = [_as_one_value(where, title, item, "an element of a list") for item in value]
    if any("|" in item for item in items):
        raise InvalidOption(f"{where}, column {title}: an element of a list contains |.", "Choose another character.")
    return "|".join(items)


def _as_one_value(where: str, title: str, value: Any, called: str = "a cell") -> str:
    if isinstance(value, float):
        raise InvalidOption(f"{where}, column {title}: {value} is not a whole number.", advice_to_give_text(value))
    if isinstance(value, (dict, list, tuple)):
        advice = "Give text, a list or null." if called == "a cell" else "Give text or null."
        raise InvalidOption(f"{where}, column {title}: {shown_value(value)} cannot be {called}.", advice)
    return as_text(value)


def as_text(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def write_csv(columns: Columns, rows: Iterable[tuple[str, ...]], file: IO[bytes]) -> None:
    """The body of an upload: header, then rows, each line ended by a newline.

    No line may begin with whitespace, so a line whose first cell does is quoted throughout.
    """
    text = _Encoded(file)
    plain = csv.writer(text, lineterminator="\n")
    quoted = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL)
    for row in chain([columns.titles], rows):
        (quoted if row[0][:1] in (" ", "\t") else plain).writerow(row)


class _Encoded:
    """What csv writes, as UTF-8. Until Python 3.10, io.TextIOWrapper refuses a SpooledTemporaryFile."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def write(self, text: str) -> int:
        return self._file.write(text.encode("utf-8"))
