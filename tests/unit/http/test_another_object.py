# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A request for one object that is answered with another one: nothing is changed, and the message names both."""

from __future__ import annotations

import copy
from dataclasses import replace

import pytest
from simulator.rules import RULES

CONDITION = {"=": ["host", "db"]}
# By module: how one object is read, what it has, and what is then wanted of it.
KINDS = {
    "role": ("get_role", {"name": "Ops", "permissions": []}, {"users": []}),
    "correlation_pattern": (
        "get_correlation_pattern",
        {"tags": ["host"], "filter": "a = b", "time_window": 5},
        {"time_window": 6},
    ),
    "environment": ("get_environment", {"name": "Shop", "filter": "a = b"}, {"filter": "a = c"}),
}


@pytest.mark.parametrize("module", KINDS)
def test_another_object_is_an_error_that_names_both(simulator, call, monkeypatch, module):
    operation_id, given, wanted = KINDS[module]
    made = call(module, **given)
    assert not made.get("failed"), made["msg"]
    rule = RULES[operation_id]

    def answer(request):
        reply = rule(request)
        body = copy.deepcopy(reply.body)
        found = body.get("data", body) if isinstance(body, dict) else body[0]
        found["id"] = "another-one"
        return replace(reply, body=body, beyond_schema=True)

    monkeypatch.setitem(RULES, operation_id, answer)
    object_id = made[module]["id"]
    simulator.clear_requests()
    for state in ("present", "absent"):
        options = {name: value for name, value in {**given, **wanted}.items() if name != "name"}
        refused = call(module, id=object_id, state=state, **options)
        assert refused["failed"] and object_id in refused["msg"] and "another-one" in refused["msg"], refused["msg"]
        assert "unexpected" not in refused["msg"]
    assert simulator.requests(writes_only=True) == []
    read = call("organization_info")
    assert "unexpected" not in read.get("msg", "")


def test_a_time_that_is_none_is_named(call, monkeypatch):
    plan = {"name": "Patch", "condition": CONDITION, "start": "2035-01-01T00:00:00Z", "end": "2035-01-02T00:00:00Z"}
    made = call("maintenance_plan", **plan)
    assert not made.get("failed"), made["msg"]
    rule = RULES["list_maintenance_plans"]

    def answer(request):
        reply = rule(request)
        body = copy.deepcopy(reply.body)
        for each in body if isinstance(body, list) else body["data"]:
            each["start"] = "soon"
        return replace(reply, body=body, beyond_schema=True)

    monkeypatch.setitem(RULES, "list_maintenance_plans", answer)
    refused = call("maintenance_plan", **{**plan, "condition": {"=": ["host", "web"]}})
    assert refused["failed"] and "start of an unexpected type" in refused["msg"], refused["msg"]
