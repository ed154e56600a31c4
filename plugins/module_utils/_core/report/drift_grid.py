# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What differs in many organizations, by kind. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Optional

from .run import UNCHANGED
from .text_table import text_table
from .wording import kind_title

NO_DRIFT, DRIFT, ERROR = "no drift", "drift", "error"
NOT_COMPARED, SAME = "", "·"
Summary = Optional[Mapping[str, Mapping[str, int]]]


def drift_grid(summaries: Mapping[str, Summary]) -> list[str]:
    """A line for each organization, a column for each kind: how many objects differ.

    summaries: by organization, the return value `summary`; None if the organization could not be compared.
    """
    kinds = list(dict.fromkeys(kind for summary in summaries.values() for kind in summary or ()))
    rows = [[name, _state(summary), *_cells(summary or {}, kinds)] for name, summary in summaries.items()]
    return text_table(["organization", "state", *map(kind_title, kinds)], rows)


def _state(summary: Summary) -> str:
    if summary is None:
        return ERROR
    return DRIFT if any(map(_differing, summary.values())) else NO_DRIFT


def _cells(summary: Mapping[str, Mapping[str, int]], kinds: list[str]) -> list[str]:
    differing = [_differing(summary[kind]) if kind in summary else None for kind in kinds]
    return [NOT_COMPARED if number is None else f"{number:,}" if number else SAME for number in differing]


def _differing(counts: Mapping[str, int]) -> int:
    return sum(number for action, number in counts.items() if action != UNCHANGED)
