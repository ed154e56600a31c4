# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Two runs that create the same object at the same moment, in every order of their requests."""

from __future__ import annotations

import itertools
import re
import time

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core import errors
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.planning.plan import make_plan
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.writing import apply, duplicate_removal
from ansible_collections.community.bigpanda.plugins.module_utils._core.features.table import Table
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.codec import canonical_form
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.plan_context import CONTEXT, PlanContext
from ansible_collections.community.bigpanda.plugins.module_utils._core.tables.live_rows import declare_rows
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert_filter import ALERT_FILTER
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert_filter_schedule import (
    ALERT_FILTER_SCHEDULE,
)
from ansible_collections.community.bigpanda.plugins.module_utils._resources.enrichment_map import ENRICHMENT_MAP
from ansible_collections.community.bigpanda.plugins.module_utils._resources.environment_group import ENVIRONMENT_GROUP
from ansible_collections.community.bigpanda.plugins.module_utils._resources.maintenance_plan import MAINTENANCE_PLAN
from ansible_collections.community.bigpanda.plugins.module_utils._resources.role import ROLE
from unit.http.two_runs import CONDITION, DECLARED, RESOURCES, ROWS, at_once, declare, live

CORE = "ansible_collections.community.bigpanda.plugins.module_utils._core"
KINDS = pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.name)


@pytest.fixture(autouse=True)
def shared_names(simulator, monkeypatch):
    simulator.set_options({"group_names": "shared", "role_names": "shared"})
    monkeypatch.setattr(f"{CORE}.http.polling.FIRST_PAUSE_S", 0.005)
    monkeypatch.setattr(f"{CORE}.engine.writing.duplicate_removal.LOOK_TIMEOUT_S", 2.0)


@pytest.fixture(params=["first", "last"])
def newest_id_is(request, simulator, monkeypatch):
    """Which of two equal objects has the lower id says nothing of which was created first."""
    if request.param == "first":
        acme = simulator.organization("acme")
        ids = itertools.count(10**9, -1)
        monkeypatch.setattr(acme, "new_id", lambda: f"5f1d8e37a6b0{next(ids):012d}")
    return request.param


def assert_one(client, resource, became):
    (one,) = live(client, resource)
    assert [(changed, item["id"]) for changed, item in became] == [(True, one["id"])] * len(became)
    assert declare(client, resource) == (False, one)
    if resource.mark:
        assert sorted(declare_rows(client, resource, one), key=str) == sorted(ROWS, key=str)


@KINDS
@pytest.mark.parametrize("newest_id_is", ["first"], indirect=True)
@pytest.mark.parametrize("turns", ["abab", "abaab", "abba"])
def test_two_runs_that_create_the_same_leave_one(make_client, client, newest_id_is, resource, turns):
    """Both read that there is none, before either creates it."""
    reads = "abab" if resource is ALERT_FILTER else "ab"
    became = at_once(make_client, reads + turns, lambda make: declare(make(), resource))
    assert_one(client, resource, became)


ORDERS = ["".join(turns) for turns in itertools.product("ab", repeat=5) if turns[0] == "a"]


@pytest.mark.parametrize("turns", ORDERS)
def test_every_order_of_creating_looking_and_removing_leaves_the_same_one(
    make_client, client, simulator, newest_id_is, turns
):
    became = at_once(make_client, "ab" + turns, lambda make: declare(make(), ALERT_FILTER_SCHEDULE))
    assert_one(client, ALERT_FILTER_SCHEDULE, became)
    paths = [sent["path"] for sent in simulator.requests(writes_only=True) if sent["method"] == "DELETE"]
    created = [became[0][1]["id"], *(path.rpartition("/")[2] for path in paths)]
    # Both are created in the same second, so the id decides, unless the first run was alone when it looked.
    is_first_alone = turns.startswith("aa")
    assert created[0] == (max if is_first_alone and newest_id_is == "first" else min)(created)


@KINDS
@pytest.mark.parametrize("newest_id_is", ["first"], indirect=True)
def test_three_runs_that_create_the_same_leave_one(make_client, client, newest_id_is, resource, monkeypatch):
    """Nobody waits in vain here, but a busy machine may hold a run up for longer than the short wait of this file."""
    monkeypatch.setattr(f"{CORE}.engine.writing.duplicate_removal.LOOK_TIMEOUT_S", 15.0)
    reads = "abcabc" if resource is ALERT_FILTER else "abc"
    became = at_once(make_client, f"{reads}abc", lambda make: declare(make(), resource), "abc")
    assert_one(client, resource, became)


