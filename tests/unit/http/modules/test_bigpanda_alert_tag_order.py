# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from simulator.rules.alert_tags import KIND

BEFORE = {"tags": ["service_name", "wiki", "owner"]}
AFTER = {"tags": ["owner", "service_name", "wiki"]}


@pytest.fixture
def made(call, simulator):
    """Three tags, in the order of their creation: within one second nothing would show which of them is first."""
    tags = simulator.organization("acme").stores[KIND]
    for seconds, name in enumerate(BEFORE["tags"]):
        call("alert_tag", name=name, enrichments=[{"type": "extraction", "source": "host", "regex": "(.*)"}])
        tags[name]["created_at"] += seconds - 10


def test_what_is_not_there_yet_cannot_be_ordered(refuse):
    refuse("alert_tag_order", ({"tags": ["wiki"]}, "the alert tag .wiki. does not exist"))


@pytest.mark.sends("get_alert_tag_order_v20", "list_alert_tags", "update_alert_tag_order")
def test_tags_are_ordered_once_and_a_new_one_comes_last(call, written, made):
    assert call("alert_tag_order_info")["alert_tag_orders"] == [BEFORE]
    written()
    predicted = call("alert_tag_order", check_mode=True, **AFTER)
    assert predicted["changed"] and written() == []
    ordered, again = (call("alert_tag_order", **AFTER) for _each in range(2))
    assert ordered["changed"] and not again["changed"]
    assert written() == ["update_alert_tag_order"]
    assert ordered["diff"] == predicted["diff"] and predicted["diff"]["before"] == BEFORE
    assert ordered["alert_tag_order"] == predicted["alert_tag_order"] == AFTER

    call("alert_tag", name="team", enrichments=[{"type": "composition", "value": "${owner}"}])
    found = call("alert_tag_order_info")["alert_tag_orders"]
    assert found[0]["tags"] == [*AFTER["tags"], "team"]
    live = call("organization_info", gather=["alert_tags", "alert_tag_orders"])["organization"]
    assert live["alert_tag_orders"] == found
    assert not call("organization", **live)["changed"]


def test_refused(call, refuse, made):
    call("alert_tag", name="team", enrichments=[{"type": "composition", "value": "${owner}"}])
    refuse(
        "alert_tag_order",
        ({}, "missing required arguments: tags"),
        ({"tags": ["owner", "wiki", "team"]}, "tags does not contain .service_name."),
        ({"tags": ["owner", "wiki", "team", "service_name", "wiki"]}, "tags contains .wiki. twice"),
        ({"tags": ["owner"], "state": "absent"}, "value of state must be one of: present"),
    )
