# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.expected_time import expected_time
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.role_holders import role_holders
from unit.plugins.module_utils._core.plans import E1, E2, G1, G2, known_of, plan_of

NEW = [{"user_name": f"n{number}@x"} for number in range(4000)]
LIVE = {
    "roles": [
        {"id": G1, "name": "Operations", "permissions": [], "users": [{"id": E1}]},
        {"id": G2, "name": "Auditors"},
    ],
    "scim_users": [
        {"id": E1, "userName": "ada", "roles": ["Operations"]},
        {"id": E2, "userName": "bob", "roles": ["Operations"]},
    ],
}


@pytest.mark.parametrize(
    ("count", "share", "pace"),
    [
        (4000, 1, "4,000 users to create, about 33 min: BigPanda allows 2 a second."),
        (
            4000,
            0.25,
            "4,000 users to create, about 2 h 13 min: BigPanda allows 2 a second, and rate_limit_share is 0.25.",
        ),
        (10, 1, ""),
    ],
)
def test_the_published_limits_say_how_long_a_plan_takes(count, share, pace):
    plan = plan_of({"scim_users": NEW[:count]}, {"scim_users": []})
    assert expected_time(plan, share).pace == pace


def test_limits_that_count_apart_do_not_add_up():
    """Creations, changes and removals of users each have a limit of their own."""
    live = {"scim_users": [{"id": f"5f1d8e37a6b0{number:012x}", "userName": f"p{number}@x"} for number in range(100)]}
    leaving = [{"user_name": f"p{number}@x", "state": "absent"} for number in range(100)]
    both = expected_time(plan_of({"scim_users": [*NEW[:100], *leaving]}, live), 1)
    assert both == expected_time(plan_of({"scim_users": NEW[:100]}, live), 1) and both.seconds == 49.0
    assert expected_time(plan_of({"scim_users": []}, live), 1).seconds == 0


def test_who_has_which_role_after_the_run():
    declared = {
        "scim_users": [
            {"user_name": "ada", "roles": ["Auditors"]},
            {"user_name": "bob", "state": "absent"},
            {"user_name": "new", "roles": ["Operations"]},
        ]
    }
    holders = role_holders(plan_of(declared, LIVE), known_of(LIVE))
    assert holders.roles == ["Auditors", "Operations"]
    assert holders.users == {
        "ada": {"Operations": "removed", "Auditors": "added"},
        "bob": {"Operations": "removed"},
        "new": {"Operations": "added"},
    }
    assert role_holders(plan_of({"scim_users": []}, {"scim_users": []}), known_of({"scim_users": []})).users == {}
