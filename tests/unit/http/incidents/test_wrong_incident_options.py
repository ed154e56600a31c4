# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Options of incidents and of searches that mean nothing. Nothing is sent."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import (
    InvalidOption,
)
from ansible_collections.community.bigpanda.plugins.module_utils._resources.incident import prepare_incident
from ansible_collections.community.bigpanda.plugins.module_utils._resources.incident_search import (
    prepare_search,
)
from unit.http.incidents.conftest import DEFAULTS


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ({"id": ""}, "id is"),
        ({"id": ".."}, "id is"),
        ({"environment": " "}, "environment is"),
        ({"merge": ["a", ""]}, r"merge\[1\]"),
        ({"split": ["."]}, r"split\[0\]"),
        ({"wait_timeout": -1}, "wait_timeout is -1"),
        ({"tags": {"Ticket": {"a": 1}}}, "tags.Ticket"),
        ({"tags": {"Ticket": True}}, "quotes"),
        ({"tags": {"Ticket": ["a", None]}}, "tags.Ticket: null is not"),
        ({"snoozed_until": 4_000_000_000, "state": "resolved"}, "state=resolved"),
        ({"snoozed_until": -5}, "snoozed_until: .-5. is not a valid time"),
        ({"snoozed_until": "now"}, "snoozed_until: 2096-10-02T06:50:00Z is in the past"),
        ({"snoozed_until": "-1h"}, "in the past"),
        ({"snooze_for": 2}, "snooze_for: 2 has no unit"),
        ({"snooze_for": "90d"}, "snooze_for: 2096-12-31T06:50:00Z is 90 days or more in the future"),
        ({"snooze_for": "2h", "snoozed_until": "2h"}, "snoozed_until and snooze_for are mutually exclusive"),
        ({"snooze_for": "2h", "state": "resolved"}, "snooze_for is given with state=resolved"),
        ({"snooze_cancel_on_update": True}, "without a time"),
        ({"comment": " \r\n", "comment_always": True}, "without a comment"),
        ({"snooze_cancel_on_update": True, "snoozed_until": 0}, "without a time"),
    ],
)
def test_what_means_nothing_is_refused_before_anything_is_sent(wanted, says):
    for now_s in (3_999_999_000, 3_999_999_000.9):
        with pytest.raises(InvalidOption, match=says):
            prepare_incident({**DEFAULTS, "id": "i1", **wanted}, now_s)


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ({"id": ""}, "id is"),
        ({"environment": ".."}, "environment is"),
        ({"from": "1h"}, "from: .* is in the future.*-1h"),
        ({"from": "-99999999999999h"}, "from: -9+h is before 1970"),
        ({"to": "99999999999999h"}, "to: 9+h is after the year 9999"),
        ({"from": "-1h", "to": "-2h"}, "from is later than to"),
        ({"to": "yesterday"}, "to: .yesterday. is not a valid time"),
    ],
)
def test_a_search_for_nothing_is_refused(wanted, says):
    with pytest.raises(InvalidOption, match=says):
        prepare_search({"limit": 0, **wanted}, 4_000_000_000)
