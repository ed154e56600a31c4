# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What working clients and vendor samples show beside the reference is taken as well."""

from __future__ import annotations

import pytest

COLUMNS = [{"title": "application", "type": "query_tag"}, {"title": "owner", "type": "result_tag"}]
OWNERS = {"name": "owners", "fields": COLUMNS, "content": "application,owner\nbilling,Ada\n"}
READ = {"resource_type": "roles", "actions": ["read"]}


def writes(simulator):
    written = [entry["operation_id"] for entry in simulator.requests(writes_only=True)]
    simulator.clear_requests()
    return written


@pytest.mark.parametrize("default", ["true", "false", "missing"])
def test_a_map_is_loaded_whatever_the_service_says_of_its_columns(call, simulator, default):
    simulator.set_options({"override_default": default})
    made = call("enrichment_map", **OWNERS)
    assert not made.get("failed"), made["msg"]
    (stored,) = simulator.organization("acme").maps.values()
    assert simulator.organization("acme").tables[stored["id"]] == [{"application": "billing", "owner": "Ada"}]
    writes(simulator)
    assert (call("enrichment_map", **OWNERS)["changed"], writes(simulator)) == (False, [])
    shown = call("enrichment_map_info")["enrichment_maps"][0]["fields"]
    expected = {"true": True, "false": False, "missing": None}[default]
    assert [column["override_existing"] for column in shown] == [expected] * 2


def test_every_role_is_kept_as_a_service_spells_it_that_answers_read(call, simulator):
    simulator.set_options({"permission_case": "capital"})
    role = {"name": "Operations", "permissions": [READ, {"resource_type": "environments", "actions": ["read"]}]}
    made = call("role", **role)
    assert [each["actions"] for each in made["role"]["permissions"]] == [["Read"], ["Read"]]
    writes(simulator)
    assert (call("role", **role)["changed"], writes(simulator)) == (False, [])
    renamed = call("role", name="Operations", new_name="Ops", permissions=role["permissions"])
    assert (renamed["changed"], len(writes(simulator))) == (True, 1)
    assert [each["resource_type"] for each in renamed["role"]["permissions"]] == ["Roles", "Environments"]
    ping = call("ping")
    assert not ping.get("failed"), ping["msg"]


@pytest.mark.parametrize("wrapping", ["bare", "items", "results"])
def test_changes_are_read_in_each_wrapping(call, simulator, wrapping):
    simulator.set_options({"change_list": wrapping})
    simulator.organization("acme").stores["changes"].update({name: {"id": name, "identifier": name} for name in "ab"})
    query = {"start_time_frame": 1, "end_time_frame": 2}
    pages = {"all_pages": True, "page_style": "cursor", "page_size_parameter": "limit"}
    found = call("api", path="/resources/v2.0/changes", query=query, **pages)
    assert [each["id"] for each in found["objects"]] == ["a", "b"]


@pytest.mark.parametrize("wrapping", ["bare", "items", "total"])
@pytest.mark.parametrize("spelling", ["lower", "capital"])
def test_incidents_are_handled_in_each_wrapping_and_spelling(call, simulator, wrapping, spelling):
    simulator.set_options({"activity_list": wrapping, "status_case": spelling})
    token = {"org_token": "test-org-token-acme-1b7e5a90c4d2"}
    call("alert", app_key="k", alerts=[{"status": "critical", "host": "db-1", "check": "cpu"}], **token)
    (incident,) = call("incident_info", environment="All Incidents", activities=True)["incidents"]
    assert incident["activities"][0]["type"] == "incident_created"
    wanted = {"environment": "All Incidents", "id": incident["id"], "comment": "Looked at"}
    assert [call("incident", **wanted)["changed"] for _time in range(2)] == [True, False]
    assert [call("incident", **wanted, state="resolved")["changed"] for _time in range(2)] == [True, False]
