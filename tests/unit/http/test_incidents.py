# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Incidents brought about over HTTP, as servers of the same contract may show them."""

from __future__ import annotations

import time

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import (
    AmbiguousKey,
    ChangeNotVisible,
    InvalidOption,
    NotFound,
    UnknownReference,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.incidents.incident import (
    Incident,
    Wait,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.incidents.plan import IncidentPlan
from ansible_collections.community.bigpanda.plugins.module_utils._core.incidents.search import search
from ansible_collections.community.bigpanda.plugins.module_utils._resources.incident import INCIDENT, prepare_incident
from ansible_collections.community.bigpanda.plugins.module_utils._resources.incident_search import (
    INCIDENT_SEARCH,
    prepare_search,
)
from simulator.rules.alerts import ingest
from simulator.rules.incident_tag_definitions import made
from simulator.rules.incidents import new_incident

DEFAULTS = {"state": "present", "wait": True, "wait_timeout": 60}


@pytest.fixture
def acme(simulator):
    return simulator.organization("acme")


@pytest.fixture
def environment(acme):
    return next(iter(acme.environments))


@pytest.fixture
def raise_incident(acme):
    """Makes an incident of so many alerts."""

    def make(alerts=1):
        known = set(acme.alerts)
        for number in range(alerts):
            ingest(acme, {"host": f"db-{len(known)}-{number}", "check": "disk", "status": "critical"}, "primary-key-1")
        new = [alert for alert in acme.alerts if alert not in known]
        for holder in acme.incidents.values():
            holder["alerts"] = [alert for alert in holder["alerts"] if alert not in new]
        for empty in [name for name, holder in acme.incidents.items() if not holder["alerts"]]:
            if not acme.incidents[empty]["merged_into"]:
                del acme.incidents[empty]
        return new_incident(acme, new)

    return make


@pytest.fixture
def bring_about(client, environment, simulator):
    """Brings an incident about: the names of what was done."""

    def bring(incident, **wanted):
        desired = prepare_incident({**DEFAULTS, "id": incident["id"], **wanted}, time.time())
        values = {"environment_id": environment, "incident_id": incident["id"]}
        simulator.clear_requests()
        _now, actions = Incident(client, INCIDENT, values, desired).bring_about(Wait(True, desired["wait_timeout"]))
        return [action.name for action in actions]

    return bring


def define(acme, name, kind="Text", tag_id=None):
    """A definition that is there; its id follows from the name unless it is given."""
    definition = made({"name": name, "type": kind}, "system")
    definition["id"] = tag_id or definition["id"]
    acme.incident_tags[definition["id"]] = definition


@pytest.mark.parametrize("slow", ["history_seconds", "found_seconds"])
def test_a_split_that_shows_bit_by_bit_is_waited_for(bring_about, raise_incident, simulator, slow):
    simulator.set_options({slow: 0.6})
    incident = raise_incident(alerts=2)
    alert = incident["alerts"][0]
    assert bring_about(incident, split=[alert]) == ["split"]
    assert bring_about(incident, split=[alert, alert]) == []


def test_a_merge_that_shows_bit_by_bit_is_waited_for(bring_about, raise_incident, simulator):
    simulator.set_options({"history_seconds": 0.6})
    incident, other = raise_incident(), raise_incident()
    assert bring_about(incident, merge=[other["id"], other["id"]]) == ["merge"]
    assert bring_about(incident, merge=[other["id"]]) == []


def test_an_alert_that_comes_with_a_merge_can_be_split_off(bring_about, raise_incident, acme):
    incident, other = raise_incident(), raise_incident()
    alert = other["alerts"][0]
    assert bring_about(incident, merge=[other["id"]], split=[alert]) == ["merge", "split"]
    holder = next(each for each in acme.incidents.values() if alert in each["alerts"])
    assert holder["id"] not in (incident["id"], other["id"])
    assert bring_about(incident, merge=[other["id"]], split=[alert]) == []


def test_strange_alerts_and_incidents_are_refused_before_anything_is_written(bring_about, raise_incident, simulator):
    incident, other = raise_incident(2), raise_incident()
    with pytest.raises(UnknownReference, match=other["alerts"][0]):
        bring_about(incident, split=[incident["alerts"][0], other["alerts"][0]])
    with pytest.raises(UnknownReference, match="nobody"):
        bring_about(incident, merge=[other["id"], "nobody"])
    assert simulator.requests(writes_only=True) == []


def test_a_snooze_that_is_moved_keeps_what_ends_it(bring_about, raise_incident):
    incident, until = raise_incident(), int(time.time()) + 3600
    assert bring_about(incident, snoozed_until=until, snooze_cancel_on_update=True) == ["snooze"]
    assert bring_about(incident, snoozed_until=until + 60) == ["snooze"]
    assert incident["snooze"] == {"snoozed": True, "end_time": until + 60, "cancel_on_incident_updates": True}


@pytest.fixture
def hours_pass(acme):
    """Moves a snooze, and what is noted of it, into the past."""

    def move(incident, hours):
        incident["snooze"]["end_time"] -= int(hours * 3600)
        for activity in acme.activities[incident["id"]]:
            activity["timestamp"] -= int(hours * 3600)

    return move


@pytest.mark.parametrize("option", ["snooze_for", "snoozed_until"])
def test_a_snooze_for_two_hours_is_set_once_and_again_after_its_end(bring_about, raise_incident, hours_pass, option):
    incident, two_hours = raise_incident(), {option: "2h"}
    assert bring_about(incident, **two_hours) == ["snooze"]
    for hours in (0, 1):
        hours_pass(incident, hours)
        assert bring_about(incident, **two_hours) == bring_about(incident, **{option: "30m"}) == []
    assert bring_about(incident, **{option: "3h"}) == ["snooze"]
    hours_pass(incident, 2)
    assert bring_about(incident, **{option: "3h"}) == []
    hours_pass(incident, 1)
    assert not incident["snooze"].get("end_time") or incident["snooze"]["end_time"] <= time.time()
    assert bring_about(incident, **two_hours) == ["snooze"]
    assert bring_about(incident, **two_hours) == []


def test_a_snooze_that_may_be_hours_and_minutes_is_reported(client, environment, raise_incident):
    desired = prepare_incident({**DEFAULTS, "id": raise_incident()["id"], "snooze_for": 90}, time.time())
    plan = IncidentPlan(client, INCIDENT, {**desired, "environment": environment}, Wait(True, 1))
    assert plan.changed and "YAML also reads 1:30 as 90" in plan.warnings[0]


def test_a_snooze_of_others_is_only_moved_to_a_later_end(bring_about, raise_incident, hours_pass):
    incident, now = raise_incident(), int(time.time())
    assert bring_about(incident, snoozed_until=now + 9000) == ["snooze"]
    assert bring_about(incident, snooze_for="2h") == []
    hours_pass(incident, 1)
    assert bring_about(incident, snooze_for="2h") == ["snooze"]
    assert abs(incident["snooze"]["end_time"] - now - 7200) < 60
    for _each in range(2):
        bring_about(incident, snooze_for="1h", snooze_cancel_on_update=True)
        assert incident["snooze"]["cancel_on_incident_updates"]
        assert bring_about(incident, snooze_for="1h", snooze_cancel_on_update=True) == []
        assert abs(incident["snooze"]["end_time"] - now - 7200) < 60


def test_an_incident_that_is_not_found_may_be_in_another_environment(bring_about):
    with pytest.raises(NotFound, match="Check environment, id and region.*All Incidents, the default, contains all"):
        bring_about({"id": "000000000000000000000000"}, comment="x")


def test_a_comment_exists_whatever_spaces_are_around_it(bring_about, raise_incident, acme):
    incident = raise_incident()
    assert bring_about(incident, comment="Looking.\n") == ["comment"]
    (stored,) = (each for each in acme.activities[incident["id"]] if each["type"] == "incident_commented")
    stored["params"]["comment"] = "Looking."
    assert bring_about(incident, comment="Looking.\n") == []


@pytest.mark.parametrize("shown", ["array", "text"])
def test_several_values_are_a_set_however_they_are_shown(bring_about, raise_incident, acme, simulator, shown):
    simulator.set_options({"tag_lists": shown})
    define(acme, "Teams", "MultiValue")
    incident = raise_incident()
    assert bring_about(incident, tags={"Teams": ["dba", "network", "dba"]}) == ["tag"]
    assert bring_about(incident, tags={"Teams": ["network", "dba"]}) == []
    assert bring_about(incident, tags={"Teams": []}) == ["tag"]


def test_a_key_is_an_id_first_and_a_name_only_if_one_tag_has_it(bring_about, raise_incident, acme):
    define(acme, "Note", tag_id="itd-note")
    define(acme, "Weird", tag_id="Note")
    define(acme, "Twice", tag_id="itd-a")
    define(acme, "Twice", tag_id="itd-b")
    incident = raise_incident()
    assert bring_about(incident, tags={"Note": "by id"}) == ["tag"]
    assert incident["tags"] == {"Note": "by id"}
    with pytest.raises(AmbiguousKey, match="itd-a, itd-b"):
        bring_about(incident, tags={"Twice": "one"})
    with pytest.raises(InvalidOption, match="Weird and Note are the same tag"):
        bring_about(incident, tags={"Weird": "one", "Note": "two"})


def test_a_list_for_a_tag_of_one_value_is_refused(bring_about, raise_incident, acme, simulator):
    define(acme, "Ticket")
    with pytest.raises(InvalidOption, match="tags.Ticket is a list"):
        bring_about(raise_incident(), tags={"Ticket": ["a", "b"]})
    assert simulator.requests(writes_only=True) == []


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ({"id": ""}, "id is"),
        ({"id": ".."}, "id is"),
        ({"environment": " "}, "environment is"),
        ({"merge": ["a", ""]}, r"merge\[1\]"),
        ({"split": ["."]}, r"split\[0\]"),
        ({"wait_timeout": -1}, "wait_timeout is -1"),
        ({"tags": {"Ticket": {"a": 1}}}, "tags.Ticket"),
        ({"tags": {"Ticket": True}}, "quotes"),
        ({"tags": {"Ticket": ["a", None]}}, "tags.Ticket: null is not"),
        ({"snoozed_until": 4_000_000_000, "state": "resolved"}, "state=resolved"),
        ({"snoozed_until": -5}, "snoozed_until: .-5. is not a valid time"),
        ({"snoozed_until": "now"}, "snoozed_until: 2096-10-02T06:50:00Z is in the past"),
        ({"snoozed_until": "-1h"}, "in the past"),
        ({"snooze_for": 2}, "snooze_for: 2 has no unit"),
        ({"snooze_for": "90d"}, "snooze_for: 2096-12-31T06:50:00Z is 90 days or more in the future"),
        ({"snooze_for": "2h", "snoozed_until": "2h"}, "snoozed_until and snooze_for are mutually exclusive"),
        ({"snooze_for": "2h", "state": "resolved"}, "snooze_for is given with state=resolved"),
        ({"snooze_cancel_on_update": True}, "without a time"),
        ({"comment": " \r\n", "comment_always": True}, "without a comment"),
        ({"snooze_cancel_on_update": True, "snoozed_until": 0}, "without a time"),
    ],
)
def test_what_means_nothing_is_refused_before_anything_is_sent(wanted, says):
    for now_s in (3_999_999_000, 3_999_999_000.9):
        with pytest.raises(InvalidOption, match=says):
            prepare_incident({**DEFAULTS, "id": "i1", **wanted}, now_s)


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ({"id": ""}, "id is"),
        ({"environment": ".."}, "environment is"),
        ({"from": "1h"}, "from: .* is in the future.*-1h"),
        ({"from": "-99999999999999h"}, "from: -9+h is before 1970"),
        ({"to": "99999999999999h"}, "to: 9+h is after the year 9999"),
        ({"from": "-1h", "to": "-2h"}, "from is later than to"),
        ({"to": "yesterday"}, "to: .yesterday. is not a valid time"),
    ],
)
def test_a_search_for_nothing_is_refused(wanted, says):
    with pytest.raises(InvalidOption, match=says):
        prepare_search({"limit": 0, **wanted}, 4_000_000_000)


