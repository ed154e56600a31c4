# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Definitions of incident tags, over real HTTP."""

from __future__ import annotations

import copy

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core import errors
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.ensure import plan_object
from ansible_collections.community.bigpanda.plugins.module_utils._resources.incident_tag import INCIDENT_TAG

P1 = {"display_name": "P1", "order_id": 1000, "description": "Critical"}
P2 = {"display_name": "P2", "order_id": 900}
HIGH = {"value": "1000", "condition": "status = critical"}
LOW = {"value": "900", "condition": "status = warning"}
PRIORITY = {
    "name": "Urgency",
    "type": "Priority",
    "config": {"ordered_list": [P1, P2]},
    "enrichment_config": {"append_matching_items": False, "items": [HIGH, LOW]},
}
CREATE, REPLACE = "create_incident_tag_definition", "update_incident_tag_definition"


@pytest.fixture
def declare(client, simulator):
    """Brings the definition to what is declared: (action, the object afterwards, the operations that it took)."""

    def bring_about(state="present", **values):
        plan = plan_object(client, INCIDENT_TAG, values, state)
        simulator.clear_requests()
        after = plan.carry_out(client).values[INCIDENT_TAG.name]
        return plan.step.action, after, [entry["operation_id"] for entry in simulator.requests(writes_only=True)]

    return bring_about


READINGS = [
    {},
    {"envelope": "enveloped"},
    {"tag_definition_create_status": 204},
    {"inactive_definitions": "inactive"},
    {"manual_input_spelling": "snake", "tag_type_case": "lower"},
    {"definition_times": "milliseconds"},
    {"definition_defaults": "missing"},
    {"undocumented_fields": "kept"},
]


@pytest.mark.parametrize("readings", READINGS, ids=str)
def test_every_reading_gives_the_same_life(declare, simulator, client, readings):
    simulator.set_options(readings)
    action, made, written = declare(**PRIORITY, can_manual_input=False)
    assert (action, written) == ("create", [CREATE])
    assert (made["type"], made["can_manual_input"], made["active"]) == ("Priority", False, True)
    assert 1_000_000_000 < made["created_at"] < 10_000_000_000
    reordered = {"ordered_list": [{**P2, "active": True}, P1]}
    assert declare(**{**PRIORITY, "config": reordered}, can_manual_input=False)[2] == []
    spelled = {"items": [{**HIGH, "condition": "(STATUS = 'critical')"}, LOW]}
    assert declare(name="Urgency", enrichment_config=spelled)[2] == []
    assert declare(name="Urgency", description="How urgent it is")[2] == [REPLACE]
    action, gone, written = declare("absent", name="Urgency")
    assert (action, gone["active"], written) == ("remove", False, [REPLACE])
    assert declare("absent", name="Urgency")[2] == []
    assert [each["name"] for each in client.list(INCIDENT_TAG)] == ["Urgency"]
    assert declare(name="Urgency", active=False)[2] == []
    action, back, written = declare(name="Urgency")
    assert (action, back["active"], written) == ("reactivate", True, [REPLACE])
    assert (back["description"], back["can_manual_input"]) == ("How urgent it is", False)


def items_of(tag):
    return [(each["id"], each["value"], each["condition"]) for each in tag["enrichment_config"]["items"]]


def test_rules_keep_their_ids_when_the_definition_is_replaced(declare):
    made = declare(**PRIORITY)[1]
    (high, *_said), (low, *_rest) = items_of(made)
    third = {"value": "900", "condition": "status = unknown"}
    changed = {"items": [third, {**LOW, "condition": "status = ok"}, HIGH]}
    after = declare(name="Urgency", enrichment_config=changed)[1]
    # What says the same is the same; what has the value is the same; what is left is new.
    assert [name for name, *_rest in items_of(after)][0] == low
    assert [name for name, *_rest in items_of(after)][2] == high
    assert items_of(after)[1][0] not in (high, low)
    assert after["enrichment_config"]["append_matching_items"] is False
    other = {"items": [{**HIGH, "value": "900"}]}
    assert items_of(declare(name="Urgency", enrichment_config=other)[1])[0][0] in {
        name for name, *_rest in items_of(after)
    }


def test_what_is_not_known_comes_back_as_it_was(declare, simulator):
    simulator.set_options({"undocumented_fields": "kept"})
    declare(**PRIORITY)
    before = copy.deepcopy(simulator.organization("acme").incident_tags["urgency"])
    declare(name="Urgency", description="x")
    after = simulator.organization("acme").incident_tags["urgency"]
    assert {name for name in after if after[name] != before[name]} <= {"description", "updated_at", "updated_by"}
    (level, _other), (rule, _rest) = after["config"]["ordered_list"], after["enrichment_config"]["items"]
    assert level["x_undocumented"] == {"of": "level P1", "nothing": None}
    assert rule["x_undocumented"] == {"of": f"rule {rule['id']}", "nothing": None}


