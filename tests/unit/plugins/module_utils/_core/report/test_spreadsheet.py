# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import csv
import io

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.report.feed_lines import with_lines
from ansible_collections.community.bigpanda.plugins.module_utils._core.report.run import Run
from ansible_collections.community.bigpanda.plugins.module_utils._core.report.spreadsheet import as_csv, harmless
from unit.plugins.module_utils._core.report.entries import NIGHT

LINES = {"N0@corp.example": "line 12", "p0008@corp.example": "line 7", "same@corp.example": "entry 3"}


def rows_of(run):
    return list(csv.DictReader(io.StringIO(as_csv(run), newline="")))


def test_a_row_says_who_changes_how_and_why():
    titles = ["user", "change", "roles added", "roles removed", "reason", "line of the feed"]
    assert [[row[title] for title in titles] for row in rows_of(Run(with_lines(NIGHT, LINES)))] == [
        ["n0@corp.example", "create", "Operations", "", "in the feed", "12"],
        ["p0008@corp.example", "change", "Auditors", "", "in the feed", "7"],
        ["p3846@corp.example", "deactivate", "", "", "not in the feed", ""],
        ["", "change", "", "", "", ""],
        ["same@corp.example", "", "", "", "in the feed", "entry 3"],
    ]


def test_what_concerns_the_whole_run_is_a_row_without_an_object():
    *_steps, remark, whole = rows_of(Run(NIGHT, remarks=["canteen gives no role"], message="refused"))
    assert (remark["key"], remark["outcome"], remark["error"]) == ("", "remark", "canteen gives no role")
    assert (whole["key"], whole["outcome"], whole["error"]) == ("", "failed", "refused")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@sum", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "\uff1d1"])
def test_no_cell_is_a_formula(cell):
    assert harmless(cell) == f"'{cell}"
    assert harmless(f"a{cell}") == f"a{cell}"
