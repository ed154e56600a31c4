# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Alert tags and their rules, over real HTTP."""

from __future__ import annotations

import itertools

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core import errors
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.finding import find
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.planning.plan import make_plan
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.writing import apply
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert_tag import ALERT_TAG
from ansible_collections.community.bigpanda.plugins.module_utils._resources.enrichment_map import ENRICHMENT_MAP
from simulator.rules.alert_tags import feed as feed_tags
from simulator.rules.alert_tags import starve
from simulator.rules.mapping_enrichments import made as made_map
from unit.http.ensuring import ensure
from unit.http.recorder import Recorder

HOST = {"type": "extraction", "source": "host", "regex": "^([^-]+)"}
CHECK = {"type": "extraction", "source": "check", "regex": "(.*)", "when": {"=": ["host", "db-1"]}, "note": "n"}
WIKI = {"type": "composition", "value": "https://wiki/${host}", "active": False}
OTHER = {"type": "composition", "value": "${check}", "source": "oim.x"}
ADD, CHANGE, REMOVE, ORDER = (
    "create_tag_enrichments",
    "update_tag_enrichments",
    "delete_tag_enrichments",
    "update_tag_enrichment_order",
)


@pytest.fixture
def declare(client, simulator):
    """Brings the tag `service` to what is declared: (the object afterwards, the operations that it took)."""

    def bring_about(*rules, state="present", **values):
        desired = {"name": "service", **({"enrichments": list(rules)} if rules else {}), **values}
        simulator.clear_requests()
        after = ensure(client, ALERT_TAG, desired, state, (ENRICHMENT_MAP,)).values[ALERT_TAG.name]
        return after, [entry["operation_id"] for entry in simulator.requests(writes_only=True)]

    return bring_about


def stored(simulator):
    """What the rules of the tag say, in run order."""
    tag = simulator.organization("acme").stores["alert_tags"]["service"]
    return [each["config"].get("regex") or each["config"].get("value") or each["type"] for each in tag["enrichments"]]


def ids(tag):
    return [each["id"] for each in tag["enrichments"]]


def said(*rules):
    return [rule.get("regex") or rule.get("value") for rule in rules]


def feed(simulator, name="owners", tag="service"):
    """A map that has been loaded, as the service holds it."""
    acme = simulator.organization("acme")
    fields = [{"title": "application", "type": "query_tag"}, {"title": tag, "type": "result_tag"}]
    stored_map = made_map(acme, {"type": "mapping", "config": {"name": name, "fields": fields}}, "system")
    acme.maps[stored_map["id"]] = stored_map
    acme.tables[stored_map["id"]] = [{"application": "a", tag: "b"}]
    feed_tags(acme, stored_map)
    return stored_map["id"]


def test_a_tag_is_made_with_its_rules_at_once(declare, simulator):
    made, written = declare(HOST, CHECK, WIKI, description="Service")
    assert written == ["create_alert_tag"]
    assert (made["id"], made["active"], stored(simulator)) == ("service", True, said(HOST, CHECK, WIKI))
    assert declare(HOST, CHECK, WIKI)[1] == []
    assert declare(description="Service", active=True)[1] == []
    assert declare(description="")[1] == ["update_alert_tag"]


def test_rules_are_reordered_without_rewriting_them(declare, simulator):
    made = declare(HOST, CHECK, WIKI)[0]
    after, written = declare(WIKI, HOST, CHECK)
    assert written == [ORDER]
    assert stored(simulator) == said(WIKI, HOST, CHECK)
    assert {each["id"]: each["version"] for each in after["enrichments"]} == dict.fromkeys(ids(made), 1)


