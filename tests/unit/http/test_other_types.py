# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Objects with values of another type than the contract says: booleans and numbers as texts, texts as numbers."""

from __future__ import annotations

import copy
from dataclasses import replace

import pytest
from simulator.rules import RULES

CONDITION = {"=": ["host", "db"]}
BEGINS, ENDS = "2035-01-01T00:00:00Z", "2035-01-02T00:00:00Z"
PAIRS = [{"name": "a", "value": "0"}, {"name": "b", "value": "5"}]
COLUMNS = [
    {"title": "app", "type": "query_tag", "optional": False},
    {"title": "owner", "type": "result_tag", "override_existing": False},
]
LEVELS = [{"display_name": "P1", "order_id": 1}, {"display_name": "P2", "order_id": 2, "active": False}]
# By kind, what is declared.
OBJECTS = {
    "alert_filter": {"name": "F", "bpql": CONDITION, "active": False, "custom_tags": PAIRS, "description": "5"},
    "alert_filter_schedule": {"name": "W", "starts_on": BEGINS, "ends_on": ENDS, "active": False},
    "correlation_pattern": {
        "tags": ["app"],
        "filter": "host = db",
        "cross_source": False,
        "time_window": 30,
        "active": False,
    },
    "maintenance_plan": {
        "name": "5",
        "condition": CONDITION,
        "start": BEGINS,
        "end": ENDS,
        "custom_tags": PAIRS,
        "marker": "7",
    },
    "alert_tag": {
        "name": "svc",
        "active": False,
        "enrichments": [{"type": "composition", "value": "5", "active": False}],
    },
    "incident_tag": {
        "name": "Level",
        "type": "Priority",
        "active": True,
        "can_manual_input": False,
        "config": {"ordered_list": LEVELS},
    },
    "enrichment_map": {"name": "owners", "fields": COLUMNS, "case_insensitive": False, "active": False},
    "scim_user": {"user_name": "ada@acme.example", "display_name": "5", "active": False},
    "environment": {"name": "5", "filter": "host = db", "description": "0"},
}


# Where they may come in another type.
NAMES = {
    "name",
    "value",
    "description",
    "displayName",
    "time_window",
    "order_id",
    "starts_on",
    "ends_on",
    "start",
    "end",
}
NAMES |= {"active", "cross_source", "canManualInput", "case_insensitive", "optional", "override_existing"}


def as_text(value):
    return str(value).lower() if isinstance(value, (bool, int)) else value


def as_number(value):
    is_number = isinstance(value, bool) or isinstance(value, str) and value.isdecimal()
    return int(value) if is_number else value


def changed(change, value, name=None):
    if isinstance(value, dict):
        return {inner: changed(change, each, inner) for inner, each in value.items()}
    if isinstance(value, list):
        return [changed(change, each) for each in value]
    return change(value) if name in NAMES else value


@pytest.fixture
def answer_with(monkeypatch, simulator):
    """Has every answer contain such values."""

    def arrange(change):
        for operation_id, rule in list(RULES.items()):

            def answer(request, rule=rule):
                reply = rule(request)
                return replace(reply, body=changed(change, copy.deepcopy(reply.body)), beyond_schema=True)

            monkeypatch.setitem(RULES, operation_id, answer)

    yield arrange
    assert {each["kind"] for each in simulator.violations()} <= {"response"}
    simulator.clear_violations()


@pytest.mark.parametrize("change", [as_text, as_number])
@pytest.mark.parametrize("kind", OBJECTS)
def test_values_of_other_types_mean_the_same(simulator, call, answer_with, kind, change):
    declared = OBJECTS[kind]
    made = call(kind, **declared)
    assert not made.get("failed"), made["msg"]
    answer_with(change)
    simulator.clear_requests()
    for module, given in ((kind, declared), ("organization", {f"{kind}s": [declared]})):
        again = call(module, **given)
        assert not again.get("failed"), again["msg"]
        assert not again["changed"], again["diff"]
    shown = call(f"{kind}_info")[f"{kind}s"]
    assert all(isinstance(item.get("active", True), bool) for item in shown)
    exported = call("organization_info", gather=[f"{kind}s"])["organization"]
    assert not call("organization", **exported)["changed"]
    assert simulator.requests(writes_only=True) == []


def test_a_boolean_that_is_neither_is_an_error(simulator, call, answer_with):
    assert call("alert_filter", **OBJECTS["alert_filter"])["changed"]
    answer_with(lambda value: "maybe" if isinstance(value, bool) else value)
    simulator.clear_requests()
    result = call("alert_filter", **OBJECTS["alert_filter"])
    assert result["failed"] and "active that is neither true nor false" in result["msg"]
    assert simulator.requests(writes_only=True) == []
