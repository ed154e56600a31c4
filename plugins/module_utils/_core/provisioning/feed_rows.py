# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The rows of a feed, CSV text or a list, by the titles that are read; what is not plainly a row is a problem. Pure.

A CSV is read line by line, not by the library: a cell with a line break in it is a stray quote that swallows the people
between two lines, and the library does not say how a cell was quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import InvalidOption
from ..values.text import SAVE_AS_UTF_8, caseless, composed, find_unseen, shown

DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}
LINES = re.compile(r"\r\n|\n|\r")
HALF = re.compile("[\ud800-\udfff]")
# What stands in for a character that somebody could not read before.
LOST = "\ufffd"


@dataclass(frozen=True)
class Row:
    """where: as messages call it. cells: by title as it was asked for; one that a list does not hold is missing.

    problem: why it is not a row, if so.
    """

    where: str
    cells: Mapping[str, Any]
    problem: str | None = None


def rows_of_feed(feed: Any, titles: Sequence[str], delimiter: str = "") -> Iterator[Row]:
    """titles: those that are read, each once. Raises InvalidOption for a feed of which nothing can be read."""
    return _rows_of_text(feed, titles, delimiter) if isinstance(feed, str) else _rows_of_list(feed, titles)


def is_feed_text(text: str, titles: Sequence[str], delimiter: str = "") -> bool:
    """Whether it is a CSV, and not the path of one: it has several lines, or its only line holds the titles."""
    lines = LINES.split(text.strip())
    return len(lines) > 1 or bool(_fitting_delimiters(lines[0].lstrip("\ufeff"), titles, delimiter))


# -- a CSV ---------------------------------------------------------------------------------------------------------


def _rows_of_text(text: str, titles: Sequence[str], delimiter: str) -> Iterator[Row]:
    _refuse_other_encodings(text)
    lines = list(enumerate(LINES.split(text.lstrip("\ufeff")), 1))
    first = next((number for number, line in lines if line.strip()), 1)
    header = lines[first - 1][1]
    if len(lines) == 1 and header.strip() and not is_feed_text(text, titles, delimiter):
        raise InvalidOption(
            f'the feed is the one line "{shown(header[:100])}", and not a header with {", ".join(titles)}.',
            "Give the text of the CSV; a path has to be read, as with lookup('ansible.builtin.file', path).",
        )
    used = _delimiter_of(header, titles, delimiter)
    there = _split_header(header, used, first)
    places = _places_of(there, titles)
    for number, line in lines[first:]:
        row = _row_of_line(f"line {number}", line, used, len(there), places)
        if row:
            yield row


def _refuse_other_encodings(text: str) -> None:
    """Ansible reads each byte that is not UTF-8 as half a character of U+DC80 and above."""
    half, nul = HALF.search(text), text.find("\0")
    if text.startswith(("\udcff\udcfe", "\udcfe\udcff")) or nul >= 0 and (not half or nul < half.start()):
        line = text.count("\n", 0, max(nul, 0)) + 1
        raise InvalidOption(f"the feed is not UTF-8 but, as it looks, UTF-16 (line {line}).", SAVE_AS_UTF_8)
    if half:
        before = text[: half.start()].rpartition("\n")[2]
        byte = len(before.encode("utf-8", "surrogatepass")) + 1
        value = ord(half[0]) - 0xDC00
        said = f"is 0x{value:02X}" if 0x80 <= value <= 0xFF else f"holds {half[0]!r}"
        line = text.count("\n", 0, half.start()) + 1
        raise InvalidOption(f"the feed is not UTF-8: line {line}, byte {byte} {said}.", SAVE_AS_UTF_8)


def _delimiter_of(header: str, titles: Sequence[str], delimiter: str) -> str:
    """What was given, or what the header shows; a comma where it shows nothing. Raises InvalidOption for a doubt."""
    fitting = _fitting_delimiters(header, titles, delimiter)
    separating = [each for each in fitting if each in header]
    if len(separating) > 1:
        raise InvalidOption(
            f"the header of the feed holds its titles with {' and with '.join(map(repr, separating))} between them.",
            "Say by delimiter what separates the columns.",
        )
    return delimiter or next(iter((*separating, *fitting)), ",")


def _fitting_delimiters(header: str, titles: Sequence[str], delimiter: str) -> list[str]:
    """Those by which the header holds all titles."""
    wanted = {caseless(_plain(title)) for title in titles}
    return [
        each
        for each in ([delimiter] if delimiter else DELIMITERS.values())
        if wanted <= {caseless(_plain(title)) for title in _titles_of(header, each)}
    ]


def _titles_of(header: str, delimiter: str) -> list[str]:
    try:
        return split_line(header, delimiter)
    except ValueError:
        return []


def _split_header(header: str, delimiter: str, number: int) -> list[str]:
    try:
        there = split_line(header, delimiter)
    except ValueError as error:
        raise InvalidOption(f"the header of the feed, line {number}, {error}.", "Correct the quotes.") from None
    for column, title in enumerate(there, 1):
        unseen = find_unseen(title.strip())
        if unseen:
            raise InvalidOption(
                f'the header of the feed, column {column}, "{shown(title)}" holds {unseen}.', "Remove it."
            )
    return there


