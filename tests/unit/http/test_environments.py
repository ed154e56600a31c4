# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Environments and their groups, over real HTTP."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core import errors
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.planning.plan import make_plan
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.writing import apply
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.codec import canonical_form
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert_tag import ALERT_TAG
from ansible_collections.community.bigpanda.plugins.module_utils._resources.catalog import CATALOG
from ansible_collections.community.bigpanda.plugins.module_utils._resources.correlation_pattern import (
    CORRELATION_PATTERN,
)
from ansible_collections.community.bigpanda.plugins.module_utils._resources.enrichment_map import ENRICHMENT_MAP
from ansible_collections.community.bigpanda.plugins.module_utils._resources.environment import ENVIRONMENT
from ansible_collections.community.bigpanda.plugins.module_utils._resources.environment_group import ENVIRONMENT_GROUP
from ansible_collections.community.bigpanda.plugins.module_utils._resources.incident_tag import INCIDENT_TAG
from unit.http.ensuring import ensure


@pytest.fixture
def declare(client, simulator):
    """Brings an object to what is declared: (the object afterwards, the operations that it took)."""

    def bring_about(resource, state="present", **given):
        simulator.clear_requests()
        after = ensure(client, resource, given, state, CATALOG.resources).values[resource.name]
        return after, [entry["operation_id"] for entry in simulator.requests(writes_only=True)]

    return bring_about


ENVIRONMENT_READINGS = [
    {},
    {"environment_create_status": 201, "environment_update_status": 200, "environment_delete_status": 204},
    {"environment_conflict_status": 400},
    {"environment_change_needs": "name"},
    {"environment_roles": "key"},
    {"unset_environment_fields": "missing"},
    {"condition_tag_case": "lower"},
]


@pytest.mark.parametrize("readings", ENVIRONMENT_READINGS, ids=str)
def test_every_reading_of_environments_gives_the_same_life(declare, client, simulator, readings):
    simulator.set_options(readings)
    role = simulator.organization("acme").find_role("User")["id"]
    desired = {"name": "Staging"}
    stale = make_plan(ENVIRONMENT, None, desired)
    assert declare(ENVIRONMENT, **desired)[1] == ["create_environment"]
    # Somebody else made it between reading and writing.
    assert apply.apply_step(client, stale)["name"] == "Staging"
    assert declare(ENVIRONMENT, name="Staging", filter="", roles=[], read_only_roles=[])[1] == []
    desired = {"name": "Staging", "filter": "ENV = Staging", "roles": [role], "description": "x"}
    after, written = declare(ENVIRONMENT, **desired)
    assert (after["filter"], after["roles"], written) == ("env = Staging", [role], ["update_environment"])
    assert declare(ENVIRONMENT, **desired)[1] == []
    assert declare(ENVIRONMENT, name="Staging", roles=[])[0]["roles"] == []
    assert declare(ENVIRONMENT, name="Staging", state="absent")[1] == ["delete_environment"]
    assert declare(ENVIRONMENT, name="Staging", state="absent")[1] == []


GROUP_READINGS = [
    {},
    {"environment_group_conflict_status": 400},
    {"group_members_spelling": "snake"},
    {"group_names": "shared"},
]


@pytest.mark.parametrize("readings", GROUP_READINGS, ids=str)
def test_every_reading_of_groups_gives_the_same_life(declare, simulator, readings):
    simulator.set_options(readings)
    first = declare(ENVIRONMENT, name="First")[0]["id"]
    second = declare(ENVIRONMENT, name="Second")[0]["id"]
    group = {"name": "Shops", "environments": [first]}
    assert declare(ENVIRONMENT_GROUP, **group)[1] == ["create_environment_group"]
    assert declare(ENVIRONMENT_GROUP, **group)[1] == []
    more = {"name": "Shops", "new_name": "All", "environments": [second], "append_environments": True}
    after, written = declare(ENVIRONMENT_GROUP, **more)
    assert (set(after["environments"]), written) == ({first, second}, ["update_environment_group"])
    assert declare(ENVIRONMENT_GROUP, **more)[1] == []
    assert declare(ENVIRONMENT_GROUP, name="All", state="absent")[1] == ["delete_environment_group"]


@pytest.mark.parametrize("status", [409, 400])
def test_a_group_that_somebody_else_makes_meanwhile_is_taken_for_the_one_to_be_made(declare, client, simulator, status):
    simulator.set_options({"environment_group_conflict_status": status})
    stale = make_plan(ENVIRONMENT_GROUP, None, {"name": "Shops"})
    there = declare(ENVIRONMENT_GROUP, name="Shops")[0]
    assert apply.apply_step(client, stale) == there


def test_of_groups_of_one_name_the_one_that_is_meant_is_named_by_its_id(declare, client, simulator, exported, bring):
    simulator.set_options({"group_names": "shared"})
    first = declare(ENVIRONMENT_GROUP, name="Shops")[0]["id"]
    stale = make_plan(ENVIRONMENT_GROUP, None, {"name": "Shops"})
    second = apply.apply_step(client, stale, looks_again=False)["id"]
    with pytest.raises(errors.AmbiguousKey, match=f"{first}, {second}.*Name the one you mean by its id"):
        declare(ENVIRONMENT_GROUP, name="Shops")
    told = exported(["environment_groups"])
    assert told == {"environment_groups": [{"id": each, "environments": []} for each in sorted((first, second))]}
    assert bring(told) == ([], [])
    assert declare(ENVIRONMENT_GROUP, id=second, new_name="Others")[0]["name"] == "Others"
    assert declare(ENVIRONMENT_GROUP, name="Shops")[0]["id"] == first


