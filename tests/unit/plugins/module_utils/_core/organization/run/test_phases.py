# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which tasks a run has, in which of its phases, and what each waits for."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.run.phases import phases_of
from unit.plugins.module_utils._core.plans import G1, G2, LIVE_FILTERS, S1, name_of, plan_of

READ_NEW = {"resource_type": "environments", "environment": "New", "actions": ["read"]}
ROLES = [
    {"id": G1, "name": "Old", "permissions": [], "users": ["u1"]},
    {"id": G2, "name": "New", "permissions": [], "users": []},
]
ADA = {"id": "u1", "userName": "ada", "active": True, "roles": ["Old"]}


def tasks_of(plan):
    return [
        {name_of(ref): {name_of(each) for each in after} for ref, after in tasks.items()} for tasks in phases_of(plan)
    ]


def test_members_join_with_the_writes_and_leave_after_them():
    live = {"environments": [], "roles": ROLES, "scim_users": [ADA]}
    plan = plan_of({"scim_users": [{"user_name": "ada", "roles": ["New"]}]}, live)
    assert tasks_of(plan) == [{f"role {G2} joining": set()}, {f"role {G1} leaving": set()}, {}, {}]


def returning_as(names, live_roles=ROLES, **declared):
    live = {"environments": [], "roles": live_roles, "scim_users": [{**ADA, "active": False}]}
    return tasks_of(plan_of({"scim_users": [{"user_name": "ada", "roles": names}], **declared}, live))


def test_members_return_after_they_have_left_their_former_groups():
    assert returning_as(["New"]) == [
        {f"role {G2} joining": set()},
        {f"role {G1} leaving": set()},
        {},
        {"scim_user u1": set()},
    ]
    assert returning_as(["Old", "New"]) == [{f"role {G2} joining": set()}, {}, {}, {"scim_user u1": set()}]


@pytest.mark.parametrize("shown", [["u1"], []], ids=["at the group", "at the member"])
def test_members_return_after_the_run_has_removed_their_former_groups(shown):
    groups = [{**ROLES[0], "users": shown}, ROLES[1], {"id": S1, "name": "Other", "permissions": [], "users": []}]
    gone = [{"name": name, "state": "absent"} for name in ("Old", "Other")]
    *_others, removals, returns = returning_as(["New"], groups, roles=gone)
    assert set(removals) == {f"role {G1}", f"role {S1}"}
    assert returns == {"scim_user u1": {f"role {G1}"}}


def test_a_creation_in_two_phases_is_two_tasks():
    declaration = {
        "environments": [{"name": "New", "roles": ["Ops"]}],
        "roles": [{"name": "Ops", "permissions": [READ_NEW]}],
    }
    writes, *others = tasks_of(plan_of(declaration, {"environments": [], "roles": []}))
    assert writes == {
        "environment New first": set(),
        "environment New": {"environment New first", "role Ops"},
        "role Ops": {"environment New first"},
    }
    assert others == [{}, {}, {}]


def test_removals_come_after_the_writes_and_unchanged_objects_are_no_tasks():
    declaration = {
        "alert_filter_schedules": [{"name": "Nights", "state": "absent"}],
        "alert_filters": [{"name": "Other"}, {"name": "Noise", "state": "absent"}],
    }
    writes, leaves, removals, returns = phases_of(plan_of(declaration, LIVE_FILTERS))
    assert (writes, leaves, returns) == ({}, {}, {})
    assert {name_of(ref) for ref in removals} >= {f"alert_filter_schedule {S1}"} and len(removals) == 2