@pytest.mark.parametrize("place", ["top", "reversed", "bottom"])
def test_new_rules_come_where_they_are_declared(declare, simulator, place):
    simulator.set_options({"new_rules": place})
    made = declare(HOST)[0]
    after, written = declare(CHECK, HOST, WIKI, OTHER)
    assert written == [ADD, ORDER]
    assert stored(simulator) == said(CHECK, HOST, WIKI, OTHER)
    assert after["enrichments"][1]["id"] == made["enrichments"][0]["id"]
    written = declare(CHECK, {**CHECK, "regex": "x"}, HOST, WIKI, OTHER)[1]
    assert written == [ADD, ORDER]
    first = {"type": "extraction", "source": "first", "regex": "y"}
    assert declare(first, CHECK, {**CHECK, "regex": "x"}, HOST, WIKI, OTHER)[1] == (
        [ADD] if place != "bottom" else [ADD, ORDER]
    )


def test_a_rule_that_says_something_else_is_changed_in_place(declare, simulator):
    made = declare(HOST, CHECK, WIKI)[0]
    changed = {"type": "extraction", "source": "check", "regex": "(.+)"}
    after, written = declare(HOST, changed, WIKI)
    assert written == [CHANGE]
    assert ids(after) == ids(made)
    tag = simulator.organization("acme").stores["alert_tags"]["service"]
    rule = tag["enrichments"][1]
    assert rule["config"] == {"source": "check", "destination": "service", "regex": "(.+)"}
    # What was left out stays.
    assert (rule["when"], rule["note"], rule["version"]) == (CHECK["when"], CHECK["note"], 2)
    assert [each["version"] for each in tag["enrichments"]] == [1, 2, 1]
    after, written = declare(HOST, changed, {**WIKI, "active": True})
    assert (written, after["enrichments"][2]["active"], ids(after)) == ([CHANGE], True, ids(made))


def test_rules_go_and_come_in_one_run(declare, simulator):
    declare(HOST, CHECK)
    assert declare(WIKI)[1] == [ADD, REMOVE]
    assert stored(simulator) == said(WIKI)
    assert declare(HOST, {**WIKI, "note": "x"})[1] == [ADD, CHANGE]
    assert declare({**WIKI, "note": "x"}, CHECK)[1] == [CHANGE, ORDER]


def test_the_last_rule_is_not_removed_by_accident(declare, simulator):
    declare(HOST)
    simulator.clear_requests()
    with pytest.raises(errors.InvalidOption, match="enrichments is empty.*last rule.*state=absent"):
        declare(enrichments=[])
    assert simulator.requests(writes_only=True) == []
    assert declare(state="absent")[1] == ["delete_alert_tag"]
    assert declare(state="absent")[1] == []
    assert declare(enrichments=[])[1] == ["create_alert_tag"]
    assert declare(enrichments=[])[1] == []


FAULTS = {
    "reset_before": {"kind": "reset_before"},
    "reset_after": {"kind": "reset_after"},
    "503_before": {"kind": "status", "status": 503},
    "503_after": {"kind": "status", "status": 503, "after_write": True},
    "not_json": {"kind": "not_json"},
}


WRITES = ("update_alert_tag", ADD, CHANGE, REMOVE, ORDER)


@pytest.mark.parametrize(("name", "lost"), list(itertools.product(FAULTS, WRITES)))
def test_nothing_is_done_twice_whatever_answer_is_lost(declare, simulator, name, lost):
    declare(HOST, CHECK, {**CHECK, "source": "gone"})
    changed = {**HOST, "regex": "(.)"}
    simulator.set_faults([{**FAULTS[name], "operations": [lost], "times": 1}])
    after, written = declare(CHECK, WIKI, changed, OTHER, description="Other")
    assert set(written) == set(WRITES)
    assert stored(simulator) == said(CHECK, WIKI, changed, OTHER) and len(ids(after)) == 4
    versions = [each["version"] for each in after["enrichments"]]
    assert sorted(versions) == [1, 1, 1, 2]
    assert declare(CHECK, WIKI, changed, OTHER)[1] == []


@pytest.mark.parametrize("seed", range(6))
def test_rules_come_right_while_everything_goes_wrong(declare, simulator, seed):
    kinds = ("reset_before", "reset_after", "503_after", "not_json")
    declare(HOST)
    simulator.set_faults([{**FAULTS[name], "probability": 0.15} for name in kinds], seed=seed)
    for rules in ((WIKI, HOST, CHECK), (CHECK, OTHER, WIKI), (OTHER, CHECK, HOST, WIKI)):
        declare(*rules)
        assert stored(simulator) == said(*rules)


