# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import time

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core import errors
from ansible_collections.community.bigpanda.plugins.module_utils._core.alerts import sender
from ansible_collections.community.bigpanda.plugins.module_utils._resources import alert, alert_resolve
from simulator.rules.alerts import ingest

APP_KEY = "test-app-key-7c2e9d40b1f5"
RAISED = {"status": "critical", "host": "db-9", "check": "disk", "timestamp": 1795500100}
VERIFICATION = alert_resolve.ALERT_RESOLVE.verification


@pytest.fixture
def acme(simulator):
    return simulator.organization("acme")


@pytest.fixture
def send(client):
    """Sends events; (new, duplicates)."""

    def send_events(*events, client=client, below_bytes=alert.BODY_BYTES, **options):
        given = {"app_key": APP_KEY, "api": "alerts", "alerts": list(events), **options}
        if "payload" in options:
            del given["alerts"]
        batch = alert.batch(alert.prepare(given, int(time.time()))).replace(below_bytes=below_bytes)
        counts = sender.send(client, batch, sender.check(client, batch))
        return counts.new, counts.duplicates

    return send_events


def events(count):
    return [{**RAISED, "host": f"host-{number}", "timestamp": 1795500000 + number} for number in range(count)]


def sent(simulator):
    return [(entry["operation_id"], entry["status"]) for entry in simulator.requests(writes_only=True)]


def alerts_of(organization, host):
    shown = [(tag["value"], each) for each in organization.alerts.values() for tag in each["tags"]]
    return [each for value, each in shown if value == host]


# -- events ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("api", "operation"), [("alerts", "send_alerts"), ("oim", "send_oim_alerts")])
def test_an_event_is_new_once(send, simulator, acme, api, operation):
    assert send(RAISED, api=api) == (1, 0)
    assert send(RAISED, api=api) == (0, 1)
    assert sent(simulator) == [(operation, 201), (operation, 204)]
    assert [each["status"] for each in alerts_of(acme, "db-9")] == ["critical"]


def test_ok_resolves_and_what_was_resolved_can_be_raised_again(send, acme):
    assert send(RAISED, {**RAISED, "status": "ok", "timestamp": 1795500200}) == (2, 0)
    assert [each["active"] for each in alerts_of(acme, "db-9")] == [False]
    assert send({**RAISED, "timestamp": 1795500300}) == (1, 0)


def test_a_batch_is_sent_in_order_of_time(send, acme):
    assert send({**RAISED, "status": "ok", "timestamp": 1795500200}, RAISED) == (2, 0)
    assert [each["active"] for each in alerts_of(acme, "db-9")] == [False]


def test_a_batch_with_events_without_time_is_taken(send):
    ahead = {**RAISED, "host": "db-10", "timestamp": int(time.time()) + 3600}
    assert send(ahead, {"status": "warning", "host": "db-8"}, RAISED) == (3, 0)


def test_a_batch_of_duplicates_is_no_change_and_one_new_event_makes_it_one(send):
    assert send(*events(3)) == (3, 0)
    assert send(*events(3)) == (0, 3)
    assert send(*events(4)) == (4, 0)


def test_a_payload_goes_to_its_integration_with_the_app_key_in_a_header(send, simulator, acme):
    payloads = [{"data": {"severity": "Sev1", "nothing": None}}, {"data": {}}]
    assert send(integration="azure_monitor_v2", payload=payloads) == (2, 0)
    received = list(acme.stores["source_payloads"].values())
    assert received == [{"integration": "azure_monitor_v2", "payload": payload} for payload in payloads]
    assert [entry["query"] for entry in simulator.requests()] == ["", ""]
    assert sent(simulator) == [("send_oim_source_alerts", 201)] * 2


def test_a_payload_may_go_the_way_of_events(send, simulator, acme):
    assert send(integration="api", payload=RAISED) == (1, 0)
    assert sent(simulator) == [("send_oim_alerts", 201)]
    assert len(alerts_of(acme, "db-9")) == 1


@pytest.mark.parametrize("answer", ["object", "text"])
def test_the_answer_may_be_a_text(send, simulator, answer):
    simulator.set_options({"event_answer": answer})
    assert send(RAISED) == (1, 0)


@pytest.mark.parametrize("kind", ["not_json", "empty"])
def test_the_status_of_an_answer_is_enough(send, simulator, kind):
    simulator.set_faults([{"kind": kind}])
    assert send(RAISED) == (1, 0)
    assert len(sent(simulator)) == 1


