# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.client import Client
from ansible_collections.community.bigpanda.plugins.module_utils._core.settings import make_settings
from ansible_collections.community.bigpanda.plugins.module_utils._core.transport import Transport
from simulator.embedded import Simulator
from simulator.seed import make_organization, read_seed

FACTOR = 100


@pytest.fixture(scope="session")
def shared_simulator():
    with Simulator(rate_limit_factor=FACTOR, options={"job_seconds": 0.1, "settle_seconds": 0.1}) as simulator:
        yield simulator


@pytest.fixture
def simulator(shared_simulator):
    """The simulator with its organizations as new; the test fails if a request or an answer broke the contract."""
    for entry in read_seed(None):
        organization = make_organization(entry, shared_simulator.service.readings)
        shared_simulator.service.organizations[entry["name"]] = organization
    chosen = dict(shared_simulator.service.readings._chosen)
    yield shared_simulator
    shared_simulator.clear_faults()
    shared_simulator.service.readings._chosen = chosen
    violations = shared_simulator.violations()
    shared_simulator.clear_violations()
    shared_simulator.clear_requests()
    assert violations == []


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
                    "timeout": 5,
                    "retry_timeout": 20,
                    "rate_limit_share": FACTOR,
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
