# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Both sides of what the contract tells of working clients and vendor samples."""

from __future__ import annotations

import pytest
import requests
from simulator.command import make_parser
from simulator.embedded import Simulator
from simulator.readings import READINGS
from simulator.rules.mapping_enrichments import made as made_map
from simulator.strange import NOT_DRAWN, drawn_readings

KEY = "test-api-key-acme-5f1d8e37a6b0"
ORG_TOKEN = "test-org-token-acme-1b7e5a90c4d2"
EVENT = {"status": "critical", "host": "db-1", "check": "cpu"}


@pytest.fixture(scope="module")
def running():
    with Simulator(rate_limit_factor=100, options={"settle_seconds": 0}) as simulator:
        yield simulator


@pytest.fixture
def send(running):
    def send_request(method, path, body=None, token=KEY, **readings):
        running.set_options(readings)
        headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
        headers["Content-Type"] = "application/json; charset=utf8"
        answer = requests.request(method, f"{running.api_url()}{path}", json=body, headers=headers, timeout=60)
        return answer.status_code, answer.json() if answer.content else None

    yield send_request
    running.service.readings._chosen = {"settle_seconds": 0}


def test_permissions_are_shown_as_they_were_sent_or_as_the_vendor_shows_them(send):
    permission = {"resource_type": "roles", "actions": ["read"]}
    shown = send("POST", "/resources/v2.1/roles", {"name": "a", "permissions": [permission]})[1]
    assert shown["permissions"][0]["actions"] == ["read"]
    capital = {"resource_type": "Roles", "actions": ["Read"]}
    body = {"name": "b", "permissions": [capital]}
    assert send("POST", "/resources/v2.1/roles", body)[0] == 400
    status, shown = send("POST", "/resources/v2.1/roles", body, permission_case="capital")
    assert (status, shown["permissions"][0]["actions"], shown["permissions"][0]["resource_type"]) == (
        *(201, ["Read"]),
        "Roles",
    )


@pytest.mark.parametrize("text", ["False", "false"])
def test_booleans_of_a_query_are_read_in_any_case_by_option(send, text):
    path = f"/resources/v2.0/plans?active={text}"
    assert send("GET", path)[0] == (400 if text == "False" else 200)
    assert send("GET", path, query_booleans="any")[0] == 200


def test_changes_and_activities_are_wrapped_as_clients_have_seen_them(send, running):
    path = "/resources/v2.0/changes?start_time_frame=1&end_time_frame=2"
    running.organization("acme").stores["changes"]["c1"] = {"id": "c1", "identifier": "CNG-1"}
    listed = [{"id": "c1", "identifier": "CNG-1"}]
    assert send("GET", path)[1] == listed
    assert send("GET", path, change_list="results")[1] == {"results": listed}
    incident = incident_of(send, running)
    activities = send("GET", f"/resources/v2.0/incidents/{incident}/activities")[1]
    wrapped = send("GET", f"/resources/v2.0/incidents/{incident}/activities", activity_list="total")[1]
    assert wrapped == {"items": activities, "total": len(activities)}


def incident_of(send, running, **event):
    """The id of an incident of one alert."""
    body = {"app_key": "k", **EVENT, **event}
    assert send("POST", "/data/v2/alerts", body, ORG_TOKEN)[0] in (201, 204)
    return next(iter(running.organization("acme").incidents))


def test_alerts_and_incidents_show_their_status_in_either_case(send, running):
    incident = incident_of(send, running)
    path = f"/resources/v2.0/environments/{environment(running)}/incidents/{incident}?expand=alerts"
    for reading, spelled in (("lower", "critical"), ("capital", "Critical")):
        shown = send("GET", path, status_case=reading)[1]
        assert (shown["status"], shown["severity"], shown["alerts"][0]["status"]) == (spelled,) * 3


def environment(running):
    return next(iter(running.organization("acme").environments))


@pytest.mark.parametrize("comments", [["done", "twice"], None, "done"], ids=repr)
def test_comments_of_a_resolution_are_a_text_or_by_option_a_list_or_null(send, running, comments):
    path = f"/resources/v2.0/environments/{environment(running)}/alerts/batch-resolve"
    operation = next(each for each in running.service._operations if each.id == "resolve_alerts")
    path = operation.template.replace("{environment_id}", environment(running))
    body = {"ids": ["a"], "comments": comments}
    assert send(operation.method, path, body)[0] == (202 if comments == "done" else 400)
    assert send(operation.method, path, body, resolve_comments="any")[0] == 202


def test_events_with_fractions_and_empty_values_are_taken_by_option(send):
    body = {"app_key": "k", **EVENT, "host": "db-2", "timestamp": 1700000000.5, "cluster": None, "rack": ""}
    assert send("POST", "/data/v2/alerts", body, ORG_TOKEN)[0] == 400
    assert send("POST", "/data/v2/alerts", body, ORG_TOKEN, event_fields="lenient")[0] == 201


@pytest.mark.parametrize(("reading", "shown"), [("missing", None), ("true", True), ("false", False)])
def test_a_column_says_what_the_service_means_by_leaving_it_out(running, reading, shown):
    running.set_options({"override_default": reading})
    fields = [{"title": "a", "type": "query_tag"}, {"title": "b", "type": "result_tag", "override_existing": False}]
    stored = made_map(running.organization("acme"), {"config": {"name": "m", "fields": fields}}, "system")
    running.set_options({"override_default": "missing"})
    assert [column.get("override_existing") for column in stored["config"]["fields"]] == [shown, False]


def test_a_strange_server_is_the_same_each_time_and_every_side_is_drawn():
    assert drawn_readings(7) == drawn_readings(7)
    drawn = [drawn_readings(seed) for seed in range(300)]
    for name, reading in READINGS.items():
        possible = {choice for choice in reading.choices if choice not in NOT_DRAWN.get(name, ())}
        assert {each[name] for each in drawn if name in each} == possible, name


def test_what_is_chosen_comes_before_what_is_drawn():
    with Simulator(strange=7, options={"role_order": "name"}) as one, Simulator(strange=7) as other:
        assert one.service.readings["role_order"] == "name"
        assert other.service.readings["envelope"] == drawn_readings(7)["envelope"]
    assert make_parser().parse_args(["--strange", "7"]).strange == 7
