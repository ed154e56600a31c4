# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""An export that is applied changes nothing."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.membership import find_membership
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.export import declare
from ansible_collections.community.bigpanda.plugins.module_utils._resources.catalog import CATALOG
from unit.plugins.module_utils._core.plans import (
    ALONE,
    CHECK,
    E1,
    E2,
    F1,
    F2,
    FED,
    G1,
    G2,
    HOST,
    NIGHTS,
    NOISE,
    NOW,
    OTHER,
    P1,
    P2,
    PROD,
    S1,
    TEST,
    known_of,
    plan_of,
    steps_of,
)

PERMISSION = {"resource_type": "environments", "resource_id": E1, "actions": ["read"]}


def user(number, *roles, **values):
    return {"id": f"u{number}", "userName": f"u{number}@x", "active": True, "roles": list(roles), **values}


def role(ref, name, *users, permissions=()):
    return {"id": ref, "name": name, "permissions": list(permissions), "users": list(users)}


def group(ref, name, *environments):
    return {"id": ref, "name": name, "environmentIds": list(environments)}


LIVES = {
    "roles and users": {
        "environments": [PROD, TEST],
        "roles": [role(G1, "Ops", "u1", permissions=[PERMISSION, PERMISSION]), role(G2, "Dev")],
        "scim_users": [user(1, "ops"), user(2, active=False), user(3, "Dev", phoneNumbers=[{"value": "1"}])],
    },
    "roles of one spelling but for letter case": {
        "environments": [],
        "roles": [role(G1, "Ops", "u1"), role(G2, "OPS", "u2")],
        "scim_users": [user(1, "Ops"), user(2, "OPS")],
    },
    "what only one end shows": {
        "environments": [],
        "roles": [role(G1, "Ops", "u1", E2), role(G2, "Dev"), role(F1, "DEV", "u3")],
        "scim_users": [user(1), user(2, "Dev"), user(3), user(4, "dev"), user(5, "Nonesuch")],
    },
    "a permission for what nobody sees": {
        "environments": [PROD],
        "roles": [role(G1, "Ops", permissions=[{**PERMISSION, "resource_id": E2}, PERMISSION])],
        "scim_users": [],
    },
    "environments of one name": {
        "environments": [{**PROD, "roles": [{"id": G1}]}, TEST],
        "environment_groups": [group(F1, "Shops", E2, E1), group(F2, "None")],
        "roles": [role(G1, "Ops", permissions=[PERMISSION])],
    },
    "groups of one name": {
        "environments": [PROD, TEST],
        "environment_groups": [group(F1, "Shops", E1), group(F2, "Shops", E2)],
        "roles": [],
    },
    "filters": {"alert_filters": [NOISE, OTHER, {**OTHER, "id": E1}], "alert_filter_schedules": [NIGHTS]},
    "schedules of one name": {"alert_filters": [NOISE], "alert_filter_schedules": [NIGHTS, {**NIGHTS, "id": S1[::-1]}]},
    "tags": {"alert_tags": [FED, ALONE], "enrichment_maps": [], "alert_tag_orders": ["site", "owner"]},
    "patterns": {
        "correlation_patterns": [{**HOST, "execution_order": 2}, {**CHECK, "execution_order": 1}],
        "correlation_pattern_orders": None,
    },
    "patterns that are alike": {
        "correlation_patterns": [{**HOST, "id": P1, "execution_order": 2}, {**HOST, "id": P2, "execution_order": 1}],
        "correlation_pattern_orders": None,
    },
    "plans": {
        "maintenance_plans": [
            {"id": "p1", "name": "Patch", "start": 1, "end": 2, "status": "done", "condition": {"=": ["a", "b"]}},
            {
                "id": "p2",
                "name": "Patch",
                "start": NOW + 5,
                "end": NOW + 9,
                "status": "planned",
                "condition": {"=": ["a", "b"]},
            },
        ]
    },
}


@pytest.mark.parametrize("live", LIVES.values(), ids=LIVES)
@pytest.mark.parametrize("part", [None, 0, 1])
def test_an_export_that_is_applied_changes_nothing(live, part):
    """part: which kind alone is exported; all of them where it is None."""
    known = known_of(live)
    kinds = [each.resource for each in known.values()]
    gathered = kinds if part is None else kinds[part : part + 1]
    told = declare(known, gathered, find_membership(CATALOG.resources))
    plan = plan_of(told, live)
    assert steps_of(plan) == {}
    assert plan.membership == frozenset()
    assert len(plan.steps) == sum(map(len, told.values()))
