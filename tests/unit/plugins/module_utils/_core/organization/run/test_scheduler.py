# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import threading

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import (
    BadRequest,
    BigPandaError,
    ConnectionFailed,
    RateLimited,
    RedirectRefused,
    ServerError,
    Stopped,
    Unauthorized,
    UncertainWrite,
    UnreadableResponse,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.run.circuit_breaker import (
    MAX_FAILURES_IN_A_ROW,
    CircuitBreaker,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.run.scheduler import (
    DONE,
    FAILED,
    SKIPPED,
    Outcome,
    Schedule,
)
from hypothesis import given
from hypothesis import strategies as st

# Tasks are numbers that wait for smaller ones only, so no two wait for each other.
graphs = st.lists(st.frozensets(st.integers(0, 19), max_size=3), max_size=20).map(
    lambda waits: {number: frozenset(each for each in after if each < number) for number, after in enumerate(waits)}
)


def run(tasks, failing=(), error=BigPandaError, broken=False, earlier=None, told=None):
    order, lock = [], threading.Lock()

    def work(task):
        with lock:
            order.append(task)
        if task in failing:
            raise error(f"{task} went wrong.")

    ended, told = [], {} if told is None else told

    def note(task, outcome):
        ended.append((task, outcome.state))
        told[task] = str(outcome.error)

    schedule = Schedule(work, 4, note, lambda _outcome: broken)
    for one in (earlier, tasks):
        if one is not None:
            schedule.run(one)
    assert dict(ended) == {task: outcome.state for task, outcome in schedule.outcomes.items()}
    return order, {task: outcome.state for task, outcome in schedule.outcomes.items()}


@given(graphs)
def test_everything_runs_once_after_what_it_waits_for(tasks):
    order, outcomes = run(tasks)
    assert sorted(order) == sorted(tasks) and set(outcomes.values()) <= {DONE}
    for task, after in tasks.items():
        assert all(order.index(other) < order.index(task) for other in after)


@given(graphs, st.frozensets(st.integers(0, 19)))
def test_what_fails_stops_exactly_what_waits_for_it(tasks, failing):
    order, outcomes = run(tasks, failing)
    stopped = set()
    for task in sorted(tasks):
        if tasks[task] & (stopped | failing):
            stopped.add(task)
    for task in tasks:
        expected = SKIPPED if task in stopped else FAILED if task in failing else DONE
        assert outcomes[task] == expected
        assert (task in order) == (task not in stopped)


def test_what_failed_earlier_stops_what_waits_for_it_later():
    _order, outcomes = run({2: frozenset({1}), 3: frozenset()}, failing={1}, earlier={1: frozenset()})
    assert outcomes == {1: FAILED, 2: SKIPPED, 3: DONE}


def test_nothing_more_is_begun_when_all_breaks():
    order, outcomes = run({number: frozenset() for number in range(100)}, set(range(100)), broken=True)
    assert len(order) < 20
    assert list(outcomes.values()).count(SKIPPED) > 80


def test_what_was_done_earlier_is_waited_for_no_more():
    _order, outcomes = run({2: frozenset({1}), 3: frozenset({9})}, earlier={1: frozenset()})
    assert outcomes == {1: DONE, 2: DONE, 3: DONE}


def test_what_waits_for_two_failures_is_given_up_once():
    _order, outcomes = run({3: frozenset({1, 2})}, failing={1, 2}, earlier={1: frozenset(), 2: frozenset()})
    assert outcomes == {1: FAILED, 2: FAILED, 3: SKIPPED}


def test_what_is_given_up_says_why():
    def work(task):
        if task == 1:
            raise BigPandaError("1 went wrong.")

    schedule = Schedule(work, 2, lambda *_ended: None, lambda _outcome: False)
    schedule.run({1: frozenset(), 2: frozenset({1}), 3: frozenset({2})})
    assert {str(outcome.error) for outcome in schedule.outcomes.values()} == {"1 went wrong."}
    assert [outcome.is_well for outcome in schedule.outcomes.values()] == [False] * 3
    assert Outcome(DONE).is_well and not schedule.is_stopped


def test_no_more_run_side_by_side_than_there_are_workers():
    running, most, lock = set(), [], threading.Lock()
    three_at_once = threading.Barrier(3)

    def work(task):
        with lock:
            running.add(task)
            most.append(len(running))
        three_at_once.wait(60)
        with lock:
            running.discard(task)

    Schedule(work, 3, lambda *_ended: None, lambda _outcome: False).run({number: frozenset() for number in range(30)})
    assert max(most) == 3


def test_an_outcome_without_an_error_stops_nothing():
    """A circuit breaker may open after a success."""
    schedule = Schedule(lambda _task: None, 2, lambda *_ended: None, lambda _outcome: True)
    schedule.run({number: frozenset() for number in range(20)})
    assert {outcome.state for outcome in schedule.outcomes.values()} == {DONE} and not schedule.is_stopped


def test_once_stopped_nothing_of_the_next_tasks_begins():
    schedule = Schedule(lambda _task: None, 2, lambda *_ended: None, lambda _outcome: False)
    schedule.stop(Stopped("enough"))
    schedule.run({1: frozenset(), 2: frozenset({1})})
    assert schedule.is_stopped
    assert [outcome.state for outcome in schedule.outcomes.values()] == [SKIPPED, SKIPPED]


def test_a_circle_is_an_error_and_not_an_endless_wait():
    with pytest.raises(RuntimeError, match="wait for each other"):
        run({1: frozenset({2}), 2: frozenset({1})})


def test_an_unexpected_error_is_only_the_failure_of_its_task():
    tasks = {1: frozenset(), 2: frozenset(), 3: frozenset({1})}
    told = {}
    _order, outcomes = run(tasks, {1}, error=lambda _text: ZeroDivisionError("a secret"), told=told)
    assert outcomes == {1: FAILED, 2: DONE, 3: SKIPPED}
    assert "ZeroDivisionError at " in told[1]
    assert "a secret" not in told[1]


def test_the_door_is_closed_when_the_token_is_refused():
    assert CircuitBreaker()(Outcome(FAILED, Unauthorized("no")))
    assert not CircuitBreaker()(Outcome(FAILED, BigPandaError("no")))


@pytest.mark.parametrize("error", [ConnectionFailed, ServerError, RateLimited, UnreadableResponse, RedirectRefused])
def test_a_failing_service_breaks_once_it_fails_a_few_times_in_a_row(error):
    failed, done = Outcome(FAILED, error("gone")), Outcome(DONE)
    in_vain = Outcome(FAILED, UncertainWrite(error("gone")))
    breaks = CircuitBreaker()
    told = [
        breaks(outcome)
        for outcome in [failed] * (MAX_FAILURES_IN_A_ROW - 1) + [done] + [in_vain] * MAX_FAILURES_IN_A_ROW
    ]
    assert told == [False] * (2 * MAX_FAILURES_IN_A_ROW - 1) + [True]


def test_objects_that_are_wrong_are_not():
    breaks = CircuitBreaker()
    assert not any(breaks(Outcome(FAILED, BadRequest("no"))) for _time in range(100))


def test_nothing_more_is_begun_once_it_is_stopped():
    schedule = Schedule(lambda task: schedule.stop(Stopped("enough")), 4, lambda *_ended: None, lambda _outcome: False)
    schedule.run({number: frozenset() for number in range(100)})
    states = [outcome.state for outcome in schedule.outcomes.values()]
    assert len(states) == 100 and 1 <= states.count(DONE) <= 8
    assert {str(outcome.error) for outcome in schedule.outcomes.values() if outcome.error} == {"enough"}
