# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import UnknownReference
from ansible_collections.community.bigpanda.plugins.module_utils._core.incidents.model import (
    IncidentState,
    OtherIncident,
)
from ansible_collections.community.bigpanda.plugins.module_utils._resources.incident_actions import (
    MERGED,
    MERGED_INTO,
    SNOOZE_END,
    SPLIT_OFF,
    alert_ids,
    plan_assignee,
    plan_comment,
    plan_merge,
    plan_resolution,
    plan_snooze,
    plan_snooze_for,
    plan_split,
    plan_tags,
)


def state(incident=None, **read):
    return IncidentState(incident or {}, {"environment_id": "e1", "incident_id": "i1"}, **read)


def bodies(actions):
    return [(action.name, action.body) for action in actions]


def test_alerts_of_an_incident_may_be_bare_ids():
    assert alert_ids({"alerts": ["a1", 2, {"alert_id": "a3"}, {"id": "a4"}]}) == {"a1", "2", "a3", "a4"}


def incident_of(*alerts, **fields):
    return {"alerts": [{"id": alert} for alert in alerts], **fields}


@pytest.mark.parametrize(
    ("assignee", "desired", "actions"),
    [
        (None, "u1", [("assign", {"assignee": "u1"})]),
        ({"user_id": "u1"}, "u1", []),
        ({"user_id": "u2"}, "u1", [("assign", {"assignee": "u1"})]),
        ({"user_id": 7}, "7", []),
        ("u1", "u1", []),
        (7, "7", []),
        ("u2", "u1", [("assign", {"assignee": "u1"})]),
        ({"id": "u1", "name": "Ada"}, "u1", []),
        ("u2", "", [("unassign", None)]),
        ({"user_id": None, "email": "ada@acme.example"}, "", [("unassign", None)]),
        ({"user_id": None, "email": ""}, "", []),
        ({"user_id": "u2"}, "", [("unassign", None)]),
        (None, "", []),
    ],
)
def test_an_incident_is_assigned_once(assignee, desired, actions):
    now = state({"assignee": assignee})
    assert bodies(plan_assignee(now, now, {"assignee": desired})) == actions


SNOOZED_TEXTS = {"snoozed": "true", "end_time": "100", "cancel_on_incident_updates": "false"}
SNOOZED = {"snoozed": True, "end_time": 100, "cancel_on_incident_updates": True}


@pytest.mark.parametrize(
    ("snooze", "desired", "actions"),
    [
        (None, {"snoozed_until": 100}, [("snooze", {"end_time": 100})]),
        (SNOOZED, {"snoozed_until": 100}, []),
        (SNOOZED, {"snoozed_until": 200}, [("snooze", {"end_time": 200, "cancel_on_incident_updates": True})]),
        (
            SNOOZED,
            {"snoozed_until": 100, "snooze_cancel_on_update": False},
            [("snooze", {"end_time": 100, "cancel_on_incident_updates": False})],
        ),
        (SNOOZED, {"snoozed_until": 0}, [("unsnooze", None)]),
        (SNOOZED_TEXTS, {"snoozed_until": 100, "snooze_cancel_on_update": False}, []),
        (SNOOZED_TEXTS, {"snoozed_until": 200}, [("snooze", {"end_time": 200, "cancel_on_incident_updates": False})]),
        ({**SNOOZED_TEXTS, "snoozed": "false"}, {"snoozed_until": 0}, []),
        ({**SNOOZED_TEXTS, "snoozed": 0}, {"snoozed_until": 100}, [("snooze", {"end_time": 100})]),
        (None, {"snoozed_until": 0}, []),
    ],
)
def test_a_snooze_keeps_what_the_task_does_not_mention(snooze, desired, actions):
    now = state({"snooze": snooze})
    assert bodies(plan_snooze(now, now, desired)) == actions


DEFINITIONS = [
    {"id": "t1", "name": "Ticket", "type": "Text"},
    {"id": "t2", "name": "Teams", "type": "MultiValue"},
    # Ids are text; some services show numbers.
    {"id": 3, "name": "Priority", "type": "ClosedListValuesSingle", "config": {"incident_tag_values": ["P1", "P2"]}},
]


