# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

RAISED = {
    "status": "critical",
    "host": "production-db-7",
    "check": "disk",
    "cluster": "prod-7",
    "description": "Disk is full, mit Umlauten äöü.",
    "timestamp": "1795500100",
    "mounts": ["/", "/var"],
}
RESOLVED = {"status": "ok", "host": "production-db-7", "check": "disk", "timestamp": "2026-11-24T07:00:00+01:00"}
APP_KEY = "test-app-key-7c2e9d40b1f5"


@pytest.fixture
def send(call):
    return lambda check_mode=False, **options: call("alert", check_mode, **{"app_key": APP_KEY, **options})


@pytest.fixture
def find(call):
    """Incidents with their alerts."""
    return lambda **options: call("incident_info", environment="All Incidents", expand=["alerts"], **options)[
        "incidents"
    ]


def numbers(sent):
    return sent["sent"], sent["duplicates"]


def test_check_mode_and_an_empty_list_send_nothing(send, written):
    predicted = send(check_mode=True, alerts=[RAISED])
    assert predicted["changed"] and predicted["sent"] == 1
    nothing = send(alerts=[])
    assert not nothing["changed"] and nothing["sent"] == 0
    assert written() == []


@pytest.mark.sends("send_alerts")
def test_an_alert_is_raised_once_and_resolved_by_an_event(send, find, written, simulator):
    first, again = send(alerts=[RAISED]), send(alerts=[RAISED])
    assert first["changed"] and numbers(first) == (1, 0)
    assert not again["changed"] and numbers(again) == (0, 1)
    (incident,) = find(query="host = production-db-7", folder="active")
    (alert,) = incident["alerts"]
    assert incident["status"] == "critical"
    assert alert["description"] == RAISED["description"] and alert["start"] == 1795500100
    assert send(alerts=[RESOLVED])["changed"]
    (after,) = find(id=incident["id"])
    assert not after["active"] and after["status"] == "ok"
    assert [each["status"] for each in after["alerts"]] == ["ok"]
    assert not any(entry["query"] for entry in simulator.requests(writes_only=True))
    assert written() == ["send_alerts"] * 3


@pytest.mark.sends("send_oim_alerts")
def test_a_batch_may_come_in_another_order_than_that_of_time(send, find, written, simulator):
    host = {"host": "production-db-8"}
    batch = send(
        api="oim",
        alerts=[
            {"status": "critical", "host": "production-db-9", "timestamp": 1795503600},
            {"status": "ok", **host, "timestamp": 1795500300},
            {"status": "critical", **host, "timestamp": 1795500200},
            {"status": "warning", "primary_property": "queue", "queue": "invoices"},
        ],
    )
    assert numbers(batch) == (4, 0)
    assert not any(entry["query"] for entry in simulator.requests(writes_only=True))
    assert written() == ["send_oim_alerts"]
    (still_open,) = find(query="host = production-db-8 OR queue = invoices", folder="active")
    assert still_open["alerts"][0]["primary_property"] == "queue"


@pytest.mark.sends("send_oim_source_alerts")
def test_payloads_of_a_tool_are_sent_as_they_are(send, written, simulator):
    events = [
        {"data": {"essentials": {"severity": "Sev1", "monitorCondition": condition}}}
        for condition in ("Fired", "Resolved")
    ]
    assert numbers(send(integration="azure_monitor_v2", payload=events)) == (2, 0)
    assert not any(entry["query"] for entry in simulator.requests(writes_only=True))
    assert written() == ["send_oim_source_alerts"] * 2


@pytest.mark.parametrize("check_mode", [True, False])
def test_refused(refuse, check_mode):
    ok = {"status": "ok", "host": "a"}
    refuse(
        "alert",
        ({"alerts": [{"status": "broken", "host": "a"}]}, r"alerts\[0\] has status broken.*critical"),
        ({"alerts": [ok, {"status": "ok", "check": "a"}]}, r"alerts\[1\] has no primary property"),
        ({"alerts": [{**ok, "timestamp": 1795500000000}]}, "milliseconds"),
        ({"alerts": [{**ok, "timestamp": "2026-11-24T07:00:00"}]}, "no time zone"),
        ({"alerts": [{**ok, "description": "x" * 2049}]}, "2049 characters"),
        ({"alerts": [{**ok, "labels": {"a": "b"}}]}, r"alerts\[0\].labels is or contains"),
        ({"integration": "zabbix"}, "integration, payload|one of the following"),
        ({"integration": "zabbix", "payload": {"a": "b"}, "alerts": []}, "mutually exclusive"),
        ({}, "alerts, payload"),
        ({"alerts": [ok], "api_key": "", "org_token": ""}, "needs the Org Token"),
        ({"alerts": [ok], "api": "oim", "org_token": ""}, "needs the Org Token"),
        ({"alerts": [ok], "api": "oim", "integrations_url": ""}, "integrations_url"),
        app_key=APP_KEY,
        check_mode=check_mode,
    )
