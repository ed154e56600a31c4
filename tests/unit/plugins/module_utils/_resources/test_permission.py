# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which words of permissions are refused, by what the service lists."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._resources.permission import (
    decode_permissions,
    unlisted_words,
)

DASHBOARDS = {"permissions": [{"resource_type": "Dashboards", "actions": ["Share"]}]}


USERS = {"resource_type": "users", "actions": ["read", "full_access"]}


@pytest.mark.parametrize(
    ("answer", "refused"),
    [
        ([USERS, {"resource_type": "dashboards", "actions": ["read", "share"]}], []),
        ([USERS, {"resource_type": "dashboards", "actions": []}], []),
        ({"users": ["read"], "dashboards": ["share"]}, []),
        ({"users": {"actions": "read"}, "dashboards": {"actions": "share"}}, []),
        (
            [USERS, {"resource_type": "dashboards", "actions": ["shares"]}],
            ['permissions[0].actions: Dashboards has no action "Share". Did you mean shares?'],
        ),
        (
            [USERS, {"resource_type": "dashboard", "actions": ["share"]}],
            ['permissions[0].resource_type: "Dashboards" does not exist. Did you mean dashboard?'],
        ),
    ],
)
def test_what_the_service_does_not_list_is_refused(answer, refused):
    assert unlisted_words(DASHBOARDS, None, decode_permissions(answer)) == refused


@pytest.mark.parametrize(
    "answer",
    [
        [],
        {},
        [{"resource_type": "users_read", "actions": ["read"]}],
        [{"resource_type": "users", "actions": ["view", "edit"]}],
        [{"resource_type": "users"}],
        {"permissions": [USERS]},
    ],
)
def test_a_list_of_another_form_than_expected_refuses_nothing(answer):
    assert unlisted_words(DASHBOARDS, None, decode_permissions(answer)) == []


def test_what_a_role_has_already_is_not_refused():
    assert unlisted_words(DASHBOARDS, DASHBOARDS, [USERS]) == []