@pytest.mark.parametrize(
    ("tags", "current", "actions"),
    [
        ({"Ticket": 7}, [], [("tag", [{"tag_id": "t1", "tag_value": "7"}])]),
        ({"Ticket": "7"}, [{"tag_id": "t1", "tag_value": "7"}], []),
        ({"Teams": "dba"}, [], [("tag", [{"tag_id": "t2", "tag_value": ["dba"]}])]),
        ({"Teams": ["a", "b"]}, [{"tag_id": "t2", "tag_value": '["b", "a"]'}], []),
        ({"Ticket": None}, [{"tag_id": "t1", "tag_value": "7"}], [("untag", None)]),
        # Only tag_id is sure to be shown (schema IncidentTag), so a tag without a value may still be listed.
        ({"Ticket": None}, [{"tag_id": "t1"}], []),
        ({"Ticket": ""}, [{"tag_id": "t1", "tag_value": None}], []),
        ({"Ticket": None}, [{"tag_id": "t1", "tag_value": ""}], []),
        ({"Teams": None}, [{"tag_id": "t2", "tag_value": []}], []),
        ({"Ticket": "7"}, [{"tag_id": "t1"}], [("tag", [{"tag_id": "t1", "tag_value": "7"}])]),
        ({"Ticket": ""}, [], []),
        ({"Ticket": "two\r\nlines\n"}, [{"tag_id": "t1", "tag_value": "two\nlines"}], []),
        ({"Ticket": "7"}, [{"tag_id": "t1", "tag_value": 7}], []),
        ({"Teams": ["a ", "b"]}, [{"tag_id": "t2", "tag_value": ["a", "b"]}], []),
        ({"Ticket": "A"}, [{"tag_id": "t1", "tag_value": "a"}], [("tag", [{"tag_id": "t1", "tag_value": "A"}])]),
        ({"Priority": "P1"}, [{"tag_id": 3, "tag_value": "P1"}], []),
        ({"Priority": "P2"}, [{"tag_id": 3, "tag_value": "P1"}], [("tag", [{"tag_id": "3", "tag_value": "P2"}])]),
    ],
)
def test_tags_are_set_by_name_and_removed_by_null(tags, current, actions):
    now = state(tags=current, definitions=DEFINITIONS)
    assert bodies(plan_tags(now, now, {"tags": tags})) == actions


@pytest.mark.parametrize("timestamp", [1_800_000_000, "1800000000", "2027-01-15T08:00:00Z"])
def test_when_a_snooze_was_set_may_be_shown_in_any_form(timestamp):
    now = state({"snooze": {"snoozed": True, "end_time": 1_800_007_200}}, snoozes=[{"timestamp": timestamp}])
    assert plan_snooze_for(now, now, {"snooze_for": 7200, SNOOZE_END: 1_800_010_000}) == ()


@pytest.mark.parametrize("activity", [{}, {"timestamp": None}, {"timestamp": "soon"}], ids=str)
def test_a_snooze_that_does_not_show_when_it_was_set_is_set_again(activity):
    now = state({"snooze": {"snoozed": True, "end_time": 1_800_007_200}}, snoozes=[activity])
    again = plan_snooze_for(now, now, {"snooze_for": 7200, SNOOZE_END: 1_800_010_000})
    assert bodies(again) == [("snooze", {"end_time": 1_800_010_000})]


def test_a_tag_key_is_sent_as_it_is_if_definitions_cannot_be_read():
    now = state(tags=[], definitions=None)
    assert bodies(plan_tags(now, now, {"tags": {"t9": "x"}})) == [("tag", [{"tag_id": "t9", "tag_value": "x"}])]
    with pytest.raises(UnknownReference):
        plan_tags(now, now.replace(definitions=DEFINITIONS), {"tags": {"t9": "x"}})


@pytest.mark.parametrize("ids", [{"c1": {"id": "c1"}, "c2": {"id": "c2"}}, {"c1": {"timestamp": 1}, "c2": {}}], ids=str)
def test_a_comment_is_added_once_or_once_more_in_each_run(ids):
    there = state(comments=[{**ids["c1"], "params": {"comment": "Looking.\n"}}])
    more = state(comments=[{**ids["c2"], "params": {"comment": "Looking."}}, *there.comments])
    once, always = {"comment": "Looking."}, {"comment": "Looking.", "comment_always": True}
    assert bodies(plan_comment(there, there, once)) == []
    assert bodies(plan_comment(there, there, always)) == [("comment", {"comment": "Looking."})]
    assert bodies(plan_comment(there, more, always)) == []


