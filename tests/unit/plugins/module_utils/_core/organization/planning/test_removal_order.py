# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a plan of many objects removes after what holds it or names it, and what keeps it from being removed."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption, UnknownReference
from unit.plugins.module_utils._core.plans import (
    ALONE,
    E1,
    F1,
    F2,
    FED,
    G1,
    LIVE_FILTERS,
    M1,
    NOISE,
    OTHER,
    OWNERS,
    PROD,
    S1,
    plan_of,
    steps_of,
)


@pytest.mark.parametrize("given", [{"description": "x"}, {}, {"schedule": S1}])
def test_what_something_declared_holds_is_refused(given):
    declaration = {
        "alert_filter_schedules": [{"name": "Nights", "state": "absent"}],
        "alert_filters": [{"name": "Noise", **given}],
    }
    with pytest.raises(InvalidOption, match='is used by the alert filter "Noise", and can only be removed after that'):
        plan_of(declaration, LIVE_FILTERS)


def test_what_is_to_go_and_is_gone_holds_nothing():
    declaration = {
        "alert_filter_schedules": [{"name": "Nights", "state": "absent"}],
        "alert_filters": [{"name": "Gone", "schedule": "Nights", "state": "absent"}],
    }
    steps = steps_of(plan_of(declaration, {**LIVE_FILTERS, "alert_filters": [OTHER]}))
    assert steps == {f"alert_filter_schedule {S1}": ("remove", set())}


def test_what_a_new_object_names_by_its_id_it_holds():
    declaration = {
        "alert_filter_schedules": [{"name": "Nights", "state": "absent"}],
        "alert_filters": [{"name": "New", "bpql": {"=": ["a", "b"]}, "schedule": S1}],
    }
    with pytest.raises(InvalidOption, match='is used by the alert filter "New"'):
        plan_of(declaration, {**LIVE_FILTERS, "alert_filters": [OTHER]})


def test_a_removal_waits_for_every_holder_that_lets_go():
    live = {**LIVE_FILTERS, "alert_filters": [NOISE, {**OTHER, "schedule": S1}]}
    declaration = {
        "alert_filter_schedules": [{"name": "Nights", "state": "absent"}],
        "alert_filters": [{"name": "Noise", "state": "absent"}, {"name": "Other", "state": "absent"}],
    }
    steps = steps_of(plan_of(declaration, live))
    assert steps[f"alert_filter_schedule {S1}"] == ("remove", {f"alert_filter {F1}", f"alert_filter {F2}"})


def test_a_purge_keeps_what_something_holds_that_nobody_sees():
    live = {"alert_tags": [FED, ALONE], "enrichment_maps": []}
    assert steps_of(plan_of({}, live, {"alert_tags": ["owner", "site"]})) == {"alert_tag site": ("remove", set())}


def test_a_purge_takes_what_goes_with_its_holder_after_that():
    live = {"alert_tags": [FED], "enrichment_maps": [OWNERS]}
    steps = steps_of(plan_of({}, live, {"alert_tags": ["owner"], "enrichment_maps": [M1]}))
    assert steps == {f"enrichment_map {M1}": ("remove", set()), "alert_tag owner": ("remove", {f"enrichment_map {M1}"})}
    # What is declared to go lets go of what is purged.
    absent = {"enrichment_maps": [{"name": "owners", "state": "absent"}]}
    assert steps_of(plan_of(absent, live, {"alert_tags": ["owner"]})) == steps
    assert steps_of(plan_of({}, live, {"alert_tags": ["owner"]})) == {}


def test_a_purge_keeps_what_something_declared_takes_hold_of():
    live = {**LIVE_FILTERS, "alert_filters": [OTHER]}
    plan = plan_of({"alert_filters": [{"name": "Other", "schedule": "Nights"}]}, live, {"alert_filter_schedules": [S1]})
    assert steps_of(plan) == {f"alert_filter {F2}": ("update", set())}
    assert plan.steps[0].step.after["schedule"] == S1


def test_what_is_purged_is_named_by_nothing_that_stays():
    permission = {"resource_type": "environments", "environment": "Production", "actions": ["read"]}
    declaration = {"roles": [{"name": "Ops", "permissions": [permission]}]}
    with pytest.raises(
        UnknownReference, match='the same run removes the environment "Production".*Keep it, or do not refer'
    ):
        plan_of(declaration, {"environments": [PROD], "roles": []}, {"environments": [E1]})


def test_what_is_named_is_removed_after_all_that_name_it_by_id_or_by_name():
    users = [
        {"id": each, "userName": f"{each}@x", "active": True, "roles": ["Ops"] if each == "u1" else []}
        for each in ("u1", "u2")
    ]
    role = {"id": G1, "name": "Ops", "permissions": [], "users": []}
    live = {"scim_users": users, "environments": [PROD], "roles": [role]}
    steps = steps_of(plan_of({}, live, {"scim_users": ["u1", "u2"], "roles": [G1], "environments": [E1]}))
    assert steps == {
        "scim_user u1": ("remove", set()),
        "scim_user u2": ("remove", set()),
        f"role {G1}": ("remove", {"scim_user u1"}),
        f"environment {E1}": ("remove", set()),
    }
