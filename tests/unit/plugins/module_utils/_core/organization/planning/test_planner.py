# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a plan of many objects does to each, and what names mean in it, without a service."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import (
    AmbiguousKey,
    InvalidOption,
    UnknownReference,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.model.graph import Ref
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.planning.matching import undeclared
from unit.plugins.module_utils._core.plans import (
    E1,
    E2,
    F1,
    F2,
    G1,
    G2,
    LIVE_FILTERS,
    NEW_MAP,
    NEW_SCHEDULE,
    NOISE,
    NOW,
    OTHER,
    P1,
    P2,
    PROD,
    S1,
    TEST,
    declared_of,
    known_of,
    plan_of,
    steps_of,
    wanted_of,
)


@pytest.mark.parametrize(
    ("given", "action", "ref"),
    [
        ({"name": "New"}, "create", "New"),
        ({"name": "Production"}, None, E1),
        ({"name": "Production", "description": "x"}, "update", E1),
        ({"name": "Production", "state": "absent"}, "remove", E1),
        ({"name": "New", "state": "absent"}, None, "New"),
    ],
)
def test_each_object_is_created_changed_removed_or_left(given, action, ref):
    plan = plan_of({"environments": [given]}, {"environments": [PROD], "roles": []})
    (step,) = plan.steps
    assert (step.action, step.ref) == (action or "none", Ref("environment", ref))
    assert plan.changed is bool(action) and (step.sent is not None) is bool(action)


def test_a_plan_is_stopped_where_it_runs():
    times = {"start": NOW - 10, "end": NOW + 10}
    live = [{"id": P1, "name": "Patch", "status": "running", **times}, {"id": P2, "name": "Over", "status": "done"}]
    given = [{"name": name, "state": "stopped"} for name in ("Patch", "Over")]
    plan = plan_of({"maintenance_plans": given}, {"maintenance_plans": live})
    assert steps_of(plan) == {f"maintenance_plan {P1}": ("stop", set())}


def test_an_object_is_meant_by_its_id_before_its_name():
    plan = plan_of({"alert_filters": [{"id": F1, "name": "Other"}]}, {"alert_filters": [NOISE, OTHER]})
    assert [step.step.current["id"] for step in plan.steps] == [F1]
    with pytest.raises(InvalidOption, match=r'alert filter "x": there is no alert filter with the id "x"'):
        plan_of({"alert_filters": [{"id": "x"}]}, {"alert_filters": []})


@pytest.mark.parametrize(
    ("given", "action", "key"),
    [
        ({"name": "Noise", "new_name": "Quiet"}, "update", "Quiet"),
        ({"name": "Gone", "new_name": "Noise"}, "none", "Noise"),
        ({"name": "Gone", "new_name": "Quiet", "bpql": {"=": ["a", "b"]}}, "create", "Quiet"),
    ],
)
def test_a_rename_means_the_object_of_either_name(given, action, key):
    (step,) = plan_of({"alert_filters": [given]}, {"alert_filters": [NOISE, OTHER]}).steps
    assert (step.action, step.step.after["name"]) == (action, key)


def test_a_rename_to_a_name_that_is_taken_is_refused_with_its_place():
    with pytest.raises(AmbiguousKey, match=r'alert filter ".*": the alert filter "Other" exists already'):
        plan_of({"alert_filters": [{"name": "Noise", "new_name": "Other"}]}, {"alert_filters": [NOISE, OTHER]})


@pytest.mark.parametrize(
    ("plural", "live", "given"),
    [
        ("environments", PROD, [{"name": "Production"}, {"name": "Production"}]),
        ("environments", PROD, [{"name": "New"}, {"name": "New"}]),
        ("alert_filters", OTHER, [{"name": "Other"}, {"id": F2}]),
        ("alert_filters", OTHER, [{"name": "Other"}, {"name": "Other", "state": "absent"}]),
        ("roles", {"id": G1, "name": "Ops"}, [{"name": "new"}, {"name": "NEW"}]),
    ],
)
def test_two_declarations_of_one_object_are_refused(plural, live, given):
    needed = {"bpql": {"=": ["a", "b"]}} if plural == "alert_filters" else {}
    with pytest.raises(InvalidOption, match=rf"{plural}\[0\] and {plural}\[1\] both declare the"):
        plan_of({plural: [{**each, **needed} for each in given]}, {"environments": [], "roles": [], plural: [live]})