def test_a_comment_is_there_if_only_its_unicode_form_differs():
    there = state(comments=[{"id": "c1", "params": {"comment": "Caf\u00e9 is down."}}])
    assert bodies(plan_comment(there, there, {"comment": "Cafe\u0301 is down.\n"})) == []


def merged(timestamp=100, by="u1", kind=MERGED):
    return {"type": kind, "timestamp": timestamp, "created_by": by}


@pytest.mark.parametrize(
    ("other", "missing"),
    [
        (OtherIncident(incident_of("a2"), []), ["i2"]),
        (OtherIncident(incident_of("a1"), []), []),
        (OtherIncident(incident_of(), [merged()]), []),
        (OtherIncident(None, [merged()]), []),
        (OtherIncident(None, [merged(None, None)]), []),
        (OtherIncident(None, [merged("1970-01-01T00:01:41Z")]), []),
        (OtherIncident(incident_of(), []), ["i2"]),
    ],
    ids=["other alerts", "its alerts are here", "empty", "gone", "no time", "time as text", "empty without a merge"],
)
def test_an_incident_is_merged_unless_its_alerts_or_its_history_show_it(other, missing):
    now = state(incident_of("a1"), others={"i2": other}, merges=[merged(102, kind=MERGED_INTO)])
    sources = [source for action in plan_merge(now, now, {"merge": ["i2"]}) for source in action.body.values()]
    assert sources == ([missing] if missing else [])


@pytest.mark.parametrize("incident", [incident_of(), None], ids=["empty", "gone"])
@pytest.mark.parametrize(
    "merges",
    [None, [], [merged(100)], [merged(500, kind=MERGED_INTO)], [merged(100, "u2", MERGED_INTO)]],
    ids=["hidden", "never", "merged itself", "another time", "another user"],
)
def test_a_source_that_was_merged_into_another_incident_is_refused(incident, merges):
    start = state(incident_of("a1"), others={"i2": OtherIncident(incident, [merged()])}, merges=merges)
    with pytest.raises(UnknownReference, match="i2 was merged into another incident"):
        plan_merge(start, start, {"merge": ["i2"]})


@pytest.mark.parametrize(("here", "planned"), [(("a1", "a2"), False), (("a1",), True)], ids=["here", "elsewhere"])
def test_during_a_run_the_alerts_show_where_a_source_was_merged(here, planned):
    into = [merged(kind=MERGED_INTO)]
    start = state(incident_of("a1"), others={"i2": OtherIncident(incident_of("a2"), [])}, merges=into)
    now = state(incident_of(*here), others={"i2": OtherIncident(incident_of(), [merged()])}, merges=into)
    assert bool(plan_merge(start, now, {"merge": ["i2"]})) is planned
    assert not plan_merge(start, now, {"merge": ["i2"], "split": ["a2"]})


def test_an_unknown_source_is_refused_at_the_start_only():
    start = state(incident_of("a1"), others={"i2": OtherIncident(None, [])})
    with pytest.raises(UnknownReference, match="i2"):
        plan_merge(start, start, {"merge": ["i2"]})
    assert plan_merge(start, start.replace(), {"merge": ["i2"]})


@pytest.mark.parametrize(
    ("now", "moved"),
    [
        (state(incident_of("a1", "a2"), splits=[]), ["a1"]),
        (state(incident_of("a2"), splits=[{"type": SPLIT_OFF}], holders={"a1": "i3"}), []),
        (state(incident_of("a1"), splits=None), ["a1"]),
    ],
    ids=["here", "split off before", "history is hidden"],
)
def test_an_alert_is_split_off_unless_another_incident_got_it_by_a_split(now, moved):
    actions = plan_split(now, now, {"split": ["a1", "a1"]})
    assert [action.body["alerts"] for action in actions] == ([moved] if moved else [])


def test_an_alert_that_is_elsewhere_without_a_split_is_refused():
    now = state(incident_of("a2"), splits=[], holders={"a1": "i3"})
    with pytest.raises(UnknownReference, match="a1"):
        plan_split(now, now, {"split": ["a1"]})


@pytest.mark.parametrize(
    ("active", "desired", "names"), [(True, "resolved", ["resolve"]), (False, "resolved", []), (True, "present", [])]
)
def test_only_an_active_incident_is_resolved(active, desired, names):
    now = state({"active": active})
    assert [action.name for action in plan_resolution(now, now, {"state": desired})] == names
