# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

IN_PRODUCTION = {"tags": ["application", "cluster"], "filter": "env = production AND team IN [noc, dba]"}
WANTED = [
    {"tags": ["host"]},
    {"tags": ["cluster", "application"], "filter": '(TEAM in ["dba", noc]) and ENV=production'},
    {"tags": ["check"], "cross_source": False},
]


@pytest.fixture
def made(call):
    """The ids of three patterns, in the order of their creation."""
    patterns = [
        {**IN_PRODUCTION, "time_window": 120},
        {"tags": ["host"], "time_window": 60},
        {"tags": ["check"], "time_window": 30, "cross_source": False, "active": False},
    ]
    return [call("correlation_pattern", **pattern)["correlation_pattern"]["id"] for pattern in patterns]


def ids(order):
    return [pattern["id"] for pattern in order["patterns"]]


def test_what_is_not_there_yet_cannot_be_ordered(refuse):
    refuse("correlation_pattern_order", ({"patterns": WANTED}, "the correlation pattern .host. does not exist"))


@pytest.mark.sends("list_correlation_patterns", "update_correlation_pattern_order")
def test_patterns_are_ordered_by_what_they_are_and_by_id(call, written, made):
    written()
    predicted = call("correlation_pattern_order", check_mode=True, patterns=WANTED)
    assert written() == []
    ordered = call("correlation_pattern_order", patterns=WANTED)
    assert ordered["changed"] and ordered["diff"] == predicted["diff"]
    assert ordered["correlation_pattern_order"] == predicted["correlation_pattern_order"]
    assert list(ordered["correlation_pattern_order"]) == ["patterns"]
    assert set(ordered["diff"]) == {"after", "before"}
    after = [sorted(pattern["tags"]) for pattern in ordered["diff"]["after"]["patterns"]]
    assert after == [["host"], ["application", "cluster"], ["check"]]
    assert ids(ordered["diff"]["before"]) == made

    written()
    found = call("correlation_pattern_order_info")
    assert not found["changed"]
    assert found["correlation_pattern_orders"] == [ordered["correlation_pattern_order"]]
    by_id = [{"id": made[place]} for place in (1, 0, 2)]
    for patterns in (WANTED, found["correlation_pattern_orders"][0]["patterns"], by_id):
        again = call("correlation_pattern_order", patterns=patterns)
        assert not again["changed"] and again["diff"] == {"before": {}, "after": {}}
    assert written() == []


def test_refused(call, refuse, made):
    assert call("correlation_pattern_order", patterns=WANTED)["changed"]
    refuse(
        "correlation_pattern_order",
        ({}, "all of the following are missing: patterns"),
        (
            {"patterns": []},
            "patterns does not contain .application, cluster where .*, .host., .check within one source",
        ),
        ({"patterns": [{"tags": ["host"]}]}, "patterns does not contain .* including inactive ones"),
        ({"patterns": [*WANTED, WANTED[0]]}, "patterns contains .host. twice"),
        ({"patterns": [{"filter": "a = b"}]}, "patterns.0. does not identify a pattern. Give its tags"),
        ({"patterns": [{"tags": ["host"], "filter": "env ="}]}, "the condition"),
        ({"patterns": [{"id": "nobody"}]}, ": the correlation pattern .nobody."),
    )


def test_an_organization_names_patterns_by_what_they_are(call, made):
    call("correlation_pattern_order", patterns=WANTED)
    live = call("organization_info", gather=["correlation_patterns", "correlation_pattern_orders"])["organization"]
    assert not call("organization", **live)["changed"]
    first = live["correlation_pattern_orders"][0]["patterns"][0]
    assert first == {"tags": ["host"], "cross_source": True}


@pytest.mark.sends("reset_correlation_pattern_order")
def test_back_to_the_order_by_time_window(call, made):
    ordered = call("correlation_pattern_order", patterns=WANTED)
    predicted = call("correlation_pattern_order", check_mode=True, state="absent")
    reset, again = (call("correlation_pattern_order", state="absent") for _each in range(2))
    assert predicted["changed"] and predicted["diff"] == reset["diff"]
    assert reset["changed"] and not again["changed"]
    assert reset["correlation_pattern_order"] == ordered["correlation_pattern_order"]
    (found,) = call("correlation_pattern_order_info")["correlation_pattern_orders"]
    assert ids(found) == made