@pytest.mark.parametrize("newest_id_is", ["first"], indirect=True)
def test_an_object_that_its_run_takes_back_for_a_third_one_is_not_the_result(make_client, client, newest_id_is):
    """The first run keeps what the second one created. Before it reads that, a third run creates an earlier one."""
    look_remove_confirm = "aaa"
    turns = "abcab" + look_remove_confirm + "cbbba"
    became = at_once(make_client, turns, lambda make: declare(make(), ALERT_FILTER_SCHEDULE), "abc")
    assert_one(client, ALERT_FILTER_SCHEDULE, became)


@pytest.mark.parametrize("newest_id_is", ["first"], indirect=True)
def test_a_run_ends_once_the_object_that_it_removed_is_gone(make_client, client, simulator, newest_id_is):
    """A map is listed for a while after its removal was accepted; the next run would refuse two of one name."""
    simulator.set_options({"settle_seconds": 0.4})
    first_ends_before_the_second_creates = "ab" + "a" * 40
    became = at_once(make_client, first_ends_before_the_second_creates, lambda make: declare(make(), ENRICHMENT_MAP))
    simulator.set_options({"settle_seconds": 0})
    assert_one(client, ENRICHMENT_MAP, became)


def strike(simulator, operation, kind="status", times=1, **fault):
    simulator.set_faults([{"kind": kind, "operations": [operation.id], "times": times, **fault}])


@KINDS
def test_a_creation_whose_answer_is_lost_leaves_one_beside_another_run(make_client, client, simulator, resource):
    """It happens before the other one, which sees it."""
    strike(simulator, resource.create, "reset_after")
    reads = "aabb" if resource is ALERT_FILTER else "ab"
    became = at_once(make_client, f"{reads}ab", lambda make: declare(make(), resource))
    assert_one(client, resource, became)


@pytest.mark.parametrize(("turns", "lost"), [("bba", {"skip": 1}), ("ab", {"times": 2})], ids=["the second", "both"])
def test_what_a_run_cannot_know_to_be_its_own_is_left_and_reported(
    make_client, client, simulator, monkeypatch, turns, lost
):
    """Nothing shows whose is whose, and the other run may have told its id already."""
    monkeypatch.setattr(f"{CORE}.engine.writing.duplicate_removal.OTHER_RUN_TIMEOUT_S", 0.5)
    strike(simulator, MAINTENANCE_PLAN.create, "reset_after", **lost)
    became = at_once(make_client, f"ab{turns}", lambda make: declare(make(), MAINTENANCE_PLAN))
    first, second = sorted(item["id"] for item in live(client, MAINTENANCE_PLAN))
    for told in filter(lambda each: isinstance(each, errors.BigPandaError), became):
        assert str(told).startswith('Cannot tell which maintenance plan "Patch" this run created, since the response')
        assert f"To keep only one, remove what was created later ({second}):" in str(told)
    assert [type(each) for each in became] == [errors.AmbiguousKey, errors.AmbiguousKey if "times" in lost else tuple]
    assert declare(client, MAINTENANCE_PLAN, {"id": second}, state="absent")[0]
    assert declare(client, MAINTENANCE_PLAN) == (False, live(client, MAINTENANCE_PLAN)[0])
    assert [item["id"] for item in live(client, MAINTENANCE_PLAN)] == [first]


@KINDS
def test_a_creation_that_was_lost_before_it_happened_leaves_one(make_client, client, simulator, resource):
    strike(simulator, resource.create, "reset_before")
    became = at_once(make_client, "aabb" if resource is ALERT_FILTER else "ab", lambda make: declare(make(), resource))
    (one,) = live(client, resource)
    assert [item["id"] for _changed, item in became] == [one["id"]] * 2
    assert declare(client, resource) == (False, one)


@KINDS
def test_a_look_that_is_refused_for_a_moment_is_made_again(make_client, client, simulator, resource):
    """Each kind's list is read once before it is created."""
    strike(simulator, resource.list.operation, status=429, skip=2 * len(resource.list.queries), times=2)
    reads = "abab" if resource is ALERT_FILTER else "ab"
    became = at_once(make_client, f"{reads}abab", lambda make: declare(make(), resource))
    assert_one(client, resource, became)


@KINDS
def test_where_the_own_object_cannot_be_removed_the_error_says_what_is_left(make_client, client, simulator, resource):
    strike(simulator, resource.delete, status=403, times=None)
    reads = "abab" if resource is ALERT_FILTER else "ab"
    became = at_once(make_client, f"{reads}abab", lambda make: declare(make(), resource))
    first, second = sorted(item["id"] for item in live(client, resource))
    told = sorted(map(str, became))
    # The first had waited for the second to go, and tried to remove its own in turn.
    for own, other, text in ((first, second, told[1]), (second, first, told[0])):
        assert f"({other}) at the same moment, and the one of this run ({own}) cannot be removed" in text
        advice = f"remove {own}: community.bigpanda.bigpanda_{resource.name} with its id and state: absent."
        assert "HTTP 403" in text and f"Both exist now. To keep one, {advice}" in text
    simulator.clear_faults()
    assert declare(client, resource, {"id": second}, state="absent")[0]
    assert declare(client, resource)[1]["id"] == first


