# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._resources import alert_resolve


def test_alerts_to_resolve_keep_the_first_of_their_numbers():
    options = alert_resolve.prepare({"environment": "e", "alerts": ["b", " a ", "b", "c"], "comment": ""})
    batch = alert_resolve.batch(options)
    assert batch.items == ((0, "b"), (1, "a"), (3, "c"))
    assert batch.body(["b"]) == {"ids": ["b"]}


@pytest.mark.parametrize(
    ("options", "message"),
    [({"alerts": ["a", " "]}, r"alerts\[1\] is empty"), ({"comment": "x" * 1001}, "comment is longer than 1000")],
)
def test_what_cannot_be_resolved_is_refused(options, message):
    with pytest.raises(InvalidOption, match=message):
        alert_resolve.prepare({"environment": "e", "alerts": ["a"], **options})


@pytest.mark.parametrize(
    ("shown", "state"),
    [
        ({"status": "Critical", "active": True}, "critical"),
        ({"status": "OK"}, "ok"),
        ({"status": "critical", "active": False}, "ok"),
    ],
)
def test_the_state_of_an_alert(shown, state):
    assert alert_resolve.states({"alerts": [{"id": "a", **shown}]}) == {"a": state}


def test_alerts_that_are_not_expanded_have_no_state():
    assert alert_resolve.states({"alerts": [{"alert_id": "a"}]}) == {}
