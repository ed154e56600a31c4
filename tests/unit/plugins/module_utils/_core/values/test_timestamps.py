# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.timestamps import epoch_s, shown_epoch_s

CHRISTMAS_EVE = 1798131600


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
    assert epoch_s("start", written) == CHRISTMAS_EVE


@pytest.mark.parametrize("seconds", [0, 100, 12290301, 12345678, 9_999_999_999])
def test_a_number_is_epoch_seconds(seconds):
    assert epoch_s("start", seconds) == seconds


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (1798131600000, "looks like milliseconds"),
        ("20261224", "a date without a time and a zone"),
        ("2026-12-24", "a date without a time and a zone"),
        ("2026-12-24T18:00:00", "says no zone"),
        ("20261224T180000", "says no zone"),
        (1798131600.5, "no whole number of seconds"),
        ("1969-12-31T23:59:59Z", "before 1970"),
        ("2026-13-24T18:00:00Z", "no point in time"),
        ("2026-12-24T25:00:00Z", "no point in time"),
        ("-5", "no point in time"),
        ("tonight", "no point in time"),
        ("", "no point in time"),
    ],
)
def test_what_is_no_time_is_refused(written, says):
    with pytest.raises(InvalidOption, match=f"start is .*{says}"):
        epoch_s("start", written)


@pytest.mark.parametrize(("shown", "moment"), [(60, 60), ("60", 60), (None, None), ("soon", "soon")])
def test_the_service_may_show_a_time_as_a_text(shown, moment):
    assert shown_epoch_s(shown) == moment
