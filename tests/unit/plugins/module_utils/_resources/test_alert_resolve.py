# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption, UnreadableResponse
from ansible_collections.community.bigpanda.plugins.module_utils._resources import alert_resolve

OPTIONS = {"environment": "e", "alerts": ["a"], "wait_timeout": 60}


def test_alerts_to_resolve_keep_the_first_of_their_numbers():
    options = alert_resolve.prepare({**OPTIONS, "alerts": ["b", " a ", "b", "c"], "comment": " \r\n"}, 1)
    batch = alert_resolve.batch(options)
    assert batch.items == ((0, "b"), (1, "a"), (3, "c"))
    assert batch.body(["b"]) == {"ids": ["b"]}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"alerts": ["a", " "]}, r"alerts\[1\] is empty"),
        ({"comment": "x" * 1001}, "comment is longer than 1000"),
        ({"incident": ""}, "incident is empty.*Omit it"),
        ({"incident": " "}, "incident is empty"),
        ({"wait_timeout": -4}, "wait_timeout is -4"),
    ],
)
def test_what_cannot_be_resolved_is_refused(options, message):
    with pytest.raises(InvalidOption, match=message):
        alert_resolve.prepare({**OPTIONS, **options}, 1)


@pytest.mark.parametrize(
    ("shown", "state"),
    [
        ({"status": "Critical", "active": True}, "critical"),
        ({"status": "OK"}, "ok"),
        ({"status": "critical", "active": False}, "ok"),
        ({"status": "critical", "active": None}, "critical"),
    ],
)
def test_the_state_of_an_alert(shown, state):
    assert alert_resolve.states({"alerts": [{"id": "a", **shown}]}) == {"a": state}


def test_an_incident_without_alerts_has_no_states():
    assert alert_resolve.states({"alerts": []}) == {}


@pytest.mark.parametrize(
    "shown",
    [
        None,
        [],
        "text",
        {},
        {"alerts": None},
        {"alerts": {"id": "a", "status": "ok"}},
        {"alerts": [{"alert_id": "a"}]},
        {"alerts": [{"id": "a", "status": "ok"}, {"id": "b"}]},
        {"alerts": [{"status": "ok"}]},
        {"alerts": [{"id": None, "status": "ok"}]},
        {"alerts": [{"id": "a", "status": None}]},
        {"alerts": ["a"]},
    ],
)
def test_alerts_whose_state_does_not_show_are_an_error(shown):
    with pytest.raises(UnreadableResponse, match="does not show the status of its alerts.*Omit incident"):
        alert_resolve.states(shown)
