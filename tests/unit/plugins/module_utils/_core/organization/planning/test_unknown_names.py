# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import UnknownReference
from unit.plugins.module_utils._core.plans import plan_of

OPERATIONS = {"id": "5f1d8e37a6b0000000000001", "name": "Operations", "permissions": [], "users": []}


def user(name, *roles):
    return {"user_name": name, "roles": list(roles)}


def refusal(*users):
    with pytest.raises(UnknownReference) as refused:
        plan_of({"scim_users": list(users)}, {"roles": [OPERATIONS], "scim_users": []})
    return str(refused.value)


def test_all_names_that_do_not_exist_are_listed_with_the_objects_that_have_them():
    users = [user(f"u{number}", "Opertions", "Operations") for number in range(6)]
    assert refusal(*users, user("ada", "Night watch", "Auditors")) == (
        'SCIM user "u0", SCIM user "u1", SCIM user "u2" and 3 more: roles: the role "Opertions" does not exist. '
        'Did you mean Operations? SCIM user "ada": roles: the role "Night watch" does not exist. '
        'Create it first, or correct roles. roles: the role "Auditors" does not exist. Create it first, or '
        "correct roles."
    )


def test_a_single_name_is_an_error_of_its_object():
    assert refusal(user("ada", "Opertions")) == (
        'SCIM user "ada": roles: the role "Opertions" does not exist. Did you mean Operations?'
    )
