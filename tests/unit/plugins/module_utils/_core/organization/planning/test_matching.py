# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which live object a declaration means, and when two declarations mean one."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import AmbiguousKey, InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.model.graph import Ref
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.model.plan import Declared
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.planning.matching import undeclared
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert_filter import ALERT_FILTER
from ansible_collections.community.bigpanda.plugins.module_utils._resources.scim_user import SCIM_USER
from unit.plugins.module_utils._core.plans import (
    CHECK,
    F1,
    F2,
    G1,
    G2,
    HOST,
    M1,
    NOISE,
    NOW,
    OTHER,
    OWNERS,
    P1,
    P2,
    PROD,
    arrays_of,
    known_of,
    name_of,
    plan_of,
    steps_of,
    wanted_of,
)

CONDITION = {"=": ["a", "b"]}


@pytest.mark.parametrize("name", ["Noise ", "No\u200bise", "Noi\u00adse"])
def test_a_name_that_looks_like_one_that_exists_makes_no_second_object(name):
    live = {"alert_filters": [NOISE, OTHER]}
    with pytest.raises(InvalidOption, match=r'alert filter ".*": name is .*; the alert filter "Noise" that exists'):
        plan_of({"alert_filters": [{"name": "Other"}, {"name": name, "bpql": CONDITION}]}, live)
    # What is spelled so is meant, though another one looks like it.
    twin = {**OTHER, "name": name}
    plan = plan_of({"alert_filters": [{"name": name, "description": "x"}]}, {"alert_filters": [NOISE, twin]})
    assert steps_of(plan) == {f"alert_filter {F2}": ("update", set())}


def test_a_new_name_that_nothing_has_is_no_lookalike_of_what_is_renamed():
    plan = plan_of({"alert_filters": [{"name": "Noise", "new_name": "Noise "}]}, {"alert_filters": [NOISE]})
    assert steps_of(plan) == {f"alert_filter {F1}": ("update", set())}


def test_a_new_name_that_looks_like_that_of_another_object_is_refused():
    renamed = {"alert_filters": [{"name": "Other", "new_name": "Noise "}]}
    with pytest.raises(InvalidOption, match=r'alert filter "Other": new_name is .*"Noise" that exists'):
        plan_of(renamed, {"alert_filters": [NOISE, OTHER]})


def test_what_was_renamed_to_a_name_that_looks_like_the_old_one_is_renamed_once():
    plan = plan_of({"alert_filters": [{"name": "Noise ", "new_name": "Noise"}]}, {"alert_filters": [NOISE]})
    assert plan.changed is False


def test_a_name_that_only_the_past_has_may_be_used_again():
    over = {"id": P1, "name": "Patch", "start": 1, "end": 2, "status": "done", "condition": CONDITION}
    given = {"name": "Patch", "start": NOW + 100, "end": NOW + 200, "condition": CONDITION}
    plan = plan_of({"maintenance_plans": [given]}, {"maintenance_plans": [over]})
    assert [(step.action, step.step.current) for step in plan.steps] == [("create", None)]


@pytest.mark.parametrize("names", [("On call", "On  call"), ("On call", "On\u00a0call ")])
def test_two_names_that_look_alike_are_one_declaration(names):
    declaration = {"alert_filters": [{"name": name, "bpql": CONDITION} for name in names]}
    with pytest.raises(InvalidOption, match=r"alert_filters\[0\] and alert_filters\[1\] both declare the alert filter"):
        plan_of(declaration, {"alert_filters": []})


def test_what_identifies_an_object_without_a_name_is_compared_as_it_is():
    patterns = [{"tags": [tag], "time_window": 5} for tag in ("on call", "on  call")]
    plan = plan_of({"correlation_patterns": patterns}, {"correlation_patterns": []})
    assert [action for action, _after in steps_of(plan).values()] == ["create", "create"]
    twice = [{"tags": tags, "time_window": 5} for tags in (["a", "b"], ["b", "a"])]
    with pytest.raises(InvalidOption, match=r"correlation_patterns\[0\] and correlation_patterns\[1\] both declare"):
        plan_of({"correlation_patterns": twice}, {"correlation_patterns": []})


