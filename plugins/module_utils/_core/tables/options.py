# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The options of an object with a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model.field import Field
from ..model.option_checks import check_duration_s
from . import row_removals
from .csv_rows import Source
from .table_plan import TableOptions

TABLE_SOURCES = ("src", "content", "rows")
TABLE_OPTIONS = (
    Field("src", type="path"),
    Field("content"),
    Field("rows", type="list", elements="dict"),
    Field("compare", default="rows", choices=("rows", "digest")),
    Field("recreate", type="bool", default=False),
    Field("force", type="bool", default=False),
    Field("wait", type="bool", default=True),
    Field("wait_timeout", type="int", default=1800),
)
# Of a task, not of one object.
MAX_ROW_REMOVALS = Field(row_removals.OPTION, default=row_removals.DEFAULT)


def table_options_of(given: Mapping[str, Any]) -> TableOptions:
    """Raises InvalidOption."""
    check_duration_s("wait_timeout", given["wait_timeout"])
    sources = [name for name in TABLE_SOURCES if given[name] is not None]
    return TableOptions(
        source=Source(sources[0], given[sources[0]]) if sources else None,
        compare=given["compare"],
        recreate=given["recreate"],
        force=given["force"],
        wait=given["wait"],
        wait_timeout_s=given["wait_timeout"],
    )
