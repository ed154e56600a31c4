# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the contract says of alert tags, their rules and orders."""

from __future__ import annotations

import time

import pytest
import requests
from simulator.embedded import Simulator

TAGS = "/resources/v2.1/enrichments-config/tags"
ORDER = "/resources/v2.1/enrichments-config"
ORDER_V20 = "/resources/v2.0/enrichments-config"
MAPS = "/resources/v2.1/mapping-enrichment"
HEADERS = {
    "Authorization": "Bearer test-api-key-acme-5f1d8e37a6b0",
    "Accept": "application/json",
    "Content-Type": "application/json; charset=utf8",
}
EXTRACTION = {"type": "extraction", "config": {"source": "host", "destination": "service", "regex": "^([^-]+)"}}
COMPOSITION = {
    "type": "composition",
    "when": {"=": ["host", "db-1"]},
    "config": {"source": "All Systems", "destination": "service", "value": "${host}"},
}
MAP = {
    "type": "mapping",
    "config": {
        "name": "owners",
        "fields": [
            {"title": "application", "type": "query_tag"},
            {"title": "Owner", "type": "result_tag", "tag_name": "owner"},
            {"title": "service", "type": "result_tag"},
        ],
    },
}


@pytest.fixture
def send():
    """Sends one request: (status, body). Every answer of the simulator keeps to the contract."""
    with Simulator(rate_limit_factor=100, options={"job_seconds": 0, "settle_seconds": 0}) as simulator:

        def call(method, path, body=None, **options):
            simulator.set_options(options)
            text = {"data": body, "headers": {**HEADERS, "Content-Type": "text/csv; charset=utf8"}}
            content = text if isinstance(body, str) else {"json": body, "headers": HEADERS}
            answer = requests.request(method, f"{simulator.api_url('us')}{path}", timeout=60, **content)
            return answer.status_code, answer.json() if answer.content else None

        yield call
        assert [each for each in simulator.violations() if each["kind"] == "response"] == []


def make(send, *rules, name="service"):
    status, tag = send("POST", TAGS, {"name": name, "active": True, "enrichments": list(rules)})
    assert status == 201
    return [each["id"] for each in tag["enrichments"]]


def rules_of(send, name="service", **options):
    return send("GET", f"{TAGS}/{name}", **options)[1]["enrichments"]


def ids_of(send):
    return [each["id"] for each in rules_of(send)]


def test_a_tag_is_made_with_its_rules_in_run_order(send):
    first, second = make(send, EXTRACTION, COMPOSITION)
    tag = send("GET", f"{TAGS}/service")[1]
    assert [each["id"] for each in tag["enrichments"]] == [first, second]
    assert [each["version"] for each in tag["enrichments"]] == [1, 1]
    assert tag["enrichments"][0]["config"] == {**EXTRACTION["config"], "template": None}
    assert send("POST", TAGS, {"name": "service", "active": True})[0] == 409
    assert send("POST", TAGS, {"name": "service", "active": True}, alert_tag_conflict_status=400)[0] == 400
    assert send("POST", TAGS, {"name": "Service", "active": True})[0] == 400
    assert send("PATCH", f"{TAGS}/service", {"active": False})[1]["active"] is False
    assert [each["name"] for each in send("GET", TAGS)[1]] == ["service"]


@pytest.mark.parametrize(("place", "expected"), [("top", "abc"), ("reversed", "bac"), ("bottom", "cab")])
def test_new_rules_have_their_place(send, place, expected):
    (old,) = make(send, EXTRACTION)
    _status, added = send(
        "POST", f"{TAGS}/service/enrichments", {"enrichments": [EXTRACTION, COMPOSITION]}, new_rules=place
    )
    names = {added[0]["id"]: "a", added[1]["id"]: "b", old: "c"}
    assert "".join(names[each] for each in ids_of(send)) == expected


def test_a_rule_is_changed_in_place_and_its_version_counted(send):
    first, second = make(send, EXTRACTION, COMPOSITION)
    path = f"{TAGS}/service/enrichments"
    status, changed = send("PATCH", path, {"enrichments": [{"id": second, "active": False, "when": {}}]})
    assert (status, changed[0]["version"], changed[0]["active"], changed[0]["when"]) == (200, 2, False, {})
    assert changed[0]["config"] == COMPOSITION["config"]
    assert rules_of(send)[0]["version"] == 1
    assert send("PATCH", path, {"enrichments": [{"id": first, "config": {"source": "host"}}]})[0] == 400
    assert send("PATCH", path, {"enrichments": [{"id": first, "type": "composition"}]})[0] == 400
    assert send("PATCH", path, {"enrichments": [{"id": "nobody", "active": True}]})[0] == 404


def test_a_tag_goes_with_its_last_rule(send):
    first, second = make(send, EXTRACTION, COMPOSITION)
    path = f"{TAGS}/service/enrichments"
    assert send("DELETE", path, {"enrichments_ids": [first, "nobody"]})[0] == 404
    assert send("DELETE", path, {"enrichments_ids": [first]})[0] == 204
    assert ids_of(send) == [second]
    assert send("DELETE", path, {"enrichments_ids": [second]})[0] == 204
    assert send("GET", f"{TAGS}/service")[0] == 404


