# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""An object of others that cannot be read is set aside; whoever means it gets an error, and it is never removed."""

from __future__ import annotations

import copy
from dataclasses import replace

import pytest
from simulator.rules import RULES

CONDITION = {"=": ["host", "db"]}
BEGINS, ENDS = "2035-01-01T00:00:00Z", "2035-01-02T00:00:00Z"
WINDOW = {"starts_on": BEGINS, "ends_on": ENDS}
COLUMNS = [{"title": "app", "type": "query_tag"}]
# By kind: the list, what objects need besides their name, and a field with a value that it cannot have.
KINDS = {
    "alert_filter": ("list_alert_filters", {"bpql": CONDITION}, "custom_tags", {"a": "b"}),
    "alert_filter_schedule": ("list_alert_filter_schedules", WINDOW, "active", "maybe"),
    "maintenance_plan": (
        "list_maintenance_plans",
        {"condition": CONDITION, "start": BEGINS, "end": ENDS},
        "custom_tags",
        {"a": "b"},
    ),
    "environment": ("list_environments", {"filter": "a = b"}, "roles", "Admin"),
    "environment_group": ("list_environment_groups", {}, "environmentIds", "all"),
    "role": ("list_roles", {"permissions": []}, "permissions", 5),
    "scim_user": ("list_scim_users", {}, "active", {"since": 5}),
    "alert_tag": ("list_alert_tags", {"enrichments": [{"type": "composition", "value": "x"}]}, "enrichments", "none"),
    "incident_tag": ("list_incident_tag_definitions", {"type": "Text", "can_manual_input": True}, "config", [1]),
    "enrichment_map": ("list_mapping_enrichments", {"fields": COLUMNS}, "active", []),
}
FIELDS = {"environment_group": "environments that is not a list"}
KIND = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture
def break_object(monkeypatch, simulator):
    """Has a list show one object with a value of another type."""

    def arrange(operation_id, name, field, value):
        rule = RULES[operation_id]

        def broken(item):
            return {**item, field: value} if name in named(item) else item

        def answer(request):
            reply = rule(request)
            body = copy.deepcopy(reply.body)
            if isinstance(body, dict) and named(body) != {None}:
                body = broken(body)
            elif isinstance(body, dict):
                wrap = next(key for key, each in body.items() if isinstance(each, list) and key != "schemas")
                body[wrap] = [broken(item) for item in body[wrap]]
            else:
                body = [broken(item) for item in body]
            return replace(reply, body=body, beyond_schema=True)

        monkeypatch.setitem(RULES, operation_id, answer)

    return arrange


def named(item):
    return {item.get("name"), item.get("userName"), (item.get("config") or {}).get("name")}


def declared(kind, name):
    name = f"{name}@acme.example" if kind == "scim_user" else name
    return {"user_name" if kind == "scim_user" else "name": name, **KINDS[kind][1]}


@pytest.fixture
def others(call, break_object):
    """Creates an object that cannot be read from then on; its name."""

    def create(kind):
        given = declared(kind, "other")
        made = call(kind, **given)
        assert not made.get("failed"), made["msg"]
        operation_id, _needed, field, value = KINDS[kind]
        for each in (operation_id, *(["get_alert_tag"] if kind == "alert_tag" else [])):
            break_object(each, given.get("name") or given["user_name"], field, value)
        return given

    return create


def must(result):
    assert not result.get("failed"), result["msg"]
    return result


@KIND
def test_an_object_of_others_is_set_aside(simulator, call, others, kind):
    others(kind)
    given = declared(kind, "mine")
    organization = {f"{kind}s": [given]}
    assert must(call(kind, **given))["changed"]
    assert not must(call(kind, **given))["changed"]
    again = must(call("organization", **organization))
    assert not again["changed"]
    told = f"{kind}s: what cannot be read is ignored, and never changed or removed."
    assert told in str(again["warnings"])
    assert must(call(kind, **given, state="absent"))["changed"]


@KIND
def test_whoever_means_it_gets_an_error(simulator, call, others, kind):
    given = others(kind)
    simulator.clear_requests()
    for state in ("present", "absent"):
        for result in (
            call(kind, **given, state=state),
            call("organization", **{f"{kind}s": [{**given, "state": state}]}, max_removals="100%"),
        ):
            assert result["failed"] and FIELDS.get(kind, KINDS[kind][2]) in result["msg"], result["msg"]
    assert simulator.requests(writes_only=True) == []


