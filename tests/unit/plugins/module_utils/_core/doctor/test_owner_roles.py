# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.doctor.owner_roles import owner_roles
from unit.plugins.module_utils._core.doctor.connections import KEY, ROLE

ACCOUNT = {**KEY, "user_id": None}
OTHER = {"name": "Auditors", "users": ["u2"], "permissions": []}


@pytest.mark.parametrize(
    ("keys", "names"),
    [
        ([KEY], ["Operations"]),
        ([{**KEY, "user_id": "u3"}], []),
        ([{**ACCOUNT, "roles": ["OPERATIONS", "auditors"]}], ["Operations", "Auditors"]),
    ],
)
def test_the_roles_are_those_of_the_user_or_those_that_the_key_names(keys, names):
    owned = owner_roles(keys, [ROLE, OTHER, {"name": "Empty", "users": None}])
    assert [role["name"] for role in owned.roles or []] == names and owned.reason is None


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (None, "since API keys cannot be listed"),
        ([], "since no listed key has the same ending"),
        ([KEY, KEY], "since several keys have the same ending"),
        ([ACCOUNT], "its roles are not shown or not all listed"),
        ([{**ACCOUNT, "roles": []}], "its roles are not shown or not all listed"),
        ([{**ACCOUNT, "roles": ["Operations", "unlisted"]}], "its roles are not shown or not all listed"),
    ],
)
def test_roles_are_unknown_for_a_reason(keys, words):
    owned = owner_roles(keys, [ROLE, OTHER])
    assert owned.roles is None and words in str(owned.reason)
