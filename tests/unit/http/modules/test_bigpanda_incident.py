# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import time

import pytest
from simulator.rules import RULES
from simulator.rules.incidents import log_activity

UNKNOWN = "000000000000000000000000"


@pytest.fixture
def seeded(call):
    """Incidents of the seed, that which has several alerts first."""
    options = {"environment": "Production", "sort_by": "alerts", "sort_order": "desc"}
    return call("incident_info", **options)["incidents"]


@pytest.fixture
def database(seeded):
    """The ID of an incident with three alerts."""
    return seeded[0]["id"]


@pytest.fixture
def web(seeded):
    return seeded[1]["id"]


@pytest.fixture
def last_alert(seeded):
    return seeded[0]["alerts"][2]["alert_id"]


@pytest.fixture
def alerts_of(call):
    """The IDs of the alerts of an incident."""
    return lambda incident: {each["alert_id"] for each in call("incident_info", id=incident)["incidents"][0]["alerts"]}


@pytest.fixture
def bring(call, written, database):
    """Brings the incident into a situation, check mode first and twice: it is done once, and as it was predicted."""

    def bring_about(expected, **wanted):
        wanted = {"environment": "Production", "id": database, **wanted}
        written()
        predicted = call("incident", check_mode=True, **wanted)
        assert predicted["actions"] == expected and written() == []
        done, again = (call("incident", **wanted) for _each in range(2))
        assert done["changed"] and done["actions"] == expected
        assert done["diff"] == predicted["diff"]
        assert not again["changed"] and again["actions"] == []
        assert len(written()) == len(expected)

    return bring_about


@pytest.mark.sends("add_incident_tags", "delete_incident_tag", "list_incident_tag_definitions", "list_incident_tags")
def test_tags_are_set_and_taken_away(bring):
    bring(["tag"], tags={"priority": "P1", "teams": ["network", "database"], "ticket": 4711})
    bring(["untag", "tag"], tags={"ticket": None, "teams": ["database"]})


@pytest.mark.sends("assign_incident", "snooze_incident", "unassign_incident", "unsnooze_incident")
def test_it_is_assigned_and_snoozed_and_neither(bring):
    bring(["assign"], assignee="Grace@acme.example")
    bring(["snooze"], snoozed_until=int(time.time()) + 7200, snooze_cancel_on_update=True)
    bring(["unassign", "unsnooze"], assignee="", snoozed_until=0)
    bring(["snooze"], snooze_for="2h")


@pytest.mark.sends("comment_on_incident", "list_incident_activities")
def test_a_comment_is_made_once_unless_it_is_to_be_made_always(call, bring, database):
    for comment in ('Looking into it, "quoted" and mit Umlauten äöü.', "Fixed."):
        bring(["comment"], comment=comment)
    production = {"environment": "Production", "id": database}
    commented = call("incident", **production, comment="Fixed.", comment_always=True)
    assert commented["actions"] == ["comment"]
    (read,) = call("incident_info", **production, activities=True, expand=["alerts"])["incidents"]
    assert len([each for each in read["activities"] if each["type"] == "incident_commented"]) == 3


@pytest.mark.sends("merge_incidents", "resolve_incident", "retrieve_incident", "search_incidents", "split_incident")
def test_it_is_split_merged_and_resolved(call, bring, database, web, last_alert):
    bring(["split"], split=[last_alert])
    bring(["merge"], merge=[web])
    bring(["assign", "comment", "resolve"], assignee="grace@acme.example", comment="Fixed.", state="resolved")
    production = {"environment": "Production", "id": database}
    (read,) = call("incident_info", **production, expand=["alerts"])["incidents"]
    assert not read["active"] and read["assignee"]["email"] == "grace@acme.example"
    assert len(read["alerts"]) == 3
    again = call("incident", **production, split=[last_alert])
    assert not again["changed"] and again["split_incident"]["alerts"] == [{"alert_id": last_alert}]


def test_what_was_merged_into_another_incident_is_not_merged_into_this_one(call, database, web, alerts_of, written):
    third = next(found["id"] for found in call("incident_info")["incidents"] if found["id"] not in (database, web))
    assert call("incident", id=third, merge=[web])["actions"] == ["merge"]
    before = {incident: alerts_of(incident) for incident in (database, third)}
    written()
    for check in (True, False):
        refused = call("incident", check_mode=check, id=database, merge=[web])
        assert refused.get("failed") and f"{web} was merged into another incident" in refused["msg"], refused
    assert written() == [] and {incident: alerts_of(incident) for incident in before} == before


@pytest.mark.parametrize("status", [400, 409])
def test_what_somebody_merges_elsewhere_meanwhile_is_not_merged_here(
    call, database, web, alerts_of, monkeypatch, simulator, status
):
    """The service then refuses the merge as one that was done before."""
    simulator.set_options({"repeat_status": status})
    third = next(found["id"] for found in call("incident_info")["incidents"] if found["id"] not in (database, web))
    answer, before = RULES["merge_incidents"], alerts_of(database)

    def merge_after_somebody(request):
        incidents = request.organization.incidents
        incidents[third]["alerts"] += incidents[web]["alerts"]
        incidents[web].update(alerts=[], merged_into=third, active=False)
        log_activity(request.organization, web, "incident_merged_source", None)
        return answer(request)

    monkeypatch.setitem(RULES, "merge_incidents", merge_after_somebody)
    refused = call("incident", id=database, merge=[web])
    assert refused.get("failed") and refused["status"] == status, refused
    assert alerts_of(database) == before


