# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import csv
import io
import json
import time

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


FORMULAS = ["=1+1", "+1", "-1", "@sum", " =1", "\u00a0=1", "\u3000=1", "\ufeff=1", "\uff1d1"]
SEPARATORS = [";", "\t", "\n", "\r"]


@pytest.mark.parametrize("cell", [*FORMULAS, "\ta", "\ra", "\na"])
def test_no_cell_is_a_formula(cell):
    assert harmless(cell) == f"'{cell}"
    assert harmless(f"a{cell}") == f"a{cell}"


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("formula", [*FORMULAS, '"=1+1"', '" =1', '"\t@a'])
def test_no_part_of_a_cell_is_a_formula_if_another_separator_is_used(separator, formula):
    text = f"a{separator}{formula}"
    step = {
        **NIGHT[0],
        "key": text,
        "error": f"b{text}",
        "diff": {"before": {"name": text}, "after": {"name": text, "roles": [text, formula], "level": -1}},
    }
    written = as_csv(Run([step], message=text))
    for delimiter in (";", "\t", ","):
        for row in csv.reader(io.StringIO(written, newline=""), delimiter=delimiter):
            assert not [
                cell for cell in row if cell.lstrip(" \t\r\n\u00a0\u3000\ufeff").startswith(tuple("=+-@\uff1d"))
            ]
    row, _whole = rows_of(Run([step], message=text))
    assert json.loads(row["after"]) == step["diff"]["after"]
    assert json.loads(row["before"]) == step["diff"]["before"]


def test_elements_of_a_list_are_no_formulas():
    assert harmless("Operations; =1; b") == "Operations; '=1; b"
    assert harmless("a-b; c=d, e + f, -30m") == "a-b; c=d, e + f, -30m"


def test_what_a_terminal_obeys_is_spelled_out():
    """Whoever names a user chooses what the auditor sees, also with less."""
    hostile = "a\x1b[2J\x7f\u202eb\u2028c\U000e0041\rd"
    step = {**NIGHT[0], "key": hostile, "diff": {"before": {"name": hostile}, "after": {}}}
    written = as_csv(Run([step], message=hostile))
    assert "a\\u001b[2J\\u007f\\u202eb" in written and written.replace("\n", "").isprintable()
    assert json.loads(rows_of(Run([step]))[0]["before"]) == {"name": hostile}


def test_a_name_of_thousands_of_tabs_takes_no_longer_than_others():
    began = time.process_time()
    assert harmless("\t" * 100_000) == "'" + "\t" * 100_000
    assert harmless("; " * 100_000 + "=1").endswith("; '=1")
    assert time.process_time() - began < 2
