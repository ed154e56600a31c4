# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The life of every kind, declared with no more than it needs, on servers that answer all that is open otherwise."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._resources.catalog import CATALOG

# How many servers are tried; `make test-all` tries more of them.
SEEDS = range(int(os.environ.get("BIGPANDA_TEST_STRANGE_SERVERS", "3")))
# Fields of the server's own.
OF_THE_SERVER = {"x_from_the_future", "x_undocumented"}
# Windows begin long after the slowest run of all tests has ended: what has begun can no longer be changed.
DAY = 86_400
TOMORROW = int(time.time()) + DAY
CONDITION = {"=": ["host", "db-1"]}
COLUMNS = [{"title": "application", "type": "query_tag"}, {"title": "owner", "type": "result_tag"}]
COMPOSITION = {"type": "composition", "value": "https://wiki/${host}"}
EXTRACTION = {"type": "extraction", "source": "host", "regex": "^([^-]+)"}
READ = {"resource_type": "roles", "actions": ["read"]}
LISTED = {"type": "ClosedListValuesMulti", "enrichment_config": {"append_matching_items": False}}


RESOURCES = {resource.name: resource for resource in CATALOG.resources}


@dataclass(frozen=True)
class Life:
    """One object: what it needs at least, and something that is changed later. with_it: what goes with it each time."""

    kind: str
    least: dict
    change: dict
    with_it: dict = field(default_factory=dict)

    @property
    def key(self) -> dict:
        resource = RESOURCES[self.kind]
        names = ("links",) if resource.singleton else ("name", "user_name", "tags")
        return {name: self.least[name] for name in names if name in self.least}


LIVES = {
    "environment": Life("environment", {"name": "Production"}, {"description": "x"}),
    "environment of a condition": Life("environment", {"name": "Production", "filter": "a = b"}, {"roles": ["User"]}),
    "environment_group": Life("environment_group", {"name": "Regions"}, {"environments": ["All Incidents"]}),
    "role": Life("role", {"name": "Operations"}, {"permissions": [READ]}),
    "role with permissions": Life(
        "role",
        {"name": "Operations", "permissions": [READ, {"resource_type": "environments", "actions": ["read"]}]},
        {"permissions": [{**READ, "actions": ["read", "full_access"]}]},
    ),
    "scim_user": Life("scim_user", {"user_name": "grace@acme.example"}, {"display_name": "Grace"}),
    "scim_user with a number": Life(
        "scim_user",
        {"user_name": "grace@acme.example", "phone_number": {"value": "1"}},
        {"phone_number": {"value": "2"}},
    ),
    "alert_tag": Life("alert_tag", {"name": "service"}, {"description": "x"}),
    "alert_tag with rules": Life(
        "alert_tag",
        {"name": "service", "enrichments": [COMPOSITION, EXTRACTION]},
        {"enrichments": [EXTRACTION, {**COMPOSITION, "active": False}]},
    ),
    "enrichment_map": Life(
        "enrichment_map",
        {"name": "owners", "fields": COLUMNS},
        {"note": "x"},
        {"rows": [{"application": "billing", "owner": "Ada"}]},
    ),
    "enrichment_map of a condition": Life(
        "enrichment_map",
        {"name": "owners", "fields": COLUMNS, "when": CONDITION},
        {"when": {"AND": [CONDITION, {"=": ["check", "cpu"]}]}},
        {"rows": [{"application": "billing", "owner": "Ada"}]},
    ),
    "incident_tag": Life("incident_tag", {"name": "Ticket", "type": "Text"}, {"description": "x"}),
    "incident_tag of values": Life(
        "incident_tag",
        {"name": "Location", **LISTED, "config": {"incident_tag_values": ["Vienna"]}},
        {"config": {"incident_tag_values": ["Vienna", "Graz"]}},
    ),
    "alert_filter_schedule": Life(
        "alert_filter_schedule",
        {"name": "Weekend", "starts_on": TOMORROW, "ends_on": TOMORROW + 100},
        {"description": "x"},
    ),
    "alert_filter": Life("alert_filter", {"name": "Patch", "bpql": CONDITION}, {"description": "x"}),
    "alert_filter with statuses": Life(
        "alert_filter",
        {"name": "Patch", "bpql": CONDITION, "exclude_status": ["Critical", "Ok"]},
        {"exclude_status": ["Ok", "Warning"], "custom_tags": [{"name": "team", "value": "noc"}]},
    ),
    "correlation_pattern": Life(
        "correlation_pattern", {"tags": ["host", "check"], "time_window": 60}, {"active": False}
    ),
    "topology": Life(
        "topology",
        {"links": [{"source": "host", "target": "check"}, {"source": "rack", "target": "host"}]},
        {"links": [{"source": "rack", "target": "host"}]},
    ),
    "maintenance_plan": Life(
        "maintenance_plan",
        {"name": "Patch", "condition": CONDITION, "start": TOMORROW, "end": TOMORROW + 1000},
        {"description": "x"},
    ),
    "maintenance_plan that repeats": Life(
        "maintenance_plan",
        {
            **{"name": "Patch", "condition": CONDITION, "start": TOMORROW, "end": TOMORROW + 10 * DAY},
            **{"frequency": "Daily", "frequency_data": {"duration": 600}},
        },
        {"custom_tags": [{"name": "team", "value": "noc"}]},
    ),
}