def test_objects_of_two_kinds_are_never_the_same():
    declaration = {"environments": [{"name": "Same"}], "roles": [{"name": "Same"}]}
    assert set(steps_of(plan_of(declaration, {"environments": [], "roles": []}))) == {"environment Same", "role Same"}


def test_the_third_of_three_is_reported_with_the_one_that_it_repeats():
    declaration = {"environments": [{"name": "A"}, {"name": "B"}, {"name": "A"}]}
    with pytest.raises(InvalidOption, match=r'environments\[0\] and environments\[2\] .* "A".*Omit one of them'):
        plan_of(declaration, {"environments": [], "roles": []})


def test_several_objects_of_one_name_are_reported_with_their_place():
    twins = [NOISE, {**OTHER, "name": "Noise"}]
    with pytest.raises(AmbiguousKey, match=rf'alert filter "Noise": 2 objects match .* "Noise": {F1}, {F2}'):
        plan_of({"alert_filters": [{"name": "Noise"}]}, {"alert_filters": twins})
    # An id says which.
    plan = plan_of({"alert_filters": [{"id": F2, "description": "x"}]}, {"alert_filters": twins})
    assert steps_of(plan) == {f"alert_filter {F2}": ("update", set())}


@pytest.mark.parametrize(
    ("desired", "key"),
    [
        ({"name": "A"}, "A"),
        ({"name": "A", "new_name": "B"}, "B"),
        ({"name": "A", "new_name": ""}, "A"),
        ({"id": F1}, F1),
        ({"id": F1, "new_name": "B"}, "B"),
        ({"id": F1, "name": "A"}, "A"),
    ],
)
def test_the_key_that_an_object_will_have(desired, key):
    declared = Declared(ALERT_FILTER, 3, desired)
    assert (declared.key_after, declared.place) == (key, "alert_filters[3]")
    assert declared.where == f'alert filter "{desired.get("name", F1)}"'
    assert declared.ref_of(None) == Ref("alert_filter", key)
    assert declared.ref_of({"id": 7}) == Ref("alert_filter", "7")
    assert Declared(SCIM_USER, 0, {"user_name": "A", "new_name": "B"}).key_after == "A"


def test_parts_of_one_object_are_distinguished():
    ref = Ref("role", "Ops")
    assert ref.first == Ref("role", "Ops", "first") != ref and ref.first.first == ref.first
    assert [name_of(each) for each in (ref, ref.first)] == ["role Ops", "role Ops first"]


def test_everything_that_answers_to_a_declared_name_is_declared():
    """A map that was half built to replace another one has the name of that one."""
    half = {**OWNERS, "id": G2, "note": "[ansible: replaces=x]"}
    other = {**OWNERS, "id": G1, "config": {**OWNERS["config"], "name": "more"}}
    known = known_of({"enrichment_maps": [OWNERS, half, other], "alert_tags": []})["enrichment_map"]

    def left(*given):
        declared = [Declared(known.resource, number, desired) for number, desired in enumerate(given)]
        return [item["id"] for item in undeclared(known.resource, declared, known)]

    assert left({"name": "owners"}) == [G1]
    assert left({"name": "more"}) == [M1, G2]
    assert left() == [M1, G2, G1]


def test_an_unchanged_object_writes_nothing_and_is_waited_for_by_nobody():
    declaration = {"environments": [{"name": "Production"}], "roles": [{"name": "Ops", "permissions": []}]}
    plan = plan_of(declaration, {"environments": [PROD], "roles": []})
    (environment,) = [step for step in plan.steps if step.ref.resource == "environment"]
    assert (environment.action, environment.sent, environment.diff) == ("none", None, {"before": {}, "after": {}})
    assert (environment.is_brought, environment.changes, environment.given_up, environment.table) == (
        False,
        (),
        {},
        None,
    )
    assert wanted_of(plan) == {"role Ops": {"name": "Ops", "permissions": []}}


