# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest


@pytest.mark.sends("list_api_keys")
def test_a_purge_of_users_spares_the_owner_of_the_key(call, simulator):
    declared = [{"user_name": "grace@acme.example"}]
    purged = call("organization", scim_users=declared, purge=["scim_users"], max_removals="90%")
    assert purged["changed"]
    assert {step["action"] for step in purged["plan"]} == {"remove"}
    users = simulator.organization("acme").users.values()
    assert {user["userName"] for user in users if user["active"]} == {"admin@acme.example", "grace@acme.example"}


def test_unknown_permissions_are_all_listed_in_check_mode_as_in_a_run(call, simulator):
    roles = [
        {"name": "Night watch", "permissions": [{"resource_type": "user", "actions": ["read"]}]},
        {"name": "Day watch", "permissions": [{"resource_type": "roles", "actions": ["write"]}]},
    ]
    simulator.clear_requests()
    for check_mode in (True, False):
        refused = call("organization", roles=roles, check_mode=check_mode)
        assert refused["msg"] == (
            'role "Night watch": permissions[0].resource_type: "user" does not exist. Did you mean users? '
            'role "Day watch": permissions[0].actions: roles has no action "write". Possible are full_access, read.'
        )
    assert simulator.requests(writes_only=True) == []
