# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Organizations with users, environments, tags and alerts, for whole modules; and the proof of what was sent."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from simulator.seed import make_organization, read_seed
from unit.http.in_process import call_module

pytest.register_assert_rewrite("unit.http.modules.lifecycle")
FACTOR = 100
SEED = Path(__file__).resolve().parents[3] / "integration" / "targets" / "support_simulator" / "files" / "seed.yml"
ORGANIZATIONS = {"us": "acme", "eu": "globex"}


@pytest.fixture
def simulator(simulator):
    for entry in read_seed(SEED):
        simulator.service.organizations[entry["name"]] = make_organization(entry, simulator.service.readings)
    return simulator


@pytest.fixture(autouse=True)
def proof(request, simulator):
    """A test that is marked with `sends` fails unless the service answered each of these operations well."""
    simulator.clear_succeeded()
    yield
    for mark in request.node.iter_markers("sends"):
        missing = set(mark.args) - set(simulator.succeeded())
        assert not missing, f"docs/coverage.md says that this is sent, but it is not: {missing}"


@pytest.fixture
def connection(simulator):
    """Connection options of the organization in a region, with both credentials."""

    def options(region="us"):
        name = ORGANIZATIONS[region]
        return {
            "api_key": f"test-api-key-{name}-5f1d8e37a6b0",
            "org_token": f"test-org-token-{name}-1b7e5a90c4d2",
            "region": region,
            "api_url": simulator.api_url(region),
            "integrations_url": simulator.integrations_url(region),
            "rate_limit_share": FACTOR,
            "retry_timeout": 20,
        }

    return options


@pytest.fixture(params=["us", "eu"])
def region(request):
    return request.param


@pytest.fixture
def domain(region):
    return f"{ORGANIZATIONS[region]}.example"


@pytest.fixture
def call_there(connection, region):
    """The same as `call`, in each region in turn."""
    return lambda module, /, check_mode=False, **options: call_module(
        module, {**connection(region), **options}, check_mode
    )


@pytest.fixture
def call(connection):
    """Runs a module, `role` for bigpanda_role, for the organization acme; see call_module."""
    return lambda module, /, check_mode=False, **options: call_module(module, {**connection(), **options}, check_mode)


@pytest.fixture
def written(simulator):
    """Asks which operations wrote since it was asked last."""

    def ask():
        found = [entry["operation_id"] for entry in simulator.requests(writes_only=True)]
        simulator.clear_requests()
        return found

    return ask


@pytest.fixture
def refuse(call, written):
    """Checks that a module refuses each of some options with its words, before it writes anything."""

    def check(module, *cases, **common):
        written()
        for options, says in cases:
            refused = call(module, **{**common, **options})
            assert refused.get("failed"), options
            assert re.search(says, refused["msg"]), (options, refused["msg"])
            assert not refused.get("changed")
        assert written() == []

    return check
