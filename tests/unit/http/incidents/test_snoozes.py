# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Snoozed incidents."""

from __future__ import annotations

import time

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.incidents.incident import (
    Wait,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.incidents.plan import IncidentPlan
from ansible_collections.community.bigpanda.plugins.module_utils._resources.incident import INCIDENT, prepare_incident
from unit.http.incidents.conftest import DEFAULTS


def test_a_snooze_that_is_moved_keeps_what_ends_it(bring_about, raise_incident):
    incident, until = raise_incident(), int(time.time()) + 3600
    assert bring_about(incident, snoozed_until=until, snooze_cancel_on_update=True) == ["snooze"]
    assert bring_about(incident, snoozed_until=until + 60) == ["snooze"]
    assert incident["snooze"] == {"snoozed": True, "end_time": until + 60, "cancel_on_incident_updates": True}


@pytest.fixture
def hours_pass(acme):
    """Moves a snooze, and what is noted of it, into the past."""

    def move(incident, hours):
        incident["snooze"]["end_time"] -= int(hours * 3600)
        for activity in acme.activities[incident["id"]]:
            activity["timestamp"] -= int(hours * 3600)

    return move


@pytest.mark.parametrize("option", ["snooze_for", "snoozed_until"])
def test_a_snooze_for_two_hours_is_set_once_and_again_after_its_end(bring_about, raise_incident, hours_pass, option):
    incident, two_hours = raise_incident(), {option: "2h"}
    assert bring_about(incident, **two_hours) == ["snooze"]
    for hours in (0, 1):
        hours_pass(incident, hours)
        assert bring_about(incident, **two_hours) == bring_about(incident, **{option: "30m"}) == []
    assert bring_about(incident, **{option: "3h"}) == ["snooze"]
    hours_pass(incident, 2)
    assert bring_about(incident, **{option: "3h"}) == []
    hours_pass(incident, 1)
    assert not incident["snooze"].get("end_time") or incident["snooze"]["end_time"] <= time.time()
    assert bring_about(incident, **two_hours) == ["snooze"]
    assert bring_about(incident, **two_hours) == []


def test_a_snooze_that_may_be_hours_and_minutes_is_reported(client, environment, raise_incident):
    desired = prepare_incident({**DEFAULTS, "id": raise_incident()["id"], "snooze_for": 90}, time.time())
    plan = IncidentPlan(client, INCIDENT, {**desired, "environment": environment}, Wait(True, 1))
    assert plan.changed and "YAML also reads 1:30 as 90" in plan.warnings[0]


def test_a_snooze_of_others_is_only_moved_to_a_later_end(bring_about, raise_incident, hours_pass):
    incident, now = raise_incident(), int(time.time())
    assert bring_about(incident, snoozed_until=now + 9000) == ["snooze"]
    assert bring_about(incident, snooze_for="2h") == []
    hours_pass(incident, 1)
    assert bring_about(incident, snooze_for="2h") == ["snooze"]
    assert abs(incident["snooze"]["end_time"] - now - 7200) < 60
    for _each in range(2):
        bring_about(incident, snooze_for="1h", snooze_cancel_on_update=True)
        assert incident["snooze"]["cancel_on_incident_updates"]
        assert bring_about(incident, snooze_for="1h", snooze_cancel_on_update=True) == []
        assert abs(incident["snooze"]["end_time"] - now - 7200) < 60
