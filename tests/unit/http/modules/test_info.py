# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Modules that read what has no objects to name."""

from __future__ import annotations

import pytest


@pytest.mark.sends("list_permissions")
def test_what_a_role_may_be_given(call):
    permissions = call("permission_info")["permissions"]
    assert len([each for each in permissions if each["resource_type"] == "roles"]) == 1


@pytest.mark.sends("get_scim_service_provider_config", "get_scim_user_schema", "list_scim_schemas")
def test_what_the_scim_service_can_do(call):
    scim = call("scim_service_info")
    assert scim["service_provider_config"]["filter"]["maxResults"] == 1000
    assert scim["user_schema"]["name"] == "User"
    assert [schema["id"] for schema in scim["schemas"]] == [scim["user_schema"]["id"]]


def test_what_is_not_there_is_an_empty_list(call):
    assert call("role_info", name="Nobody")["roles"] == []


def test_reading_without_the_permission_fails(call):
    refused = call("enrichment_map_info", api_key="test-api-key-nobody-77aa0192")
    assert refused["failed"] and refused["status"] == 401
