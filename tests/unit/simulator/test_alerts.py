# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the contract says of alerts on their way in, and of resolving many at once."""

from __future__ import annotations

import pytest
import requests
from simulator.embedded import Simulator

HEADERS = {"Accept": "application/json", "Content-Type": "application/json; charset=utf8"}
EVENT = {"status": "critical", "host": "db-9"}


@pytest.fixture(scope="module")
def simulator():
    with Simulator(rate_limit_factor=100, options={"settle_seconds": 0}) as running:
        yield running
        assert [each for each in running.violations() if each["kind"] == "response"] == []


@pytest.fixture
def send(simulator):
    """Sends one request; its status."""

    def call(path, body, token="test-org-token-acme-1b7e5a90c4d2", **headers):
        url = simulator.api_url() if path.startswith(("/data", "/resources")) else simulator.integrations_url()
        headers = {**HEADERS, "Authorization": f"Bearer {token}", **headers}
        return requests.post(f"{url}{path}", json=body, headers=headers, timeout=60).status_code

    return call


@pytest.mark.parametrize("path", ["/oim/api/alerts", "/oim/zabbix/alerts"])
def test_an_integration_takes_the_app_key_from_body_header_or_query(send, path):
    assert send(path, {**EVENT, "check": "no key"}) == 400
    assert send(path, {**EVENT, "check": f"body {path}", "app_key": "k"}) == 201
    assert send(path, {**EVENT, "check": f"header {path}"}, **{"X-App-Key": "k"}) == 201
    assert send(f"{path}?app_key=k", {**EVENT, "check": f"query {path}"}) == 201
    assert send(path, {**EVENT, "check": f"other header {path}"}, app_key="k") == 201


def test_the_alerts_api_takes_it_only_from_the_body(send):
    assert send("/data/v2/alerts", EVENT, **{"x-app-key": "k"}) == 400


def test_an_exact_duplicate_is_reported_until_something_else_is_sent(send):
    event = {**EVENT, "app_key": "duplicates"}
    ok = {**event, "status": "ok"}
    assert [send("/data/v2/alerts", each) for each in (event, event, ok, ok, event)] == [201, 204, 201, 204, 201]


@pytest.mark.parametrize(
    ("times", "status"),
    [((1, 2), 201), ((2, 1), 201), ((2, None), 201), ((None, 2), 400), ((2, 1, None), 400)],
)
def test_a_batch_is_in_order_or_has_all_times(send, times, status):
    events = [
        {**EVENT, "check": f"{times}"} if time is None else {**EVENT, "check": f"{times}", "timestamp": time}
        for time in times
    ]
    assert send("/data/v2/alerts", {"app_key": "order", "alerts": events}) == status


@pytest.mark.parametrize(
    "event", [{"host": "a"}, {"status": "ok"}, {**EVENT, "timestamp": 1795500000000}, {**EVENT, "nested": {"a": 1}}]
)
def test_a_wrong_event_is_refused(send, event):
    assert send("/data/v2/alerts", {**event, "app_key": "k"}) == 400


def test_the_user_api_key_sends_no_alerts_unless_that_reading_is_chosen(send, simulator):
    event, key = {**EVENT, "app_key": "k"}, "test-api-key-acme-5f1d8e37a6b0"
    assert send("/data/v2/alerts", event, token=key) == 401
    simulator.set_options({"alerts_credential": "api_key"})
    assert [send("/data/v2/alerts", event, token=key), send("/data/v2/alerts", event)] == [201, 401]
    simulator.set_options({"alerts_credential": "org_token"})


def test_the_resolver_does_not_check_ids_and_resolves_what_the_environment_holds(send, simulator):
    acme = simulator.organization("acme")
    send("/data/v2/alerts", {"status": "critical", "host": "outside", "app_key": "k"})
    outside = list(acme.alerts.values())[-1]
    everything = next(iter(acme.environments))
    production = acme.add_environment({"name": "Production", "filter": "cluster = prod"})["id"]

    def resolve(environment):
        body = {"ids": [outside["id"], "nonsense"], "comments": "Cleared."}
        path = f"/resources/v2.0/environments/{environment}/batch-resolve/alerts"
        status = send(path, body, token="test-api-key-acme-5f1d8e37a6b0")
        acme.catch_up()
        return status, outside["status"]

    assert resolve("nonsense")[0] == 404
    assert resolve(production) == (202, "critical")
    assert resolve(everything) == (202, "ok")
