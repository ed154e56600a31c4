# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whatever the contract lets an answer leave out, or say null, an object can be read, compared and told."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest
import yaml
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.finding.object_index import ObjectIndex
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.planning.diff import make_diff
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.planning.plan import make_plan
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.codec import canonical_form, decode
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.plan_context import CONTEXT, PlanContext
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.export import declare
from ansible_collections.community.bigpanda.plugins.module_utils._resources.catalog import CATALOG

CONTRACT = Path(__file__).resolve().parents[4] / "contract"
# The answer of each kind by the name of its schema, and what it has to hold.
SCHEMAS = {
    "role": ("access", "Role", {"id": "1", "name": "a"}),
    "scim_user": ("access", "ScimUser", {"id": "1", "userName": "a"}),
    "environment": ("configuration", "Environment", {"id": "1", "name": "a"}),
    "environment_group": ("configuration", "EnvironmentGroup", {"id": "1", "name": "a"}),
    "alert_filter": ("configuration", "AlertFilter", {"id": "1", "name": "a"}),
    "alert_filter_schedule": ("configuration", "AlertFilterSchedule", {"id": "1", "name": "a"}),
    "correlation_pattern": ("configuration", "CorrelationPattern", {"id": "1", "tags": ["a"]}),
    "topology": ("configuration", "Topology", {"id": "1"}),
    "maintenance_plan": ("configuration", "MaintenancePlan", {"id": "1", "name": "a"}),
    "alert_tag": ("enrichment", "AlertTag", {"name": "a"}),
    "enrichment_map": ("enrichment", "MappingEnrichment", {"id": "1", "config": {"name": "a"}}),
    "incident_tag": ("enrichment", "IncidentTagDefinition", {"id": "1", "name": "a", "type": "Text"}),
}
RESOURCES = {resource.name: resource for resource in CATALOG.resources if not resource.composed}


@lru_cache
def schemas_of(document):
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    content = yaml.load((CONTRACT / f"{document}.openapi.yaml").read_text(encoding="utf-8"), Loader=loader)
    return content["components"]["schemas"]


def shape(resource):
    document, name, needed = SCHEMAS[resource.name]
    return needed, [name for name in schemas_of(document)[name]["properties"] if name not in needed]


def wanted(resource):
    named = (
        {"tags": ["a"]} if resource.name == "correlation_pattern" else {} if resource.singleton else {resource.key: "a"}
    )
    named = {"name": "a"} if resource.name == "maintenance_plan" else named
    return canonical_form(resource, {**named, **({CONTEXT: PlanContext(1)} if resource.timed else {})})


def test_every_kind_is_tried():
    assert set(SCHEMAS) == set(RESOURCES)


@pytest.mark.parametrize("resource", RESOURCES.values(), ids=RESOURCES)
def test_an_object_that_shows_nothing_more_is_read_compared_and_returned(resource):
    needed, others = shape(resource)
    for nothing in ({}, dict.fromkeys(others), *({name: None} for name in others)):
        read = decode(resource, {**needed, **nothing})
        step = make_plan(resource, read, wanted(resource))
        assert (step.changed, make_diff(step)) == (False, {"before": {}, "after": {}}), nothing
        known = {each.name: ObjectIndex(each, []) for each in CATALOG.resources}
        told = declare({**known, resource.name: ObjectIndex(resource, [read])}, [resource], None)
        # A topology without links cannot be declared.
        assert len(told[resource.plural]) == (0 if resource.singleton else 1)


@pytest.mark.parametrize("resource", RESOURCES.values(), ids=RESOURCES)
def test_a_new_object_is_predicted_with_the_names_that_a_real_one_has(resource):
    needed, others = shape(resource)
    read = decode(resource, {**needed, **dict.fromkeys(others)})
    given = {
        field.name: sample(field)
        for field in resource.fields
        if field.is_required_on_create and field.name not in wanted(resource)
    }
    after = make_plan(resource, None, {**wanted(resource), **given}).after
    names = {name for name in read if name in resource.shown or name == "id"}
    assert set(after) == names


def sample(field):
    return {"int": 5, "list": ["a"]}.get(field.type, {"start": 10, "starts_on": 10}.get(field.name, 20))


def test_ids_that_are_shown_as_numbers_are_text_at_every_depth():
    environment = decode(RESOURCES["environment"], {"id": 5, "name": "a", "roles": [{"id": 7, "name": "b"}]})
    assert (environment["id"], environment["roles"]) == ("5", ["7"])
    rule = {"id": 8, "type": "composition", "config": {"value": "x"}}
    (decoded,) = decode(RESOURCES["alert_tag"], {"name": "a", "enrichments": [rule]})["enrichments"]
    assert decoded["id"] == "8"
    group = decode(RESOURCES["environment_group"], {"id": 9, "name": "a", "environmentIds": [5, "x"]})
    assert (group["id"], group["environments"]) == ("9", ["5", "x"])


@pytest.mark.parametrize(
    ("kind", "field", "api_name"),
    [
        ("environment", "roles", "roles"),
        ("environment", "read_only_roles", "read_only_roles"),
        ("environment_group", "environments", "environment_ids"),
        ("environment_group", "environments", "environmentIds"),
        ("role", "users", "users"),
    ],
)
@pytest.mark.parametrize("shown", ["r1", {"id": "r1", "name": "A"}, {"id": 71}, 71])
def test_other_objects_may_come_as_objects_or_as_bare_ids(kind, field, api_name, shown):
    read = decode(RESOURCES[kind], {"id": "1", "name": "a", api_name: [shown]})
    assert read[field] == ["71" if "71" in str(shown) else "r1"]


def test_a_role_of_an_environment_without_an_id_is_known_by_its_key():
    shown = decode(RESOURCES["environment"], {"id": "1", "name": "a", "roles": [{"id": None, "key": "r1"}]})
    assert shown["roles"] == ["r1"]