def test_steps_come_as_they_are_declared_and_removals_last():
    declaration = {
        "alert_filters": [{"name": "Noise", "state": "absent"}, {"name": "New", "bpql": CONDITION}, {"name": "Other"}],
        "maintenance_plans": [{"name": "Patch", "state": "stopped"}],
        "enrichment_maps": [{"name": "owners", "state": "absent"}],
    }
    running = {"id": P1, "name": "Patch", "status": "running", "start": NOW - 1, "end": NOW + 9}
    live = {
        "alert_filters": [NOISE, OTHER],
        "maintenance_plans": [running],
        "enrichment_maps": [OWNERS],
        "alert_tags": [],
    }
    plan = plan_of(declaration, live)
    assert [(name_of(step.ref), step.action) for step in plan.steps] == [
        ("alert_filter New", "create"),
        (f"alert_filter {F2}", "none"),
        (f"enrichment_map {M1}", "remove"),
        (f"maintenance_plan {P1}", "stop"),
        (f"alert_filter {F1}", "remove"),
    ]


def test_a_plan_says_whether_anything_changes():
    assert plan_of({"environments": [{"name": "Production"}]}, {"environments": [PROD], "roles": []}).changed is False
    assert plan_of({}, {"environments": [PROD], "roles": []}, {"environments": [PROD["id"]]}).changed is True


def test_what_a_purge_removes_is_shown_whole_and_written_without_anything_declared():
    (step,) = plan_of({}, {"environments": [PROD], "roles": []}, {"environments": [PROD["id"]]}).steps
    assert (step.action, step.sent, step.step.state) == ("remove", step.step, "absent")
    assert step.diff["before"]["name"] == "Production" and step.diff["after"] == {}


def test_arrays_say_whether_they_join():
    live = {
        "environments": [],
        "roles": [
            {"id": G1, "name": "Old", "permissions": [], "users": ["u1", "u2"]},
            {"id": G2, "name": "New", "permissions": [], "users": []},
        ],
        "scim_users": [{"id": each, "userName": each, "active": True, "roles": ["Old"]} for each in ("u1", "u2")],
    }
    plan = plan_of({"scim_users": [{"user_name": each, "roles": ["New"]} for each in ("u1", "u2")]}, live)
    assert [array.joins for array in plan.joins] == [True] and [array.joins for array in plan.leaves] == [False]
    assert arrays_of(plan) == {f"role {G2} joining": (["u1", "u2"], set()), f"role {G1} leaving": (["u1", "u2"], set())}


def test_patterns_that_nobody_declares_stay_in_the_order():
    live = {"correlation_patterns": [HOST, CHECK], "correlation_pattern_orders": None}
    declaration = {
        "correlation_patterns": [{"tags": ["host"], "state": "absent"}],
        "correlation_pattern_orders": [{"patterns": [{"tags": ["check"]}]}],
    }
    assert steps_of(plan_of(declaration, live)) == {f"correlation_pattern {P1}": ("remove", set())}
    with pytest.raises(InvalidOption, match="does not contain"):
        plan_of({**declaration, "correlation_patterns": [{"id": P2}]}, live)


@pytest.mark.parametrize(
    "declared",
    [
        [{"name": "Noise", "new_name": "New"}, {"name": "New", "bpql": CONDITION}],
        [{"name": "New", "bpql": CONDITION}, {"name": "Noise", "new_name": "New "}],
        [{"id": F1, "new_name": "New"}, {"name": "New", "bpql": CONDITION}],
        [{"name": "Noise", "new_name": "New"}, {"name": "Other", "new_name": "New"}],
    ],
)
def test_two_objects_that_would_have_one_name_after_the_run_are_refused(declared):
    """The creation of one would find the other one renamed, and write over it."""
    with pytest.raises(InvalidOption, match=r"after the run, alert_filters\[0\] and alert_filters\[1\] would both be"):
        plan_of({"alert_filters": declared}, {"alert_filters": [NOISE, OTHER]})


def test_a_name_that_an_object_gives_up_by_being_removed_may_be_taken():
    declared = [{"name": "Noise", "new_name": "New"}, {"name": "New", "state": "absent"}]
    plan = plan_of({"alert_filters": declared}, {"alert_filters": [NOISE]})
    assert [step.action for step in plan.steps] == ["update", "none"]
