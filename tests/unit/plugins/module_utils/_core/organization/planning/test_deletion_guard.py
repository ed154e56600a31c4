# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a plan of many objects removes after what holds it, and what comes and goes with others."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.model.graph import Ref
from unit.plugins.module_utils._core.plans import (
    ALONE,
    CHECK,
    COLUMNS,
    E1,
    F1,
    FED,
    G1,
    HOST,
    LIVE_FILTERS,
    M1,
    NEW_MAP,
    NEW_SCHEDULE,
    NOISE,
    OTHER,
    OWNERS,
    P2,
    PROD,
    S1,
    plan_of,
    steps_of,
    wanted_of,
)


def test_what_is_held_goes_after_what_holds_it():
    absent = {
        plural: [{"name": name, "state": "absent"}]
        for plural, name in (("alert_filter_schedules", "Nights"), ("alert_filters", "Noise"))
    }
    steps = steps_of(plan_of(absent, LIVE_FILTERS))
    assert steps == {
        f"alert_filter {F1}": ("remove", set()),
        f"alert_filter_schedule {S1}": ("remove", {f"alert_filter {F1}"}),
    }


def test_what_is_let_go_in_the_same_run_goes_after_that():
    declaration = {
        "alert_filter_schedules": [NEW_SCHEDULE, {"name": "Nights", "state": "absent"}],
        "alert_filters": [{"name": "Noise", "schedule": "Days"}],
    }
    steps = steps_of(plan_of(declaration, LIVE_FILTERS))
    assert steps[f"alert_filter_schedule {S1}"] == ("remove", {f"alert_filter {F1}"})
    assert steps[f"alert_filter {F1}"] == ("update", {"alert_filter_schedule Days"})


def test_what_something_holds_that_stays_is_refused():
    with pytest.raises(InvalidOption, match=r'"Nights" is used by the alert filter "Noise"'):
        plan_of({"alert_filter_schedules": [{"name": "Nights", "state": "absent"}]}, LIVE_FILTERS)
    # A filter of this run takes hold of it, by its name.
    with pytest.raises(InvalidOption, match=r"schedule: the same run removes the"):
        plan_of(
            {
                "alert_filter_schedules": [{"name": "Nights", "state": "absent"}],
                "alert_filters": [{"name": "Other", "schedule": "Nights"}],
            },
            {**LIVE_FILTERS, "alert_filters": [OTHER]},
        )


def test_a_purge_keeps_what_something_holds_that_stays():
    both = {"alert_filter_schedules": [S1], "alert_filters": [F1]}
    assert steps_of(plan_of({}, LIVE_FILTERS, both)) == {
        f"alert_filter {F1}": ("remove", set()),
        f"alert_filter_schedule {S1}": ("remove", {f"alert_filter {F1}"}),
    }
    assert steps_of(plan_of({}, LIVE_FILTERS, {"alert_filter_schedules": [S1]})) == {}


def test_what_is_named_by_what_else_goes_is_removed_after_it():
    role = {
        "id": G1,
        "name": "Ops",
        "permissions": [{"resource_type": "environments", "resource_id": E1, "actions": ["read"]}],
        "users": [],
    }
    declaration = {
        "environments": [{"name": "Production", "state": "absent"}],
        "roles": [{"name": "Ops", "state": "absent"}],
    }
    steps = steps_of(plan_of(declaration, {"environments": [PROD], "roles": [role]}))
    assert steps[f"environment {E1}"] == ("remove", {f"role {G1}"})
    assert steps[f"role {G1}"] == ("remove", set())
    declaration["roles"] = [{"name": "Ops", "permissions": []}]
    steps = steps_of(plan_of(declaration, {"environments": [PROD], "roles": [role]}))
    assert steps[f"environment {E1}"] == ("remove", {f"role {G1}"})


def test_only_what_stays_is_reported_as_containing():
    live = {**LIVE_FILTERS, "alert_filters": [NOISE, {**OTHER, "schedule": S1}]}
    declaration = {"alert_filter_schedules": [{"name": "Nights", "state": "absent"}]}
    with pytest.raises(InvalidOption, match='is used by the alert filter "Noise", "Other"'):
        plan_of(declaration, live)
    with pytest.raises(InvalidOption, match='is used by the alert filter "Other", and'):
        plan_of({**declaration, "alert_filters": [{"name": "Noise", "state": "absent"}]}, live)


def test_a_tag_that_a_map_brings_waits_for_the_map():
    declaration = {"alert_tags": [{"name": "owner", "description": "Who"}], "enrichment_maps": [NEW_MAP]}
    plan = plan_of(declaration, {"alert_tags": [], "enrichment_maps": []})
    (step,) = [each for each in plan.steps if each.ref.resource == "alert_tag"]
    assert step.is_brought and step.action == "update"
    assert plan.after(step.ref) == {Ref("enrichment_map", "owners")}


def test_a_tag_that_exists_or_that_no_table_brings_waits_for_nothing():
    declaration = {"alert_tags": [{"name": "owner", "description": "Who"}], "enrichment_maps": [NEW_MAP]}
    steps = steps_of(plan_of(declaration, {"alert_tags": [FED], "enrichment_maps": []}))
    assert steps["alert_tag owner"] == ("update", set())
    without_rows = {**declaration, "enrichment_maps": [{"name": "owners", "fields": COLUMNS}]}
    plan = plan_of(without_rows, {"alert_tags": [], "enrichment_maps": []})
    assert steps_of(plan)["alert_tag owner"] == ("create", set())