def read_all(client, environment, **options):
    return search(client, INCIDENT_SEARCH, {"environment_id": environment}, {"limit": 0, **options})


def test_incidents_that_change_while_they_are_read_all_come_once(client, environment, raise_incident, simulator):
    there = [raise_incident() for _number in range(25)]
    for number, incident in enumerate(there):
        incident["updated_at"] += number
    simulator.set_options({"incidents_change": "updated"})
    found, doubt = read_all(client, environment, expand=["alerts"])
    assert sorted(each["id"] for each in found) == sorted(each["id"] for each in there)
    assert not doubt
    changes = [each["updated_at"] for each in found]
    assert changes == sorted(changes, reverse=True)
    # Sorted by what changes, pages overlap, and what one reading misses stands in the next.
    again, _doubt = read_all(client, environment, expand=["alerts"], sort_by="last_change")
    assert sorted(each["id"] for each in again) == sorted(each["id"] for each in there)


def test_what_may_be_missing_is_reported(client, environment, raise_incident, simulator):
    for _number in range(25):
        raise_incident()
    simulator.set_options({"incidents_change": "resolved"})
    found, doubt = read_all(client, environment, expand=["alerts"], folder="active")
    assert len(found) > 15 and doubt


def test_a_lost_split_is_not_done_again(bring_about, raise_incident, simulator):
    simulator.set_options({"found_seconds": 0.6})
    incident = raise_incident(alerts=2)
    simulator.set_faults([{"kind": "reset_after", "operations": ["split_incident"], "times": 1}])
    assert bring_about(incident, split=[incident["alerts"][0]]) == ["split"]
    assert len(simulator.requests(writes_only=True)) == 1


def test_what_never_shows_is_said(bring_about, raise_incident, simulator):
    simulator.set_options({"settle_seconds": 600})
    incident = raise_incident(alerts=2)
    with pytest.raises(ChangeNotVisible, match="Cannot split"):
        bring_about(incident, split=[incident["alerts"][0]], wait_timeout=1)
