# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from unit.http.modules.lifecycle import Life, live

LIFE = Life(
    module="incident_tag",
    create={
        "name": "Urgency",
        "type": "Priority",
        "description": "How urgent it is",
        "config": {
            "ordered_list": [
                {"display_name": "P1", "order_id": 1000, "description": "Critical"},
                {"display_name": "P2", "order_id": 900},
            ]
        },
        "enrichment_config": {
            "append_matching_items": False,
            "items": [
                {"value": "1000", "condition": "status = critical AND env = production"},
                {"value": "900", "condition": "status = critical"},
            ],
        },
    },
    reordered={
        "name": "Urgency",
        "config": {
            "ordered_list": [
                {"order_id": 900, "display_name": "P2", "active": True},
                {"order_id": 1000, "display_name": "P1", "description": "Critical"},
            ]
        },
        "enrichment_config": {
            "items": [
                {"value": "1000", "condition": "(ENV = \"production\") and status='critical'"},
                {"value": "900", "condition": "status = critical"},
            ]
        },
    },
    change={"name": "Urgency", "description": "How soon somebody has to act"},
    before={"description": "How urgent it is"},
    after={"description": "How soon somebody has to act"},
    read={"name": "Urgency"},
    absent={"name": "Urgency", "state": "absent"},
)
LOCATION = {
    "name": "Location",
    "type": "ClosedListValuesMulti",
    "config": {"incident_tag_values": ["Berlin", "Vienna"]},
}


@pytest.mark.sends(
    "create_incident_tag_definition",
    "get_incident_tag_definition",
    "list_incident_tag_definitions",
    "update_incident_tag_definition",
)
def test_lifecycle(call_there, written):
    live(LIFE, call_there, written)


def test_one_that_was_removed_comes_back_with_other_rules(call):
    call("incident_tag", **LIFE.create)
    call("incident_tag", **LIFE.absent)
    rules = [{"value": "900", "condition": f"status = {status}"} for status in ("critical", "warning")]
    back = call("incident_tag", name="Urgency", enrichment_config={"items": rules})
    assert back["changed"] and back["diff"]["after"]["active"]
    assert len(back["incident_tag"]["enrichment_config"]["items"]) == 2
    assert len(back["incident_tag"]["config"]["ordered_list"]) == 2
    assert call("incident_tag_info", name="Urgency")["incident_tags"] == [back["incident_tag"]]


def test_a_closed_list_takes_one_value_more(call):
    assert call("incident_tag", **LOCATION, enrichment_config={"append_matching_items": True})["changed"]
    values = {"incident_tag_values": ["London", "Vienna", "Berlin"]}
    offered = call("incident_tag", name="Location", config=values)["incident_tag"]
    assert sorted(offered["config"]["incident_tag_values"]) == ["Berlin", "London", "Vienna"]
    assert offered["enrichment_config"]["append_matching_items"]


def test_refused(call, refuse):
    call("incident_tag", **LIFE.create)
    call("incident_tag", **LOCATION, enrichment_config={"append_matching_items": True})

    def of_urgency(value, condition):
        return {"name": "Urgency", "enrichment_config": {"items": [{"value": value, "condition": condition}]}}

    refuse(
        "incident_tag",
        ({"name": "Ticket"}, "type is missing"),
        ({"name": "1st", "type": "Text"}, 'name is "1st"'),
        ({"name": "Rank", "type": "Priority"}, "config.ordered_list is missing"),
        ({"name": "Urgency", "config": {"ordered_list": []}}, "config.ordered_list is empty"),
        ({"name": "Location", "config": {"incident_tag_values": []}}, "config.incident_tag_values is empty"),
        ({"name": "Urgency", "config": {"ordered_list": [{"display_name": "P7"}]}}, "order_id is missing"),
        (
            {"name": "Ticket", "type": "Text", "config": {"incident_tag_values": ["a"]}},
            "config.incident_tag_values is given",
        ),
        ({"name": "Location", "type": "Text"}, "type of an existing incident tag cannot be changed"),
        (of_urgency("5", "a = b"), "not the order_id of a level"),
        (of_urgency("900", "a ="), "the condition lacks"),
    )
