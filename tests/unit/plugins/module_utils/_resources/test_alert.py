# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._resources import alert
from hypothesis import given
from hypothesis import strategies as st

EVENT = {"status": "critical", "host": "db-1"}


def prepared(*events, **options):
    given = {"app_key": "key", "api": "alerts", "alerts": list(events), **options}
    return alert.prepare(given, 1_800_000_000)["alerts"]


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ({"timestamp": 1402303570}, {"timestamp": 1402303570}),
        ({"timestamp": "1402303570"}, {"timestamp": 1402303570}),
        ({"timestamp": " 1402303570\n"}, {"timestamp": 1402303570}),
        ({"timestamp": "2014-06-09T08:46:10Z"}, {"timestamp": 1402303570}),
        ({"timestamp": "2014-06-09T10:46:10+02:00"}, {"timestamp": 1402303570}),
        ({"timestamp": "-5m"}, {"timestamp": 1_799_999_700}),
        ({"check": None, "timestamp": None}, {}),
        ({"check": 404}, {"check": "404"}),
        ({"port": 443, "ports": [80, "443"], "note": ""}, {"port": 443, "ports": [80, "443"], "note": ""}),
        ({"description": "x" * 2048}, {"description": "x" * 2048}),
    ],
)
def test_an_event_as_it_is_sent(given, sent):
    assert prepared({**EVENT, **given}) == [{**EVENT, **sent}]


@pytest.mark.parametrize(
    "event",
    [
        *({"status": "ok", name: "x"} for name in alert.PRIMARY),
        {"status": "ok", "primary_property": "queue", "queue": "invoices"},
        {"status": "ok", "primary_property": "queue", "queue": 0},
    ],
)
def test_every_primary_property_will_do(event):
    assert prepared(event) == [event]


@pytest.mark.parametrize(
    ("event", "message"),
    [
        ({"host": "a"}, "has no status.*ok, critical, warning, unknown, acknowledged"),
        ({**EVENT, "status": "Critical"}, "has status Critical"),
        ({**EVENT, "status": None}, "has no status"),
        ({"status": "ok"}, "has no primary property.*host, service, application, device"),
        ({"status": "ok", "host": ""}, "has no primary property"),
        ({"status": "ok", "host": " \t"}, "has no primary property"),
        ({"status": "ok", "primary_property": "queue", "queue": " "}, "has no attribute queue"),
        ({"status": "ok", "primary_property": "queue", "queue": ["", " "]}, "has no attribute queue"),
        ({**EVENT, "primary_property": " "}, "primary_property is empty. Name an attribute, or omit it"),
        ({**EVENT, "tags": [None]}, "is or contains null"),
        ({**EVENT, "tags": True}, "is or contains true"),
        ({**EVENT, "tags": {"a": 1}}, r"is or contains a dict \(a\)"),
        ({"status": "ok", "check": "disk"}, "has no primary property"),
        ({**EVENT, "primary_property": "queue"}, "has no attribute queue"),
        ({**EVENT, "timestamp": 1402303570000}, "timestamp: 1402303570000 looks like milliseconds"),
        ({**EVENT, "timestamp": "1402303570000"}, "looks like milliseconds"),
        ({**EVENT, "timestamp": "2014-06-09T08:46:10"}, "has no time zone"),
        ({**EVENT, "timestamp": "1914-06-09T08:46:10Z"}, "before 1970"),
        ({**EVENT, "timestamp": 1320}, "timestamp: 1320 is in 1970.*YAML reads 22:00"),
        ({**EVENT, "timestamp": 1402303570.5}, "not a whole number of seconds"),
        ({**EVENT, "timestamp": "²"}, "not a valid time"),
        ({**EVENT, "timestamp": True}, "not a valid time"),
        ({**EVENT, "description": "x" * 2049}, "description has 2049 characters, more than 2048"),
        ({**EVENT, "labels": {"a": "b"}}, "labels is or contains"),
        ({**EVENT, "shared": True}, "shared is or contains true.*quotes.*string"),
        ({**EVENT, "load": 1.5}, "load is or contains 1.5.*quotes.*string"),
        ({**EVENT, "list": ["a", None]}, "list is or contains null"),
        ({**EVENT, "check": ["a"]}, "check is a list"),
        ({**EVENT, "app_key": "x"}, "attribute app_key"),
        ({**EVENT, "alerts": ["x"]}, "attribute alerts"),
    ],
)
def test_a_wrong_event_is_refused_with_its_number(event, message):
    with pytest.raises(InvalidOption, match=message) as refused:
        prepared(EVENT, event)
    assert str(refused.value).startswith("alerts[1]")


@pytest.mark.parametrize("app_key", ["", "two words", "line\nbreak", "schlüssel"])
def test_an_app_key_that_fits_no_header_is_refused_without_showing_it(app_key):
    with pytest.raises(InvalidOption, match="app_key is empty") as refused:
        prepared(EVENT, app_key=app_key)
    assert not app_key or app_key not in str(refused.value)


@pytest.mark.parametrize("integration", ["", "..", "a/b", "a b"])
def test_an_integration_is_a_slug(integration):
    with pytest.raises(InvalidOption, match="integration is"):
        alert.prepare({"app_key": "key", "api": "alerts", "integration": integration, "payload": {}}, 1)


@pytest.mark.parametrize("payload", ["text", 5, [{}, "text"]])
def test_a_payload_is_a_dictionary_or_several(payload):
    with pytest.raises(InvalidOption, match=r"payload\[\d\] is not a dictionary"):
        alert.prepare({"app_key": "key", "api": "alerts", "integration": "zabbix", "payload": payload}, 1)


def test_a_payload_goes_as_it_is():
    payload = {"status": None, "nested": {"deep": [True, 1.5, None]}}
    options = {"app_key": "key", "api": "alerts", "integration": "zabbix", "payload": payload}
    batch = alert.batch(alert.prepare(options, 1))
    assert batch.body([item for _number, item in batch.items]) == payload
    assert (batch.values, batch.headers) == ({"integration": "zabbix"}, {"x-app-key": "key"})


@given(st.lists(st.none() | st.integers(0, 5), max_size=20))
def test_events_go_by_time_those_without_one_happening_now_and_otherwise_as_they_are_listed(times):
    now = 3
    events = [EVENT if time is None else {**EVENT, "timestamp": time} for time in times]
    batch = alert.batch({"app_key": "key", "api": "alerts", "alerts": events, alert.RECEIVED: now})
    order = [number for number, _event in batch.items]
    # One without is received a little later than the run begins.
    assert order == sorted(range(len(times)), key=lambda n: (now + 0.5 if times[n] is None else times[n], n))
    assert [event for _number, event in batch.items] == [events[number] for number in order]