def test_a_page_in_place_of_an_answer_is_none(send, simulator):
    simulator.set_faults([{"kind": "html"}])
    with pytest.raises(errors.UnreadableResponse, match="login page"):
        send(RAISED)


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "reset_before"},
        {"kind": "reset_after"},
        {"kind": "status", "status": 429},
        {"kind": "status", "status": 500},
        {"kind": "status", "status": 503, "after_write": True},
        {"kind": "truncated"},
    ],
    ids=lambda fault: "-".join(map(str, fault.values())),
)
def test_a_lost_answer_is_asked_for_by_sending_again(send, simulator, acme, fault):
    simulator.set_faults([{**fault, "times": 2}])
    assert send(RAISED) == (1, 0)
    assert len(alerts_of(acme, "db-9")) == 1
    simulator.clear_faults()
    assert send(RAISED) == (0, 1)


def test_a_duplicate_after_a_refusal_for_the_rate_is_one(send, simulator):
    send(RAISED)
    simulator.set_faults([{"kind": "status", "status": 429, "times": 1}])
    assert send(RAISED) == (0, 1)


def test_a_failure_midway_says_what_was_sent_and_what_not(make_client, send, simulator):
    simulator.set_faults([{"kind": "status", "status": 500, "skip": 2}])
    shuffled = [events(7)[number] for number in (6, 0, 1, 2, 3, 4, 5)]
    with pytest.raises(errors.ServerError) as failed:
        send(*shuffled, client=make_client(retry_timeout=0), below_bytes=270)
    assert str(failed.value).endswith("Failed: alerts[5-6]. Sent before: alerts[1-4]. Not sent: alerts[0].")
    simulator.clear_faults()
    assert send(*shuffled, below_bytes=270) == (3, 4)


def test_a_large_batch_is_split_below_six_megabytes(send, simulator):
    large = [{**event, "text": "ü" * 900_000} for event in events(7)]
    assert send(*large) == (7, 0)
    assert sent(simulator) == [("send_alerts", 201)] * 3


def test_the_simulator_refuses_more_than_six_megabytes(send, simulator):
    large = [{**event, "text": "x" * 1_000_000} for event in events(7)]
    with pytest.raises(errors.BadRequest):
        send(*large, below_bytes=None)
    assert "more than 6 MB" in simulator.violations()[0]["problems"][0]
    simulator.clear_violations()


def test_the_org_token_is_asked_for_before_anything_is_sent(make_client, send, simulator):
    for options in ({"api": "oim"}, {"integration": "zabbix", "payload": {}}):
        with pytest.raises(errors.WrongCredential, match="needs the Org Token"):
            send(RAISED, client=make_client(org_token=None), **options)
    with pytest.raises(errors.WrongCredential, match="needs the Org Token .* or User API Key"):
        send(RAISED, client=make_client(api_key=None, org_token=None))
    assert sent(simulator) == []


@pytest.mark.parametrize(
    ("taken", "given"), [("org_token", {}), ("org_token", {"api_key": None}), ("api_key", {"org_token": None})]
)
def test_alerts_go_with_the_org_token_or_without_one_with_the_api_key(make_client, send, simulator, taken, given):
    simulator.set_options({"alerts_credential": taken})
    assert send(RAISED, client=make_client(**given)) == (1, 0)


@pytest.mark.parametrize(
    ("taken", "given"), [("org_token", {"org_token": None}), ("api_key", {}), ("api_key", {"api_key": None})]
)
def test_alerts_that_the_credential_does_not_send_are_an_error_that_names_both(
    make_client, send, simulator, taken, given
):
    simulator.set_options({"alerts_credential": taken})
    with pytest.raises(errors.Unauthorized, match="check org_token or api_key"):
        send(RAISED, client=make_client(**given))


def test_the_integrations_host_is_asked_for_before_anything_is_sent(make_client, send, simulator):
    with pytest.raises(errors.InvalidOption, match="integrations_url"):
        send(RAISED, api="oim", client=make_client(integrations_url=None))
    assert sent(simulator) == []


# -- resolving -------------------------------------------------------------------------------------------------


@pytest.fixture
def raised(acme):
    """An incident of three alerts: (its id, theirs)."""
    for check in ("a", "b", "c"):
        ingest(acme, {**RAISED, "check": check}, APP_KEY)
    incident = next(each for each in acme.incidents.values() if alerts_of(acme, "db-9")[0]["id"] in each["alerts"])
    return incident["id"], list(incident["alerts"])


@pytest.fixture
def resolve(client, acme):
    """Resolves alerts; what was to be done."""
    environment = next(iter(acme.environments))

    def resolve_alerts(alerts, incident=None, client=client, wait_timeout=10, **options):
        given = {"environment": environment, "alerts": list(alerts), "wait_timeout": wait_timeout, **options}
        given = alert_resolve.prepare(given, int(time.time()))
        batch = alert_resolve.batch(given)
        values = {**batch.values, "incident_id": incident}
        verification = VERIFICATION if incident else None
        made = sender.find_pending(client, batch, verification, values)
        sender.send(client, batch, made.chunks)
        if verification:
            sender.wait_until_done(client, verification, values, made.items, wait_timeout)
        return made

    return resolve_alerts


