# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.removal_limit import read_limit


@pytest.mark.parametrize(
    ("limit", "live", "allowed"),
    [("10%", 5000, 500), ("10%", 9, 1), ("0%", 50, 0), ("25", 3, 25), ("0", 50, 0), ("100%", 7, 7), ("100%", 0, 1)],
)
def test_a_share_is_rounded_down_but_lets_a_few_go_unless_it_is_none(limit, live, allowed):
    assert read_limit("max_removals", limit, "objects", at_least=1).allowed(live) == allowed
    assert read_limit("max_row_removals", "20%", "rows", at_least=5).allowed(12) == 5


@pytest.mark.parametrize(
    "limit",
    [
        "",
        "ten",
        "-1",
        "10 %",
        "101%",
        "1.5",
        "+5",
        "1e3",
        "010",
        "00%",
        " 5",
        "5 ",
        "5\n",
        "١٠%",
        "１０",
        "²",
        "1_0",
        "0x1",
    ]
    + ["9" * 10, "9" * 5000, "9" * 5000 + "%", "10%%", "%", "True", "None"],
)
def test_other_limits_are_refused_by_the_name_of_their_option(limit):
    with pytest.raises(InvalidOption, match="max_removals is ") as refused:
        read_limit("max_removals", limit, "objects", at_least=1)
    assert len(str(refused.value)) < 200
