# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What can only be written whole is built from what is there just before, and anew after each pause."""

from __future__ import annotations

import time

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.run import bulk_run as run
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert_filter_schedule import (
    ALERT_FILTER_SCHEDULE,
)
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert_tag import ALERT_TAG
from ansible_collections.community.bigpanda.plugins.module_utils._resources.correlation_pattern import (
    CORRELATION_PATTERN,
)
from ansible_collections.community.bigpanda.plugins.module_utils._resources.enrichment_map import ENRICHMENT_MAP
from ansible_collections.community.bigpanda.plugins.module_utils._resources.environment import ENVIRONMENT
from ansible_collections.community.bigpanda.plugins.module_utils._resources.environment_group import ENVIRONMENT_GROUP
from ansible_collections.community.bigpanda.plugins.module_utils._resources.incident_tag import INCIDENT_TAG
from ansible_collections.community.bigpanda.plugins.module_utils._resources.maintenance_plan import MAINTENANCE_PLAN
from ansible_collections.community.bigpanda.plugins.module_utils._resources.role import ROLE
from ansible_collections.community.bigpanda.plugins.module_utils._resources.topology import TOPOLOGY
from simulator.service import Outcome
from unit.http.neighbours.door import ACTOR_HEADER
from unit.http.neighbours.stage import ANALYTICS, FULL, READ, WIDER, address, is_green, join, teams
from unit.http.two_runs import COLUMNS

# -- what is written whole ---------------------------------------------------------------------------------------------

TAG = {"name": "team", "type": "ClosedListValuesSingle", "config": {"incident_tag_values": ["a"]}}
SOON = int(time.time()) + 86400
WINDOW = {"name": "Patch", "condition": {"=": ["host", "db-1"]}, "start": SOON, "end": SOON + 3600}
NIGHTS = {"name": "Nights", "starts_on": SOON, "ends_on": SOON + 3600}
MAP = {"name": "owners", "fields": COLUMNS}
RULE = {"type": "extraction", "source": "host", "regex": "(.*)"}
PLACES = {"environments": [{"name": name, "filter": f"env = {name}"} for name in ("A", "B", "C")]}


def values_of(item):
    return sorted(item["config"]["incident_tag_values"])


def links(*pairs):
    return {"topologies": [{"links": [{"source": source, "target": target} for source, target in pairs]}]}


def named_in(declaration, shown):
    """Of what is shown, the objects that a declaration names; all where objects of the kind have no name."""
    names = {item.get("new_name") or item.get("name") for items in declaration.values() for item in items}
    return [item for item in shown if item.get("name") in names]