def _places_of(there: Sequence[str], titles: Sequence[str]) -> dict[str, int]:
    """The position of each title. Letter case and spaces around it do not matter; columns that are not read may be
    called anything, or nothing, as the index of a data frame is.
    """
    places = {}
    for title in titles:
        found = [place for place, each in enumerate(there) if caseless(_plain(each)) == caseless(_plain(title))]
        if len(found) > 1:
            columns = " and ".join(str(place + 1) for place in found)
            raise InvalidOption(f'the feed has the title "{title}" twice: columns {columns}.', "Rename one of them.")
        if found:
            places[title] = found[0]
    named = [_plain(each) or f"(column {number} has no title)" for number, each in enumerate(there, 1)]
    _refuse_missing(titles, places, named)
    return places


def _refuse_missing(titles: Sequence[str], found: Mapping[str, Any], there: Sequence[str]) -> None:
    missing = sorted(set(titles) - set(found))
    if missing:
        raise InvalidOption(
            f"the feed has no column {', '.join(missing)}; its columns are {shown(', '.join(there)[:500])}.",
            "Correct the mapping of columns, the delimiter, or the feed.",
        )


def _row_of_line(where: str, line: str, delimiter: str, width: int, places: Mapping[str, int]) -> Row | None:
    """None for a line without anything, as spreadsheets put them at the end."""
    try:
        cells = split_line(line, delimiter)
    except ValueError as error:
        return Row(where, {}, str(error))
    if not any(cell.strip() for cell in cells):
        return None
    if len(cells) != width:
        return Row(where, {}, f"{len(cells)} cells, expected {width}")
    return _checked(where, {title: cells[place] for title, place in places.items()}, places)


def split_line(line: str, delimiter: str) -> list[str]:
    """The cells of one line. Raises ValueError saying which quote is wrong."""
    if '"' not in line:
        return line.split(delimiter)
    inner = re.escape(delimiter)
    cell = re.compile(rf'(?:"((?:[^"]|"")*)"|([^"{inner}]*))({inner}|$)')
    cells: list[str] = []
    position = 0
    while True:
        found = cell.match(line, position)
        if found is None:
            raise ValueError(f"column {len(cells) + 1}: {_wrong_quote(line[position:])}")
        cells.append(found[2] if found[1] is None else found[1].replace('""', '"'))
        position = found.end()
        if not found[3]:
            return cells


def _wrong_quote(rest: str) -> str:
    if not rest.startswith('"'):
        return 'a quote (") stands inside of a cell that does not begin with one'
    if re.match(r'"(?:[^"]|"")*"', rest):
        return 'there is text behind the closing quote (")'
    return 'the quote (") is not closed in the same line'


def _plain(title: str) -> str:
    return composed(" ".join(title.split()))


# -- a list --------------------------------------------------------------------------------------------------------


def _rows_of_list(feed: Any, titles: Sequence[str]) -> Iterator[Row]:
    if not isinstance(feed, (list, tuple)) or not all(isinstance(row, Mapping) for row in feed):
        raise InvalidOption("the feed is neither CSV text nor a list of dicts.")
    keys = list(dict.fromkeys(key for row in feed for key in row if isinstance(key, str)))
    if feed:
        wanted = {title: [key for key in keys if caseless(_plain(key)) == caseless(_plain(title))] for title in titles}
        _refuse_missing(titles, {title: found for title, found in wanted.items() if found}, keys)
        for number, row in enumerate(feed, 1):
            yield _row_of_dict(f"entry {number}", row, wanted)


def _row_of_dict(where: str, row: Mapping[Any, Any], wanted: Mapping[str, Sequence[str]]) -> Row:
    cells = {}
    for title, keys in wanted.items():
        found = [key for key in keys if key in row]
        if len(found) > 1:
            return Row(where, {}, f'it has "{title}" twice: {" and ".join(found)}')
        if found:
            cells[title] = row[found[0]]
    return _checked(where, cells, {})


# -- what cells may hold -------------------------------------------------------------------------------------------


def _checked(where: str, cells: Mapping[str, Any], places: Mapping[str, int]) -> Row:
    for title, cell in cells.items():
        problem = next(filter(None, map(_problem_of_text, texts_of(cell))), None)
        if problem:
            column = f"column {places[title] + 1} ({title})" if title in places else title
            return Row(where, {}, f"{column} {problem}")
    return Row(where, {title: trimmed(cell) if isinstance(cell, str) else cell for title, cell in cells.items()})


def texts_of(cell: Any) -> Iterator[str]:
    """Every text in a cell of a list, which may be a list or a dict itself."""
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
        return f'holds {unseen} of "{shown(text)}", which nobody can see'
    return f'holds U+FFFD in "{text}": a character was lost before' if LOST in text else None


def trimmed(text: str) -> str:
    """Spaces of any kind around a text are dropped, and those within it are plain ones."""
    return "".join(" " if character.isspace() else character for character in text.strip())
