# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A plan that follows an earlier one of the same run, in check mode, is that of the run that carries both out."""

from __future__ import annotations

import pytest

READ = [{"resource_type": "users", "actions": ["read"]}]
ADA = "ada@acme.example"
DECLARATIONS = {
    "a new role": {"roles": [{"name": "New", "permissions": READ}]},
    "a renamed role": {"roles": [{"name": "Old", "new_name": "New"}]},
    "a renamed role and a removed one": {
        "roles": [{"name": "Old", "new_name": "New"}, {"name": "Gone", "state": "absent"}]
    },
    "a new user": {
        "roles": [{"name": "New", "permissions": READ}],
        "scim_users": [{"user_name": "zoe@acme.example", "roles": ["New"]}],
    },
    "a changed user": {
        "roles": [{"name": "New", "permissions": READ}],
        "scim_users": [{"user_name": ADA, "display_name": "Ada L", "roles": ["New", "Old"]}],
    },
    "a leaver": {
        "roles": [{"name": "New", "permissions": READ}],
        "scim_users": [{"user_name": ADA, "state": "absent"}],
    },
}
FEED = {
    "scim_users": [
        {"user_name": ADA, "roles": ["New"]},
        {"user_name": "zoe@acme.example", "display_name": "Zoe", "roles": ["New", "User"]},
    ],
    "max_removals": "100%",
}


@pytest.fixture
def acme(simulator):
    acme = simulator.organization("acme")
    user = acme.add_user(ADA)
    for name in ("Old", "Gone"):
        acme.add_role(name, [], [user["id"]])
    simulator.clear_requests()
    return acme


def steps_of(result):
    return [(step["key"], step["action"], step["diff"]) for step in result["plan"]]


@pytest.mark.usefixtures("acme")
@pytest.mark.parametrize("declared", DECLARATIONS.values(), ids=DECLARATIONS)
def test_the_plan_is_that_of_the_run(run, simulator, declared):
    declared = {**declared, "max_removals": "100%"}
    earlier = run("organization", check_mode=True, **declared)
    planned = run("organization", check_mode=True, after_plan=earlier["plan"], **FEED)
    assert "failed" not in planned, planned["msg"]
    assert simulator.requests(writes_only=True) == []
    assert not run("organization", **declared).get("failed")
    # What a run has carried out is no longer ahead of it.
    done = run("organization", after_plan=earlier["plan"], **FEED)
    assert steps_of(planned) == steps_of(done)
    # The fingerprint contains IDs, and a user who does not exist has none.
    if "scim_users" not in {step["resource"] for step in earlier["plan"] if step["action"] == "create"}:
        assert planned["fingerprint"] == done["fingerprint"]


@pytest.mark.usefixtures("acme")
def test_a_role_that_the_earlier_plan_removes_or_renames_does_not_exist(run):
    declared = {"roles": [{"name": "Old", "new_name": "New"}, {"name": "Gone", "state": "absent"}]}
    earlier = run("organization", check_mode=True, max_removals="100%", **declared)
    for name in ("Old", "Gone"):
        users = [{"user_name": ADA, "roles": [name]}]
        refused = run("organization", check_mode=True, after_plan=earlier["plan"], scim_users=users)
        assert refused["failed"] and f'role "{name}" does not exist' in refused["msg"], refused["msg"]


@pytest.mark.parametrize(
    "step", [{"resource": "roles"}, {"resource": "roles", "key": "a", "action": "create", "diff": None}, {}]
)
def test_what_is_no_plan_is_refused(run, step):
    refused = run("organization", check_mode=True, after_plan=[step], **FEED)
    assert refused["failed"] and "which is not a step of a plan. Give the plan that the earlier" in refused["msg"]
