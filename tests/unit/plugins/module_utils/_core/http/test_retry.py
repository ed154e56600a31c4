# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import (
    ConnectionFailed,
    Forbidden,
    UncertainWrite,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.retry import RetryBudget, write_or_recover
from hypothesis import given
from hypothesis import strategies as st
from unit.plugins.module_utils._core.http.fake_clock import FakeClock


def lost():
    return ConnectionFailed("the connection broke.", "Check the network.", "GET", "/a")


def test_pauses_grow_and_end_within_the_time_allowed():
    clock = FakeClock()
    retry_budget = RetryBudget(60, clock, jitter=lambda: 1.0)
    pauses = []
    with pytest.raises(ConnectionFailed) as raised:
        while True:
            began = clock.now()
            retry_budget.pause(lost())
            pauses.append(clock.now() - began)
    assert pauses == sorted(pauses)
    assert sum(pauses) <= 60
    assert "Gave up after 7 tries in 32 s (retry_timeout is 60 s)." in str(raised.value)


def test_zero_never_retries():
    with pytest.raises(ConnectionFailed, match="Gave up after 1 try in 0 s"):
        RetryBudget(0, FakeClock()).pause(lost())


def test_what_the_service_asks_for_is_never_shortened():
    clock = FakeClock()
    RetryBudget(60, clock).pause(lost(), retry_after_s=20)
    assert clock.now() >= 1020


def test_a_retry_after_beyond_the_time_allowed_is_not_waited_for():
    clock = FakeClock()
    with pytest.raises(ConnectionFailed):
        RetryBudget(60, clock).pause(lost(), retry_after_s=3600)
    assert clock.now() == 1000


@pytest.mark.parametrize(
    ("retry_after_s", "says"),
    [
        (3599.5, "since the service asks to wait 3600 s: run the task again after that time, or raise retry_timeout."),
        (float("inf"), "since the service asks for a pause of more than a day"),
    ],
)
def test_who_gives_up_says_for_how_long_the_service_asks_to_wait(retry_after_s, says):
    with pytest.raises(ConnectionFailed) as raised:
        RetryBudget(60, FakeClock()).pause(lost(), retry_after_s=retry_after_s)
    assert f"Gave up after 1 try in 0 s (retry_timeout is 60 s), {says}" in str(raised.value)


@given(st.floats(0, 1), st.integers(1, 8))
def test_jitter_stays_between_half_and_the_whole_pause(jitter, tries):
    clock = FakeClock()
    retry_budget = RetryBudget(1000, clock, jitter=lambda: jitter)
    for number in range(tries):
        began = clock.now()
        retry_budget.pause(lost())
        whole = min(30.0, 0.5 * 2**number)
        assert whole / 2 <= clock.now() - began + 1e-9 and clock.now() - began <= whole + 1e-9


def test_a_write_whose_effect_is_not_found_is_attempted_again_after_a_pause():
    clock, done = FakeClock(), []

    def attempt():
        done.append("attempt")
        if len(done) < 5:
            raise UncertainWrite(lost(), retry_after_s=4)
        return "sent"

    budget = RetryBudget(60, clock, jitter=lambda: 0.0)
    assert write_or_recover(budget, attempt, lambda: done.append("look")) == "sent"
    assert done == ["attempt", "look", "attempt", "look", "attempt"]
    assert [int(pause_s) for pause_s in clock.slept] == [4, 4]


@pytest.mark.parametrize("found", [{"id": "1"}, {}, 0, False])
def test_a_write_that_had_its_effect_is_not_sent_again(found):
    attempts = []

    def attempt():
        attempts.append(1)
        raise UncertainWrite(lost(), retry_after_s=4)

    assert write_or_recover(RetryBudget(60, FakeClock()), attempt, lambda: found) == found
    assert len(attempts) == 1


def test_a_write_is_given_up_with_what_hid_its_outcome():
    def attempt():
        raise UncertainWrite(lost(), retry_after_s=4)

    with pytest.raises(ConnectionFailed, match="retry_timeout is 5 s.*The change may have been carried out"):
        write_or_recover(RetryBudget(5, FakeClock()), attempt, lambda: None)


def test_a_write_whose_effect_cannot_be_looked_up_may_have_been_carried_out():
    def attempt():
        raise UncertainWrite(lost())

    def look_up():
        raise lost()

    with pytest.raises(ConnectionFailed, match=r"broke\. The change may have been carried out\. Check the network\."):
        write_or_recover(RetryBudget(60, FakeClock()), attempt, look_up)


def test_a_write_that_was_refused_is_not_looked_up():
    def attempt():
        raise Forbidden("no")

    with pytest.raises(Forbidden):
        write_or_recover(RetryBudget(60, FakeClock()), attempt, lambda: pytest.fail("it was looked up"))
