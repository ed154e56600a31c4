# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.tables.csv_rows import Columns, Source
from ansible_collections.community.bigpanda.plugins.module_utils._core.tables.row_changes import (
    all_new,
    compare_rows,
    declared_cell,
    exact_cell,
    live_cell,
)

COLUMNS = Columns(("application", "owner"), ("application",))


def test_a_table_compared_with_itself_differs_in_nothing():
    rows = [{"application": "a", "owner": None}, {"application": "b", "owner": ["x", "y"]}]
    live = [{"application": "b", "owner": "x|y"}, {"application": "a", "owner": "null"}]
    assert compare_rows(COLUMNS, live, Source("rows", rows).rows(COLUMNS)).is_none


def test_changes_are_counted_by_the_columns_that_identify_a_row():
    live = [{"application": name, "owner": "x"} for name in "abc"]
    rows = [{"application": name, "owner": owner} for name, owner in (("a", "x"), ("b", "y"), ("d", "x"))]
    changes = compare_rows(COLUMNS, live, Source("rows", rows).rows(COLUMNS))
    assert changes.counts() == {"total": 3, "added": 1, "changed": 1, "removed": 1}


def test_every_row_of_a_new_table_is_added():
    changes = all_new(COLUMNS, [("billing", "finance"), ("shop", "sales")])
    assert changes.counts() == {"total": 2, "added": 2, "changed": 0, "removed": 0}
    assert changes.before == ()


@pytest.mark.parametrize(
    ("shown", "owner", "is_same"),
    [
        ("x|y", ["x", "y"], True),
        (["x", "y"], ["x", "y"], True),
        ('"x|y"', "x|y", True),
        ("x|y", "x|y", False),
        ('"x|y"', ["x", "y"], False),
        (["x", "y"], "x|y", False),
        ('"say ""hi"""', 'say "hi"', True),
        (None, "", True),
    ],
)
def test_a_list_and_a_literal_pipe_are_distinguished_where_it_matters(shown, owner, is_same):
    live, rows = [{"application": "a", "owner": shown}], [{"application": "a", "owner": owner}]
    declared = list(Source("rows", rows).rows(COLUMNS))
    assert compare_rows(COLUMNS, live, declared).is_none
    assert compare_rows(COLUMNS, live, declared, exact_cell).is_none == is_same


@pytest.mark.parametrize(
    ("shown", "compared", "declared"),
    [
        (None, "", None),
        ("null", "", None),
        ("", "", None),
        (True, "true", "true"),
        (["a", 1], "a|1", ["a", "1"]),
        ("a|b", "a|b", ["a", "b"]),
        ('"a|b"', "a|b", "a|b"),
        ('"say ""hi"""', 'say "hi"', 'say "hi"'),
    ],
)
def test_a_cell_that_the_service_shows(shown, compared, declared):
    assert live_cell(shown) == compared
    assert declared_cell(shown) == declared
