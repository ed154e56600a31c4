# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.times.shown_times import shown_epoch_s
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.times.timestamps import (
    epoch_s,
    refuse_future,
)

CHRISTMAS_EVE = 1798131600
NOW = 1_800_000_000


@pytest.mark.parametrize(
    "written",
    [
        CHRISTMAS_EVE,
        "1798131600",
        " 1798131600 ",
        1798131600.0,
        "1798131600.00",
        "2026-12-24T18:00:00+01:00",
        "2026-12-24 18:00+01:00",
        "2026-12-24t17:00:00z",
        "2026-12-24T18+01",
        "2026-12-24T18:00:00.25+0100",
        "2026-12-24T18:00:00,999+01",
        "20261224T180000+0100",
        "20261224T1700Z",
        "2026-12-24T12:00:00-05:00",
    ],
)
def test_every_way_to_write_a_time_is_one(written):
    assert epoch_s("start", written, NOW) == CHRISTMAS_EVE


@pytest.mark.parametrize("seconds", [1_000_000_000, 9_999_999_999])
def test_a_number_is_epoch_seconds(seconds):
    assert epoch_s("start", seconds, NOW) == seconds


@pytest.mark.parametrize(
    ("written", "clock"),
    [
        (1200, "20:00"),
        ("1320", "22:00"),
        (90.0, "1:30"),
        (480, "8:00"),
        (72_000, "20:00:00"),
        (86_399, "23:59:59"),
    ],
)
def test_a_time_of_day_of_which_yaml_has_made_a_number_is_refused(written, clock):
    for zero_means_something in (False, True):
        with pytest.raises(
            InvalidOption, match=f"start: {int(written)} is in 1970.*YAML reads {clock} .*with date"
        ) as error:
            epoch_s("start", written, NOW, zero_means_something)
        assert '"2026-12-24T18:00:00+01:00"' in str(error.value)


@pytest.mark.parametrize("written", [0, "0", 59, 90_000, 12290301, 12345678, 999_999_999])
def test_a_number_that_is_no_time_of_this_century_is_refused(written):
    with pytest.raises(InvalidOption, match=f"start: {written} is in (19|20)..,.*seconds since 1970") as error:
        epoch_s("start", written, NOW)
    assert "YAML" not in str(error.value)


def test_zero_is_a_time_where_it_means_something():
    assert epoch_s("snoozed_until", "0", NOW, True) == 0


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (1798131600000, "looks like milliseconds"),
        ("20261224", "a date without a time and a time zone"),
        ("2026-12-24", "a date without a time and a time zone"),
        ("2026-12-24T18:00:00", "has no time zone"),
        ("20261224T180000", "has no time zone"),
        (1798131600.5, "not a whole number of seconds"),
        ("1969-12-31T23:59:59Z", "before 1970"),
        ("2026-13-24T18:00:00Z", "not a valid time"),
        ("2026-12-24T25:00:00Z", "not a valid time"),
        ("-5", "not a valid time"),
        ("tonight", "not a valid time"),
        ("", "not a valid time"),
    ],
)
def test_what_is_no_time_is_refused(written, says):
    with pytest.raises(InvalidOption, match=f"start: .*{says}"):
        epoch_s("start", written, NOW)


@pytest.mark.parametrize(
    ("written", "offset"),
    [
        ("now", 0),
        (" Now ", 0),
        ("2h", 7200),
        ("+2h", 7200),
        ("2 hours", 7200),
        ("1d12h", 129_600),
        ("1.5h", 5400),
        ("-30m", -1800),
        ("- 30 min", -1800),
        ("now+2h", 7200),
        ("now - 1h", -3600),
        ("now + 1d 2h", 93_600),
        ("PT2H", 7200),
        ("-P1D", -86_400),
        ("1w", 604_800),
    ],
)
def test_a_time_may_be_relative_to_now(written, offset):
    assert epoch_s("start", written, NOW + 0.9) == NOW + offset


@pytest.mark.parametrize(
    "written", ["now2h", "nowadays", "2x", "h", "2h later", "1M", "P1M", "P", "PT", "-", "+", "--1h", "{{ 2h }}"]
)
def test_what_looks_like_a_relative_time_is_not_guessed(written):
    with pytest.raises(InvalidOption, match="not a valid time.*Give epoch seconds.*2h, -30m or now"):
        epoch_s("start", written, NOW)


def test_a_range_does_not_begin_in_the_future():
    for moment in (None, 0, NOW, NOW + 300):
        refuse_future("from", moment, NOW)
    with pytest.raises(InvalidOption, match="from: 2027-01-15T09:00:00Z is in the future.*-1h"):
        refuse_future("from", NOW + 3600, NOW)


@pytest.mark.parametrize(
    ("shown", "moment"),
    [
        (60, 60),
        ("60", 60),
        (None, None),
        ("soon", "soon"),
        ("2026-12-24T17:00:00Z", CHRISTMAS_EVE),
        ("2026-12-24T17:00:00.000Z", CHRISTMAS_EVE),
        ("2026-12-24T18:00:00+0100", CHRISTMAS_EVE),
        ("2026-12-24T17:00:00", CHRISTMAS_EVE),
        ("2026-12-24", "2026-12-24"),
        ("2026-13-24T17:00:00Z", "2026-13-24T17:00:00Z"),
    ],
)
def test_the_service_may_show_a_time_as_a_text(shown, moment):
    assert shown_epoch_s(shown) == moment