def test_a_tag_holds_500_rules(send):
    make(send, *[EXTRACTION] * 500)
    assert send("POST", f"{TAGS}/service/enrichments", {"enrichments": [EXTRACTION]})[0] == 400


def test_the_order_of_rules_is_complete_or_refused(send):
    first, second = make(send, EXTRACTION, COMPOSITION)
    path, path_v20 = f"{TAGS}/service/order", f"{ORDER_V20}/tags/service/order"
    assert send("GET", path_v20) == (200, [])
    assert send("GET", path_v20, no_order="no_content") == (204, None)
    assert send("PUT", path, {"enrichment_order": [second]})[0] == 400
    assert send("PUT", path, {"enrichment_order": [second, first, "nobody"]})[0] == 400
    assert send("PUT", path, {"enrichment_order": [second, first]})[1]["enrichment_order"] == [second, first]
    assert ids_of(send) == [second, first]
    assert send("GET", path_v20) == (200, [second, first])
    assert send("GET", path_v20, stored_order="object") == (200, {"enrichment_order": [second, first]})
    assert send("PUT", path, {"enrichment_order": [first]}, incomplete_order="accepted", order_answer="list") == (
        200,
        [first, second],
    )


def test_the_order_of_tags_is_complete_or_refused(send):
    for name in ("a", "b", "c"):
        make(send, EXTRACTION, name=name)
    assert send("GET", ORDER_V20) == (200, [])
    assert send("PUT", ORDER, {"alert_tags_order": ["b", "a"]})[0] == 400
    assert send("PUT", ORDER, {"alert_tags_order": ["c", "b", "a"]})[1]["alert_tags_order"] == ["c", "b", "a"]
    assert send("GET", ORDER_V20) == (200, ["c", "b", "a"])
    assert send("DELETE", f"{TAGS}/b")[0] == 200
    make(send, EXTRACTION, name="d")
    assert send("GET", ORDER_V20, stored_order="object") == (200, {"alert_tags_order": ["c", "a", "d"]})
    answer = send("PUT", ORDER, {"alert_tags_order": ["a", "c", "d"]}, order_answer="rule_order")[1]
    assert answer["enrichment_order"] == ["a", "c", "d"]


def load_map(send):
    map_id = send("POST", MAPS, MAP)[1]["id"]
    assert send("POST", f"{MAPS}/{map_id}/map", "application,Owner,service\nbilling,Ada,db\n")[0] == 202
    wait(lambda: send("GET", f"{TAGS}/owner")[0] == 200)
    return map_id


def wait(is_so):
    for _time in range(3000):
        if is_so():
            return
        time.sleep(0.01)
    raise AssertionError("it never was so")


def test_a_map_feeds_its_tags_until_it_goes(send):
    (own,) = make(send, EXTRACTION)
    map_id = load_map(send)
    fed = rules_of(send)
    assert [each["type"] for each in fed] == ["mapping", "extraction"]
    assert "map" not in fed[0]
    assert send("DELETE", f"{TAGS}/owner")[0] == 409
    assert send("DELETE", f"{TAGS}/owner", alert_tag_conflict_status=400)[0] == 400
    path = f"{TAGS}/service/enrichments"
    assert send("DELETE", path, {"enrichments_ids": [fed[0]["id"]]})[0] == 400
    assert send("PATCH", path, {"enrichments": [{"id": fed[0]["id"], "config": {}}]})[0] == 400
    assert send("DELETE", f"{MAPS}/{map_id}")[0] == 202
    wait(lambda: send("GET", f"{TAGS}/owner")[0] == 404)
    assert ids_of(send) == [own]


def test_a_map_may_feed_its_tags_from_the_start(send):
    send("POST", MAPS, MAP, map_feeds="creation")
    assert [each["name"] for each in send("GET", TAGS)[1]] == ["owner", "service"]


@pytest.mark.parametrize("envelope", ["bare", "enveloped"])
@pytest.mark.parametrize("tag_answer", ["object", "list"])
@pytest.mark.parametrize("rules_answer", ["list", "one"])
def test_answers_come_in_every_shape_of_the_contract(send, envelope, tag_answer, rules_answer):
    make(send, EXTRACTION)
    shape = {"envelope": envelope, "tag_answer": tag_answer, "rules_answer": rules_answer}
    tag = send("GET", f"{TAGS}/service", **shape)[1]
    tag = tag["data"] if envelope == "enveloped" else tag
    assert isinstance(tag, list) == (envelope == "enveloped" and tag_answer == "list")
    rules = send("POST", f"{TAGS}/service/enrichments", {"enrichments": [EXTRACTION]}, rules_create_status=200)[1]
    rules = rules["data"] if envelope == "enveloped" else rules
    assert isinstance(rules, list) == (rules_answer == "list")


def test_rules_are_shown_in_every_way_of_the_contract(send):
    make(send, COMPOSITION, EXTRACTION)
    shown = rules_of(send, composition_source="missing", rule_condition="text", no_condition="null")
    assert (shown[0]["when"], shown[1]["when"]) == ('{"=": ["host", "db-1"]}', None)
    assert "source" not in shown[0]["config"]
    assert "when" not in rules_of(send, no_condition="missing")[1]
