# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Limits the number of rows that a table may lose, so that a truncated file does not empty it."""

from __future__ import annotations

from collections.abc import Iterable

from ..errors import TooManyRemovals
from ..values.removal_limit import Limit, read_limit
from .table_plan import TablePlan

OPTION = "max_row_removals"
DEFAULT = "20%"
# Tables that are maintained by hand have a few rows, and any of them may be removed.
AT_LEAST = 5


def row_limit(value: str) -> Limit:
    """Raises InvalidOption."""
    return read_limit(OPTION, value, "rows", AT_LEAST)


def check_row_removals(plans: Iterable[TablePlan], value: str) -> None:
    """Raises TooManyRemovals, naming each table that would lose more rows than that."""
    limit = row_limit(value)
    found = [_sentence(plan, limit) for plan in plans if plan.rows_lost > limit.allowed(plan.live_rows or 0)]
    if found:
        raise TooManyRemovals(
            f"{'; '.join(found[:10])}, according to {OPTION} ({value}).",
            f"Check whether the table is complete; if the removal is intended, raise {OPTION}.",
        )


def _sentence(plan: TablePlan, limit: Limit) -> str:
    allowed = limit.allowed(plan.live_rows or 0)
    return (
        f"{plan.rows_lost} of {plan.live_rows} rows of the {plan.step.title} would be removed, but only {allowed} may"
    )