def test_a_level_and_a_rule_that_are_changed_keep_what_is_not_known(declare, simulator):
    simulator.set_options({"undocumented_fields": "kept"})
    declare(**PRIORITY)
    levels = [{"display_name": "P3", "order_id": 800}, {**P1, "order_id": 2000}, {**P2, "display_name": "Low"}]
    rules = [{**HIGH, "value": "2000"}, LOW]
    after = declare(name="Urgency", config={"ordered_list": levels}, enrichment_config={"items": rules})[1]
    held = [each["x_undocumented"]["of"] for each in after["config"]["ordered_list"]]
    assert held == ["level P3", "level P1", "level P2"]
    assert [each["order_id"] for each in after["config"]["ordered_list"]] == [800, 2000, 900]
    assert {name for each in after["config"]["ordered_list"] for name in each} == {
        *("display_name", "order_id", "description", "active", "x_undocumented")
    }


def test_what_is_null_is_not_sent_back(declare, simulator, monkeypatch):
    declare(name="Ticket", type="Text")
    stored = simulator.organization("acme").incident_tags["ticket"]
    stored["config"] = {"ordered_list": None, "incident_tag_values": None, "from_the_future": None}
    stored["enrichment_config"] = {"append_matching_items": None, "items": []}
    stored["from_the_future"] = None
    answer, sent = simulator.service.answer, []

    def note_body(listener, http):
        sent.append(http.get_data())
        return answer(listener, http)

    monkeypatch.setattr(simulator.service, "answer", note_body)
    assert declare(name="Ticket", description="x")[1]["description"] == "x"
    (body,) = filter(None, sent)
    assert b"null" not in body and b'"x"' in body


@pytest.mark.parametrize("stored", [None, {}, {"append_matching_items": None}, {"items": []}], ids=str)
def test_what_is_missing_is_its_default(declare, simulator, stored):
    declare(name="Ticket", type="Text")
    simulator.organization("acme").incident_tags["ticket"]["enrichment_config"] = stored
    assert declare(name="Ticket", enrichment_config={"append_matching_items": False})[0] == "none"
    assert declare(name="Ticket", enrichment_config={"append_matching_items": True})[0] == "update"


def test_a_type_that_came_later_is_exported_without_it_and_stays(bring, exported, simulator):
    bring({"incident_tags": [{"name": "Ticket", "type": "Text"}]})
    simulator.organization("acme").incident_tags["ticket"]["type"] = "Formula"
    told = exported(["incident_tags"])
    assert [(each["name"], "type" in each) for each in told["incident_tags"]] == [("Ticket", False)]
    assert bring(told) == ([], [])


TEXTS = {**PRIORITY, "config": {"ordered_list": [{"display_name": "P1"}, {"display_name": "P2"}]}}


def test_levels_that_are_texts_stay_texts(declare, simulator, client):
    simulator.set_options({"priority_levels": "text"})
    action, made, written = declare(**TEXTS)
    assert (action, written) == ("create", [CREATE])
    unsaid = dict.fromkeys(("order_id", "description", "active"))
    assert made["config"]["ordered_list"] == [{"display_name": name, **unsaid} for name in ("P1", "P2")]
    assert declare(**TEXTS)[2] == []
    assert declare(name="Urgency", description="x")[2] == [REPLACE]
    more = [{"display_name": name, "active": True} for name in ("P1", "P2", "P3")]
    assert declare(name="Urgency", config={"ordered_list": more})[2] == [REPLACE]
    assert declare("absent", name="Urgency")[1]["active"] is False
    (shown,) = client.list(INCIDENT_TAG)
    assert [each["display_name"] for each in shown["config"]["ordered_list"]] == ["P1", "P2", "P3"]


@pytest.mark.parametrize("readings", [{"definition_defaults": "missing"}, {"priority_levels": "text"}], ids=str)
def test_what_is_exported_can_be_made_elsewhere(bring, exported, simulator, readings):
    simulator.set_options(readings)
    listed = {"type": "ClosedListValuesMulti", "config": {"incident_tag_values": ["Vienna"]}}
    listed["enrichment_config"] = {"append_matching_items": False}
    ranked = TEXTS if "priority_levels" in readings else PRIORITY
    bring({"incident_tags": [ranked, {"name": "Location", **listed}, {"name": "Ticket", "type": "Text"}]})
    declaration = exported(["incident_tags"])
    assert bring(declaration) == ([], [])
    elsewhere = {"organization": "globex", "region": "eu"}
    told, _written = bring(declaration, **elsewhere)
    assert [entry["outcome"] for entry in told] == ["done"] * 3
    assert exported(["incident_tags"], **elsewhere) == declaration