@pytest.fixture
def act(call, simulator):
    """Runs a module, which must not fail: (its result, what it wrote)."""

    def act_so(module, /, check_mode=False, **options):
        simulator.clear_requests()
        result = call(module, check_mode, **options)
        assert not result.get("failed"), result["msg"]
        return result, [entry["operation_id"] for entry in simulator.requests(writes_only=True)]

    return act_so


@pytest.fixture(params=SEEDS)
def strange(request, simulator, start_anew):
    """The server of one seed."""
    simulator.be_strange(request.param)
    start_anew()
    return simulator


def is_quiet(act, module, options):
    """Whether nothing is to be done, nor written, nor predicted."""
    results = [act(module, check_mode, **options) for check_mode in (False, True)]
    return [(result["changed"], written) for result, written in results] == [(False, [])] * 2


def assert_export_changes_nothing(act, life):
    plural = RESOURCES[life.kind].plural
    exported = act("organization_info", gather=[plural])[0]["organization"]
    result, written = act("organization", **exported)
    assert (result["changed"], written, result["plan"]) == (False, [], [])


@pytest.mark.parametrize("life", LIVES.values(), ids=LIVES)
def test_the_life_of_an_object_that_is_declared_with_what_it_needs(strange, act, life):
    least = {**life.least, **life.with_it}
    predicted, written = act(life.kind, True, **least)
    assert (predicted["changed"], written) == (True, [])
    made, written = act(life.kind, **least)
    assert made["changed"] and written
    assert set(made[life.kind]) - OF_THE_SERVER == set(predicted[life.kind])
    assert is_quiet(act, life.kind, least)
    assert_export_changes_nothing(act, life)
    changed = {**least, **life.change}
    predicted, written = act(life.kind, True, **changed)
    assert (predicted["changed"], written) == (True, [])
    after, written = act(life.kind, **changed)
    assert after["changed"] and written
    assert set(after[life.kind]) - OF_THE_SERVER == set(predicted[life.kind]) - OF_THE_SERVER
    assert is_quiet(act, life.kind, changed)
    assert_export_changes_nothing(act, life)
    assert act(life.kind, **life.key, state="absent")[0]["changed"]
    assert is_quiet(act, life.kind, {**life.key, "state": "absent"})


ORGANIZATION = {
    "environments": [{"name": "Production"}, {"name": "Staging", "filter": "a = b"}],
    "environment_groups": [{"name": "Regions", "environments": ["Production"]}],
    "roles": [
        {"name": "Operations", "permissions": [READ]},
        {
            "name": "On call",
            "permissions": [{"resource_type": "environments", "environment": "Staging", "actions": ["read"]}],
        },
    ],
    "scim_users": [{"user_name": "grace@acme.example"}, {"user_name": "lin@acme.example", "roles": ["On call"]}],
    "alert_tags": [
        {"name": "service", "enrichments": [COMPOSITION, EXTRACTION]},
        {"name": "team", "enrichments": [EXTRACTION]},
    ],
    "incident_tags": [{"name": "Ticket", "type": "Text"}],
    "alert_filter_schedules": [{"name": "Weekend", "starts_on": TOMORROW, "ends_on": TOMORROW + 100}],
    "alert_filters": [{"name": "Patch", "bpql": CONDITION, "schedule": "Weekend"}],
    "correlation_patterns": [{"tags": ["host"], "time_window": 60}, {"tags": ["check"], "time_window": 30}],
    "topologies": [{"links": [{"source": "host", "target": "check"}]}],
    "maintenance_plans": [{"name": "Patch", "condition": CONDITION, "start": TOMORROW, "end": TOMORROW + 1000}],
}


def declared_for(simulator):
    """The whole organization, priorities as this server keeps them, and orders where it has any."""
    levels = [{"display_name": "P1"}, {"display_name": "P2"}]
    if simulator.service.readings["priority_levels"] == "object":
        levels = [{**level, "order_id": number} for number, level in enumerate(levels)]
    priority = {"name": "Urgency", "type": "Priority", "config": {"ordered_list": levels}}
    declaration = {**ORGANIZATION, "incident_tags": [*ORGANIZATION["incident_tags"], priority]}
    declaration["alert_tag_orders"] = [{"tags": ["team", "service"]}]
    if simulator.service.readings["pattern_order"] == "enabled":
        declaration["correlation_pattern_orders"] = [{"patterns": [{"tags": ["check"]}, {"tags": ["host"]}]}]
    return declaration


def test_a_whole_organization_is_made_at_once_and_elsewhere_from_its_export(strange, act):
    declaration = declared_for(strange)
    assert act("organization", True, **declaration)[1] == []
    result, written = act("organization", **declaration)
    assert {step["outcome"] for step in result["plan"]} == {"done"} and written
    assert is_quiet(act, "organization", declaration)
    exported = act("organization_info")[0]["organization"]
    assert is_quiet(act, "organization", exported)
    elsewhere = {"api_key": "test-api-key-globex-5f1d8e37a6b0", "region": "eu", "api_url": strange.api_url("eu")}
    # What a server does not show has to be said by somebody.
    unshown = {"alert_filters": ("bpql",), "maintenance_plans": ("condition",)}
    for kind, names in unshown.items():
        for item, given in zip(exported[kind], ORGANIZATION[kind], strict=True):
            item.update({name: given[name] for name in names})
    result, written = act("organization", **exported, **elsewhere)
    assert {step["outcome"] for step in result["plan"]} == {"done"} and written
    assert is_quiet(act, "organization", {**exported, **elsewhere})
