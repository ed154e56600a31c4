# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What counts as a change of the engine, and that a sample can be repeated."""

from __future__ import annotations

import pytest
from mutants import mutation, report
from mutants.mutation import Mutant

FILE = "access/key_owner.py"


@pytest.mark.parametrize(
    ("source", "changed", "is_another"),
    [
        ("def f(a: int | None): pass", "def f(a: int + None): pass", False),
        ("def f() -> int | None: pass", "def f() -> int - None: pass", False),
        ("a: int | None = 1", "a: int & None = 1", False),
        ("@dataclass(frozen=True)\nclass A: pass", "@dataclass(frozen=False)\nclass A: pass", False),
        ("a = b", "a = = b", False),
        ("a = b | c", "a = b & c", True),
        ("a = f(frozen=True)", "a = f(frozen=False)", True),
    ],
)
def test_only_another_program_is_a_change(source, changed, is_another):
    assert mutation.means_another(source, changed) is is_another


@pytest.mark.parametrize(
    ("line", "column", "width", "is_star"),
    [("f(**a)", 2, 2, True), ("f(b, *a)", 5, 1, True), ("f(b * a)", 4, 1, False), ("b ** a", 2, 2, False)],
)
def test_stars_before_arguments_are_no_operators(line, column, width, is_star):
    assert mutation.takes_stars_for_operators(line, (1, column), (1, column + width)) is is_star


def test_a_sample_can_be_repeated_and_takes_each_place_once(tmp_path, monkeypatch):
    monkeypatch.setattr(mutation, "CACHE", tmp_path)
    first, again = (list(mutation.sample(5, 7, [FILE])) for _each in range(2))
    assert first == again and 0 < len(first) <= 5
    places = [(mutant.start, mutant.end) for mutant, _changed in first]
    assert len(places) == len(set(places))
    for mutant, changed in first:
        before, after = mutation.changed_line(mutant, changed)
        assert before != after


def test_what_no_test_can_notice_is_not_counted():
    mutant = Mutant(FILE, (1, 0), (1, 1), "core/AddNot", 0)
    outcomes = ["killed", "killed", "timed out", "survived", report.EQUIVALENT]
    told = report.table(report.Result(mutant, "a", "b", outcome) for outcome in outcomes)
    assert "| `access` | 3 | 1 | 1 |" in told
    assert "Killed: 3 of 4 (75%)." in told
    assert told.endswith(f"- `{FILE}`: `a` became `b`")


def test_each_equivalent_change_is_of_an_existing_line():
    for file, before, _after in mutation.equivalents():
        lines = (mutation.ROOT / mutation.ENGINE / file).read_text(encoding="utf-8").splitlines()
        assert before in [line.strip() for line in lines]
