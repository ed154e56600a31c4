# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Environments and their groups, over real HTTP."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core import apply
from ansible_collections.community.bigpanda.plugins.module_utils._core.plan import make_plan
from ansible_collections.community.bigpanda.plugins.module_utils._core.schema import canonical_form
from ansible_collections.community.bigpanda.plugins.module_utils._resources.correlation_pattern import (
    CORRELATION_PATTERN,
)


@pytest.fixture
def declare(client, simulator):
    """Brings an object to what is declared: (the object afterwards, the operations that it took)."""

    def bring_about(resource, state="present", **given):
        desired = canonical_form(resource, given)
        step = make_plan(resource, apply.find_current(client, resource, desired), desired, state)
        simulator.clear_requests()
        after = apply.apply_step(client, step)
        return after, [entry["operation_id"] for entry in simulator.requests(writes_only=True)]

    return bring_about


def test_a_stored_filter_that_can_be_no_condition_hides_no_pattern(declare, client, simulator):
    made = {"tags": ["host"], "time_window": 60}
    strange = declare(CORRELATION_PATTERN, **made, filter="a = b")[0]["id"]
    simulator.organization("acme").stores["correlation_patterns"][strange]["filter"] = "a = 'b"
    assert declare(CORRELATION_PATTERN, **made)[1] == ["create_correlation_pattern"]
    assert declare(CORRELATION_PATTERN, **made)[1] == []
    assert declare(CORRELATION_PATTERN, id=strange, note="x")[1] == ["update_correlation_pattern"]
