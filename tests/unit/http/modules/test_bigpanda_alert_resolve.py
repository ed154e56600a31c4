# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import time

import pytest

UNKNOWN = "000000000000000000000000"
KEPT = ("resolved", "ignored", "verified", "diff")


@pytest.fixture
def seeded(call):
    """Incidents of the seed, that which has several alerts first."""
    options = {"environment": "Production", "sort_by": "alerts", "sort_order": "desc"}
    return call("incident_info", **options)["incidents"]


@pytest.fixture
def alerts(seeded):
    return [alert["alert_id"] for alert in seeded[0]["alerts"]]


@pytest.fixture
def resolve(call):
    return lambda check_mode=False, **options: call(
        "alert_resolve", check_mode, **{"environment": "Production", **options}
    )


@pytest.mark.sends("resolve_alerts", "retrieve_incident")
def test_alerts_are_resolved_once_and_unknown_ones_ignored(call, resolve, written, seeded, alerts):
    wanted = {
        "incident": seeded[0]["id"],
        "alerts": [alerts[0], UNKNOWN, alerts[1]],
        "comment": "Cleared by the storage team.",
    }
    written()
    predicted = resolve(check_mode=True, **wanted)
    nothing = resolve(alerts=[])
    assert predicted["changed"]
    assert not nothing["changed"] and nothing["resolved"] == []
    assert written() == []

    resolved = resolve(**wanted)
    assert resolved["changed"] and resolved["verified"]
    assert resolved["resolved"] == alerts[:2] and resolved["ignored"] == [UNKNOWN]
    assert resolved["diff"] == {
        "before": {alerts[0]: "critical", alerts[1]: "warning"},
        "after": {alerts[0]: "ok", alerts[1]: "ok"},
    }
    assert {name: predicted[name] for name in KEPT} == {name: resolved[name] for name in KEPT}
    # In another order, and one of them twice.
    again = resolve(incident=wanted["incident"], alerts=[alerts[1], alerts[0], UNKNOWN, alerts[1]])
    assert not again["changed"] and again["verified"]
    assert again["resolved"] == [] and again["ignored"] == [UNKNOWN]
    for check in (True, False):
        strange = resolve(check, incident=f" {wanted['incident']} ", alerts=[f" {UNKNOWN} "], comment=" ")
        assert not strange["changed"] and strange["ignored"] == [UNKNOWN]
        assert f'does not contain them: "{UNKNOWN}". Check' in str(strange["warnings"])
    assert written() == ["resolve_alerts"]
    read = {"environment": "Production", "id": wanted["incident"], "expand": ["alerts"]}
    (after,) = call("incident_info", **read)["incidents"]
    statuses = {alert["id"]: alert["status"] for alert in after["alerts"]}
    assert statuses[alerts[0]] == statuses[alerts[1]] == "ok" != statuses[alerts[2]]


def test_without_its_incident_nothing_is_known_of_the_effect(call, resolve, seeded, alerts):
    incident = seeded[0]["id"]
    resolve(incident=incident, alerts=alerts[:2])
    unverified = resolve(environment=seeded[0]["environments"][0], alerts=[alerts[2], UNKNOWN])
    assert unverified["changed"] and not unverified["verified"]
    assert unverified["resolved"] == [alerts[2], UNKNOWN] and unverified["ignored"] == []
    deadline = time.monotonic() + 20
    while (closed := call("incident_info", environment="Production", id=incident)["incidents"][0])["active"]:
        assert time.monotonic() < deadline
    assert closed["status"] == "ok"


def test_nothing_is_known_of_the_effect_without_waiting(resolve, seeded):
    hasty = resolve(incident=seeded[1]["id"], alerts=[seeded[1]["alerts"][0]["alert_id"]], wait=False)
    assert hasty["changed"] and not hasty["verified"]


def test_refused(refuse, alerts):
    refuse(
        "alert_resolve",
        ({"environment": "Productoin"}, "Did you mean Production"),
        ({"incident": UNKNOWN}, "404"),
        ({"alerts": [""]}, r"alerts\[0\] is empty"),
        ({"environment": ""}, "environment is empty"),
        ({"incident": ""}, "incident is empty"),
        ({"wait_timeout": -4}, "wait_timeout is -4"),
        ({"comment": "x" * 1001}, "1000 characters"),
        ({"api_key": ""}, "needs the User API Key"),
        environment="Production",
        alerts=alerts[:1],
    )
