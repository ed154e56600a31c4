# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A change that takes something away, where the key is said to belong to a user whom the service does not know."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.access.guard import check_step
from ansible_collections.community.bigpanda.plugins.module_utils._core.access.unknown_owner import UNKNOWN_OWNER
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.planning.plan import make_plan
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._resources.administration import ADMINISTRATION
from ansible_collections.community.bigpanda.plugins.module_utils._resources.role import ROLE

FULL = [{"resource_type": kind, "resource_id": None, "actions": ["full_access"]} for kind in ("roles", "users")]


class Service:
    """A client of a service that knows the users u1 and u2 and one role, and says whose the key is."""

    def __init__(self, owner, role):
        self._owner = owner
        self._role = role

    def read_all(self, _operation, _paging):
        return [{"name": "automation", "user_id": self._owner, "key_suffix": "a6b0"}]

    def find_by_id(self, _resource, user_id):
        return {"id": user_id, "user_name": f"{user_id}@x"} if user_id in ("u1", "u2") else None

    def list(self, _resource):
        return [self._role]


def warning(owner, role, is_meant=False):
    """What is said of letting u2 leave the role."""
    current = {"id": "r1", "name": role, "permissions": FULL, "users": ["u1", "u2"]}
    step = make_plan(ROLE, current, {"name": role, "users": ["u1"]})
    return check_step(Service(owner, current), ADMINISTRATION, step, "test-key-a6b0", is_meant)


def test_an_owner_whom_the_service_knows_says_who_keeps_what():
    assert warning("u1", "Admin") is None
    assert warning("u1", "Operations") is None


def test_administrators_stay_unless_it_is_known_that_the_owner_is_none_of_those_who_go():
    with pytest.raises(InvalidOption, match="1 of its 2 active users.*built-in administrators.*allow_admin_changes"):
        warning("nobody", "Admin")
    assert warning("nobody", "Admin", is_meant=True) == UNKNOWN_OWNER


def test_other_roles_are_changed_whoever_the_owner_is():
    assert warning("nobody", "Operations") is None