@KIND
def test_a_purge_does_not_remove_it(simulator, call, others, kind):
    others(kind)
    given = declared(kind, "mine")
    must(call(kind, **given))
    keeps = {"scim_user": [{"user_name": "terraform@acme.example"}]}
    simulator.clear_requests()
    result = call(
        "organization",
        **{f"{kind}s": [given, *keeps.get(kind, [])]},
        purge=[f"{kind}s"],
        max_removals="100%",
        allow_admin_changes=True,
        protect={"roles": ["Admin", "User", "Viewer*"], "scim_users": ["*admin*"]},
    )
    must(result)
    assert "other" not in str([step["key"] for step in result["plan"]])


@KIND
def test_readers_and_exports_say_what_they_omit(call, others, kind):
    given = others(kind)
    must(call(kind, **declared(kind, "mine")))
    read = must(call(f"{kind}_info"))
    exported = must(call("organization_info", gather=[f"{kind}s"]))
    for objects, result in ((read[f"{kind}s"], read), (exported["organization"][f"{kind}s"], exported)):
        assert "what cannot be read is ignored" in str(result["warnings"])
        assert "mine" in str(objects) and "other" not in str(objects)
    named = {name: given[name] for name in ("name", "user_name") if name in given}
    if kind != "maintenance_plan":
        assert call(f"{kind}_info", **named)["failed"]


def test_a_plan_of_that_name_may_have_any_marker(call, others):
    given = others("maintenance_plan")
    result = call("maintenance_plan", **given, marker="mine")
    assert result["failed"] and "custom_tags of an unexpected type" in result["msg"]


PATTERN = {"tags": ["app"], "filter": "host = db", "time_window": 30}


def test_a_pattern_is_set_aside_unless_nothing_that_is_read_differs(simulator, call, break_object):
    other = must(call("correlation_pattern", **PATTERN))["correlation_pattern"]["id"]
    simulator.organization("acme").stores["correlation_patterns"][other]["name"] = "other"
    break_object("list_correlation_patterns", "other", "time_window", {"minutes": 30})
    mine = {**PATTERN, "tags": ["host"]}
    assert must(call("correlation_pattern", **mine))["changed"]
    assert not must(call("organization", correlation_patterns=[mine]))["changed"]
    assert "time_window that is not a single value" in call("correlation_pattern", **PATTERN)["msg"]
    assert "time_window that is not a single value" in call("organization", correlation_patterns=[PATTERN])["msg"]
    order = {"patterns": [{"tags": ["host"], "filter": "host = db"}]}
    assert "time_window that is not a single value" in call("correlation_pattern_order", **order)["msg"]
    exported = must(call("organization_info", gather=["correlation_patterns", "correlation_pattern_orders"]))
    assert exported["organization"]["correlation_pattern_orders"] == []
    assert len(exported["organization"]["correlation_patterns"]) == 1


def test_what_refers_to_it_is_an_error(call, others):
    others("alert_filter_schedule")
    given = {**declared("alert_filter", "mine"), "schedule": "other"}
    for result in (call("alert_filter", **given), call("organization", alert_filters=[given])):
        assert result["failed"] and "active that is neither true nor false" in result["msg"]


def test_what_it_may_depend_on_is_not_removed(simulator, call, others):
    must(call("alert_filter_schedule", name="nights", **WINDOW))
    others("alert_filter")
    simulator.clear_requests()
    gone = {"name": "nights", "state": "absent"}
    for result in (
        call("alert_filter_schedule", **gone),
        call("organization", alert_filter_schedules=[gone], max_removals="100%"),
    ):
        assert "Cannot tell whether alert filter schedule" in result["msg"]
    assert simulator.requests(writes_only=True) == []
    kept = {"name": "days", **WINDOW}
    must(call("organization", alert_filter_schedules=[kept], purge=["alert_filter_schedules"], max_removals="100%"))
    assert len(must(call("alert_filter_schedule_info"))["alert_filter_schedules"]) == 2