@pytest.mark.sends("retrieve_incident_v1", "update_incident_v1")
def test_v1_is_used_with_only_the_org_token(call, web):
    without_key = {"id": web, "api_key": ""}
    assert call("incident", **without_key, comment=" ")["actions"] == []
    commented = call("incident", **without_key, comment="By the org token.", comment_always=True)
    assert commented["actions"] == ["comment"] and len(commented["deprecations"]) == 1
    resolved, again = (call("incident", **without_key, state="resolved") for _each in range(2))
    assert resolved["actions"] == ["resolve"] and not again["changed"]
    (read,) = call("incident_info", **without_key, expand=["alerts"])["incidents"]
    assert read["resolved"] and "id" in read["alerts"][0]
    assigned = call("incident", **without_key, assignee="grace@acme.example")
    assert assigned["failed"] and "assignee needs the User API Key" in assigned["msg"]


def test_without_an_environment_all_incidents_are_meant(call, database):
    named = {"incident_id": database}
    assert call("incident", check_mode=True, **named, comment="Looking.")["actions"] == ["comment"]
    (read,) = call("incident_info", **named)["incidents"]
    assert read["id"] == database
    assert len(call("incident_info", **{"from": "-1d", "to": "now"})["incidents"]) > 1


def test_an_owner_who_does_not_see_all_incidents_is_told_to_name_an_environment(call, simulator, database):
    environments = simulator.service.organizations["acme"].environments
    environments.pop(next(each["id"] for each in environments.values() if each["name"] == "All Incidents"))
    for module in ("incident", "incident_info"):
        assert "Set environment: the owner of the API key cannot see the default." in call(module, id=database)["msg"]
        refused = call(module, id=database, environment="All Incidents")
        assert "Set environment" not in refused["msg"], refused


def test_a_comment_is_text_with_the_line_breaks_of_linux(call, database, written):
    written()
    assert not call("incident", id=database, comment=" \r\n\t")["changed"] and written() == []
    assert call("incident", id=database, comment="Disk full.\r\nCalled.")["diff"]["after"] == {
        "comment": "Disk full.\nCalled."
    }
    assert not call("incident", id=database, comment="Disk full.\nCalled.")["changed"]


def test_check_mode_names_no_incident_as_split_off_before_it_is(call, database, web, alerts_of):
    come, kept = next(iter(alerts_of(web))), sorted(alerts_of(database))
    assert "split_incident" not in call("incident", True, id=database, merge=[web], split=[come])
    first = call("incident", id=database, split=kept[:1])["split_incident"]["id"]
    assert "split_incident" not in call("incident", True, id=database, split=kept[:2])
    second = call("incident", id=database, split=kept[:2])["split_incident"]
    assert second["id"] != first and second["alerts"] == [{"alert_id": kept[1]}]


def test_a_deactivated_assignee_is_what_the_error_says(call, database):
    assert call("scim_user", user_name="grace@acme.example", active=False)["changed"]
    refused = call("incident", id=database, assignee="grace@acme.example")
    assert refused.get("failed") and refused["status"] == 400 and "is active" in refused["msg"], refused


def test_a_value_to_expand_is_sent_once(call, database):
    assert call("incident_info", id=database, expand=["alerts", "alerts"])["incidents"][0]["id"] == database


def test_tags_are_shown_as_a_dict_too(call, database):
    call("incident", id=database, tags={"priority": "P1"})
    for found in (call("incident_info", id=database)["incidents"][0], call("incident", id=database)["incident"]):
        assert found["incident_tag_values"]["priority"] == "P1", found


def test_an_incident_is_searched_in_check_mode_too(call):
    searched = call(
        "incident_info",
        check_mode=True,
        environment="All Incidents",
        query="host = db-* AND status = critical",
        limit=1,
    )
    assert len(searched["incidents"]) == 1


def test_a_query_may_be_an_object_whose_values_stay_values(call):
    def found(query):
        return {incident["id"] for incident in call("incident_info", **query)["incidents"]}

    text = found({"query": "host = db-* AND status = critical"})
    condition = {"AND": [{"=": ["host", {"type": "regex", "value": "db-*"}]}, {"=": ["status", "critical"]}]}
    assert text == found({"query": condition}) == found({"condition": condition}) != set()
    assert found({"query": {"=": ["host", "x OR status = critical"]}}) == set()


def test_refused(refuse, database):
    later_s = int(time.time()) + 7200
    refuse(
        "incident",
        ({"snoozed_until": later_s * 1000}, "milliseconds"),
        ({"snoozed_until": 1600000000}, "is in the past"),
        ({"snoozed_until": later_s + 90 * 86400}, "90 days"),
        ({"tags": {"priority": [1.1]}}, "tags.priority: 1.1 is not a valid value .* put it in quotes"),
        ({"tags": {"nonsense": 1}}, "nonsense.*not an active incident tag.*priority"),
        ({"tags": {"Priority": "P9"}}, "not an active value of this tag.*P1"),
        ({"assignee": "nobody@acme.example"}, 'assignee: the SCIM user "nobody@acme.example" does'),
        ({"split": [UNKNOWN]}, "does not contain these alerts"),
        ({"merge": [UNKNOWN[:-1] + "1"]}, "does not exist"),
        ({"merge": [database]}, "merge contains the incident itself"),
        ({"environment": "Productoin", "assignee": "grace@acme.example"}, "Did you mean Production"),
        environment="Production",
        id=database,
    )
