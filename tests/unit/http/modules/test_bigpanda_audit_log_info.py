# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import time

import pytest


@pytest.fixture
def role_id(call):
    """The ID of a role that was made and removed."""
    made = call("role", name="Operations", permissions=[])["role"]["id"]
    call("role", name="Operations", state="absent")
    return made


@pytest.fixture
def read(call):
    return lambda **options: call("audit_log_info", **options)["audit_logs"]


@pytest.mark.sends("list_audit_logs")
def test_what_happened_to_a_role_is_read(call, read, role_id):
    of_roles = call("audit_log_info", start=int(time.time()) - 3600, resource_type="roles")
    assert not of_roles["changed"]
    events = [entry["action_type"] for entry in of_roles["audit_logs"] if entry["resource_id"] == role_id]
    assert sorted(events) == ["create", "delete"]
    options = {"resource_type": "roles", "action_type": "delete", "end": "2100-01-01T00:00:00+01:00"}
    (removed,) = call("audit_log_info", check_mode=True, **options)["audit_logs"]
    assert removed["resource_id"] == role_id and removed["object"] is None
    assert removed["actor"]["user"]["email"] == "admin@acme.example"
    assert removed in read(start=removed["timestamp"], end=removed["timestamp"])


def test_all_of_it_nothing_of_it_and_one_entry_are_read(call, read, role_id):
    call("environment", name="Staging")
    assert len(read()) > len(read(resource_type="roles")) > 0
    assert read(resource_type="jit_domains") == []
    assert len(read(limit=1)) == 1


def test_refused(refuse, call):
    refuse(
        "audit_log_info",
        ({"start": "yesterday"}, "start: .yesterday. is not a valid time.*ISO 8601 with a time zone"),
        ({"start": "2026-03-01T00:00:00"}, "has no time zone"),
        ({"start": ""}, "start is empty"),
        ({"start": 1700000002, "end": 1700000001}, "start is later than end"),
        ({"limit": -1}, "limit is -1"),
        ({"action_type": "rename"}, "value of action_type must be one of"),
    )
    wrong_key = call("audit_log_info", api_key="test-api-key-nobody-77aa0192")
    assert wrong_key["failed"] and wrong_key["status"] == 401
