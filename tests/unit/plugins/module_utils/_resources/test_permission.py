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


@pytest.mark.parametrize(
    ("listed", "refused"),
    [
        ([], []),
        ({}, []),
        ([{"resource_type": "dashboards", "actions": ["read", "share"]}], []),
        ([{"resource_type": "dashboards", "actions": []}], []),
        ({"dashboards": ["share"]}, []),
        ({"dashboards": {"actions": "share"}}, []),
        (
            [{"resource_type": "dashboards", "actions": ["shares"]}],
            ['permissions[0].actions: Dashboards has no action "Share". Did you mean shares?'],
        ),
        (
            [{"resource_type": "dashboard", "actions": ["share"]}],
            ['permissions[0].resource_type: "Dashboards" does not exist. Did you mean dashboard?'],
        ),
    ],
)
def test_a_word_is_refused_only_if_the_list_tells_that_it_does_not_exist(listed, refused):
    assert unlisted_words(DASHBOARDS, None, decode_permissions(listed)) == refused


def test_what_a_role_has_already_is_not_refused():
    listed = [{"resource_type": "users", "actions": ["read"]}]
    assert unlisted_words(DASHBOARDS, DASHBOARDS, listed) == []
