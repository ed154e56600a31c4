# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.plan_context import CONTEXT, PlanContext
from ansible_collections.community.bigpanda.plugins.module_utils._resources.maintenance_stages import is_over, stage_of

NOW = 1_800_000_000


@pytest.mark.parametrize(
    ("status", "start", "end", "stage"),
    [
        ("planned", 60, 120, "planned"),
        ("Planned", 60, 120, "planned"),
        ("planned", None, None, "planned"),
        ("planned", -60, 120, "begun"),
        ("running", -60, 120, "running"),
        ("running", 60, 120, "running"),
        ("done", -60, 120, "done"),
        ("active", 60, 120, "planned"),
        ("active", -60, 120, "running"),
        ("active", -60, -30, "done"),
        ("expired", -60, -30, "done"),
        (None, -60, 120, "running"),
        ("a word of the future", 60, 120, "planned"),
    ],
)
def test_words_of_any_age_and_times_say_how_far_a_plan_is(status, start, end, stage):
    plan = {"status": status, "start": start and NOW + start, "end": end and NOW + end}
    assert stage_of(plan, NOW) == stage


@pytest.mark.parametrize(
    ("plan", "over"),
    [
        ({"status": "done", "end": NOW + 60}, True),
        ({"status": "Expired"}, True),
        ({"status": "running", "end": NOW - 60}, False),
        ({"end": NOW - 60, CONTEXT: PlanContext(NOW)}, True),
        ({"end": NOW, CONTEXT: PlanContext(NOW)}, True),
        ({"end": NOW + 1, CONTEXT: PlanContext(NOW)}, False),
        ({CONTEXT: PlanContext(NOW)}, False),
    ],
)
def test_the_service_says_what_is_over_and_the_clock_what_would_be(plan, over):
    assert is_over(plan) is over
