# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import ssl
from functools import partial

import pytest
import trustme
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.membership import find_membership
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.client import Client
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.client_pool import ClientPool
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.settings import make_settings
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.transport import Transport
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.ensure import plan_organization
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.export import declare
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.prepare import (
    read_for_export,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.safety.limits import SafetyLimits
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.spec import OrganizationSpec
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.tables import declare_tables
from ansible_collections.community.bigpanda.plugins.module_utils._resources.catalog import CATALOG
from simulator.embedded import Simulator
from unit.http.ensuring import ensure_organization
from unit.http.in_process import call_module
from unit.http.organizations import make_organizations_anew, objects_of
from unit.http.recorder import Recorder, empty_list

FACTOR = 100
KEY = "test-api-key-acme-5f1d8e37a6b0"


@pytest.fixture(scope="session")
def shared_simulator():
    with Simulator(rate_limit_factor=FACTOR, options={"job_seconds": 0.1, "settle_seconds": 0.1}) as simulator:
        yield simulator


@pytest.fixture
def simulator(shared_simulator):
    """The simulator with its organizations as new; the test fails if a request or an answer broke the contract."""
    make_organizations_anew(shared_simulator)
    chosen = dict(shared_simulator.service.readings._chosen)
    yield shared_simulator
    shared_simulator.clear_faults()
    shared_simulator.be_strange(None)
    shared_simulator.service.readings._chosen = chosen
    violations = shared_simulator.violations()
    shared_simulator.clear_violations()
    shared_simulator.clear_requests()
    assert violations == []


@pytest.fixture
def start_anew(simulator):
    """For tests that go through several organizations."""
    return lambda: make_organizations_anew(simulator)


@pytest.fixture
def make_client(simulator):
    """Clients of an organization; options of connection may be given."""
    transports = []

    def make(organization="acme", region="us", **options):
        transport = Transport(
            make_settings(
                {
                    "api_key": f"test-api-key-{organization}-5f1d8e37a6b0",
                    "org_token": f"test-org-token-{organization}-1b7e5a90c4d2",
                    "region": region,
                    "api_url": simulator.api_url(region),
                    "integrations_url": simulator.integrations_url(region),
                    "validate_certs": True,
                    "timeout": 30,
                    "retry_timeout": 20,
                    "rate_limit_share": FACTOR,
                    "max_answer_mb": 64,
                    **options,
                }
            )
        )
        transports.append(transport)
        return Client(transport)

    yield make
    for transport in transports:
        transport.close()


@pytest.fixture
def client(make_client):
    return make_client()


@pytest.fixture(autouse=True)
def brief_pauses(monkeypatch):
    monkeypatch.setattr(
        "ansible_collections.community.bigpanda.plugins.module_utils._core.http.retry.FIRST_PAUSE_S", 0.02
    )


def raise_if_any(error):
    if error is not None:
        raise error


@pytest.fixture
def bring(make_client, simulator):
    """Brings the organization to a declaration: (entries of what was not unchanged, operations written)."""

    def bring_about(
        declaration, purge=(), apply=True, approved=None, protect=None, limits=None, max_removals="10%", **connection
    ):
        simulator.clear_requests()
        clients = ClientPool(partial(make_client, **connection))
        safety = SafetyLimits(max_removals, protect or {}, **(limits or {}))
        spec = OrganizationSpec(objects_of(declaration), frozenset(purge), safety, approved)
        plan = plan_organization(clients, CATALOG, spec, KEY, "host")
        bring_about.made = plan.prepared
        raise_if_any(plan.prepared.refusal)
        result = plan.carry_out(clients) if apply else plan.predicted()
        raise_if_any(result.error)
        told = [entry for entry in result.entries if entry["outcome"] != "unchanged"]
        return told, [entry["operation_id"] for entry in simulator.requests(writes_only=True)]

    return bring_about


@pytest.fixture
def carry_out():
    """Carries a declaration out as the module does, by clients that `make` makes. The texts of its failures."""

    def carry(make, declaration):
        spec = OrganizationSpec(objects_of(declaration), frozenset(), SafetyLimits("10%", {}))
        result = ensure_organization(ClientPool(make), spec, KEY, "host")
        raise_if_any(result.error)
        return [entry["error"] for entry in result.entries if entry["error"]]

    return carry


@pytest.fixture
def exported(make_client):
    """The declaration of what an organization holds."""

    def export(gather=None, **connection):
        clients = ClientPool(partial(make_client, **connection))
        gathered = [resource for resource in CATALOG.resources if gather is None or resource.plural in gather]
        known = read_for_export(clients, CATALOG, gathered)
        told = declare(known, gathered, find_membership(CATALOG.resources))
        for resource in gathered:
            if resource.mark:
                told[resource.plural] = declare_tables(clients, known[resource.name], told[resource.plural])
        return told

    return export


@pytest.fixture
def call(simulator):
    """Runs a module in this process, `role` for bigpanda_role; its result, and what it printed under `printed`."""
    connection = {"api_key": KEY, "api_url": simulator.api_url(), "rate_limit_share": FACTOR, "retry_timeout": 5}

    def run_module(module, /, check_mode=False, **options):
        return call_module(module, {**connection, **options}, check_mode)

    return run_module


@pytest.fixture
def run(simulator, call):
    """The same, with two more users in the organization."""
    acme = simulator.organization("acme")
    acme.add_user("grace@acme.example", displayName="Grace Hopper")
    acme.add_user("former@acme.example", active=False)
    return call


@pytest.fixture(scope="module")
def authority():
    """Signs certificates that nobody trusts without `ca_path`."""
    return trustme.CA()


@pytest.fixture
def tls_server(authority):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    with Recorder(empty_list, context) as server:
        yield server
