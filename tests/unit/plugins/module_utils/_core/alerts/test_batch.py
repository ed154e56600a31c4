# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import itertools

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.alerts.batch import (
    chunks,
    number_ranges,
    pending,
    unknown_items,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.alerts.model import Batch
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.json_text import json_bytes
from ansible_collections.community.bigpanda.plugins.module_utils._resources import alert, alert_resolve
from hypothesis import given
from hypothesis import strategies as st

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
EVENTS = st.lists(st.dictionaries(TEXTS, TEXTS, max_size=3), max_size=30)


def batch_of(items, below_bytes=None, most_items=None):
    return Batch(
        "alerts",
        alert.SEND,
        tuple(enumerate(items)),
        lambda events: alert._body("key", events),
        below_bytes=below_bytes,
        most_items=most_items,
    )


@given(events=EVENTS, below_bytes=st.integers(300, 2000), most_items=st.none() | st.integers(1, 5))
def test_slices_hold_everything_in_order_within_the_limits_and_as_full_as_they_allow(events, below_bytes, most_items):
    batch = batch_of([{"n": str(number), **event} for number, event in enumerate(events)], below_bytes, most_items)
    try:
        parts = chunks(batch)
    except InvalidOption:
        assert any(len(json_bytes(batch.body([item]))) >= below_bytes for _number, item in batch.items)
        return
    assert [number for part in parts for number in part.numbers] == list(range(len(events)))
    for part in parts:
        assert part.body == batch.body([batch.items[number][1] for number in part.numbers])
        assert len(json_bytes(part.body)) < below_bytes
        assert len(part.numbers) <= (most_items or len(events))
    for part, following in itertools.pairwise(parts):
        together = [batch.items[number][1] for number in (*part.numbers, following.numbers[0])]
        assert len(together) > (most_items or len(events)) or len(json_bytes(batch.body(together))) >= below_bytes


@given(count=st.integers(0, 2000))
def test_alerts_are_resolved_by_five_hundred(count):
    options = {"environment": "e", "alerts": [f"alert-{number}" for number in range(count)]}
    parts = chunks(alert_resolve.batch(options))
    assert [alert_id for part in parts for alert_id in part.body["ids"]] == options["alerts"]
    assert [len(part.body["ids"]) for part in parts] == [500] * (count // 500) + [count % 500] * (count % 500 > 0)


def test_an_item_that_no_body_can_hold_is_refused_with_its_number():
    with pytest.raises(InvalidOption, match=r"alerts\[1\] makes a body of 6\d{6} bytes.*below 6000000"):
        chunks(batch_of([{"host": "a"}, {"host": "a", "text": "x" * 6_000_000}], alert.BODY_BYTES))


@pytest.mark.parametrize("below_bytes", [None, alert.BODY_BYTES])
def test_half_a_character_is_refused_with_its_place(below_bytes):
    with pytest.raises(InvalidOption, match=r"alerts\[1\].description contains '\\udce9'"):
        chunks(batch_of([{"host": "a"}, {"host": "a", "description": "caf\udce9"}], below_bytes))


def test_the_limit_counts_bytes_not_characters():
    events = [{"host": "ü" * 1_000_000} for _number in range(3)]
    assert [part.numbers for part in chunks(batch_of(events, alert.BODY_BYTES))] == [(0, 1), (2,)]


def test_one_event_is_no_batch():
    (alone,) = chunks(batch_of([{"host": "a"}]))
    assert alone.body == {"app_key": "key", "host": "a"}
    (together,) = chunks(batch_of([{"host": "a"}, {"host": "b"}]))
    assert together.body == {"app_key": "key", "alerts": [{"host": "a"}, {"host": "b"}]}


def test_what_is_done_is_omitted_and_what_the_object_does_not_contain_too():
    options = {"environment": "e", "alerts": ["done", "open", "strange", "open"]}
    batch = alert_resolve.batch(options)
    states = {"done": "ok", "open": "critical", "other": "warning"}
    verification = alert_resolve.ALERT_RESOLVE.verification
    assert pending(batch, verification, states).items == ((1, "open"),)
    assert unknown_items(batch, states) == ["strange"]


@pytest.mark.parametrize(
    ("numbers", "text"),
    [([0], "alerts[0]"), ([3, 1, 2], "alerts[1-3]"), ([0, 1, 4, 6, 7, 8], "alerts[0-1, 4, 6-8]")],
)
def test_numbers_are_shown_briefly(numbers, text):
    assert number_ranges("alerts", numbers) == text


def test_a_number_that_json_does_not_have_is_named_before_anything_is_sent():
    with pytest.raises(InvalidOption, match=r"^alerts\[1\].load is nan, which JSON cannot contain"):
        chunks(batch_of([{"load": 1.5}, {"load": float("nan")}]))
