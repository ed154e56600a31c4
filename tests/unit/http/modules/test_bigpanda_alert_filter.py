# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from unit.http.modules.lifecycle import Life, live

OWNERS = [{"name": "farm", "value": "folsom"}, {"name": "owner", "value": "noc"}]
LIFE = Life(
    module="alert_filter",
    create={
        "name": "Folsom patch",
        "bpql": {"and": [{"=": ["Host", {"type": "regex", "value": "prod-*"}]}, {"IN": ["check", ["cpu", "mem"]]}]},
        "schedule": "Weekend",
        "custom_tags": OWNERS,
    },
    reordered={
        "custom_tags": OWNERS[::-1],
        "exclude_status": ["Ok"],
        "bpql": {"AND": [{"IN": ["check", ["mem", "cpu"]]}, {"=": ["host", {"value": "prod-*", "type": "regex"}]}]},
        "name": "Folsom patch",
    },
    change={"name": "Folsom patch", "exclude_status": []},
    before={"exclude_status": ["Ok"]},
    after={"exclude_status": []},
    read={"name": "Folsom patch"},
    absent={"name": "Folsom patch", "state": "absent"},
)
WEEKEND = {"name": "Weekend", "starts_on": 1798218000, "ends_on": 1798434000}
CHATTER = {"name": "Chatter", "bpql": {"=": ["check", "heartbeat"]}}


@pytest.mark.sends(
    "create_alert_filter", "delete_alert_filter", "get_alert_filter", "list_alert_filters", "update_alert_filter"
)
def test_lifecycle(call_there, written):
    call_there("alert_filter_schedule", **WEEKEND)
    live(LIFE, call_there, written)


def test_one_that_is_switched_off_is_found_again(call):
    switched = [call("alert_filter", **CHATTER, active=active)["changed"] for active in (True, False, False)]
    assert switched == [True, True, False]
    assert [each["name"] for each in call("alert_filter_info")["alert_filters"]] == ["Chatter"]


def test_refused(call, refuse):
    call("alert_filter_schedule", **WEEKEND)
    call("alert_filter", **CHATTER)
    refuse(
        "alert_filter",
        ({"name": "New"}, "bpql is missing"),
        ({"name": "New", "bpql": "host = (db-1"}, "bpql.*does not close it"),
        ({"name": "New", "bpql": {"=": ["host"]}}, "takes a tag and a value"),
        ({"name": "Chatter", "schedule": ""}, "schedule is empty. Omit it"),
        ({"name": "Chatter", "schedule": "Weekday"}, "schedule: the .*Weekday.*Did you mean Weekend"),
    )
