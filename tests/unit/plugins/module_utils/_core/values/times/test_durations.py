# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import time

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.times.durations import (
    doubts_about,
    duration_s,
    whole_minutes,
    whole_seconds,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.times.timestamps import epoch_s
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        (7200, 7200),
        ("7200", 7200),
        (7200.0, 7200),
        ("2h", 7200),
        ("2H", 7200),
        (" 2 hours ", 7200),
        ("1h30m", 5400),
        ("1h 30 min", 5400),
        ("1 hour, 30 minutes", 5400),
        ("0.5d", 43_200),
        ("1w", 604_800),
        ("45s", 45),
        ("PT1H30M", 5400),
        ("P2DT1S", 172_801),
        ("P1W", 604_800),
    ],
)
def test_every_way_to_write_a_duration_is_one(written, seconds):
    assert duration_s("duration", written) == seconds


@pytest.mark.parametrize(
    "written", ["", "0", "0h", "-2h", "2x", "h", "2 h x", "1M", "P1Y", "P1M", "1h-2h", "9" * 12, "2026-12-24"]
)
def test_what_is_no_duration_is_refused(written):
    with pytest.raises(InvalidOption, match="duration: .* is not a valid duration.*30m, 2h, 1d12h"):
        duration_s("duration", written)


@pytest.mark.parametrize(
    ("written", "minutes"), [(60, 60), ("60", 60), (60.0, 60), ("1h", 60), ("90 min", 90), ("120s", 2), ("PT2H", 120)]
)
def test_a_length_in_minutes_may_have_another_unit(written, minutes):
    assert whole_minutes("time_window", written) == minutes


@pytest.mark.parametrize(("written", "seconds"), [(5, 5), ("1800", 1800), ("30m", 1800), ("PT3H", 10_800)])
def test_a_length_in_seconds_may_have_another_unit(written, seconds):
    assert whole_seconds("duration", written) == seconds


@pytest.mark.parametrize("written", ["", "0", 0, -5, "0h", "x", "1.5", "True", "1M", "9" * 12])
def test_what_is_no_length_is_refused(written):
    with pytest.raises(InvalidOption, match="time_window: .* is not a valid length of time.*at least 1 minute"):
        whole_minutes("time_window", written)
    with pytest.raises(InvalidOption, match="duration: .* is not a valid length of time.*at least 1 second"):
        whole_seconds("duration", written)


@pytest.mark.parametrize("written", ["90s", "1.51m", "PT1M1S"])
def test_minutes_are_not_rounded(written):
    with pytest.raises(InvalidOption, match=f'time_window: "{written}" is not a whole number of minutes'):
        whole_minutes("time_window", written)


def test_a_small_number_without_a_unit_is_not_taken_for_seconds():
    for number in (1, 2, 59):
        with pytest.raises(InvalidOption, match=f"duration: {number} has no unit.*{number}m or {number}h"):
            duration_s("duration", number)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (90, "duration: 90 means 90 seconds, but YAML also reads 1:30 as 90 if it is not quoted. Give 90s or 1h30m."),
        (
            "480",
            "duration: 480 means 480 seconds, but YAML also reads 8:00 as 480 if it is not quoted. Give 480s or 8h.",
        ),
    ],
)
def test_seconds_that_may_be_hours_and_minutes_are_in_doubt(written, says):
    assert doubts_about("duration", written) == (says,)


@pytest.mark.parametrize("written", [1800, 3600, "7200", "90s", "1h30m", "1:30"])
def test_other_durations_are_not_in_doubt(written):
    assert doubts_about("duration", written) == ()


@given(st.integers(60, 10**8))
def test_seconds_minutes_and_iso_8601_agree(seconds):
    minutes, rest = divmod(seconds, 60)
    for written in (seconds, f"{seconds}s", f"{minutes}m{rest}s", f"PT{minutes}M{rest}S"):
        assert duration_s("duration", written) == seconds


@pytest.mark.parametrize("written", ["0" * 100_000, "1" * 5000, f"{'1' * 400}h", "1h" * 51, "1 " * 50_000])
@pytest.mark.parametrize("read", [duration_s, whole_minutes, lambda name, text: epoch_s(name, text, 0)])
def test_a_long_text_is_refused_at_once(read, written):
    began = time.process_time()
    with pytest.raises(InvalidOption, match="is not a valid") as said:
        read("duration", written)
    assert len(str(said.value)) < 400 and time.process_time() - began < 1