def test_an_environment_is_in_one_declared_group(bring):
    made = {"environments": [{"name": "First"}], "environment_groups": [{"name": "A", "environments": ["First"]}]}
    for there in ({}, made):
        bring(there)
        named = [{"name": name, "environments": ["First"], "append_environments": True} for name in "AB"]
        problem = (
            r'environment group ".*" and environment group ".*" both contain the environment "First" in environments'
        )
        with pytest.raises(errors.InvalidOption, match=problem):
            bring({**made, "environment_groups": named})
        bring({**made, "environment_groups": [named[0], {"name": "B", "environments": ["First"], "state": "absent"}]})


@pytest.mark.parametrize(
    "loser", [{"new_name": "Z"}, {"environments": ["Third"], "append_environments": True}], ids=str
)
@pytest.mark.parametrize("names", ["AB", "BA"])
def test_what_a_group_takes_from_another_one_is_not_taken_back(bring, simulator, loser, names):
    losing, taking = names
    bring(
        {
            "environments": [{"name": "First"}, {"name": "Second"}, {"name": "Third"}],
            "environment_groups": [{"name": losing, "environments": ["First", "Second"]}, {"name": taking}],
        }
    )
    groups = [{"name": losing, **loser}, {"name": taking, "environments": ["First"], "append_environments": True}]
    bring({"environment_groups": groups})
    acme = simulator.organization("acme")
    by_name = {each["name"]: each for each in acme.environments.values()}
    held = acme.stores["environment_groups"][by_name["First"]["environment_group_id"]]
    assert held["name"] == taking
    assert by_name["Second"]["environment_group_id"] not in (None, held["id"])
    # Whichever of the two is written last.
    after = [step.step.after for step in bring.made.plan.steps]
    assert [each["name"] for each in after if by_name["First"]["id"] in each["environments"]] == [taking]
    again = [{**groups[0], "name": loser.get("new_name", losing)}, groups[1]]
    assert bring({"environment_groups": again}) == ([], [])


CONDITIONS = [
    (CORRELATION_PATTERN, {"tags": ["host"], "time_window": 60, "filter": "Env = X AND NOT Host IN [a]"}),
    (
        INCIDENT_TAG,
        {
            "name": "Team",
            "type": "Text",
            "enrichment_config": {"items": [{"value": "noc", "condition": "Env = X AND NOT Host IN [a]"}]},
        },
    ),
    (
        ALERT_TAG,
        {
            "name": "service",
            "enrichments": [
                {"type": "composition", "value": "x", "when": when}
                for when in ("Env = X", {"and": [{"=": ["Env", "X"]}]}, '{"=": ["Env", "X"]}', {}, "{}", " ")
            ],
        },
    ),
    (ENVIRONMENT, {"name": "Staging", "filter": "Env = X AND NOT Host IN [a]"}),
]


@pytest.mark.parametrize(("resource", "given"), CONDITIONS, ids=lambda value: getattr(value, "name", ""))
def test_tags_in_conditions_are_sent_in_lower_case_and_compared_in_any(declare, simulator, resource, given):
    simulator.set_options({"condition_tag_case": "lower"})
    assert len(declare(resource, **given)[1]) == 1
    assert declare(resource, **given)[1] == []


def test_a_stored_tag_in_capitals_is_no_change(declare, simulator):
    simulator.organization("acme").add_environment({"name": "Staging", "filter": "ENV = x AND HOST IN [X]"})
    assert declare(ENVIRONMENT, name="Staging", filter="env = X AND (host IN [x])")[1] == []


def test_a_stored_filter_that_can_be_no_condition_hides_no_pattern(declare, client, simulator):
    made = {"tags": ["host"], "time_window": 60}
    strange = declare(CORRELATION_PATTERN, **made, filter="a = b")[0]["id"]
    simulator.organization("acme").stores["correlation_patterns"][strange]["filter"] = "a = 'b"
    assert declare(CORRELATION_PATTERN, **made)[1] == ["create_correlation_pattern"]
    assert declare(CORRELATION_PATTERN, **made)[1] == []
    assert declare(CORRELATION_PATTERN, id=strange, note="x")[1] == ["update_correlation_pattern"]


@pytest.mark.parametrize("condition", [{}, "{}", " "], ids=repr)
@pytest.mark.parametrize("reading", ["empty", "null", "missing"])
def test_a_rule_without_a_condition_is_so_however_it_is_said(declare, simulator, condition, reading):
    simulator.set_options({"no_condition": reading})
    rule = {"type": "composition", "value": "x"}
    declare(ALERT_TAG, name="service", enrichments=[{**rule, "when": {"=": ["host", "a"]}}])
    assert declare(ALERT_TAG, name="service", enrichments=[rule])[1] == []
    empty = {**rule, "when": condition}
    assert declare(ALERT_TAG, name="service", enrichments=[empty])[1] == ["update_tag_enrichments"]
    assert declare(ALERT_TAG, name="service", enrichments=[empty])[1] == []


def test_a_map_sends_the_tags_of_its_condition_in_lower_case():
    desired = canonical_form(ENRICHMENT_MAP, {"name": "owners", "when": {"and": [{"=": ["Host", "X"]}]}})
    assert desired["when"] == {"AND": [{"=": ["host", "X"]}]}
