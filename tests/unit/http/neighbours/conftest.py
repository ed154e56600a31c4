# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from simulator.embedded import Simulator
from unit.http.neighbours.stage import FAST, Stage
from unit.http.organizations import make_organizations_anew


@pytest.fixture(scope="module")
def quick_simulator():
    """Without limits that matter: what is tried is the order of requests, not their pace."""
    options = {"job_seconds": 0.01, "settle_seconds": 0.01}
    with Simulator(rate_limit_factor=FAST, options=options) as simulator:
        yield simulator


@pytest.fixture
def stage(quick_simulator, monkeypatch):
    made = Stage(quick_simulator, monkeypatch)
    quick_simulator.clear_requests()
    make_organizations_anew(quick_simulator)
    readings = dict(quick_simulator.service.readings._chosen)
    yield made
    made.close()
    quick_simulator.service.readings._chosen = readings
    quick_simulator.clear_faults()
    violations = quick_simulator.violations()
    quick_simulator.clear_violations()
    assert violations == []
