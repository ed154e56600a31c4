# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.option_checks import (
    check_epoch_s,
    clock_reading,
)


@pytest.mark.parametrize(
    ("number", "clock"),
    [
        (59, None),
        (60, "1:00"),
        (1200, "20:00"),
        (1439, "23:59"),
        (1440, None),
        (3600, "1:00:00"),
        (86_399, "23:59:59"),
        (86_400, None),
    ],
)
def test_a_number_that_yaml_made_of_a_time_of_day_is_told(number, clock):
    assert clock_reading(number) == clock


def test_of_milliseconds_the_seconds_are_told():
    with pytest.raises(InvalidOption, match="start: 1733904622999 looks like milliseconds.*for example 1733904622[.]"):
        check_epoch_s("start", 1733904622999)