@KINDS
def test_where_one_run_cannot_remove_its_own_the_other_one_does(make_client, client, simulator, resource):
    strike(simulator, resource.delete, status=403)
    reads = "abab" if resource is ALERT_FILTER else "ab"
    became = at_once(make_client, f"{reads}abab", lambda make: declare(make(), resource, wait_timeout_s=0.3))
    (one,) = live(client, resource)
    done, refused = sorted(became, key=lambda each: isinstance(each, errors.Forbidden))
    assert isinstance(refused, errors.Forbidden)
    if resource.mark:
        assert "has not finished loading its table after 0.3 s. Run the task again." in str(done)
    else:
        assert done[1]["id"] == one["id"]
    assert declare(client, resource)[1]["id"] == one["id"]
    assert declare(client, resource)[0] is False


def test_what_another_run_put_into_the_own_object_is_not_removed(make_client, client, simulator):
    """Members of a role are written at its users too."""
    user = next(iter(simulator.organization("acme").users))

    def join(each):
        step = make_plan(ROLE, None, DECLARED["role"])
        made = each.write(ROLE.create, {}, {**DECLARED["role"], "users": []}).body
        each.write(ROLE.field("users").members.add, {"role_id": made["id"]}, [user])
        return duplicate_removal.keep_one(each, step, {**made, "users": []})

    declare(client, ROLE)
    with pytest.raises(errors.AmbiguousKey, match="They differ in users. Name the one you mean by its id"):
        join(client)
    assert len(live(client, ROLE)) == 2


@pytest.mark.parametrize("named", ["5f1d8e37a6b0ffffffffffff", "somebody else's"])
def test_what_an_answer_names_in_vain_is_not_removed(client, simulator, named):
    """The answer to a creation names an object that does not have the key."""
    other = declare(client, ALERT_FILTER, {"name": "Other", "bpql": CONDITION})[1]
    created = declare(client, ALERT_FILTER)[1]
    step = make_plan(ALERT_FILTER, None, canonical_form(ALERT_FILTER, DECLARED["alert_filter"]))
    answered = {**created, "id": other["id"] if named == "somebody else's" else named}
    simulator.clear_requests()
    kept = duplicate_removal.keep_one(client, step, answered)
    assert (kept.item["id"], kept.is_own_removed) == (created["id"], False)
    assert simulator.requests(writes_only=True) == []


def test_objects_that_differ_are_both_left_and_reported(make_client, client):
    descriptions = iter(("one", "other"))
    given = {name: {**DECLARED["alert_filter"], "description": next(descriptions)} for name in "ab"}
    threads = iter("ab")

    def work(make):
        return declare(make(), ALERT_FILTER, given[next(threads)])

    became = at_once(make_client, "ababab", work)
    assert {type(error) for error in became} == {errors.AmbiguousKey}
    assert "They differ in description." in str(became[0])
    assert len(live(client, ALERT_FILTER)) == 2


@KINDS
def test_the_advice_about_existing_duplicates_can_be_followed(client, resource):
    for _time in range(2):
        # As a run does that does not look again.
        step = make_plan(resource, None, canonical_form(resource, {**DECLARED[resource.name], **timed(resource)}))
        apply.apply_step(client, step, looks_again=False)
    first, second = sorted(item["id"] for item in live(client, resource))
    with pytest.raises(errors.AmbiguousKey) as ambiguous:
        declare(client, resource)
    told = str(ambiguous.value)
    created = "" if resource in (ENVIRONMENT_GROUP, ENRICHMENT_MAP) else r" \(created \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\)"
    assert re.search(f"{first}{created}, {second}{created}. They do not differ. Name the one you mean by its id.", told)
    assert f"({second}): community.bigpanda.bigpanda_{resource.name} with its id and state: absent." in told
    assert declare(client, resource, {"id": second}, state="absent")[0]
    assert declare(client, resource)[1]["id"] == first


def timed(resource):
    return {CONTEXT: PlanContext(int(time.time()))} if resource.timed else {}


def test_a_map_that_is_answered_without_its_id_is_known_by_its_mark(make_client, client, simulator, newest_id_is):
    simulator.set_options({"map_create_answer": "config"})
    became = at_once(make_client, "ababab", lambda make: declare(make(), ENRICHMENT_MAP))
    assert_one(client, ENRICHMENT_MAP, became)