def test_what_nobody_declares_is_undeclared_history_and_what_is_gone_aside():
    past = {"id": P1, "name": "Old", "start": 1, "end": 2, "status": "done"}
    planned = {"id": P2, "name": "Patch", "start": NOW + 10, "end": NOW + 20, "status": "planned"}
    known = known_of(
        {
            "maintenance_plans": [past, planned],
            "alert_filters": [NOISE, OTHER],
            "scim_users": [
                {"id": "u1", "userName": "ada", "active": False},
                {"id": "u2", "userName": "bob", "active": True},
            ],
        }
    )

    def left(name, declaration=()):
        each = known[name]
        declared = declared_of({each.resource.plural: declaration}, known)
        return [item["id"] for item in undeclared(each.resource, list(declared), each)]

    assert left("maintenance_plan") == [P2]
    assert left("scim_user") == ["u2"]
    assert left("alert_filter") == [F1, F2]
    assert left("alert_filter", [{"name": "Noise"}]) == [F2]
    assert left("alert_filter", [{"id": F2}]) == [F1]
    # Under its old name or its new one it is the object that is declared.
    assert left("alert_filter", [{"name": "Noise", "new_name": "Quiet"}]) == [F2]
    assert left("alert_filter", [{"name": "Loud", "new_name": "Noise"}]) == [F2]


@pytest.mark.parametrize(
    ("schedules", "named", "waits"),
    [
        ([], "Nights", set()),
        ([{"name": "Nights", "description": "x"}], "Nights", set()),
        ([NEW_SCHEDULE], "Days", {"alert_filter_schedule Days"}),
        ([{"name": "Nights", "new_name": "Evenings"}], "Evenings", {f"alert_filter_schedule {S1}"}),
        ([{"name": "Nights", "new_name": "Evenings"}], S1, {f"alert_filter_schedule {S1}"}),
    ],
)
def test_an_object_waits_for_what_it_names_as_long_as_that_is_to_come(schedules, named, waits):
    declaration = {"alert_filter_schedules": schedules, "alert_filters": [{"name": "Other", "schedule": named}]}
    steps = steps_of(plan_of(declaration, LIVE_FILTERS))
    assert steps[f"alert_filter {F2}"] == ("update", waits)


def test_a_name_that_the_same_run_removes_or_renames_is_refused():
    naming = [{"name": "Other", "schedule": "Nights"}]
    with pytest.raises(UnknownReference, match=r"alert filter \".*\": schedule: the same run removes the"):
        gone = {"alert_filter_schedules": [{"name": "Nights", "state": "absent"}], "alert_filters": naming}
        plan_of(gone, {**LIVE_FILTERS, "alert_filters": [OTHER]})
    with pytest.raises(UnknownReference, match="does not exist"):
        plan_of(
            {"alert_filter_schedules": [{"name": "Nights", "new_name": "Evenings"}], "alert_filters": naming},
            LIVE_FILTERS,
        )


def test_the_diff_shows_names_in_place_of_ids():
    declaration = {"environment_groups": [{"name": "Shops", "environments": ["Testing", "Production"]}]}
    live = {
        "environments": [PROD, TEST],
        "environment_groups": [{"id": G1, "name": "Shops", "environmentIds": []}],
        "roles": [],
    }
    (step,) = plan_of(declaration, live).steps
    assert step.diff == {"before": {"environments": []}, "after": {"environments": ["Production", "Testing"]}}
    assert step.step.after["environments"] == [E2, E1]


def test_of_two_that_name_each_other_one_is_created_in_two_steps():
    permission = {"resource_type": "environments", "environment": "New", "actions": ["read"]}
    declaration = {
        "environments": [{"name": "New", "roles": ["Ops"]}],
        "roles": [{"name": "Ops", "permissions": [permission]}],
    }
    plan = plan_of(declaration, {"environments": [], "roles": []})
    assert steps_of(plan) == {
        "environment New": ("create", {"environment New first", "role Ops"}),
        "role Ops": ("create", {"environment New first"}),
    }
    assert wanted_of(plan)["environment New first"] == {"name": "New"}
    assert wanted_of(plan)["environment New"] == {"name": "New", "roles": ["Ops"]}
    assert [plan.after(step.ref) for step in plan.firsts] == [frozenset()]