READINGS = [
    {"envelope": "enveloped"},
    {"envelope": "enveloped", "tag_answer": "list"},
    {"rules_answer": "one", "rules_create_status": 200},
    {"envelope": "enveloped", "rules_answer": "one", "order_answer": "list"},
    {"order_answer": "rule_order"},
    {"composition_source": "missing", "no_condition": "null"},
    {"rule_condition": "text", "no_condition": "missing"},
    {"alert_tag_conflict_status": 400},
]


@pytest.mark.parametrize("readings", READINGS, ids=str)
def test_every_reading_gives_the_same_life(declare, client, simulator, readings):
    simulator.set_options(readings)
    step = make_plan(ALERT_TAG, None, ALERT_TAG.prepare({"name": "service", "enrichments": [HOST, CHECK, WIKI]}))
    assert declare(HOST, CHECK, WIKI)[1] == ["create_alert_tag"]
    # Somebody else made it between reading and writing.
    assert len(ids(apply.apply_step(client, step))) == 3
    assert declare(HOST, CHECK, WIKI)[1] == []
    assert declare(CHECK, {**HOST, "note": "x"}, WIKI, OTHER, active=False)[1] == [
        "update_alert_tag",
        ADD,
        CHANGE,
        ORDER,
    ]
    assert declare(CHECK, {**HOST, "note": "x"}, WIKI, OTHER, active=False)[1] == []
    assert [each["name"] for each in client.list(ALERT_TAG)] == ["service"]
    assert declare(state="absent")[1] == ["delete_alert_tag"]


def test_rules_of_maps_stay_where_they_are(declare, simulator):
    declare(HOST)
    feed(simulator)
    assert declare(HOST)[1] == []
    assert declare(CHECK, HOST)[1] == [ADD]
    assert stored(simulator) == [*said(CHECK), "mapping", *said(HOST)]
    after, written = declare(HOST, CHECK)
    assert written == [ORDER]
    assert stored(simulator) == [*said(HOST), "mapping", *said(CHECK)]
    assert [each["type"] for each in after["enrichments"]] == ["extraction", "mapping", "extraction"]
    # It stays with the rule of the map alone.
    assert declare(enrichments=[])[1] == [REMOVE]
    assert stored(simulator) == ["mapping"]


def test_a_tag_that_a_map_named_otherwise_can_be_changed_and_removed(declare, simulator):
    """Columns may be called anything, and so may the tags that they make."""
    feed(simulator, tag="Owner (CMDB) %")
    named = {"name": "Owner (CMDB) %"}
    assert declare(active=True, **named)[1] == []
    assert declare(HOST, description="x", **named)[1] == ["update_alert_tag", ADD]
    assert declare(enrichments=[], **named)[1] == [REMOVE]
    acme = simulator.organization("acme")
    starve(acme, next(iter(acme.maps)))
    assert declare(state="absent", **named)[1] == []
    with pytest.raises(errors.InvalidOption, match=r'name is "Owner \(CMDB\) %"'):
        declare(**named)


def test_rules_of_an_unknown_kind_stay_and_are_not_returned(declare, exported, simulator):
    declare(HOST)
    tag = simulator.organization("acme").stores["alert_tags"]["service"]
    later = {"id": "r9", "type": "Lookup", "config": {"table": "t", "source": None}, "active": True, "when": None}
    tag["enrichments"].append(later)
    tag["enrichments"][0]["type"] = "Extraction"
    assert declare(HOST)[1] == []
    assert declare(CHECK, HOST)[1] == [ADD]
    assert stored(simulator) == [*said(CHECK, HOST), "Lookup"]
    after, written = declare(HOST, CHECK)
    assert (written, after["enrichments"][2]["config"]) == ([ORDER], later["config"])
    (told,) = exported(["alert_tags"])["alert_tags"]
    assert [rule["type"] for rule in told["enrichments"]] == ["extraction", "extraction"]
    assert declare(enrichments=[])[1] == [REMOVE]
    assert declare(state="absent")[1] == ["delete_alert_tag"]


