# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The rows of a user feed that is the text of a CSV. Pure.

It is read line by line, not by the library: a line break inside a cell is a stray quote that swallows the users between
two lines, and the library does not say how a cell was quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ..errors import InvalidOption
from ..values.file_format import refuse_other_formats
from ..values.text import SAVE_AS_UTF_8, counted, find_unseen, shown
from .feed_rows import MalformedRow, Row, checked_row, column_key, plain_column_name, refuse_missing_columns

DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}
BYTE_ORDER_MARK = "\ufeff"
LINES_BEFORE_A_HEADER = 20
LINE_BREAK = re.compile(r"\r\n|\n|\r")
HALF_CHARACTER = re.compile("[\ud800-\udfff]")


def rows_of_csv(text: str, columns: Sequence[str], delimiter: str = "") -> Iterator[Row]:
    """columns: names of those that are read. Raises InvalidOption if no row of the text can be read."""
    refuse_other_formats("the feed", text)
    _refuse_other_encodings(text)
    if not text.lstrip(BYTE_ORDER_MARK).strip():
        raise InvalidOption("the feed is empty.", "Check what writes it; nothing was sent.")
    lines = list(enumerate(LINE_BREAK.split(text.lstrip(BYTE_ORDER_MARK)), 1))
    number, header_line = next((each for each in lines if each[1].strip()), lines[0])
    if len(lines) == 1 and header_line.strip() and not is_feed_text(text, columns, delimiter):
        raise InvalidOption(
            f'the feed is the single line "{shown(header_line[:100])}", which is not a header with '
            f"{', '.join(columns)}.",
            "Give the text of the CSV; to give a path, read the file with lookup('ansible.builtin.file', path).",
        )
    _refuse_lines_before_the_header(lines[number - 1 :], columns, delimiter)
    used = _delimiter_of(header_line, columns, delimiter)
    header = _split_header(header_line, used, number)
    positions = _column_positions(header, columns)
    for line_number, line in lines[number:]:
        row = _row_of_line(f"line {line_number}", line, used, header, positions)
        if row:
            yield row


def is_feed_text(text: str, columns: Sequence[str], delimiter: str = "") -> bool:
    """True for the text of a CSV, False for a path: a CSV has several lines, or one line with the column names."""
    lines = LINE_BREAK.split(text.strip())
    return len(lines) > 1 or bool(_fitting_delimiters(lines[0].lstrip(BYTE_ORDER_MARK), columns, delimiter))


def _refuse_other_encodings(text: str) -> None:
    """Ansible reads each byte that is not UTF-8 as half a character of U+DC80 and above."""
    half, nul = HALF_CHARACTER.search(text), text.find("\0")
    if text.startswith(("\udcff\udcfe", "\udcfe\udcff")) or nul >= 0 and (not half or nul < half.start()):
        line = _line_number(text, max(nul, 0))
        raise InvalidOption(f"the feed is not UTF-8, but probably UTF-16 (line {line}).", SAVE_AS_UTF_8)
    if half:
        before = text[: half.start()].rpartition("\n")[2]
        byte = len(before.encode("utf-8", "surrogatepass")) + 1
        value = ord(half[0]) - 0xDC00
        found = f"is 0x{value:02X}" if 0x80 <= value <= 0xFF else f"is {half[0]!r}"
        line = _line_number(text, half.start())
        raise InvalidOption(f"the feed is not UTF-8: line {line}, byte {byte} {found}.", SAVE_AS_UTF_8)


def _refuse_lines_before_the_header(lines: Sequence[tuple[int, str]], columns: Sequence[str], delimiter: str) -> None:
    """Spreadsheets, PowerShell and reports write a line of their own first, such as `sep=,`, `#TYPE` or a title."""
    (first, line), *others = lines[:LINES_BEFORE_A_HEADER]
    if _fitting_delimiters(line, columns, delimiter):
        return
    header = next((number for number, other in others if _fitting_delimiters(other, columns, delimiter)), None)
    if header:
        raise InvalidOption(
            f'the header of the feed is in line {header}, after line {first}: "{shown(line[:100])}".',
            "Remove the lines before the header.",
        )