# What is there, what the run declares, what somebody else does after its plan, how the object is in the end.
WHOLE = {
    "a text beside a switch": (
        {"incident_tags": [{**TAG, "description": "before"}]},
        {"incident_tags": [{"name": "team", "active": False}]},
        {"incident_tags": [{"name": "team", "description": "after"}]},
        INCIDENT_TAG,
        lambda item: (item["description"], item["active"]) == ("after", False),
    ),
    "a text beside a removal that switches off": (
        {"incident_tags": [{**TAG, "description": "before"}]},
        {"incident_tags": [{"name": "team", "state": "absent"}]},
        {"incident_tags": [{"name": "team", "description": "after"}]},
        INCIDENT_TAG,
        lambda item: (item["description"], item["active"]) == ("after", False),
    ),
    "values of a tag": (
        {"incident_tags": [TAG]},
        {"incident_tags": [{"name": "team", "config": {"incident_tag_values": ["a", "b"]}}]},
        {"incident_tags": [{"name": "team", "config": {"incident_tag_values": ["a", "c"]}}]},
        INCIDENT_TAG,
        lambda item: values_of(item) == ["a", "b", "c"],
    ),
    "environments of a group": (
        {**PLACES, "environment_groups": [{"name": "All", "environments": ["A"]}]},
        {"environment_groups": [{"name": "All", "environments": ["A", "B"]}]},
        {"environment_groups": [{"name": "All", "environments": ["C"], "append_environments": True}]},
        ENVIRONMENT_GROUP,
        lambda item: len(item["environments"]) == 3,
    ),
    "environments of a group that is renamed": (
        {**PLACES, "environment_groups": [{"name": "All", "environments": ["A"]}]},
        {"environment_groups": [{"name": "All", "new_name": "Every"}]},
        {"environment_groups": [{"name": "All", "environments": ["B", "C"]}]},
        ENVIRONMENT_GROUP,
        lambda item: (item["name"], len(item["environments"])) == ("Every", 2),
    ),
    "links of the topology": (
        links(("host", "cluster")),
        links(("cluster", "region")),
        links(("host", "cluster"), ("region", "planet")),
        TOPOLOGY,
        lambda item: sorted(link["source"] for link in item["links"]) == ["cluster", "region"],
    ),
    "roles of an environment": (
        {"roles": [{"name": name, "permissions": []} for name in ("X", "Y")], **PLACES},
        {"environments": [{"name": "A", "roles": ["X"]}]},
        {"environments": [{"name": "A", "roles": ["Y"], "read_only_roles": ["User"]}]},
        ENVIRONMENT,
        lambda item: len(item["roles"]) == 2 and len(item["read_only_roles"]) == 1,
    ),
    "rules of an alert tag": (
        {"alert_tags": [{"name": "team", "enrichments": [RULE]}]},
        {"alert_tags": [{"name": "team", "enrichments": [RULE, {**RULE, "source": "check"}]}]},
        {"alert_tags": [{"name": "team", "enrichments": [{**RULE, "source": "service"}, RULE]}]},
        ALERT_TAG,
        lambda item: sorted(rule["source"] for rule in item["enrichments"]) == ["check", "host", "service"],
    ),
    "permissions of a role": (
        {"roles": [{"name": "Team", "permissions": [READ]}]},
        {"roles": [{"name": "Team", "permissions": [FULL]}]},
        {"roles": [{"name": "Team", "permissions": [READ, ANALYTICS]}]},
        ROLE,
        lambda item: sorted(each["actions"] for each in item["permissions"]) == [["full_access"], ["read"]],
    ),
    "the end of a maintenance plan beside its condition": (
        {"maintenance_plans": [WINDOW]},
        {"maintenance_plans": [{"name": "Patch", "condition": {"=": ["host", "db-2"]}}]},
        {"maintenance_plans": [{"name": "Patch", "end": SOON + 7200}]},
        MAINTENANCE_PLAN,
        lambda item: (item["end"], item["condition"]) == (SOON + 7200, {"=": ["host", "db-2"]}),
    ),
    "the end of a schedule beside its start": (
        {"alert_filter_schedules": [NIGHTS]},
        {"alert_filter_schedules": [{"name": "Nights", "starts_on": SOON + 60}]},
        {"alert_filter_schedules": [{"name": "Nights", "ends_on": SOON + 7200}]},
        ALERT_FILTER_SCHEDULE,
        lambda item: (item["starts_on"], item["ends_on"]) == (SOON + 60, SOON + 7200),
    ),
    "the table of a map beside a switch": (
        {"enrichment_maps": [{**MAP, "rows": [{"host": "a", "owner": "A"}]}]},
        {"enrichment_maps": [{"name": "owners", "active": False}]},
        {"enrichment_maps": [{"name": "owners", "note": "Ask Ada.", "rows": [{"host": "a", "owner": "B"}]}]},
        ENRICHMENT_MAP,
        lambda item: (item["active"], item["note"], "total=1" in item["mark"]) == (False, "Ask Ada.", True),
    ),
    "the mark of a map beside its note": (
        {"enrichment_maps": [{**MAP, "rows": [{"host": "a", "owner": "A"}]}]},
        {"enrichment_maps": [{"name": "owners", "note": "Ask Ada."}]},
        {"enrichment_maps": [{"name": "owners", "rows": [{"host": "a", "owner": "B"}, {"host": "b", "owner": "B"}]}]},
        ENRICHMENT_MAP,
        lambda item: (item["note"], "total=2" in item["mark"]) == ("Ask Ada.", True),
    ),
    "a pattern that comes beside an order": (
        {"correlation_patterns": [{"tags": [tag], "time_window": 5} for tag in ("a", "b")]},
        {"correlation_pattern_orders": [{"patterns": [{"tags": ["b"]}, {"tags": ["a"]}]}]},
        {"correlation_patterns": [{"tags": ["c"], "time_window": 90}]},
        CORRELATION_PATTERN,
        lambda item: item["execution_order"] is not None,
    ),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_write_keeps_what_somebody_else_changed_after_the_plan(stage, name):
    before, ours, theirs, resource, is_right = WHOLE[name]
    assert is_green(stage.bring(before))
    made = stage.plan(ours)
    assert is_green(stage.bring(theirs))
    told = stage.carry_out(made)
    assert is_green(told), told
    ended = named_in(ours, stage.client().list(resource))
    assert [is_right(item) for item in ended] == [True] * (3 if resource is CORRELATION_PATTERN else 1), ended


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("name", [name for name in WHOLE if "order" not in name])
def test_a_whole_write_that_waits_is_built_anew(stage, name, status):
    """The change of somebody else falls into the pause after the refusal."""
    before, ours, theirs, resource, is_right = WHOLE[name]
    assert is_green(stage.bring(before))
    made = stage.plan(ours)
    answer, refused = stage.simulator.service.answer, []

    def answer_later(listener, http):
        """The first write of the run is refused for now, and somebody else writes before it comes again."""
        if http.headers.get(ACTOR_HEADER) != "run" or http.method == "GET" or refused:
            return answer(listener, http)
        refused.append(http.path)
        assert is_green(stage.bring(theirs))
        return Outcome(status, b'{"status": 429, "errors": ["later"]}')

    stage.simulator.service.answer = answer_later
    try:
        told = stage.carry_out(made, "run")
    finally:
        stage.simulator.service.answer = answer
    assert refused and is_green(told), told
    ended = named_in(ours, stage.client().list(resource))
    assert [is_right(item) for item in ended] == [True] * (3 if resource is CORRELATION_PATTERN else 1), ended


def test_what_was_removed_meanwhile_is_reported(stage):
    stage.bring({"incident_tags": [TAG], **PLACES})
    made = stage.plan({"environments": [{"name": "A", "filter": "env = other", "roles": ["User"]}]})
    stage.bring({"environments": [{"name": "A", "state": "absent"}]})
    (told,) = stage.carry_out(made).values()
    assert told["outcome"] == "failed" and "removed after it was read" in told["error"]


@pytest.mark.parametrize(
    ("kind", "before", "ours"),
    [
        ("environments", {"filter": "env = a"}, {"filter": "env = b"}),
        ("roles", {"permissions": [READ]}, {"permissions": [FULL]}),
        ("incident_tags", {"type": "Text"}, {"active": False}),
    ],
)
def test_what_was_renamed_meanwhile_keeps_its_new_name(stage, kind, before, ours):
    assert is_green(stage.bring({kind: [{"name": "X", **before}]}))
    made = stage.plan({kind: [{"name": "X", **ours}]})
    stored = next(item for item in getattr(stage.acme, kind).values() if item["name"] == "X")
    stored["name"] = "Other"
    (told,) = stage.carry_out(made).values()
    assert told["outcome"] == "failed" and 'somebody else renamed it "Other"' in told["error"], told
    assert stored["name"] == "Other"


def test_what_somebody_else_did_already_is_not_written_again(stage):
    stage.bring({"incident_tags": [TAG]})
    made = stage.plan({"incident_tags": [{"name": "team", "active": False}]})
    stage.bring({"incident_tags": [{"name": "team", "active": False}]})
    stage.simulator.clear_requests()
    assert is_green(stage.carry_out(made))
    assert stage.written() == []


# -- where a role can only be written whole ----------------------------------------------------------------------------


@pytest.mark.parametrize("reading", ["merged", "refused"])
def test_a_role_that_has_to_be_written_whole_says_whoever_is_in_it_by_then(stage, reading):
    stage.simulator.set_options({"role_patch": reading})
    teams(stage.acme)
    made = stage.plan({"roles": [{"name": "Team", "permissions": [ANALYTICS]}]})
    join(stage.acme, 5)
    assert is_green(stage.carry_out(made))
    assert stage.members("Team") == {address(0), address(1), address(5)}
    assert [each["resource_type"] for each in stage.acme.find_role("Team")["permissions"]] == ["analytics"]
    assert "replace_role" in stage.written()


@pytest.mark.parametrize("seed", range(3))
def test_users_who_are_made_wait_for_roles_that_are_written_whole(stage, seed, monkeypatch):
    monkeypatch.setattr(run, "WORKERS", 16)
    stage.simulator.set_options({"role_patch": "refused"})
    teams(stage.acme)
    roles = [{"name": "Other", "permissions": [FULL]}, {"name": "New", "permissions": []}]
    new = [f"new{each}@example.com" for each in range(12)]
    people = [{"user_name": name, "roles": ["Squad", "Other", "New"]} for name in new]
    faults = [
        {"kind": "status", "status": 429, "probability": 0.3, "operations": ["replace_role", "create_scim_user"]},
        {"kind": "latency", "seconds": [0, 0.02]},
    ]
    made = stage.plan({"roles": [{**WIDER, "new_name": "Squad"}, *roles], "scim_users": people})
    stage.simulator.set_faults(faults, seed=seed)
    told = stage.carry_out(made)
    assert is_green(told), told
    assert stage.members("Squad") == {address(0), address(1), *new}
    assert stage.members("Other") == stage.members("New") == set(new)
    stage.simulator.clear_faults()
    stage.simulator.clear_requests()
    again = {"roles": [{"name": "Squad", "permissions": [FULL]}, *roles], "scim_users": people}
    assert is_green(stage.bring(again)) and stage.written() == []
