# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which step waits for which, and for what reason."""

from __future__ import annotations

import pytest
from unit.plugins.module_utils._core.plans import (
    CHECK,
    E1,
    F1,
    G1,
    HOST,
    LIVE_FILTERS,
    NEW_MAP,
    NEW_SCHEDULE,
    P2,
    PROD,
    S1,
    edges_of,
    plan_of,
)

READ_NEW = {"resource_type": "environments", "environment": "New", "actions": ["read"]}
READ_PROD = {"resource_type": "environments", "resource_id": E1, "actions": ["read"]}
READ_ROLES = {"resource_type": "roles", "actions": ["read"]}
OPS = {"id": G1, "name": "Ops", "permissions": [], "users": []}
ADA = {"id": "u1", "userName": "ada", "active": True, "roles": []}
EMPTY = {"environments": [], "roles": [], "scim_users": []}
PATTERNS = {"correlation_patterns": [HOST, CHECK], "correlation_pattern_orders": None}
CASES = {
    "a new object is named": (
        {"alert_filter_schedules": [NEW_SCHEDULE], "alert_filters": [{"name": "Other", "schedule": "Days"}]},
        LIVE_FILTERS,
        {"alert_filter 5f1d8e37a6b0000000000006 <- alert_filter_schedule Days: creates-before"},
    ),
    "a live object is named": (
        {
            "alert_filter_schedules": [{"name": "Nights", "description": "x"}],
            "alert_filters": [{"name": "Other", "schedule": "Nights"}],
        },
        LIVE_FILTERS,
        set(),
    ),
    "two new objects name each other": (
        {"environments": [{"name": "New", "roles": ["Dev"]}], "roles": [{"name": "Dev", "permissions": [READ_NEW]}]},
        EMPTY,
        {
            "environment New <- environment New first: deferred-field",
            "environment New <- role Dev: creates-before",
            "role Dev <- environment New first: creates-before",
        },
    ),
    "a new user has a role that is written and one that is created": (
        {
            "roles": [{"name": "Ops", "permissions": [READ_ROLES]}, {"name": "Dev"}],
            "scim_users": [{"user_name": "bob", "roles": ["Ops", "Dev"]}],
        },
        {**EMPTY, "roles": [OPS]},
        {f"scim_user bob <- role {G1}: waits-for-write", "scim_user bob <- role Dev: creates-before"},
    ),
    "a user joins a role that is written": (
        {
            "roles": [{"name": "Ops", "permissions": [READ_ROLES]}],
            "scim_users": [{"user_name": "ada", "roles": ["Ops"]}],
        },
        {**EMPTY, "roles": [OPS], "scim_users": [ADA]},
        {f"role {G1} joining <- role {G1}: waits-for-write"},
    ),
    "a map creates a tag that is changed": (
        {"alert_tags": [{"name": "owner", "description": "Who"}], "enrichment_maps": [NEW_MAP]},
        {"alert_tags": [], "enrichment_maps": []},
        {"alert_tag owner <- enrichment_map owners: creates-with"},
    ),
    "the order of patterns follows a changed pattern": (
        {
            "correlation_patterns": [{"tags": ["check"], "time_window": 9}],
            "correlation_pattern_orders": [{"patterns": [{"tags": ["host"]}, {"tags": ["check"]}]}],
        },
        PATTERNS,
        {f"correlation_pattern_order correlation_pattern_order <- correlation_pattern {P2}: computed-from"},
    ),
    "a removed schedule runs a removed filter": (
        {
            "alert_filter_schedules": [{"name": "Nights", "state": "absent"}],
            "alert_filters": [{"name": "Noise", "state": "absent"}],
        },
        LIVE_FILTERS,
        {
            f"alert_filter_schedule {S1} <- alert_filter {F1}: frees-before-removal",
            f"alert_filter_schedule {S1} <- alert_filter {F1}: drops-reference",
        },
    ),
    "a removed role names a removed environment": (
        {
            "environments": [{"name": "Production", "state": "absent"}],
            "roles": [{"name": "Ops", "state": "absent"}],
        },
        {**EMPTY, "environments": [PROD], "roles": [{**OPS, "permissions": [READ_PROD]}]},
        {f"environment {E1} <- role {G1}: drops-reference"},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_each_edge_has_its_reason(name):
    declaration, live, edges = CASES[name]
    assert edges_of(plan_of(declaration, live)) == edges


def test_a_step_can_wait_for_another_one_for_several_reasons():
    declaration, live, _edges = CASES["a removed schedule runs a removed filter"]
    plan = plan_of(declaration, live)
    (schedule,) = [step.ref for step in plan.steps if step.ref.resource == "alert_filter_schedule"]
    (reasons,) = plan.graph.reasons(schedule).values()
    assert {reason.value for reason in reasons} == {"frees-before-removal", "drops-reference"}
