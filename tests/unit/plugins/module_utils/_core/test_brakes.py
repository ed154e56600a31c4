# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.brakes import Brakes, check_max_removals
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption


@pytest.mark.parametrize(
    ("limit", "live", "allowed"), [("10%", 5000, 500), ("10%", 9, 1), ("0%", 50, 1), ("25", 3, 25), ("0", 50, 0)]
)
def test_a_share_is_rounded_down_but_is_at_least_one(limit, live, allowed):
    check_max_removals(limit)
    assert Brakes(limit, {}).allowed(live) == allowed


@pytest.mark.parametrize("limit", ["", "ten", "-1", "10 %", "101%", "1.5"])
def test_other_limits_are_refused(limit):
    with pytest.raises(InvalidOption, match="max_removals"):
        check_max_removals(limit)