def _line_number(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _delimiter_of(header_line: str, columns: Sequence[str], delimiter: str) -> str:
    """The given delimiter, or the one of the header; a comma by default. Raises InvalidOption if two would fit."""
    fitting = _fitting_delimiters(header_line, columns, delimiter)
    separating = [each for each in fitting if each in header_line]
    if len(separating) > 1:
        raise InvalidOption(
            f"the columns in the header of the feed can be separated by {' and by '.join(map(repr, separating))}.",
            "Set delimiter to the one that is used.",
        )
    return delimiter or next(iter((*separating, *fitting)), ",")


def _fitting_delimiters(header_line: str, columns: Sequence[str], delimiter: str) -> list[str]:
    """The delimiters with which the header contains all columns."""
    keys = {column_key(column) for column in columns}
    return [
        each
        for each in ([delimiter] if delimiter else DELIMITERS.values())
        if keys <= {column_key(name) for name in _names_in(header_line, each)}
    ]


def _names_in(header_line: str, delimiter: str) -> list[str]:
    try:
        return split_line(header_line, delimiter)
    except MalformedRow:
        return []


def _split_header(header_line: str, delimiter: str, number: int) -> list[str]:
    try:
        header = split_line(header_line, delimiter)
    except MalformedRow as error:
        raise InvalidOption(f"the header of the feed, line {number}, {error}.", "Correct the quotes.") from None
    for position, name in enumerate(header, 1):
        unseen = find_unseen(name.strip())
        if unseen:
            raise InvalidOption(
                f'the header of the feed, column {position}, "{shown(name)}" contains the invisible character '
                f"{unseen}.",
                "Remove it.",
            )
    return header


def _column_positions(header: Sequence[str], columns: Sequence[str]) -> dict[str, int]:
    """Columns that are not read may have any name, or none, such as the index of a data frame."""
    keys = [column_key(name) for name in header]
    positions = {}
    for column in columns:
        found = [position for position, key in enumerate(keys) if key == column_key(column)]
        if len(found) > 1:
            numbers = " and ".join(str(position + 1) for position in found)
            raise InvalidOption(f'the feed has the column "{column}" twice: columns {numbers}.', "Rename one of them.")
        if found:
            positions[column] = found[0]
    named = [plain_column_name(name) or f"(column {number} has no name)" for number, name in enumerate(header, 1)]
    refuse_missing_columns(columns, positions, named)
    return positions


def _row_of_line(
    where: str, line: str, delimiter: str, header: Sequence[str], positions: Mapping[str, int]
) -> Row | None:
    """None for a line without text; spreadsheets append such lines."""
    try:
        cells = split_line(line, delimiter)
    except MalformedRow as error:
        return Row(where, problem=str(error))
    if not any(cell.strip() for cell in cells):
        return None
    if len(cells) != len(header):
        return Row(where, problem=f"{counted(len(cells), 'cell')}, expected {len(header)}")
    if cells == header:
        return Row(where, problem="the header is repeated")
    return checked_row(where, {column: cells[position] for column, position in positions.items()}, positions)


def split_line(line: str, delimiter: str) -> list[str]:
    """The cells of one line. Raises MalformedRow saying which quote is wrong."""
    if '"' not in line:
        return line.split(delimiter)
    inner = re.escape(delimiter)
    cell = re.compile(rf'(?:"((?:[^"]|"")*)"|([^"{inner}]*))({inner}|$)')
    cells: list[str] = []
    position = 0
    while True:
        found = cell.match(line, position)
        if found is None:
            raise MalformedRow(f"column {len(cells) + 1}: {_wrong_quote(line[position:])}")
        cells.append(found[2] if found[1] is None else found[1].replace('""', '"'))
        position = found.end()
        if not found[3]:
            return cells


def _wrong_quote(rest: str) -> str:
    if not rest.startswith('"'):
        return 'there is a quote (") inside a cell that does not begin with one'
    if re.match(r'"(?:[^"]|"")*"', rest):
        return 'there is text after the closing quote (")'
    return 'the quote (") is not closed on the same line'