TAG_ORDER = ["owner", "site"]
GONE = [{"name": "owners", "state": "absent"}]


@pytest.mark.parametrize(
    ("maps", "order", "problem", "steps"),
    [
        ([], ["site", "owner"], None, {"alert_tag_order alert_tag_order": ("update", set())}),
        # Without the tag that goes, the order is as it was.
        (GONE, ["site"], None, {f"enrichment_map {M1}": ("remove", set())}),
        (GONE, ["site", "owner"], "the same run removes the", None),
        ([], ["site"], 'does not contain "owner"', None),
    ],
)
def test_a_tag_goes_with_the_last_map_that_feeds_it(maps, order, problem, steps):
    live = {"alert_tags": [FED, ALONE], "enrichment_maps": [OWNERS], "alert_tag_orders": TAG_ORDER}
    declaration = {"enrichment_maps": maps, "alert_tag_orders": [{"tags": order}]}
    if problem:
        with pytest.raises(InvalidOption, match=problem):
            plan_of(declaration, live)
    else:
        assert steps_of(plan_of(declaration, live)) == steps


@pytest.mark.parametrize("staying", ["another map", "a rule of its own", "a declaration"])
def test_a_tag_stays_that_has_something_else_to_it(staying):
    fed = {**FED, "enrichments": [*FED["enrichments"], {"id": "r2", "type": "extraction", "config": {"source": "x"}}]}
    tags = [fed if staying == "a rule of its own" else FED, ALONE]
    maps = [
        OWNERS,
        *([{**OWNERS, "id": G1, "config": {**OWNERS["config"], "name": "more"}}] if staying == "another map" else []),
    ]
    live = {"alert_tags": tags, "enrichment_maps": maps, "alert_tag_orders": TAG_ORDER}
    declaration = {
        "enrichment_maps": [{"name": "owners", "state": "absent"}],
        "alert_tag_orders": [{"tags": ["site", "owner"]}],
    }
    if staying == "a declaration":
        declaration["alert_tags"] = [{"name": "owner"}]
    assert f"alert_tag_order {'alert_tag_order'}" in steps_of(plan_of(declaration, live))


def test_a_tag_that_a_map_feeds_goes_after_the_map():
    live = {"alert_tags": [FED], "enrichment_maps": [OWNERS]}
    absent = [{"name": "owner", "state": "absent"}]
    with pytest.raises(InvalidOption, match='alert tag "owner" is used by the enrichment map "owners"'):
        plan_of({"alert_tags": absent}, live)
    both = {"alert_tags": absent, "enrichment_maps": [{"name": "owners", "state": "absent"}]}
    assert steps_of(plan_of(both, live))["alert_tag owner"] == ("remove", {f"enrichment_map {M1}"})
    # Some map that nobody sees feeds it.
    with pytest.raises(InvalidOption, match="some enrichment map that the API key does not see"):
        plan_of({"alert_tags": absent}, {**live, "enrichment_maps": []})


def test_a_tag_that_a_map_names_and_does_not_feed_goes_at_once():
    named = {**OWNERS, "config": {"name": "owners", "fields": [COLUMNS[0], {"title": "site", "type": "result_tag"}]}}
    live = {"alert_tags": [ALONE], "enrichment_maps": [named]}
    assert steps_of(plan_of({"alert_tags": [{"name": "site", "state": "absent"}]}, live)) == {
        "alert_tag site": ("remove", set())
    }


def test_an_order_waits_for_the_map_that_brings_a_tag():
    live = {"alert_tags": [ALONE], "enrichment_maps": [], "alert_tag_orders": ["site"]}
    declaration = {"enrichment_maps": [NEW_MAP], "alert_tag_orders": [{"tags": ["owner", "site"]}]}
    action, after = steps_of(plan_of(declaration, live))["alert_tag_order alert_tag_order"]
    assert action == "update" and "enrichment_map owners" in after
    with pytest.raises(InvalidOption, match='does not contain "owner"'):
        plan_of({**declaration, "alert_tag_orders": [{"tags": ["site"]}]}, live)


def test_an_order_is_looked_at_again_once_its_parts_are_written():
    live = {"correlation_patterns": [HOST, CHECK], "correlation_pattern_orders": None}
    order = {"patterns": [{"tags": ["host"]}, {"tags": ["check"]}]}
    unchanged = plan_of({"correlation_pattern_orders": [order]}, live)
    assert unchanged.changed is False and wanted_of(unchanged) == {}
    declaration = {
        "correlation_patterns": [{"tags": ["check"], "time_window": 9}],
        "correlation_pattern_orders": [order],
        "environments": [{"name": "New"}],
    }
    plan = plan_of(declaration, {**live, "environments": [], "roles": []})
    (step,) = [each for each in plan.steps if each.ref.resource == "correlation_pattern_order"]
    assert step.action == "none" and step.sent is not None
    assert plan.after(step.ref) == {Ref("correlation_pattern", P2)}


def test_an_order_names_patterns_as_they_will_be():
    live = {"correlation_patterns": [HOST, CHECK], "correlation_pattern_orders": None}
    changed = {"id": P2, "tags": ["check", "app"]}
    order = {"patterns": [{"tags": ["app", "check"]}, {"tags": ["host"]}]}
    plan = plan_of({"correlation_patterns": [changed], "correlation_pattern_orders": [order]}, live)
    assert steps_of(plan)["correlation_pattern_order correlation_pattern_order"] == (
        "update",
        {f"correlation_pattern {P2}"},
    )
