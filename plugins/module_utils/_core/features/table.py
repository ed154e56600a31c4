# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A table that belongs to an object, see the directory `tables`. Pure data."""

from __future__ import annotations

from typing import Callable

from ..model.feature import Feature
from ..model.operation import Operation, Paging


class Table(Feature):
    """Replaced whole by a CSV upload, changed by a job, read back in pages."""

    upload: Operation
    read: Operation
    job: Operation
    paging: Paging
    # Pure; (names of all columns, names of those that identify a row) of an object, live or desired.
    columns: Callable[[dict], tuple[tuple[str, ...], tuple[str, ...]]]
    # Pure; whether rows of an object are the same if their keys only differ in case.
    ignores_case: Callable[[dict], bool]
    # The internal field in which the engine keeps a fingerprint of the table, and how far it got.
    marked_by: str

    @property
    def mark(self) -> str:
        return self.marked_by