@pytest.mark.parametrize("role", [{"id": G1, "name": "Ops", "permissions": [], "users": []}])
def test_what_names_only_what_exists_is_created_at_once(role):
    plan = plan_of({"environments": [{"name": "New", "roles": ["Ops"]}]}, {"environments": [], "roles": [role]})
    assert plan.firsts == () and steps_of(plan) == {"environment New": ("create", set())}
    plan = plan_of(
        {"environments": [{"name": "Production", "roles": ["Dev"]}], "roles": [{"name": "Dev"}]},
        {"environments": [PROD], "roles": [role]},
    )
    assert plan.firsts == () and steps_of(plan)[f"environment {E1}"] == ("update", {"role Dev"})


def groups(*members):
    return {
        "environments": [PROD, TEST],
        "roles": [],
        "environment_groups": [
            {"id": group, "name": name, "environmentIds": list(ids)}
            for group, name, ids in zip((G1, G2), "AB", members, strict=True)
        ],
    }


def test_what_another_group_takes_is_given_up():
    declaration = {"environment_groups": [{"name": "A"}, {"name": "B", "environments": ["Production"]}]}
    plan = plan_of(declaration, groups([E1, E2], []))
    given_up = {step.ref.name: dict(step.given_up) for step in plan.steps}
    assert given_up == {G1: {"environments": frozenset({E1})}, G2: {}}
    assert steps_of(plan) == {f"environment_group {G2}": ("update", set())}


def test_a_group_that_lists_exactly_keeps_what_nobody_asks_for():
    declaration = {
        "environment_groups": [
            {"name": "A", "environments": ["Testing"], "append_environments": True},
            {"name": "B", "environments": ["Production"]},
        ]
    }
    plan = plan_of(declaration, groups([E1], []))
    after = {step.ref.name: step.step.after["environments"] for step in plan.steps}
    # B takes it, and A must not take it back.
    assert after == {G1: [E2], G2: [E1]}


def test_a_group_that_lists_exactly_is_told_what_it_loses_and_one_that_asks_for_its_own_keeps_it():
    exact = {"name": "A", "environments": ["Testing"]}
    plan = plan_of({"environment_groups": [exact, {"name": "B", "environments": ["Production"]}]}, groups([E1], []))
    assert [step.diff["before"]["environments"] for step in plan.steps] == [["Production"], []]
    own = {"name": "A", "environments": ["Testing"], "append_environments": True}
    plan = plan_of({"environment_groups": [own, {"name": "B", "environments": ["Production"]}]}, groups([E1, E2], []))
    assert {step.ref.name: (step.action, step.step.after["environments"]) for step in plan.steps} == {
        G1: ("none", [E2]),
        G2: ("update", [E1]),
    }


def test_two_that_ask_for_what_one_at_most_names_are_refused():
    declaration = {"environment_groups": [{"name": name, "environments": ["Production"]} for name in "AB"]}
    with pytest.raises(
        InvalidOption,
        match=r'environment group ".*" and environment group ".*" both contain the environment "Production"',
    ):
        plan_of(declaration, groups([], []))
    declaration["environment_groups"][1]["state"] = "absent"
    assert plan_of(declaration, groups([], [])).changed


def test_a_fingerprint_is_that_of_what_is_done_where():
    def fingerprint(given, place=("host",), live=PROD):
        return plan_of({"environments": [given]}, {"environments": [live], "roles": []}).fingerprint(list(place))

    change = {"name": "Production", "description": "x"}
    assert fingerprint(change) == fingerprint({**change, "filter": ""})
    others = [
        fingerprint({**change, "description": "y"}),
        fingerprint(change, ("elsewhere",)),
        fingerprint({"name": "Production"}),
        fingerprint({"name": "Production", "state": "absent"}),
        fingerprint(change, live={**PROD, "id": E2}),
        fingerprint({"name": "New", "description": "x"}),
    ]
    assert len({fingerprint(change), *others}) == 7


def test_the_fingerprint_of_a_table_depends_on_its_rows():
    def plan(digest):
        made = plan_of({"enrichment_maps": [NEW_MAP]}, {"alert_tags": [], "enrichment_maps": []})
        made.steps[0].table.raw_digest = digest
        return made.fingerprint([])

    assert plan("one") == plan("one") != plan("other")
