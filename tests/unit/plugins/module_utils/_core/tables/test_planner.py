# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.tables.planner import plan_table
from ansible_collections.community.bigpanda.plugins.module_utils._core.tables.table_plan import TableOptions
from ansible_collections.community.bigpanda.plugins.module_utils._resources.enrichment_map import ENRICHMENT_MAP

OPTIONS = TableOptions(None, "rows", False, False, True, 20)
ORIGINAL = {"id": "m1", "name": "owners", "note": "", "mark": ""}
UNFINISHED = {"id": "m2", "name": "owners", "note": "", "mark": "replaces=m1"}
OF_ANOTHER = {"id": "m3", "name": "others", "note": "", "mark": "replaces=m9"}


@pytest.mark.parametrize("desired", [{"name": "owners"}, {"id": "".join(("m", "1"))}], ids=["name", "id"])
def test_with_a_map_goes_what_an_earlier_run_created_to_replace_it(desired):
    plan = plan_table(None, ENRICHMENT_MAP, desired, "absent", OPTIONS, [ORIGINAL, UNFINISHED, OF_ANOTHER])
    assert (plan.step.current["id"], [each["id"] for each in plan.leftovers]) == ("m1", ["m2"])


def test_without_the_map_the_unfinished_one_is_removed_itself():
    plan = plan_table(None, ENRICHMENT_MAP, {"id": "".join(("m", "1"))}, "absent", OPTIONS, [UNFINISHED, OF_ANOTHER])
    assert (plan.step.current["id"], plan.leftovers) == ("m2", ())
