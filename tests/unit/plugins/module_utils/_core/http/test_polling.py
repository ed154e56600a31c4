# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.polling import (
    FIRST_PAUSE_S,
    LONGEST_PAUSE_S,
    polling_pauses,
    wait_until,
)
from unit.plugins.module_utils._core.http.fake_clock import FakeClock


def test_pauses_widen_until_the_time_is_used_up():
    clock = FakeClock()
    waited = list(polling_pauses(10, clock))
    assert clock.slept[0] == FIRST_PAUSE_S
    assert all(later >= before for before, later in zip(clock.slept, clock.slept[1:-1], strict=False))
    assert sum(clock.slept) == pytest.approx(10) and waited[-1] == pytest.approx(10)
    assert waited[0] == pytest.approx(FIRST_PAUSE_S)


def test_pauses_do_not_widen_for_ever():
    clock = FakeClock()
    list(polling_pauses(1000, clock))
    assert max(clock.slept) == LONGEST_PAUSE_S


def test_no_time_is_no_pause():
    clock = FakeClock()
    assert list(polling_pauses(0, clock)) == [] and clock.slept == []


def test_what_is_so_at_once_is_not_waited_for():
    clock = FakeClock()
    assert wait_until(lambda: True, 9, clock) and clock.slept == []


def test_what_becomes_so_is_waited_for_and_no_longer_than_allowed():
    clock, answers = FakeClock(), iter([False, False, True])
    assert wait_until(lambda: next(answers), 9, clock) is True and len(clock.slept) == 2
    clock = FakeClock()
    assert wait_until(lambda: False, 3, clock) is False and sum(clock.slept) == pytest.approx(3)
