# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from unit.http.modules.lifecycle import Life, live

BY_TEAM = {"tags": ["application", "cluster"], "filter": "env = production AND team IN [noc, dba]"}
LIFE = Life(
    module="correlation_pattern",
    create={**BY_TEAM, "time_window": 60},
    reordered={
        "time_window": "1h",
        "filter": '(TEAM in ["dba", noc]) and ENV=production',
        "tags": ["cluster", "application"],
    },
    change={**BY_TEAM, "time_window": 120},
    before={"time_window": 60},
    after={"time_window": 120},
    absent={**BY_TEAM, "state": "absent"},
)


@pytest.mark.sends(
    "create_correlation_pattern",
    "delete_correlation_pattern",
    "get_correlation_pattern",
    "list_correlation_patterns",
    "update_correlation_pattern",
)
def test_lifecycle(call_there, written):
    live(LIFE, call_there, written)


def test_patterns_that_differ_in_one_thing_are_several(call):
    host = {"tags": ["host"], "time_window": 30}
    made = [
        call("correlation_pattern", **host, **rest) for rest in ({}, {"cross_source": False}, {"filter": "env = a"}, {})
    ]
    assert [each["changed"] for each in made] == [True, True, True, False]
    by_id = {"id": made[0]["correlation_pattern"]["id"], "tags": ["host", "check"]}
    changed = call("correlation_pattern", **by_id)
    assert sorted(changed["correlation_pattern"]["tags"]) == ["check", "host"]
    assert "identity" not in changed["correlation_pattern"] and "identity" not in changed["diff"]["after"]


def test_names_of_tags_are_the_same_in_any_case(call, simulator, written):
    """As in conditions. The service may keep the case, or show another one."""
    made = call("correlation_pattern", tags=["Host", "CHECK"], time_window=30)["correlation_pattern"]
    assert made["tags"] == ["Host", "CHECK"]
    assert call("correlation_pattern", tags=["check", "host"], time_window=30)["changed"] is False
    simulator.organization("acme").stores["correlation_patterns"][made["id"]]["tags"] = ["Host", "check"]
    assert call("correlation_pattern", tags=["check", "host"], time_window=30)["changed"] is False
    found = call("correlation_pattern_info", tags=["CHECK", "host"])
    assert [each["id"] for each in found["correlation_patterns"]] == [made["id"]]
    call("correlation_pattern", tags=["application"], time_window=10)
    first = [{"tags": ["Application"]}, {"tags": ["host", "Check"]}]
    assert [call("correlation_pattern_order", patterns=first)["changed"] for _time in range(2)] == [True, False]
    assert written().count("update_correlation_pattern_order") == 1
    assert call("correlation_pattern", tags=["HOST", "check"], state="absent")["changed"] is True


def test_refused(refuse):
    refuse(
        "correlation_pattern",
        ({"tags": ["a"]}, "time_window is missing"),
        ({"time_window": 5}, "one of the following is required. tags, id"),
        ({"tags": list("abcdef"), "time_window": 5}, "tags contains 6 names"),
        ({"tags": ["a"], "time_window": 5, "filter": "env ="}, "filter: the condition"),
        ({"tags": ["host", "Host"], "time_window": 5}, "tags contains 2 names. Give 1 to 5, each once"),
        ({"tags": ["a", ""], "time_window": 5}, "tags.1. is empty"),
        ({"tags": ["a"], "time_window": 0}, "time_window: .0. is not a valid length of time. Give at least 1 minute"),
    )
