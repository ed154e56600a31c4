# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._resources.correlation_pattern import (
    CORRELATION_PATTERN,
)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"tags": []}, "tags contains 0 names"),
        ({"tags": ["a", "a"]}, "tags contains 2 names.*each once"),
        ({"tags": ["a", ""]}, r"tags\[1\] is empty"),
        ({"tags": ["a"], "time_window": "0"}, 'time_window: "0" is not a valid length.*at least 1 minute'),
        ({"id": "p1", "time_window": "-5"}, 'time_window: "-5" is not a valid length'),
        ({"id": "p1", "time_window": "90s"}, 'time_window: "90s" is not a whole number of minutes'),
    ],
)
def test_what_can_be_no_pattern_is_refused(options, says):
    with pytest.raises(InvalidOption, match=says):
        CORRELATION_PATTERN.prepare(options)
