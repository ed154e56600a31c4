# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Rows as an aligned table of text. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .readable import one_line

WIDEST_CELL = 60


def text_table(titles: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[str]:
    """A header line and one for each row. Numbers are aligned to the right, and long cells are cut."""
    cells = [[_cell(value) for value in row] for row in (titles, *rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(titles))]
    are_numbers = [bool(rows) and all(isinstance(row[column], int) for row in rows) for column in range(len(titles))]
    return [
        "  ".join(
            cell.rjust(width) if is_number else cell.ljust(width)
            for cell, width, is_number in zip(row, widths, are_numbers)
        ).rstrip()
        for row in cells
    ]


def _cell(value: Any) -> str:
    text = "" if value is None else f"{value:,}" if isinstance(value, int) else one_line(str(value))
    return text if len(text) <= WIDEST_CELL else f"{text[: WIDEST_CELL - 1]}…"