def test_the_table_is_loaded_by_the_run_whose_map_is_kept(make_client, client, simulator):
    simulator.set_options({"job_seconds": 0.5})
    became = at_once(make_client, "abababab", lambda make: declare(make(), ENRICHMENT_MAP))
    assert_one(client, ENRICHMENT_MAP, became)
    assert [entry["operation_id"] for entry in simulator.requests()].count("upload_map_csv") == 1


def test_a_table_that_another_run_does_not_end_loading_is_an_error(make_client, client, simulator):
    strike(simulator, ENRICHMENT_MAP.feature(Table).upload, "job_never_ends", times=None)
    became = at_once(make_client, "ababab", lambda make: declare(make(), ENRICHMENT_MAP, wait_timeout_s=1))
    assert sorted(type(error).__name__ for error in became) == ["BigPandaError", "JobUnfinished"]
    (waiting,) = (each for each in became if type(each) is errors.BigPandaError)
    created = f"another run created it ({live(client, ENRICHMENT_MAP)[0]['id']}) at the same moment"
    assert f"{created} and has not finished loading its table after 1 s." in str(waiting)
    simulator.clear_faults()
    assert declare(client, ENRICHMENT_MAP)[0]
    assert len(live(client, ENRICHMENT_MAP)) == 1


def test_another_table_of_another_run_is_reported(make_client, client, simulator):
    tables = iter((ROWS, ROWS[:1]))
    became = at_once(make_client, "ababab", lambda make: declare(make(), ENRICHMENT_MAP, rows=next(tables)))
    error = next(each for each in became if isinstance(each, errors.BigPandaError))
    assert " at the same moment and loaded another table. Run the task again" in str(error)
    assert len(live(client, ENRICHMENT_MAP)) == 1
    declare(client, ENRICHMENT_MAP)
    assert declare(client, ENRICHMENT_MAP)[0] is False


def test_nobody_waits_for_the_table_of_another_run_who_does_not_wait(make_client, client, simulator):
    simulator.set_options({"job_seconds": 0.5})
    became = at_once(make_client, "ababab", lambda make: declare(make(), ENRICHMENT_MAP, wait=False))
    (one,) = live(client, ENRICHMENT_MAP)
    assert [item["id"] for _changed, item in became] == [one["id"]] * 2


def test_a_run_that_is_alone_looks_once(client, simulator):
    simulator.clear_requests()
    declare(client, ALERT_FILTER_SCHEDULE)
    read = [entry["operation_id"] for entry in simulator.requests()]
    listed, created = ALERT_FILTER_SCHEDULE.list.operation.id, ALERT_FILTER_SCHEDULE.create.id
    assert read == [listed, created, listed]


ORGANIZATION = {
    "roles": [DECLARED["role"]],
    "alert_filter_schedules": [DECLARED["alert_filter_schedule"]],
    "alert_filters": [
        {**DECLARED["alert_filter"], "schedule": "Nights"},
        {"name": "Other", "bpql": CONDITION, "schedule": "Nights"},
    ],
    "maintenance_plans": [DECLARED["maintenance_plan"]],
    "environment_groups": [DECLARED["environment_group"]],
    "enrichment_maps": [{**DECLARED["enrichment_map"], "rows": ROWS}],
}


@pytest.mark.parametrize("turns", ["ab" * 40, "aabb" * 20, "aaab" * 20])
def test_two_runs_of_a_whole_organization_leave_one_of_each(
    make_client, client, simulator, newest_id_is, bring, carry_out, turns
):
    became = at_once(make_client, turns, lambda make: carry_out(make, ORGANIZATION))
    assert became == [[], []]
    for resource in RESOURCES:
        assert len(live(client, resource)) == 1
    (schedule,) = live(client, ALERT_FILTER_SCHEDULE)
    assert {item["schedule"] for item in client.list(ALERT_FILTER)} == {schedule["id"]}
    assert bring(ORGANIZATION) == ([], [])


def test_many_objects_are_looked_at_by_one_read(simulator, bring):
    filters = [{"name": f"Noise {number}", "bpql": CONDITION} for number in range(20)]
    bring({"alert_filters": filters})
    read = [entry["operation_id"] for entry in simulator.requests()].count(ALERT_FILTER.list.operation.id)
    assert read == 2 * len(ALERT_FILTER.list.queries)


def test_a_look_that_fails_is_reported_of_each_object(simulator, bring):
    strike(simulator, ALERT_FILTER.list.operation, status=403, skip=2, times=None)
    told, _written = bring({"alert_filters": [DECLARED["alert_filter"]]})
    assert told[0]["outcome"] == "failed"
    assert told[0]["error"].startswith('Cannot tell whether another run created alert filter "Noise" too: ')
    simulator.clear_faults()
    assert bring({"alert_filters": [DECLARED["alert_filter"]]}) == ([], [])
