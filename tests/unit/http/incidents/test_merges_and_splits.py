# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Incidents merged and split, as servers of the same contract may show them."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import (
    ChangeNotVisible,
    NotFound,
    UnknownReference,
)


@pytest.mark.parametrize("slow", ["history_seconds", "found_seconds"])
def test_a_split_that_shows_bit_by_bit_is_waited_for(bring_about, raise_incident, simulator, slow):
    simulator.set_options({slow: 0.6})
    incident = raise_incident(alerts=2)
    alert = incident["alerts"][0]
    assert bring_about(incident, split=[alert]) == ["split"]
    assert bring_about(incident, split=[alert, alert]) == []


def test_a_merge_that_shows_bit_by_bit_is_waited_for(bring_about, raise_incident, simulator):
    simulator.set_options({"history_seconds": 0.6})
    incident, other = raise_incident(), raise_incident()
    assert bring_about(incident, merge=[other["id"], other["id"]]) == ["merge"]
    assert bring_about(incident, merge=[other["id"]]) == []


def test_an_alert_that_comes_with_a_merge_can_be_split_off(bring_about, raise_incident, acme):
    incident, other = raise_incident(), raise_incident()
    alert = other["alerts"][0]
    assert bring_about(incident, merge=[other["id"]], split=[alert]) == ["merge", "split"]
    holder = next(each for each in acme.incidents.values() if alert in each["alerts"])
    assert holder["id"] not in (incident["id"], other["id"])
    assert bring_about(incident, merge=[other["id"]], split=[alert]) == []


def test_strange_alerts_and_incidents_are_refused_before_anything_is_written(bring_about, raise_incident, simulator):
    incident, other = raise_incident(2), raise_incident()
    with pytest.raises(UnknownReference, match=other["alerts"][0]):
        bring_about(incident, split=[incident["alerts"][0], other["alerts"][0]])
    with pytest.raises(UnknownReference, match="nobody"):
        bring_about(incident, merge=[other["id"], "nobody"])
    assert simulator.requests(writes_only=True) == []


def test_an_incident_that_is_not_found_may_be_in_another_environment(bring_about):
    with pytest.raises(NotFound, match="Check environment, id and region.*All Incidents, the default, contains all"):
        bring_about({"id": "000000000000000000000000"}, comment="x")


def test_a_lost_split_is_not_done_again(bring_about, raise_incident, simulator):
    simulator.set_options({"found_seconds": 0.6})
    incident = raise_incident(alerts=2)
    simulator.set_faults([{"kind": "reset_after", "operations": ["split_incident"], "times": 1}])
    assert bring_about(incident, split=[incident["alerts"][0]]) == ["split"]
    assert len(simulator.requests(writes_only=True)) == 1


def test_what_never_shows_is_said(bring_about, raise_incident, simulator):
    simulator.set_options({"settle_seconds": 600})
    incident = raise_incident(alerts=2)
    with pytest.raises(ChangeNotVisible, match="Cannot split"):
        bring_about(incident, split=[incident["alerts"][0]], wait_timeout=1)
