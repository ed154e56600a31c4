# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.finding.object_index import ObjectIndex
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.finding.unknown_groups import (
    lost_groups,
    unknown_groups,
    warning_of,
    with_groups,
    without_groups,
)
from ansible_collections.community.bigpanda.plugins.module_utils._resources.role import ROLE
from ansible_collections.community.bigpanda.plugins.module_utils._resources.scim_user import SCIM_USER

ROLES = SCIM_USER.field("roles")
USER = {"user_name": "bob@acme.example", "roles": ["User", "Ghosts"]}


@pytest.mark.parametrize(
    ("desired", "lost"),
    [
        ({}, []),
        ({"roles": []}, ["User", "Ghosts"]),
        ({"roles": ["user"]}, ["Ghosts"]),
        ({"roles": ["GHOSTS"]}, ["User"]),
        ({"roles": ["Viewer"]}, ["User", "Ghosts"]),
        ({"roles": ["Viewer"], "append_roles": False}, ["User", "Ghosts"]),
        ({"roles": ["Viewer"], "append_roles": True}, []),
    ],
)
def test_only_a_list_that_is_declared_exactly_takes_roles_away(desired, lost):
    assert lost_groups(ROLES, USER, desired) == lost


def test_fields_that_are_not_written_at_groups_lose_nothing():
    assert lost_groups(SCIM_USER.field("display_name"), {"display_name": "Bob"}, {"display_name": ""}) == []


def test_a_role_that_differs_only_in_case_is_known():
    groups = ObjectIndex(ROLE, [{"id": "1", "name": "USER"}])
    assert unknown_groups(groups, ["User", "Ghosts", "5f82d3495558352a180e51cb"]) == [
        "Ghosts",
        "5f82d3495558352a180e51cb",
    ]


def test_a_user_is_compared_without_them_and_shown_with_them():
    unknown = {"roles": ["Ghosts"]}
    assert without_groups(USER, unknown) == {**USER, "roles": ["User"]}
    assert with_groups(without_groups(USER, unknown), unknown) == USER
    assert without_groups(USER, {}) == with_groups(USER, {}) == USER


def test_a_warning_is_short_and_in_one_line_whatever_roles_are_called():
    names = [f"\x1b[31m{number}\r\n" + "x" * 5000 for number in range(50)]
    told = warning_of("roles", [f"user{number}@acme.example" for number in range(5000)], names)
    assert told.isprintable() and len(told) < 2000
