# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a plan makes of objects with tables, and of what comes and goes with these."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.planning.plan import make_plan
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption, UnknownReference
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.codec import canonical_form
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.model.plan import Declared
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.planning.planner import plan_bulk
from ansible_collections.community.bigpanda.plugins.module_utils._resources.enrichment_map import ENRICHMENT_MAP
from unit.plugins.module_utils._core.plans import (
    ALONE,
    COLUMNS,
    FED,
    NEW_MAP,
    OWNERS,
    Table,
    declared_of,
    known_of,
    plan_of,
    steps_of,
)

TAG_ORDER = ["owner", "site"]


def test_a_tag_stays_that_a_new_map_feeds_and_goes_with_the_map_that_is_replaced():
    live = {"alert_tags": [FED, ALONE], "enrichment_maps": [OWNERS], "alert_tag_orders": TAG_ORDER}
    absent = {"name": "owners", "state": "absent"}
    for order, maps in ((["site", "owner"], [absent, {**NEW_MAP, "name": "more"}]), (["site"], [absent])):
        steps = steps_of(plan_of({"enrichment_maps": maps, "alert_tag_orders": [{"tags": order}]}, live))
        # An order that only loses what goes by itself is as it is declared.
        assert ("alert_tag_order alert_tag_order" in steps) is (order == ["site", "owner"])


def plan_of_replacement(columns, order):
    """The map is loaded again with other columns, and then takes the place of the one that is there."""
    live = {"alert_tags": [FED, ALONE], "enrichment_maps": [OWNERS], "alert_tag_orders": TAG_ORDER}
    known = known_of(live)
    desired = canonical_form(ENRICHMENT_MAP, {"name": "owners", "fields": columns})
    (old,) = known["enrichment_map"].objects
    table = Table(make_plan(ENRICHMENT_MAP, None, desired), uploads=True, replaced=old)
    declared = [
        Declared(ENRICHMENT_MAP, 0, desired, table=table),
        *declared_of({"alert_tag_orders": [{"tags": order}]}, known),
    ]
    return plan_bulk(declared, known, {}, None)


def test_a_tag_that_only_the_replaced_map_fed_goes_with_it():
    site = [COLUMNS[0], {"title": "site", "type": "result_tag"}]
    assert "alert_tag_order alert_tag_order" not in steps_of(plan_of_replacement(site, ["site"]))
    with pytest.raises(UnknownReference, match='the same run removes the alert tag "owner"'):
        plan_of_replacement(site, ["site", "owner"])
    assert "alert_tag_order alert_tag_order" in steps_of(plan_of_replacement(COLUMNS, ["site", "owner"]))
    with pytest.raises(InvalidOption, match='does not contain "owner"'):
        plan_of_replacement(COLUMNS, ["site"])


def test_the_action_of_a_table_is_that_of_object_and_rows():
    live = {"alert_tags": [], "enrichment_maps": [OWNERS]}
    (step,) = plan_of({"enrichment_maps": [{"name": "owners", "rows": []}]}, live).steps
    assert (step.step.action, step.action, step.sent, step.table.uploads) == ("none", "update", step.step, True)
    (step,) = plan_of({"enrichment_maps": [{"name": "owners"}]}, live).steps
    assert (step.action, step.sent, step.changed) == ("none", None, False)
