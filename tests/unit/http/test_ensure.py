# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The verbs: one object, one object with a table, an organization."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core import errors
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.ensure import plan_object
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.client_pool import ClientPool
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.ensure import plan_organization
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.safety.limits import SafetyLimits
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.spec import OrganizationSpec
from ansible_collections.community.bigpanda.plugins.module_utils._core.tables.csv_rows import Source
from ansible_collections.community.bigpanda.plugins.module_utils._core.tables.ensure import plan_table_object
from ansible_collections.community.bigpanda.plugins.module_utils._core.tables.table_plan import TableOptions
from ansible_collections.community.bigpanda.plugins.module_utils._resources.catalog import CATALOG
from ansible_collections.community.bigpanda.plugins.module_utils._resources.enrichment_map import ENRICHMENT_MAP
from ansible_collections.community.bigpanda.plugins.module_utils._resources.role import ROLE
from ansible_collections.community.bigpanda.plugins.module_utils._resources.scim_user import SCIM_USER
from unit.http.ensuring import ensure, ensure_organization, ensure_table
from unit.http.organizations import objects_of

ADA = {"user_name": "ada@example.com", "roles": ["Operations"], "display_name": None}
FIELDS = [{"title": "host", "type": "query_tag"}, {"title": "owner", "type": "result_tag"}]


def test_an_object_is_predicted_made_kept_and_removed(client, simulator):
    ensure(client, ROLE, {"name": "Operations"})
    plan = plan_object(client, SCIM_USER, ADA, refers=CATALOG.resources)
    predicted = plan.predicted()
    assert simulator.organization("acme").find_user("ada@example.com") is None
    made = plan.carry_out(client)
    assert (made.changed, made.diff, made.warnings) == (predicted.changed, predicted.diff, [])
    user = made.values["scim_user"]
    known = {name: value for name, value in predicted.values["scim_user"].items() if value is not None}
    assert known == {name: user[name] for name in known} and user["roles"] == ["Operations"]
    again = ensure(client, SCIM_USER, ADA, refers=CATALOG.resources)
    assert (again.changed, again.diff) == (False, {"before": {}, "after": {}}) and again.values == made.values
    assert ensure(client, SCIM_USER, {"user_name": "ADA@example.com"}, "absent").changed


def test_references_that_name_no_object_are_refused_before_anything_is_sent(client, simulator):
    with pytest.raises(errors.UnknownReference, match='the role "Operations" does not exist'):
        ensure(client, SCIM_USER, ADA, refers=CATALOG.resources)
    assert simulator.requests(writes_only=True) == []


def test_a_table_is_predicted_loaded_and_kept(client, simulator):
    options = TableOptions(Source("rows", [{"host": "db-1", "owner": "dba"}]), "rows", False, False, True, 20)
    params = {"name": "owners", "fields": FIELDS}
    plan = plan_table_object(client, ENRICHMENT_MAP, params, "present", options)
    predicted = plan.predicted()
    assert simulator.requests(writes_only=True) == [] and predicted.values["rows"]["added"] == 1
    made = plan.carry_out(client)
    assert made.values["job"]["status"] == "done" and made.values["rows"] == predicted.values["rows"]
    assert not ensure_table(client, ENRICHMENT_MAP, params, "present", options).changed


def wanted(declaration, purge=()):
    return OrganizationSpec(objects_of(declaration), frozenset(purge), SafetyLimits("0", {}))


def test_an_organization_is_planned_and_brought_to_what_is_declared(make_client, simulator):
    clients = ClientPool(make_client)
    declared = wanted({"roles": [{"name": "Operations"}], "scim_users": [ADA]})
    predicted = plan_organization(clients, CATALOG, declared, "key", "host").predicted()
    assert simulator.requests(writes_only=True) == []
    made = ensure_organization(clients, declared, "key", "host")
    assert (made.changed, made.diff, made.failure) == (True, predicted.diff, None)
    assert [entry["outcome"] for entry in predicted.entries] == ["planned", "planned"]
    assert [entry["outcome"] for entry in made.entries] == ["done", "done"]
    assert not ensure_organization(clients, declared, "key", "host").changed


def test_a_plan_that_is_refused_does_nothing_and_shows_what_it_would_do(make_client, simulator):
    clients = ClientPool(make_client)
    ensure_organization(clients, wanted({"environment_groups": [{"name": "Shops"}, {"name": "Teams"}]}), "key", "host")
    simulator.clear_requests()
    for state in ("predicted", "done"):
        purged = wanted({"environment_groups": [{"name": "Teams"}]}, ["environment_groups"])
        plan = plan_organization(clients, CATALOG, purged, "key", "host")
        result = plan.predicted() if state == "predicted" else plan.carry_out(clients)
        assert plan.changed and not result.changed and "max_removals" in result.failure["msg"]
        assert isinstance(result.error, errors.InvalidOption)
        assert "Shops" in [entry["key"] for entry in result.values["plan"]]
    assert simulator.requests(writes_only=True) == []
