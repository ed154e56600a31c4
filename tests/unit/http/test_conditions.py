# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Conditions over real HTTP: each kind takes both forms of BPQL, under its own name and as `condition`."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._resources.catalog import CATALOG
from simulator.rules import RULES
from unit.http.in_process import call_module

TEXT = "Host = db-* AND check IN [cpu, mem]"
OBJECT = {"AND": [{"IN": ["CHECK", ["mem", "cpu"]]}, {"=": ["host", {"type": "regex", "value": "db-*"}]}]}
DAY = {"start": 2114640000, "end": 2114726400}
TABLE = {
    "fields": [{"title": "host", "type": "query_tag"}, {"title": "owner", "type": "result_tag"}],
    "rows": [{"host": "db-1", "owner": "dba"}],
}
KINDS = {
    "environment": ("filter", {"name": "Databases"}),
    "correlation_pattern": ("filter", {"tags": ["cluster", "application"], "time_window": 60}),
    "alert_filter": ("bpql", {"name": "Databases"}),
    "maintenance_plan": ("condition", {"name": "Databases", **DAY}),
    "enrichment_map": ("when", {"name": "databases", **TABLE}),
}


@pytest.fixture
def call(simulator):
    connection = {
        "api_token": "test-api-key-acme-5f1d8e37a6b0",
        "region": "US",
        "api_url": simulator.api_url("us"),
        "integrations_url": simulator.integrations_url("us"),
        "rate_limit_share": 100,
    }
    return lambda module, check_mode=False, **options: call_module(module, {**connection, **options}, check_mode)


@pytest.mark.parametrize("kind", KINDS)
def test_both_forms_are_one_condition_under_each_name(call, simulator, kind):
    name, given = KINDS[kind]
    assert call(kind, check_mode=True, **given, condition=TEXT)["changed"]
    assert not simulator.requests(writes_only=True)
    made = call(kind, **given, condition=TEXT)
    assert made["changed"], made
    for option in sorted({name, "condition"}):
        for condition in (TEXT, OBJECT):
            assert not call(kind, **given, **{option: condition})["changed"]
    changed = call(kind, check_mode=True, **given, condition={"=": ["host", "db-1"]})
    assert changed["changed"]
    if name != "condition":
        contradiction = call(kind, **given, **{name: TEXT, "condition": OBJECT})
        assert f"{name} and its alias condition have different values" in contradiction["msg"]


@pytest.mark.parametrize("kind", ["alert_filter", "maintenance_plan"])
@pytest.mark.parametrize("empty", ["", "  ", "{}", {}], ids=repr)
def test_an_empty_condition_that_would_silence_every_alert_is_refused(call, simulator, kind, empty):
    _name, given = KINDS[kind]
    for _once in ("new", "existing"):
        for check_mode in (True, False):
            refused = call(kind, check_mode=check_mode, **given, condition=empty)
            assert "is empty, so it would match every alert" in refused.get("msg", ""), refused
        assert not simulator.requests(writes_only=True)
        assert call(kind, **given, condition=TEXT)["changed"] is (_once == "new")
        simulator.clear_requests()


def test_a_quoted_path_is_no_regular_expression(call):
    given = {**DAY, "name": "Disks", "condition": 'mount = "/data/"'}
    made = call("maintenance_plan", **given)
    assert made["diff"]["after"]["condition"] == {"=": ["mount", "/data/"]}
    assert not call("maintenance_plan", **given)["changed"]
    expression = {"=": ["mount", {"type": "formal-regex", "value": "data"}]}
    assert call("maintenance_plan", check_mode=True, **{**given, "condition": expression})["changed"]


def test_every_kind_with_a_condition_is_tried():
    with_condition = {
        resource.name
        for resource in CATALOG.resources
        if any(field.compare.to_api and "condition" in (field.name, *field.aliases) for field in resource.fields)
    }
    assert with_condition == set(KINDS)


@pytest.mark.parametrize("kind", ["alert_filter", "maintenance_plan"])
def test_a_condition_that_the_service_writes_otherwise_is_as_declared(call, monkeypatch, kind):
    def otherwise(condition):
        operator, operands = next(iter(condition.items()))
        if operator == "AND":
            return {"AND": [otherwise(each) for each in operands]}
        return {"AND": [{"IN": [operands[0], [operands[1]]]}]}

    def written(body, name):
        if isinstance(body, list):
            return [written(each, name) for each in body]
        return {**body, name: otherwise(body[name])} if isinstance(body, dict) and name in body else body

    name, given = KINDS[kind]
    for operation_id in (f"list_{kind}s", f"get_{kind}", f"create_{kind}"):
        rule = RULES[operation_id]
        monkeypatch.setitem(
            RULES,
            operation_id,
            lambda request, rule=rule: replace(reply := rule(request), body=written(reply.body, name)),
        )
    declared = {**given, name: {"AND": [{"=": ["host", "db-1"]}, {"=": ["check", "cpu"]}]}}
    assert call(kind, **declared)["changed"]
    assert not call(kind, **declared)["changed"]