@pytest.mark.parametrize("source", [None, ""])
def test_an_empty_source_is_that_of_all_systems(declare, simulator, source):
    declare(WIKI)
    simulator.organization("acme").stores["alert_tags"]["service"]["enrichments"][0]["config"]["source"] = source
    assert declare(WIKI)[1] == []


def test_an_empty_answer_for_one_tag_is_no_tag(make_client):
    with Recorder(lambda _path: (200, {"Content-Type": "application/json"}, b'{"data": []}')) as server:
        assert make_client(api_url=server.url()).find_by_id(ALERT_TAG, "service") is None


def test_a_rule_of_a_full_tag_is_swapped(declare, simulator):
    rules = [{**HOST, "regex": str(number)} for number in range(500)]
    declare(*rules)
    assert declare(*rules[1:], WIKI)[1] == [REMOVE, ADD, ORDER]
    assert stored(simulator) == said(*rules[1:], WIKI)


def test_an_order_that_a_map_made_incomplete_meanwhile_is_planned_anew(declare, client, simulator):
    declare(HOST, CHECK)
    desired = ALERT_TAG.prepare({"name": "service", "enrichments": [CHECK, HOST]})
    step = make_plan(ALERT_TAG, find.find_current(client, ALERT_TAG, desired), desired)
    feed(simulator)
    apply.apply_step(client, step)
    assert stored(simulator) == ["mapping", *said(CHECK, HOST)]


def test_a_tag_that_a_map_feeds_goes_after_the_map(declare, simulator):
    feed(simulator, "owners")
    feed(simulator, "cmdb")
    feed(simulator, "elsewhere", tag="other")
    with pytest.raises(
        errors.InvalidOption, match='"service" is used by the enrichment map "owners", "cmdb", and can only'
    ):
        declare(state="absent")
    # A map of another kind, or one that may not be read.
    simulator.organization("acme").maps.clear()
    with pytest.raises(errors.InvalidOption, match="is used by some enrichment map that the API key does not see"):
        declare(state="absent")
    simulator.set_faults([{"kind": "status", "status": 403, "operations": ["list_mapping_enrichments"]}])
    with pytest.raises(errors.InvalidOption, match="is used by some enrichment map"):
        declare(state="absent")
    assert simulator.requests(writes_only=True) == []


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"name": "Service"}, 'name is "Service"'),
        ({"name": ""}, "name is empty"),
        ({"enrichments": [{"type": "extraction", "source": "host"}]}, r"enrichments\[0\]: regex is missing"),
        ({"enrichments": [HOST, {"type": "composition"}]}, r"enrichments\[1\]: value is missing"),
        ({"enrichments": [{**HOST, "value": "x"}]}, r"value is given.*type extraction"),
        ({"enrichments": [{**WIKI, "selected_source_system": "x"}]}, "selected_source_system is given"),
        ({"enrichments": [HOST] * 501}, "contains 501 rules"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_written(declare, simulator, values, says):
    with pytest.raises(errors.InvalidOption, match=says):
        declare(**values)
    assert simulator.requests(writes_only=True) == []


def test_a_tag_that_does_not_say_so_is_active(declare, simulator):
    declare(HOST)
    del simulator.organization("acme").stores["alert_tags"]["service"]["active"]
    assert declare(HOST, active=True)[1] == []
    assert declare(HOST, active=False)[0]["active"] is False


def test_500_rules_are_reordered_by_one_request(declare, simulator):
    rules = [{**HOST, "regex": str(number)} for number in range(500)]
    declare(*rules)
    assert declare(*reversed(rules))[1] == [ORDER]
    assert stored(simulator) == said(*reversed(rules))
    assert declare(*({**rule, "source": "other"} for rule in reversed(rules)))[1] == [CHANGE]
    sources = [
        each["config"]["source"]
        for each in simulator.organization("acme").stores["alert_tags"]["service"]["enrichments"]
    ]
    assert sources == ["other"] * 500
