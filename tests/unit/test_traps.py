# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What docs/traps.md says is guarded is guarded by a test that exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "traps.md").read_text(encoding="utf-8")
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and "Guarded by" not in line]
NAMED = re.findall(r"`(\w+\.py)::(\w+)`", PAGE)


def named_in(file):
    """Names of the tests in every file of that name."""
    return [
        node.name
        for path in (ROOT / "tests" / "unit").rglob(file)
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_every_test_that_the_page_names_exists_once(file, name):
    assert named_in(file).count(name) == 1


def test_every_trap_names_a_test():
    assert len(ROWS) > 30
    assert [row for row in ROWS if not re.search(r"`\w+\.py::\w+` \|$", row)] == []