@pytest.mark.parametrize("spelling", ["lower", "capital"])
def test_alerts_are_resolved_once_and_strange_ones_are_reported(resolve, simulator, acme, raised, spelling):
    simulator.set_options({"status_case": spelling})
    incident, alerts = raised
    made = resolve([alerts[0], "000000000000000000000000", alerts[1], alerts[0]], incident, comment="Cleared.")
    assert (made.items, made.ignored) == (alerts[:2], ["000000000000000000000000"])
    assert [acme.alerts[each]["status"] for each in alerts] == ["ok", "ok", "critical"]
    again = resolve([*alerts[:2], "000000000000000000000000"], incident)
    assert (again.items, again.chunks, again.ignored) == ([], [], ["000000000000000000000000"])
    assert sent(simulator) == [("resolve_alerts", 202)]


def test_an_incident_whose_alerts_are_all_resolved_is(resolve, acme, raised):
    incident, alerts = raised
    resolve(alerts, incident)
    assert not acme.incidents[incident]["active"]
    assert resolve(alerts, incident).items == []


def test_without_an_incident_everything_is_sent(resolve, simulator, raised):
    _incident, alerts = raised
    for _run in range(2):
        assert resolve(alerts).items == alerts
    assert sent(simulator) == [("resolve_alerts", 202)] * 2


def test_no_alerts_need_no_request(resolve, simulator):
    assert resolve([]).items == []
    assert sent(simulator) == []


def test_slices_of_five_hundred_and_a_failure_midway(make_client, resolve, simulator):
    alerts = [f"alert-{number}" for number in range(1201)]
    resolve(alerts)
    assert sent(simulator) == [("resolve_alerts", 202)] * 3
    simulator.set_faults([{"kind": "status", "status": 500, "skip": 1}])
    with pytest.raises(errors.ServerError) as failed:
        resolve(alerts, client=make_client(retry_timeout=0))
    told = "Failed: alerts[500-999]. Sent before: alerts[0-499]. Not sent: alerts[1000-1200]."
    assert str(failed.value).endswith(told)


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "reset_after"},
        {"kind": "status", "status": 429},
        {"kind": "status", "status": 503, "after_write": True},
        {"kind": "not_json"},
    ],
    ids=lambda fault: "-".join(map(str, fault.values())),
)
def test_a_lost_answer_of_the_resolver_is_asked_for_again(resolve, simulator, raised, fault):
    incident, alerts = raised
    simulator.set_faults([{**fault, "times": 1, "writes": True}])
    assert resolve(alerts[:2], incident).items == alerts[:2]
    assert len(sent(simulator)) == 2


def test_what_does_not_show_in_time_is_listed(resolve, simulator, raised):
    incident, alerts = raised
    simulator.set_options({"settle_seconds": 600})
    with pytest.raises(errors.ChangeNotVisible, match=f'after 0.3 s these are not ok: "{alerts[1]}", "{alerts[2]}". '):
        resolve(alerts[1:], incident, wait_timeout=0.3)


def test_references_in_the_place_of_alerts_are_no_proof_that_they_are_resolved(resolve, simulator, raised):
    simulator.set_options({"expanded_alerts": "references"})
    incident, alerts = raised
    with pytest.raises(errors.UnreadableResponse, match="does not show the status of its alerts"):
        resolve(alerts, incident)
    assert sent(simulator) == []


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"incident": ""}, "incident is empty"),
        ({"environment": ""}, "environment is empty"),
        ({"environment": "", "incident": "000000000000000000000001"}, "environment is empty"),
        ({"wait_timeout": -4}, "wait_timeout is -4"),
    ],
)
def test_empty_options_are_refused_before_anything_is_sent(run, simulator, options, words):
    refused = run("alert_resolve", **{"environment": "All Incidents", "alerts": ["a"], **options})
    assert refused["failed"] and words in refused["msg"]
    assert simulator.requests() == []


def test_an_incident_is_read_once_where_nothing_is_to_be_done(run, simulator, acme, raised):
    incident, alerts = raised
    environment = next(iter(acme.environments))
    options = {"environment": environment, "incident": incident, "alerts": alerts}
    assert run("alert_resolve", **options)["changed"]
    simulator.clear_requests()
    again = run("alert_resolve", **options)
    assert (again["changed"], again["verified"]) == (False, True)
    assert [entry["operation_id"] for entry in simulator.requests()] == ["retrieve_incident"]


def test_an_unknown_incident_or_environment_is_an_error(client, resolve, raised):
    _incident, alerts = raised
    with pytest.raises(errors.NotFound):
        resolve(alerts, "000000000000000000000001")
    batch = alert_resolve.batch({"environment": "000000000000000000000002", "alerts": alerts})
    with pytest.raises(errors.ApiError):
        sender.send(client, batch, sender.check(client, batch))
