# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What brings an incident to what is wanted of it: assign, snooze, tag, comment, merge, split, resolve.

Source: contract, incidents notes.
"""

from __future__ import annotations

import json
from typing import Any

from .._core.errors import UnknownReference
from .._core.incidents.model import Action, IncidentState, OtherIncident
from .._core.model.operation import Operation
from .._core.values.free_text import free_text
from .._core.values.text import is_true, shown_text
from .._core.values.times.shown_times import shown_epoch_s
from .._core.values.times.windows import lasts_long_enough
from .incident_reads import INCIDENT_PATH
from .incident_tag_values import named_tags, tag_value

ACT = ("Environment - Incident Actions", "full_access")
ASSIGN = Operation("assign_incident", "PUT", f"{INCIDENT_PATH}/assignment", ACT)
UNASSIGN = Operation("unassign_incident", "DELETE", f"{INCIDENT_PATH}/assignment", ACT)
SNOOZE = Operation("snooze_incident", "PUT", f"{INCIDENT_PATH}/snooze", ACT)
UNSNOOZE = Operation("unsnooze_incident", "DELETE", f"{INCIDENT_PATH}/snooze", ACT)
SET_TAGS = Operation("add_incident_tags", "POST", f"{INCIDENT_PATH}/tags", ACT)
DELETE_TAG = Operation("delete_incident_tag", "DELETE", f"{INCIDENT_PATH}/tags/{{incidenttag_id}}", ACT)
COMMENT = Operation("comment_on_incident", "POST", f"{INCIDENT_PATH}/comments", ACT)
MERGE = Operation("merge_incidents", "POST", f"{INCIDENT_PATH}/merge", ACT)
SPLIT = Operation("split_incident", "POST", f"{INCIDENT_PATH}/split", ACT)
RESOLVE = Operation("resolve_incident", "POST", f"{INCIDENT_PATH}/resolve", ACT)

MERGED, SNOOZED, SPLIT_OFF = "incident_merged_source", "incident_snoozed", "incident_splitted_source"
MERGED_INTO = "incident_merged_destination"
# How far the activities of one merge may be apart: in the incident that was merged, and in that which got its alerts.
SAME_MERGE_S = 10
INACTIVE_ASSIGNEE = "Check that the user exists and is active: BigPanda may not assign incidents to deactivated users."
# The key under which what the user wants carries the end of a snooze that was given by its length, in epoch seconds.
SNOOZE_END = "snooze_end"


def _assigned(incident: dict) -> dict:
    """Who the incident is assigned to; empty if nobody. The shape is only known from one response (`x-uncertain`)."""
    shown = incident.get("assignee") or {}
    shown = shown if isinstance(shown, dict) else {"user_id": shown}
    user_id = shown.get("user_id") or shown.get("id")
    return {**shown, "user_id": str(user_id)} if user_id else shown


def plan_assignee(_start: IncidentState, now: IncidentState, desired: dict) -> tuple[Action, ...]:
    """`desired` contains the id of a user, or an empty text for nobody."""
    assigned, wanted = _assigned(now.incident), desired["assignee"]
    if not wanted and not any(assigned.values()) or wanted and assigned.get("user_id") == wanted:
        return ()
    before = {"assignee": assigned or None}
    if not wanted:
        after: dict = {"assignee": None}
        return (Action("unassign", UNASSIGN, now.path_params, None, before, after, after),)
    after = {"assignee": {"user_id": wanted}}
    body = {"assignee": wanted}
    return (Action("assign", ASSIGN, now.path_params, body, before, after, after, if_refused=INACTIVE_ASSIGNEE),)


def _snooze_of(incident: dict) -> dict:
    snooze = incident.get("snooze") or {}
    said = [name for name in ("snoozed", "cancel_on_incident_updates") if snooze.get(name) is not None]
    return {"snoozed": False, **snooze, **{name: is_true(snooze[name]) for name in said}}


def plan_snooze(_start: IncidentState, now: IncidentState, desired: dict) -> tuple[Action, ...]:
    snooze = _snooze_of(now.incident)
    until, cancel = desired["snoozed_until"], desired.get("snooze_cancel_on_update")
    before = {"snooze": snooze}
    if not until:
        after = {"snooze": {"snoozed": False}}
        unsnooze = Action("unsnooze", UNSNOOZE, now.path_params, None, before, after, after)
        return (unsnooze,) if snooze.get("snoozed") else ()
    if cancel is None and snooze.get("snoozed"):
        # A snooze is written whole (incidents notes, "State and idempotency"), so what is to stay is sent again.
        cancel = snooze.get("cancel_on_incident_updates")
    same_cancel = cancel is None or cancel == (snooze.get("cancel_on_incident_updates") or False)
    if snooze.get("snoozed") and shown_epoch_s(snooze.get("end_time")) == until and same_cancel:
        return ()
    body = {"end_time": until}
    if cancel is not None:
        body["cancel_on_incident_updates"] = cancel
    after = {"snooze": {"snoozed": True, **body}}
    return (Action("snooze", SNOOZE, now.path_params, body, before, after, after),)


def plan_snooze_for(start: IncidentState, now: IncidentState, desired: dict) -> tuple[Action, ...]:
    """A snooze that ends as late or later stays, and one that was set for this long: an earlier run of the task set it.

    When it was set is known from the activities; the incident shows only its end.
    """
    until, snooze = desired[SNOOZE_END], _snooze_of(now.incident)
    end, moments = (
        shown_epoch_s(snooze.get("end_time")),
        [shown_epoch_s(each.get("timestamp")) for each in now.snoozes or []],
    )
    set_at = [moment for moment in moments if isinstance(moment, int)]
    if not snooze.get("snoozed") or not isinstance(end, int):
        return plan_snooze(start, now, {**desired, "snoozed_until": until})
    if lasts_long_enough(end, until, desired["snooze_for"], set_at):
        if not plan_snooze(start, now, {**desired, "snoozed_until": end}):
            return ()
        until = max(until, end)
    return plan_snooze(start, now, {**desired, "snoozed_until": until})


def plan_tags(_start: IncidentState, now: IncidentState, desired: dict) -> tuple[Action, ...]:
    """Unnamed tags stay. None and "" remove a value, [] empties one of several."""
    current = _values_now(now.tags or [])
    to_set, to_delete = {}, []
    for tag_id, (key, value) in named_tags(desired["tags"], now.definitions, current).items():
        if value in (None, ""):
            if tag_id in current:
                to_delete.append(tag_id)
            continue
        value = tag_value(tag_id, key, value, now.definitions)
        if not _is_same_value(current.get(tag_id), value):
            to_set[tag_id] = value
    actions = [_untag(now, tag_id, current[tag_id]) for tag_id in to_delete]
    if to_set:
        actions.append(_tag(now, to_set, current))
    return tuple(actions)


def _values_now(tags: list[dict]) -> dict[str, Any]:
    """By id of the tag. A removed value may still be listed, as nothing (schema IncidentTag)."""
    values = {str(tag["tag_id"]): tag.get("tag_value") for tag in tags if "tag_id" in tag}
    return {tag_id: value for tag_id, value in values.items() if value not in (None, "", [])}


def _tag(now: IncidentState, values: dict, current: dict) -> Action:
    body = [{"tag_id": tag_id, "tag_value": value} for tag_id, value in values.items()]
    before = {"tags": {tag_id: current.get(tag_id) for tag_id in values}}
    return Action("tag", SET_TAGS, now.path_params, body, before, {"tags": dict(values)})


def _untag(now: IncidentState, tag_id: str, value: Any) -> Action:
    values = {**now.path_params, "incidenttag_id": tag_id}
    return Action("untag", DELETE_TAG, values, None, {"tags": {tag_id: value}}, {"tags": {tag_id: None}})


def _is_same_value(current: Any, wanted: Any) -> bool:
    if isinstance(wanted, list):
        return set(map(free_text, _values_of(current))) == set(map(free_text, wanted))
    return bool(free_text(shown_text(current)) == free_text(wanted))


def _values_of(current: Any) -> list[str]:
    """The values of a tag of several: a list, or text in brackets (schema TagValue, `x-uncertain`)."""
    if isinstance(current, list):
        return [str(value) for value in current]
    text = str(current or "")
    if not (text.startswith("[") and text.endswith("]")):
        return [text] if text else []
    try:
        return [str(value) for value in json.loads(text)]
    except ValueError:
        return [part.strip() for part in text[1:-1].split(",") if part.strip()]


def plan_comment(start: IncidentState, now: IncidentState, desired: dict) -> tuple[Action, ...]:
    """Once, unless it is wanted always: then until there is one more than at the start."""
    text = desired["comment"]
    known = [_identity_of(activity) for activity in _comments(start, text)] if desired.get("comment_always") else []
    if not text or any(_identity_of(activity) not in known for activity in _comments(now, text)):
        return ()
    return (Action("comment", COMMENT, now.path_params, {"comment": text}, {}, {"comment": text}),)


def _comments(state: IncidentState, text: str) -> list[dict]:
    return [each for each in state.comments or [] if _comment_of(each) == free_text(text)]


def _identity_of(activity: dict) -> Any:
    """Its ID; of one without an ID, all that the service shows of it."""
    return activity.get("id") or activity


def _comment_of(activity: dict) -> str:
    """Its text, in the form in which texts for people are compared."""
    return str(free_text(str((activity.get("params") or {}).get("comment") or "")))


def plan_merge(start: IncidentState, now: IncidentState, desired: dict) -> tuple[Action, ...]:
    """A source that is missing now may have been merged: its history or its alerts show it.

    Raises UnknownReference for a source that does not exist, or that was merged into another incident before.
    """
    sources = list(dict.fromkeys(desired["merge"]))
    missing = [source for source in sources if not _is_merged(start, now, desired, source)]
    if not missing:
        return ()
    # Later on it may be gone before its history says why.
    if now is start:
        for source in missing:
            _refuse_unknown_source(source, now.others[source])
    body = {"source_incidents": missing}
    return (Action("merge", MERGE, now.path_params, body, {}, {"merged": missing}, later=True),)


def _refuse_unknown_source(source: str, other: OtherIncident) -> None:
    if not alert_ids(other.incident or {}) and _latest(other.history, MERGED):
        raise UnknownReference(
            f"merge: the incident {source} was merged into another incident before.",
            "Merge that one, which contains its alerts now, or omit it from merge.",
        )
    if other.incident is None:
        raise UnknownReference(f"merge: the incident {source} does not exist.", "Check its ID and the environment.")


def _is_merged(start: IncidentState, now: IncidentState, desired: dict, source: str) -> bool:
    """No field says it: its alerts are here, or it is empty or gone after a merge into this one (incidents notes)."""
    here, other = alert_ids(now.incident), now.others[source]
    alerts = alert_ids(other.incident or {})
    if alerts:
        return alerts <= here
    came = alert_ids(start.others[source].incident or {}).difference(desired.get("split", ()))
    return came <= here and _is_merged_by_history(other.history, now.merges or [])


def _is_merged_by_history(of_source: list[dict], of_destination: list[dict]) -> bool:
    """Activities do not say which other incident a merge was about, but when it was, and who did it."""
    merge = _latest(of_source, MERGED)
    return merge is not None and any(
        activity.get("type") == MERGED_INTO and _is_same_merge(merge, activity) for activity in of_destination
    )


def _is_same_merge(one: dict, other: dict) -> bool:
    users = [activity.get("created_by") for activity in (one, other)]
    moments = [shown_epoch_s(activity.get("timestamp")) for activity in (one, other)]
    if all(users) and users[0] != users[1]:
        return False
    known = [moment for moment in moments if isinstance(moment, int)]
    return len(known) < len(moments) or abs(known[0] - known[1]) <= SAME_MERGE_S


def _latest(history: list[dict], kind: str) -> dict | None:
    """Activities come newest first."""
    return next((activity for activity in history if activity.get("type") == kind), None)


def alert_ids(incident: dict) -> set[str]:
    """Ids of the alerts, as objects or bare."""
    shown = incident.get("alerts") or []
    return {str((each.get("alert_id") or each.get("id")) if isinstance(each, dict) else each) for each in shown}


def plan_split(start: IncidentState, now: IncidentState, desired: dict) -> tuple[Action, ...]:
    """Alerts that another incident contains, and that did not come from a merge, were split off before.

    Alerts that leave may be nowhere for a moment: the source, its history and the search need not change at once.
    """
    was_split = any(activity.get("type") == SPLIT_OFF for activity in now.splits or [])
    sources = set(desired.get("merge", ()))
    gone = {alert for alert, holder in now.holders.items() if was_split and holder not in sources}
    moved = [alert for alert in dict.fromkeys(desired["split"]) if alert not in gone]
    if not moved:
        return ()
    if now is start:
        _refuse_unknown_alerts(now, moved)
    return (Action("split", SPLIT, now.path_params, {"alerts": moved}, {}, {"split": moved}, later=True),)


def _refuse_unknown_alerts(now: IncidentState, moved: list[str]) -> None:
    """Raises UnknownReference for alerts that are neither here nor come with what is merged."""
    here = alert_ids(now.incident).union(*(alert_ids(other.incident or {}) for other in now.others.values()))
    strange = [alert for alert in moved if alert not in here]
    if strange:
        raise UnknownReference(
            "split: the incident does not contain these alerts, and they were not split off before: "
            f"{', '.join(strange)}.",
            "Read the incident for the IDs of its alerts.",
        )


def plan_resolution(_start: IncidentState, now: IncidentState, desired: dict) -> tuple[Action, ...]:
    if desired["state"] != "resolved" or not now.incident.get("active"):
        return ()
    after = {"active": False}
    body = {"comments": None}
    return (Action("resolve", RESOLVE, now.path_params, body, {"active": True}, after, after, later=True),)