def test_levels_keep_their_weights_and_a_new_one_needs_its_own(declare, simulator):
    declare(**PRIORITY)
    simulator.clear_requests()
    assert declare(name="Urgency", config=TEXTS["config"])[2] == []
    for levels in ([{"display_name": "P3"}], [*TEXTS["config"]["ordered_list"], {"display_name": "P3"}]):
        with pytest.raises(errors.InvalidOption, match=r"config.ordered_list\[\].order_id is missing"):
            declare(name="Urgency", config={"ordered_list": levels})
    assert simulator.requests(writes_only=True) == []


@pytest.mark.parametrize("enrichment_config", [None, {}, {"append_matching_items": None, "items": []}])
def test_a_closed_list_that_keeps_its_first_match_need_not_say_so(declare, simulator, enrichment_config):
    values = {"name": "Location", "type": "ClosedListValuesMulti", "config": {"incident_tag_values": ["Vienna"]}}
    declare(**values, enrichment_config={"append_matching_items": False})
    stored = simulator.organization("acme").incident_tags["location"]
    stored["enrichment_config"] = enrichment_config
    action, after, _written = declare(name="Location", description="x")
    assert (action, after["enrichment_config"]["append_matching_items"]) == ("update", False)


def test_what_a_type_needs_is_not_taken_away(declare, simulator):
    declare(**PRIORITY)
    declare(name="Location", type="ClosedListValuesSingle", config={"incident_tag_values": ["Vienna"]})
    simulator.clear_requests()
    with pytest.raises(errors.InvalidOption, match="config.ordered_list is empty"):
        declare(name="Urgency", config={"ordered_list": []}, enrichment_config={"items": []})
    with pytest.raises(errors.InvalidOption, match="config.incident_tag_values is empty"):
        declare(name="Location", config={"incident_tag_values": []})
    assert simulator.requests(writes_only=True) == []


@pytest.mark.parametrize("kind", ["reset_before", "reset_after"])
@pytest.mark.parametrize("operation", [CREATE, REPLACE])
def test_nothing_is_done_twice_whatever_answer_is_lost(declare, simulator, kind, operation):
    simulator.set_faults([{"kind": kind, "operations": [operation], "times": 1}])
    made = declare(**PRIORITY)[1]
    assert declare("absent", name="Urgency")[1]["active"] is False
    assert items_of(declare(name="Urgency")[1]) == items_of(made)
    assert len(simulator.organization("acme").incident_tags) == 1


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"name": "New"}, "type is missing"),
        ({"name": "1st", "type": "Text"}, 'name is "1st"'),
        ({"name": "x" * 21, "type": "Text"}, "at most 20"),
        ({"name": "New", "type": "Text", "description": "x" * 201}, "description has 201 characters"),
        ({"name": "New", "type": "Priority"}, "config.ordered_list is missing"),
        ({"name": "New", "type": "ClosedListValuesSingle", "config": {}}, "config.incident_tag_values is missing"),
        ({"name": "New", "type": "Text", "config": {"ordered_list": [P1]}}, "config.ordered_list is given"),
        ({**PRIORITY, "config": {"ordered_list": [P1], "incident_tag_values": ["a"]}}, "incident_tag_values is given"),
        ({**PRIORITY, "config": {"ordered_list": [P1, {"display_name": "P2"}]}}, "order_id is missing"),
        ({**PRIORITY, "config": {"ordered_list": [{"display_name": "P2", "active": False}]}}, "order_id is missing"),
        (
            {"name": "New", "type": "ClosedListValuesMulti", "config": {"incident_tag_values": ["a"]}},
            "append_matching_items is missing",
        ),
        ({**PRIORITY, "enrichment_config": {"items": [{**HIGH, "value": "P1"}]}}, r'"P1".*Give one of 1000 \(P1\)'),
        ({**PRIORITY, "config": {"ordered_list": [P1, {**P2, "order_id": 1000}]}}, "order_id 1000 twice"),
        ({**PRIORITY, "config": {"ordered_list": [{**P1, "display_name": "x" * 11}]}}, "display_name"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_sent(declare, simulator, values, says):
    with pytest.raises(errors.InvalidOption, match=says):
        declare(**values)
    assert simulator.requests(writes_only=True) == []


def test_a_level_that_a_rule_still_names_is_not_taken_away(declare):
    declare(**PRIORITY)
    with pytest.raises(errors.InvalidOption, match='"900", which is not the order_id of a level'):
        declare(name="Urgency", config={"ordered_list": [P1]})
    with pytest.raises(errors.ImmutableField, match="type of an existing incident tag"):
        declare(name="Urgency", type="Text")
