# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The mark kept in a field of an object with a table, so that an interrupted run can be finished. Pure.

Words of the mark:
`loading` while the table is not known to be complete, with a text by which the run recognizes its own mark among those
of other runs, and these recognize the table; `replaces=ID` on an object that is built to replace another one; `rows=`,
`file=` (fingerprints of the table and of the input) and `total=` (how many rows) once the table is loaded; `job=` if
nobody waited for the job that loads it. While a table is loaded again, `total=` is still that of the previous table.
"""

from __future__ import annotations

import re
from typing import Any

from ..features.table import Table
from ..model.resource import Resource


def read_mark(resource: Resource, item: dict | None) -> dict[str, str]:
    text = (item or {}).get(mark_of(resource)) or ""
    return dict(part.partition("=")[::2] for part in text.split())


def table_of(resource: Resource) -> Table:
    table = resource.feature(Table)
    if table is None:
        raise TypeError(f"{resource.name} has no table")
    return table


def mark_of(resource: Resource) -> str:
    """The internal field that keeps the mark."""
    return str(resource.mark)


def write_mark(**parts: Any) -> str:
    return " ".join(f"{name}={value}" if value != "" else name for name, value in parts.items())


def restarted(mark: dict[str, str], *kept: str) -> dict[str, str]:
    """The parts of the mark while the table is loaded again. kept: names of parts that still apply."""
    return {"loading": "", **{name: mark[name] for name in kept if name in mark}}


def loading_mark(digest: str, random: str) -> str:
    """The text of `loading`. digest: of the table."""
    return f"{digest[:8]}-{random}"


def is_own(mark: dict[str, str], name: str, value: str) -> bool:
    """Whether the mark is the one with this part, or there is none any more, as after somebody wrote another note."""
    return mark.get(name) == value or not {"loading", "file"} & mark.keys()


def is_of_table(mark: dict[str, str], digest: str) -> bool:
    """Whether the table of the mark, loaded or not, is the one with this digest."""
    if "loading" in mark:
        return mark["loading"].startswith(loading_mark(digest, ""))
    return mark.get("file") == digest


def total_of(mark: dict[str, str]) -> int | None:
    """The number of rows in the mark; unreliable, since users can edit the note that contains it."""
    return int(mark["total"]) if re.fullmatch("[0-9]{1,12}", mark.get("total", "")) else None


def is_half_built(resource: Resource, item: dict) -> bool:
    """Whether it is left over from an interrupted run, which had created it to replace another object."""
    return "replaces" in read_mark(resource, item)
