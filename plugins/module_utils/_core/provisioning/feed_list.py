# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The rows of a user feed that is a list of dicts. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..errors import InvalidOption
from .feed_rows import Row, checked_row, column_key, refuse_missing_columns


def rows_of_list(feed: Any, columns: Sequence[str]) -> Iterator[Row]:
    """columns: names of those that are read. Raises InvalidOption if the feed is not a list of dicts."""
    if not isinstance(feed, (list, tuple)) or not all(isinstance(row, Mapping) for row in feed):
        raise InvalidOption(
            "the feed is neither CSV text nor a list of dicts.",
            "Give the path of a CSV file, its content, or a list with a dict for each user.",
        )
    keys = list(dict.fromkeys(key for row in feed for key in row if isinstance(key, str)))
    keys_of = {column: [key for key in keys if column_key(key) == column_key(column)] for column in columns}
    if feed:
        refuse_missing_columns(columns, {column for column, found in keys_of.items() if found}, keys)
    for number, row in enumerate(feed, 1):
        yield _row_of_dict(f"entry {number}", row, keys_of)


def _row_of_dict(where: str, row: Mapping[Any, Any], keys_of: Mapping[str, Sequence[str]]) -> Row:
    cells = {}
    for column, keys in keys_of.items():
        found = [key for key in keys if key in row]
        if len(found) > 1:
            return Row(where, problem=f'it has "{column}" twice: {" and ".join(found)}')
        if found:
            cells[column] = row[found[0]]
    return checked_row(where, cells, {})
