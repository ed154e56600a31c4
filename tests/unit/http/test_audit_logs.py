# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import time

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import BadRequest
from ansible_collections.community.bigpanda.plugins.module_utils._module.event_log import read_event_log
from ansible_collections.community.bigpanda.plugins.module_utils._resources.audit_log import AUDIT_LOGS


@pytest.fixture
def acme(simulator):
    """With nothing in its log but what the test puts there."""
    organization = simulator.organization("acme")
    organization.audit_logs.clear()
    return organization


@pytest.fixture
def read(client, acme):
    """Reads the entries as the module does, without the cost of a process."""

    def read_entries(**options):
        query = AUDIT_LOGS.query(options, time.time())
        found = client.read_all(AUDIT_LOGS.operation, AUDIT_LOGS.paging, **query)
        return [AUDIT_LOGS.decode(entry) for entry in found]

    return read_entries


def log(organization, count, moment=1_700_000_000):
    for number in range(count):
        organization.audit(
            {
                "action_type": "create",
                "resource_type": "roles",
                "resource_id": str(number),
                "timestamp": moment + number,
            }
        )


@pytest.mark.parametrize("past_end", ["empty", "repeats_last", "repeats_first"])
@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 250])
def test_every_page_is_read_and_each_entry_returned_once(read, acme, simulator, past_end, count):
    simulator.set_options({"page_past_end": past_end})
    log(acme, count)
    assert [entry["resource_id"] for entry in read()] == [str(number) for number in reversed(range(count))]


@pytest.mark.parametrize("wrapping", ["bare", "enveloped", "entry", "items", "logs"])
@pytest.mark.parametrize("count", [0, 1, 2])
def test_entries_come_in_each_wrapping_and_with_quoted_times(read, acme, simulator, wrapping, count):
    simulator.set_options({"audit_list": wrapping, "audit_timestamp": "text"})
    log(acme, count)
    found = read()
    assert [entry["timestamp"] for entry in found] == [1_700_000_000 + number for number in reversed(range(count))]
    assert all(entry["actor"] is None and entry["object"] is None for entry in found)


def test_short_pages_are_followed(read, acme, simulator):
    simulator.set_faults([{"kind": "short_pages"}])
    log(acme, 120)
    assert len(read()) == 120


def test_time_kind_and_action_narrow(read, acme):
    log(acme, 10)
    acme.audit({"action_type": "delete", "resource_type": "users", "resource_id": "u", "timestamp": 1_700_000_005})
    between = read(start="2023-11-14T23:13:25+01:00", end="1700000006")
    assert {entry["resource_id"] for entry in between} == {"5", "6", "u"}
    assert [entry["resource_id"] for entry in read(start="1700000003", end="2023-11-14T22:13:23Z")] == ["3"]
    assert [entry["resource_id"] for entry in read(resource_type="users")] == ["u"]
    assert len(read(action_type="create")) == 10


@pytest.mark.parametrize("limit", [0, 101, 150])
@pytest.mark.parametrize(
    ("page", "why"), [("ignored", "the second page was the first one again"), ("refused", "a further page was refused")]
)
def test_pages_that_are_not_served_end_the_reading_with_a_doubt(client, acme, simulator, page, why, limit):
    simulator.set_options({"audit_page": page})
    log(acme, 150)
    found, doubt = read_event_log(client, AUDIT_LOGS, {}, limit)
    assert (len(found), doubt) == (100, why)
    assert [entry["query"] for entry in simulator.requests()] == ["per_page=100", "page=2&per_page=100"]


def test_a_first_page_that_is_served_again_is_a_warning_however_short_it_is(run, acme, simulator):
    simulator.set_options({"audit_page": "ignored"})
    simulator.set_faults([{"kind": "short_pages"}])
    log(acme, 150)
    found = run("audit_log_info", limit=34)
    assert len(found["audit_logs"]) == 33 and not found["changed"]
    (warning,) = found["warnings"]
    assert "33 audit_logs were read, which may not be all: the second page was the first one again." in str(warning)


@pytest.mark.parametrize("count", [0, 99, 100, 101, 200])
def test_a_full_page_without_another_may_be_all_or_not(client, acme, count):
    log(acme, count)
    found, doubt = read_event_log(client, AUDIT_LOGS, {}, 0)
    assert len(found) == count
    assert doubt == ("the page after a full first page was empty" if count == 100 else None)


def test_a_refusal_of_the_first_page_is_an_error(client, acme, simulator):
    simulator.set_faults([{"kind": "status", "status": 400}])
    with pytest.raises(BadRequest):
        read_event_log(client, AUDIT_LOGS, {}, 0)


@pytest.mark.parametrize("page", ["kept", "ignored", "refused"])
def test_no_more_is_read_than_asked_for(client, acme, simulator, page):
    simulator.set_options({"audit_page": page})
    log(acme, 250)
    found, doubt = read_event_log(client, AUDIT_LOGS, {}, 100)
    assert (len(found), doubt) == (100, None)
    assert len(simulator.requests()) == 1


@pytest.mark.parametrize(
    ("options", "words"),
    [({"start": "1700000002", "end": "1700000001"}, "start is later than end"), ({"limit": -1}, "limit is -1")],
)
def test_bad_input_is_refused_before_anything_is_sent(run, simulator, options, words):
    refused = run("audit_log_info", **options)
    assert refused["failed"] and words in refused["msg"]
    assert simulator.requests() == []


def test_what_modules_change_is_in_the_log(run, read):
    made = run("role", name="Operations", permissions=[])["role"]
    run("role", name="Operations", users=["grace@acme.example"])
    run("role", name="Operations", state="absent")
    told = [
        (entry["action_type"], entry["resource_id"], entry["actor"]["user"]["email"], entry["object"] is None)
        for entry in read(resource_type="roles")
    ]
    owner = "admin@acme.example"
    assert told == [
        ("delete", made["id"], owner, True),
        ("update", made["id"], owner, False),
        ("create", made["id"], owner, False),
    ]
