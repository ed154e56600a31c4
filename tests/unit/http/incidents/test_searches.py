# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Searches for incidents that change meanwhile."""

from __future__ import annotations

from ansible_collections.community.bigpanda.plugins.module_utils._core.incidents.search import search
from ansible_collections.community.bigpanda.plugins.module_utils._resources.incident_search import (
    INCIDENT_SEARCH,
)


def read_all(client, environment, **options):
    return search(client, INCIDENT_SEARCH, {"environment_id": environment}, {"limit": 0, **options})


def test_incidents_that_change_while_they_are_read_all_come_once(client, environment, raise_incident, simulator):
    there = [raise_incident() for _number in range(25)]
    for number, incident in enumerate(there):
        incident["updated_at"] += number
    simulator.set_options({"incidents_change": "updated"})
    found, doubt = read_all(client, environment, expand=["alerts"])
    assert sorted(each["id"] for each in found) == sorted(each["id"] for each in there)
    assert not doubt
    changes = [each["updated_at"] for each in found]
    assert changes == sorted(changes, reverse=True)
    # Sorted by what changes, pages overlap, and what one reading misses stands in the next.
    again, _doubt = read_all(client, environment, expand=["alerts"], sort_by="last_change")
    assert sorted(each["id"] for each in again) == sorted(each["id"] for each in there)


def test_what_may_be_missing_is_reported(client, environment, raise_incident, simulator):
    for _number in range(25):
        raise_incident()
    simulator.set_options({"incidents_change": "resolved"})
    found, doubt = read_all(client, environment, expand=["alerts"], folder="active")
    assert len(found) > 15 and doubt
