# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.planning.plan import make_plan
from ansible_collections.community.bigpanda.plugins.module_utils._core.tables.row_changes import RowChanges
from ansible_collections.community.bigpanda.plugins.module_utils._core.tables.table_plan import TablePlan, predicted
from ansible_collections.community.bigpanda.plugins.module_utils._resources.enrichment_map import ENRICHMENT_MAP

CURRENT = {"id": "m1", "name": "Owners", "note": "Who owns what", "mark": ""}
UNCHANGED = TablePlan(make_plan(ENRICHMENT_MAP, CURRENT, {"id": "m1", "name": "Owners"}), RowChanges(3))


@pytest.mark.parametrize(
    ("plan", "lost"),
    [
        (UNCHANGED, 0),
        (UNCHANGED.replace(rows=RowChanges(3, 0, 0, 2), live_rows=5), 2),
        (UNCHANGED.replace(rows=RowChanges(3), live_rows=5), 2),
        (UNCHANGED.replace(rows=RowChanges(7), live_rows=5), 0),
        (UNCHANGED.replace(rows=RowChanges(1, 1, 0, 0), live_rows=5, replaced=CURRENT), 4),
    ],
    ids=["unchanged", "read", "not read", "grows", "replaced"],
)
def test_rows_that_go_are_counted_or_estimated(plan, lost):
    assert plan.rows_lost == lost


@pytest.mark.parametrize(
    ("plan", "action"),
    [
        (UNCHANGED, "none"),
        (UNCHANGED.replace(uploads=True), "update"),
        (UNCHANGED.replace(replaced=CURRENT), "update"),
        (UNCHANGED.replace(leftovers=(CURRENT,)), "update"),
        (UNCHANGED.replace(pending="j1"), "update"),
    ],
    ids=["unchanged", "uploads", "replaced", "leftovers", "pending"],
)
def test_work_only_on_the_table_is_an_update(plan, action):
    assert plan.action == action
    assert plan.changed is (action != "none")


def test_what_an_earlier_run_left_behind_shows_in_the_diff():
    unfinished = UNCHANGED.replace(leftovers=({**CURRENT, "id": "m2"},)).diff["before"]["unfinished"]
    assert len(unfinished) == 1 and "m2" in unfinished[0]
    assert UNCHANGED.replace(pending="j1").diff["before"]["unfinished"] == ["an earlier run did not see its end"]


def test_check_mode_predicts_what_stays_of_an_object():
    assert predicted(UNCHANGED)["id"] == "m1"
    assert predicted(UNCHANGED.replace(step=make_plan(ENRICHMENT_MAP, CURRENT, {"id": "m1"}, "absent"))) == CURRENT
