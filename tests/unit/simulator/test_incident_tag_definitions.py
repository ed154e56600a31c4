# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the contract says of the definitions of incident tags."""

from __future__ import annotations

import pytest
import requests
from simulator.embedded import Simulator

PATH = "/resources/v2.0/incidents/tags/definitions"
HEADERS = {
    "Authorization": "Bearer test-api-key-acme-5f1d8e37a6b0",
    "Accept": "application/json",
    "Content-Type": "application/json; charset=utf8",
}
PRIORITY = {
    "name": "Priority",
    "type": "Priority",
    "config": {"ordered_list": [{"display_name": "P1", "order_id": 1000}]},
    "enrichment_config": {"items": [{"value": "1000", "condition": "priority = p0"}]},
}


@pytest.fixture
def send():
    """Sends one request: (status, body)."""
    with Simulator(rate_limit_factor=100) as simulator:

        def call(method, path="", body=None, **options):
            simulator.set_options(options)
            answer = requests.request(
                method, f"{simulator.api_url('us')}{PATH}{path}", json=body, headers=HEADERS, timeout=60
            )
            return answer.status_code, answer.json() if answer.content else None

        yield call
        assert [each for each in simulator.violations() if each["kind"] == "response"] == []


def test_put_replaces_and_keeps_the_ids_that_come_back(send):
    made = send("POST", body=PRIORITY)[1]
    (rule,) = made["enrichment_config"]["items"]
    assert made["id"] == "priority"
    kept = {**PRIORITY, "description": "New", "enrichment_config": {"items": [rule]}}
    assert send("PUT", "/priority", kept)[1]["enrichment_config"]["items"] == [rule]
    assert send("PUT", "/priority", PRIORITY)[1]["enrichment_config"]["items"][0]["id"] != rule["id"]
    assert send("GET", "/priority")[1]["description"] == ""
    assert send("PUT", "/priority", kept)[0] == 400


@pytest.mark.parametrize(
    "body",
    [
        {"name": "P", "type": "Priority"},
        {**PRIORITY, "enrichment_config": {"items": [{"value": "P1", "condition": "a = b"}]}},
        {"name": "C", "type": "ClosedListValuesSingle", "config": {}},
        {"name": "C", "type": "ClosedListValuesSingle", "config": {"incident_tag_values": []}},
        {"name": "C", "type": "ClosedListValuesMulti", "config": {"incident_tag_values": ["a"]}},
    ],
)
def test_what_a_kind_needs_is_asked_for(send, body):
    assert send("POST", body=body)[0] == 400


@pytest.mark.parametrize(
    "lacking", [{"config": {"incident_tag_values": []}}, {"config": {}}, {"enrichment_config": {"items": []}}]
)
def test_what_a_kind_needs_is_asked_for_by_a_change_too(send, lacking):
    listed = {"name": "C", "type": "ClosedListValuesMulti", "config": {"incident_tag_values": ["a"]}}
    listed["enrichment_config"] = {"append_matching_items": False}
    assert send("POST", body=listed)[0] == 201
    assert send("PUT", "/c", listed)[0] == 200
    assert send("PUT", "/c", {**listed, **lacking})[0] == 400


def test_a_name_belongs_to_one(send):
    for name in ("a", "b"):
        send("POST", body={"name": name, "type": "Text"})
    assert send("POST", body={"name": "A", "type": "Text"})[0] == 409
    assert send("PUT", "/a", {"name": "b", "type": "Text"})[0] == 409
    assert send("PUT", "/a", {"name": "c", "type": "Text"})[0] == 200
    assert send("POST", body={"name": "c", "type": "Text"})[0] == 409


def test_levels_may_be_texts(send):
    texts = {**PRIORITY, "config": {"ordered_list": ["P1", "P2"]}}
    assert send("POST", body=texts)[0] == 400
    assert send("POST", body=PRIORITY, priority_levels="text")[0] == 400
    assert send("POST", body=texts)[1]["config"] == {"ordered_list": ["P1", "P2"]}
    assert send("PUT", "/priority", {**texts, "config": {"ordered_list": ["P2"]}})[0] == 200
    assert send("GET", "/priority")[1]["config"] == {"ordered_list": ["P2"]}
    assert send("PUT", "/priority", {**texts, "config": {"ordered_list": [2]}})[0] == 400


def test_what_is_the_default_may_be_missing(send):
    send("POST", body={"name": "a", "type": "Text"})
    shown = send("GET", "/a", definition_defaults="missing")[1]
    assert (shown["description"], shown["config"], shown["enrichment_config"]) == (None, None, None)
    assert "active" not in shown
    send("POST", body={**PRIORITY, "description": "x", "active": False})
    shown = send("GET", "/priority")[1]
    assert (shown["active"], shown["description"]) == (False, "x")
    assert shown["config"] == PRIORITY["config"] and shown["enrichment_config"]["items"]


def test_what_nobody_documents_is_not_to_be_lost(send):
    made = send("POST", body=PRIORITY, undocumented_fields="kept")[1]
    written = {name: made[name] for name in ("name", "type", "config", "enrichment_config", "x_undocumented")}
    assert send("PUT", "/priority", written)[0] == 200
    (level,), (rule,) = made["config"]["ordered_list"], made["enrichment_config"]["items"]

    def lacking(name, holder, of):
        less = {each: value for each, value in of.items() if each != "x_undocumented"}
        return {**written, name: {**written[name], holder: [less]}}

    assert send("PUT", "/priority", lacking("config", "ordered_list", level))[0] == 400
    assert send("PUT", "/priority", lacking("enrichment_config", "items", rule))[0] == 400
    assert send("PUT", "/priority", {**written, "config": PRIORITY["config"]})[0] == 400
    assert send("PUT", "/priority", {**PRIORITY, "config": written["config"]})[0] == 400
    # What goes may take it along, and what comes gets it.
    other = {"ordered_list": [{"display_name": "P9", "order_id": 1000}], "x_undocumented": 1}
    after = send("PUT", "/priority", {**written, "config": other})[1]
    assert after["config"]["ordered_list"][0]["x_undocumented"]["of"] == "level P9"


def test_the_kind_stays(send):
    send("POST", body=PRIORITY)
    assert send("PUT", "/priority", {"name": "Priority", "type": "Text"})[0] == 400


@pytest.mark.parametrize(("reading", "expected"), [("all", ["a", "b"]), ("inactive", ["b"])])
def test_inactive_ones_are_listed_apart(send, reading, expected):
    send("POST", body={"name": "a", "type": "Text"})
    send("POST", body={"name": "b", "type": "Text", "active": False})
    assert [each["name"] for each in send("GET")[1]] == ["a"]
    listed = send("GET", "?active=false", inactive_definitions=reading)[1]
    assert [each["name"] for each in listed] == expected


def test_definitions_are_shown_in_every_way_of_the_contract(send):
    assert send("POST", body={"name": "a", "type": "MultiValue"}, tag_definition_create_status=204) == (204, None)
    before = send("GET", "/a")[1]
    assert before["canManualInput"] is True
    shown = send("GET", "/a", manual_input_spelling="snake", tag_type_case="lower", definition_times="milliseconds")[1]
    assert (shown["can_manual_input"], "canManualInput" in shown, shown["type"]) == (True, False, "multivalue")
    assert shown["created_at"] == before["created_at"] * 1000
