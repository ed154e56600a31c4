# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from unit.http.modules.lifecycle import Life, live

LIFE = Life(
    module="alert_filter_schedule",
    create={"name": "Weekend", "starts_on": "2026-12-25T18:00:00+01:00", "ends_on": "2026-12-28T06:00:00+01:00"},
    reordered={"ends_on": 1798434000, "starts_on": "2026-12-25T17:00:00Z", "name": "Weekend"},
    change={"name": "Weekend", "ends_on": 1798398000},
    before={"ends_on": 1798434000},
    after={"ends_on": 1798398000},
    read={"name": "Weekend"},
    absent={"name": "Weekend", "state": "absent"},
)


@pytest.mark.sends(
    "create_alert_filter_schedule",
    "delete_alert_filter_schedule",
    "get_alert_filter_schedule",
    "list_alert_filter_schedules",
    "update_alert_filter_schedule",
)
def test_lifecycle(call_there, written):
    live(LIFE, call_there, written)


def test_refused(refuse):
    refuse(
        "alert_filter_schedule",
        ({"starts_on": 1798434000}, "ends_on or duration is missing"),
        ({"starts_on": 1798434000, "ends_on": 1798398000}, "not after starts_on"),
        ({"starts_on": 1798434000000, "ends_on": 1}, "milliseconds"),
        ({"starts_on": "2026-12-25 18:00", "ends_on": 1}, "has no time zone"),
        ({"starts_on": "tomorrow", "ends_on": 1}, "not a valid time"),
        ({"starts_on": "20261225", "ends_on": 1}, "a date without a time and a time zone"),
        ({"starts_on": "1969-12-25T18:00:00Z", "ends_on": 1}, "before 1970"),
        name="New",
    )


def test_one_that_a_filter_names_goes_only_with_it(call, refuse):
    weekend = {"name": "Weekend", "starts_on": "20261225T180000+0100", "ends_on": 1798434000.0}
    patch = {"name": "Patch", "bpql": {"=": ["host", "db-1"]}, "schedule": "Weekend"}
    assert call("organization", alert_filter_schedules=[weekend], alert_filters=[patch])["changed"]
    refuse(
        "alert_filter_schedule",
        ({"state": "absent"}, "is used by the alert filter .Patch., and can only be removed after that"),
        ({"starts_on": 1798434000}, "is not after starts_on"),
        name="Weekend",
    )
    gone = {"alert_filter_schedules": [{"name": "Weekend", "state": "absent"}]}
    both = call("organization", **gone, alert_filters=[{"name": "Patch", "state": "absent"}])
    assert [step["action"] for step in both["plan"]] == ["remove", "remove"]
    assert call("alert_filter_info")["alert_filters"] == []
    assert call("alert_filter_schedule_info")["alert_filter_schedules"] == []


def test_a_window_from_now_on_is_opened_once(call, written, simulator):
    declared = {"name": "Load test", "starts_on": "now", "duration": "2h"}
    assert call("alert_filter_schedule", check_mode=True, **declared)["changed"] and written() == []
    opened = call("alert_filter_schedule", **declared)["alert_filter_schedule"]
    assert opened["ends_on"] == opened["starts_on"] + 7200
    assert not call("alert_filter_schedule", **declared)["changed"]
    for hours, changed in ((1, False), (2, True)):
        (stored,) = simulator.organization("acme").stores["alert_filter_schedules"].values()
        stored.update({name: stored[name] - hours * 3600 for name in ("starts_on", "ends_on")})
        assert call("alert_filter_schedule", **declared)["changed"] == changed
    again = call("alert_filter_schedule", **declared)
    assert not again["changed"] and again["alert_filter_schedule"]["starts_on"] >= opened["starts_on"]
