# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Incidents, and what brings them about over HTTP."""

from __future__ import annotations

import time

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.incidents.incident import (
    Incident,
    Wait,
)
from ansible_collections.community.bigpanda.plugins.module_utils._resources.incident import INCIDENT, prepare_incident
from simulator.rules.alerts import ingest
from simulator.rules.incidents import new_incident

DEFAULTS = {"state": "present", "wait": True, "wait_timeout": 60}


@pytest.fixture
def acme(simulator):
    return simulator.organization("acme")


@pytest.fixture
def environment(acme):
    return next(iter(acme.environments))


@pytest.fixture
def raise_incident(acme):
    """Makes an incident of so many alerts."""

    def make(alerts=1):
        known = set(acme.alerts)
        for number in range(alerts):
            ingest(acme, {"host": f"db-{len(known)}-{number}", "check": "disk", "status": "critical"}, "primary-key-1")
        new = [alert for alert in acme.alerts if alert not in known]
        for holder in acme.incidents.values():
            holder["alerts"] = [alert for alert in holder["alerts"] if alert not in new]
        for empty in [name for name, holder in acme.incidents.items() if not holder["alerts"]]:
            if not acme.incidents[empty]["merged_into"]:
                del acme.incidents[empty]
        return new_incident(acme, new)

    return make


@pytest.fixture
def bring_about(client, environment, simulator):
    """Brings an incident about: the names of what was done."""

    def bring(incident, **wanted):
        desired = prepare_incident({**DEFAULTS, "id": incident["id"], **wanted}, time.time())
        values = {"environment_id": environment, "incident_id": incident["id"]}
        simulator.clear_requests()
        _now, actions = Incident(client, INCIDENT, values, desired).bring_about(Wait(True, desired["wait_timeout"]))
        return [action.name for action in actions]

    return bring
