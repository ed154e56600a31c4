# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Incidents: the situation that an operator wants. Source: contract, incidents notes."""

from __future__ import annotations

import json
from typing import Any

from .._core.errors import AmbiguousKey, InvalidOption, UnknownReference
from .._core.incidents.model import Action, Part, Reading, Search, SituationKind
from .._core.model.field import Field, Reference
from .._core.model.operation import ORG_TOKEN, Operation, Paging, RateLimit
from .._core.model.option_checks import check_duration_s, check_epoch_s, check_id, check_limit

VIEW = ("Environment - View", "view")
ACT = ("Environment - Incident Actions", "full_access")
V1_LIMIT = RateLimit(requests=150, per_s=60, scope="api")
INCIDENTS = "/resources/v2.0/environments/{environment_id}/incidents"
INCIDENT_PATH = "/resources/v2.0/environments/{environment_id}/incidents/{incident_id}"
V1_PATH = "/resources/v1.0/incidents/{incident_id}"

SEARCH = Operation("search_incidents", "GET", INCIDENTS, VIEW)
# The service ends at the 10,000th result (incidents notes, "Pagination differs per route").
REACHABLE = 10_000
SEARCH_PAGING = Paging(style="page", size="page_size", size_value=100, total="total", limit=REACHABLE)
RETRIEVE = Operation("retrieve_incident", "GET", INCIDENT_PATH, VIEW)
ACTIVITIES = Operation("list_incident_activities", "GET", "/resources/v2.0/incidents/{incident_id}/activities", VIEW)
ACTIVITY_PAGING = Paging(style="page", size_value=100)
TAGS = Operation("list_incident_tags", "GET", f"{INCIDENT_PATH}/tags", VIEW)
TAG_DEFINITIONS = Operation(
    "list_incident_tag_definitions",
    "GET",
    "/resources/v2.0/incidents/tags/definitions",
    ("Incident Enrichment", "view"),
)
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
RETRIEVE_V1 = Operation("retrieve_incident_v1", "GET", V1_PATH, ("none", "view"), V1_LIMIT, (ORG_TOKEN,))
UPDATE_V1 = Operation("update_incident_v1", "POST", V1_PATH, ("none", "full_access"), V1_LIMIT, (ORG_TOKEN,))

LIST_TAG_TYPES = ("MultiValue", "ClosedListValuesMulti")
SNOOZE_S = 90 * 86400
QUERY_CHARACTERS = 2000
MERGED, SPLIT_OFF = "incident_merged_source", "incident_splitted_source"


def check_incident(desired: dict, now_s: float) -> None:
    """Refuse wrong input before anything is sent. Raises InvalidOption."""
    for option in ("id", "environment"):
        check_id(option, desired.get(option, "given"))
    for option in ("merge", "split"):
        for number, named in enumerate(desired.get(option, ())):
            check_id(f"{option}[{number}]", named)
    check_duration_s("wait_timeout", desired["wait_timeout"])
    until = desired.get("snoozed_until")
    if until:
        if desired["state"] == "resolved":
            raise InvalidOption(
                "snoozed_until is given with state=resolved.", "What is resolved is not snoozed: leave one out."
            )
        check_epoch_s("snoozed_until", until)
        if until <= now_s:
            raise InvalidOption(f"snoozed_until is {until}, which is past.", "Give a time ahead, or 0 to end a snooze.")
        if until - now_s >= SNOOZE_S:
            raise InvalidOption(f"snoozed_until is {until}, 90 days ahead or more.", "Give a time within 90 days.")
    if desired.get("snooze_cancel_on_update") is not None and not until:
        raise InvalidOption("snooze_cancel_on_update is given without a time.", "Give snoozed_until too.")
    if desired.get("id") in desired.get("merge", []):
        raise InvalidOption("merge names the incident itself.", "Leave its id out of merge.")
    check_tag_values(desired.get("tags", {}))
    if desired.get("comment_always") and not desired.get("comment"):
        raise InvalidOption("comment_always is given without a comment.", "Give comment too.")


def check_tag_values(tags: dict) -> None:
    """Texts, numbers and lists of them are values. Raises InvalidOption for anything else."""
    for key, value in tags.items():
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, (bool, dict, list)) or part is None and isinstance(value, list):
                raise InvalidOption(
                    f"tags.{key} holds {part!r}, which is no value of an incident tag.",
                    "Give a text, or a list of texts to a tag of several values; put true and false in quotes.",
                )


def check_incident_v1(desired: dict, now_s: float) -> None:
    """V1 retrieves, comments and resolves, and cannot look a comment up. Raises InvalidOption."""
    check_incident(desired, now_s)
    for option in ("assignee", "snoozed_until", "tags", "merge", "split"):
        if option in desired:
            raise InvalidOption(
                f"{option} needs the User API Key (api_key); only org_token was given.", "Give api_key."
            )
    if desired.get("comment") and not desired.get("comment_always"):
        raise InvalidOption(
            "without api_key a comment cannot be looked up, so it would be added on every run.",
            "Give api_key, or comment_always=true if that is what you want.",
        )


def plan_assignee(_start: dict, now: dict, desired: dict) -> tuple[Action, ...]:
    """`desired` holds the id of a user, or an empty text for nobody."""
    assigned = now["object"].get("assignee") or {}
    current, wanted = assigned.get("user_id") or "", desired["assignee"]
    if current == wanted:
        return ()
    before = {"assignee": assigned or None}
    if not wanted:
        after: dict = {"assignee": None}
        return (Action("unassign", UNASSIGN, now["values"], None, before, after, after),)
    after = {"assignee": {"user_id": wanted}}
    return (Action("assign", ASSIGN, now["values"], {"assignee": wanted}, before, after, after),)


def plan_snooze(_start: dict, now: dict, desired: dict) -> tuple[Action, ...]:
    snooze = now["object"].get("snooze") or {"snoozed": False}
    until, cancel = desired["snoozed_until"], desired.get("snooze_cancel_on_update")
    before = {"snooze": snooze}
    if not until:
        after = {"snooze": {"snoozed": False}}
        unsnooze = Action("unsnooze", UNSNOOZE, now["values"], None, before, after, after)
        return (unsnooze,) if snooze.get("snoozed") else ()
    if cancel is None and snooze.get("snoozed"):
        # A snooze is written whole (incidents notes, "State and idempotency"), so what is to stay is sent again.
        cancel = snooze.get("cancel_on_incident_updates")
    same_cancel = cancel is None or cancel == bool(snooze.get("cancel_on_incident_updates"))
    if snooze.get("snoozed") and snooze.get("end_time") == until and same_cancel:
        return ()
    body = {"end_time": until}
    if cancel is not None:
        body["cancel_on_incident_updates"] = cancel
    after = {"snooze": {"snoozed": True, **body}}
    return (Action("snooze", SNOOZE, now["values"], body, before, after, after),)


def plan_tags(_start: dict, now: dict, desired: dict) -> tuple[Action, ...]:
    """Unnamed tags stay. None and "" remove a value, [] empties one of several."""
    current = {tag["tag_id"]: tag.get("tag_value") for tag in now["tags"] or []}
    to_set, to_delete = {}, []
    for tag_id, (key, value) in _named_tags(desired["tags"], now["definitions"], current).items():
        if value in (None, ""):
            if tag_id in current:
                to_delete.append(tag_id)
            continue
        value = _tag_value(tag_id, key, value, now["definitions"])
        if not _is_same_value(current.get(tag_id), value):
            to_set[tag_id] = value
    actions = [_untag(now, tag_id, current[tag_id]) for tag_id in to_delete]
    if to_set:
        actions.append(_tag(now, to_set, current))
    return tuple(actions)


def _named_tags(tags: dict, definitions: list[dict] | None, current: dict) -> dict[str, tuple[str, Any]]:
    """What the user named each tag and gave it, by its id. Raises InvalidOption if a tag is named twice."""
    named: dict[str, tuple[str, Any]] = {}
    for key, value in tags.items():
        tag_id = _tag_id(key, definitions, current)
        if tag_id in named:
            raise InvalidOption(f"tags names one tag twice: {named[tag_id][0]}, {key}.", "Give it one value.")
        named[tag_id] = (key, value)
    return named


def _tag(now: dict, values: dict, current: dict) -> Action:
    body = [{"tag_id": tag_id, "tag_value": value} for tag_id, value in values.items()]
    before = {"tags": {tag_id: current.get(tag_id) for tag_id in values}}
    return Action("tag", SET_TAGS, now["values"], body, before, {"tags": dict(values)})


def _untag(now: dict, tag_id: str, value: Any) -> Action:
    values = {**now["values"], "incidenttag_id": tag_id}
    return Action("untag", DELETE_TAG, values, None, {"tags": {tag_id: value}}, {"tags": {tag_id: None}})


def _tag_id(key: str, definitions: list[dict] | None, current: dict) -> str:
    """The id of a definition that the user named by id or name; the key itself where definitions cannot be read."""
    if definitions is None or key in current:
        return key
    if any(definition["id"] == key for definition in definitions):
        return key
    found = [str(definition["id"]) for definition in definitions if definition["name"] == key]
    if len(found) == 1:
        return found[0]
    if found:
        raise AmbiguousKey(f'tags names "{key}", and several tags are called so: {", ".join(found)}.', "Give an id.")
    names = ", ".join(sorted(str(definition["name"]) for definition in definitions))
    raise UnknownReference(f'tags names "{key}", which is no active incident tag.', f"There are: {names}.")


def _tag_value(tag_id: str, key: str, value: Any, definitions: list[dict] | None) -> Any:
    """A list for tags that hold several values, else text. Raises InvalidOption for a list where one is held."""
    types = {definition["id"]: str(definition.get("type")) for definition in definitions or []}
    holds_several = types.get(tag_id, "").lower() in {kind.lower() for kind in LIST_TAG_TYPES}
    if not isinstance(value, list):
        return [str(value)] if holds_several else str(value)
    if tag_id in types and not holds_several:
        raise InvalidOption(f"tags.{key} is a list, and the tag holds one value ({types[tag_id]}).", "Give one text.")
    return list(dict.fromkeys(map(str, value)))


def _is_same_value(current: Any, wanted: Any) -> bool:
    if isinstance(wanted, list):
        return set(_values_of(current)) == set(wanted)
    return bool(current == wanted)


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


def plan_comment(start: dict, now: dict, desired: dict) -> tuple[Action, ...]:
    """Once, unless it is wanted always: then until one more stands there than at the start."""
    text = desired["comment"]
    known = {activity["id"] for activity in _comments(start, text)} if desired.get("comment_always") else set()
    if not text or any(activity["id"] not in known for activity in _comments(now, text)):
        return ()
    return (Action("comment", COMMENT, now["values"], {"comment": text}, {}, {"comment": text}),)


def _comments(situation: dict, text: str) -> list[dict]:
    return [each for each in situation["comments"] or [] if _comment_of(each) == text.strip()]


def _comment_of(activity: dict) -> str:
    """Its text, without blanks around it, which the service need not keep."""
    return str((activity.get("params") or {}).get("comment") or "").strip()


def plan_merge(start: dict, now: dict, desired: dict) -> tuple[Action, ...]:
    """`others` of the situation holds each source: `object` (None when it is gone) and `history`."""
    here = alert_ids(now["object"])
    sources = list(dict.fromkeys(desired["merge"]))
    missing = [source for source in sources if not _is_merged(now["others"][source], here)]
    if not missing:
        return ()
    unknown = [source for source in missing if now["others"][source]["object"] is None]
    # Later on it may be gone before its history says why.
    if unknown and now is start:
        raise UnknownReference(
            f"merge names the incident {unknown[0]}, which is not found.", "Check id and environment."
        )
    body = {"source_incidents": missing}
    return (Action("merge", MERGE, now["values"], body, {}, {"merged": missing}, later=True),)


def _is_merged(other: dict, here: set[str]) -> bool:
    """No field says it: the alerts are here, or the source is empty or gone after a merge (incidents notes)."""
    was_merged = any(activity.get("type") == MERGED for activity in other["history"])
    alerts = alert_ids(other["object"] or {})
    return bool(alerts and alerts <= here) or (not alerts and was_merged)


def alert_ids(incident: dict) -> set[str]:
    """Ids of the alerts, expanded or not."""
    return {str(alert.get("alert_id") or alert.get("id")) for alert in incident.get("alerts") or []}


def plan_split(start: dict, now: dict, desired: dict) -> tuple[Action, ...]:
    """`elsewhere` of the situation names the incidents that hold alerts which are not here.

    Alerts that leave may be nowhere for a moment: the source, its history and the search need not change at once.
    """
    was_split = any(activity.get("type") == SPLIT_OFF for activity in now["splits"])
    sources = set(desired.get("merge", ()))
    gone = {alert for alert, holder in now["elsewhere"].items() if was_split and holder not in sources}
    moved = [alert for alert in dict.fromkeys(desired["split"]) if alert not in gone]
    if not moved:
        return ()
    if now is start:
        _refuse_strange_alerts(now, moved)
    return (Action("split", SPLIT, now["values"], {"alerts": moved}, {}, {"split": moved}, later=True),)


def _refuse_strange_alerts(now: dict, moved: list[str]) -> None:
    """Raises UnknownReference for alerts that are neither here nor come with what is merged."""
    here = alert_ids(now["object"]).union(*(alert_ids(other["object"] or {}) for other in now["others"].values()))
    strange = [alert for alert in moved if alert not in here]
    if strange:
        raise UnknownReference(
            f"split names alerts that are neither here nor were split off before: {', '.join(strange)}.",
            "Read the incident for the ids of its alerts.",
        )


def plan_resolution(_start: dict, now: dict, desired: dict) -> tuple[Action, ...]:
    if desired["state"] != "resolved" or not now["object"].get("active"):
        return ()
    after = {"active": False}
    body = {"comments": None}
    return (Action("resolve", RESOLVE, now["values"], body, {"active": True}, after, after, later=True),)


def plan_resolution_v1(_start: dict, now: dict, desired: dict) -> tuple[Action, ...]:
    if desired["state"] != "resolved" or not now["object"].get("active") or now["object"].get("resolved"):
        return ()
    after = {"active": False}
    body = {"resolved": True}
    return (Action("resolve", UPDATE_V1, now["values"], body, {"active": True}, after, after, later=True),)


def plan_comment_v1(_start: dict, now: dict, desired: dict) -> tuple[Action, ...]:
    """V1 shows no comments, so it is added each time; the situation at the start is planned once."""
    if now is not _start:
        return ()
    text = desired["comment"]
    return (Action("comment", UPDATE_V1, now["values"], {"comments": text}, {}, {"comment": text}),)


OPTIONS = (
    Field("environment", refers=Reference("environment")),
    Field("id", required=True),
    Field("assignee", refers=Reference("scim_user")),
    Field("snoozed_until", type="int"),
    Field("snooze_cancel_on_update", type="bool"),
    Field("tags", type="dict"),
    Field("comment"),
    Field("comment_always", type="bool", default=False),
    Field("merge", type="list", elements="str"),
    Field("split", type="list", elements="str"),
    Field("state", default="present", choices=("present", "resolved")),
    Field("wait", type="bool", default=True),
    Field("wait_timeout", type="int", default=60),
)

COMMENTS = Reading("comments", ACTIVITIES, ACTIVITY_PAGING, query={"types": ["incident_commented"]}, newest=100)
MERGES = Reading("merges", ACTIVITIES, ACTIVITY_PAGING, query={"types": [MERGED]})
SPLITS = Reading("splits", ACTIVITIES, ACTIVITY_PAGING, query={"types": [SPLIT_OFF]})
DEFINITIONS = Reading("definitions", TAG_DEFINITIONS, Paging(), may_be_hidden=True)

INCIDENT = SituationKind(
    name="incident",
    plural="incidents",
    id_value="incident_id",
    get=RETRIEVE,
    fields=OPTIONS,
    needs=("environment",),
    check=check_incident,
    history=MERGES,
    search=SEARCH,
    paging=SEARCH_PAGING,
    parts=(
        Part("assignee", plan_assignee),
        Part("tags", plan_tags, (Reading("tags", TAGS, Paging()), DEFINITIONS)),
        Part("snoozed_until", plan_snooze),
        Part("comment", plan_comment, (COMMENTS,)),
        Part("merge", plan_merge, others=True),
        Part("split", plan_split, (SPLITS,), contents=alert_ids),
        Part("state", plan_resolution),
    ),
)
INCIDENT_V1 = SituationKind(
    name="incident",
    plural="incidents",
    id_value="incident_id",
    get=RETRIEVE_V1,
    fields=OPTIONS,
    check=check_incident_v1,
    deprecated="The V1 API of incidents is deprecated by BigPanda: give api_key and environment in place of org_token.",
    parts=(Part("comment", plan_comment_v1, verifiable=False), Part("state", plan_resolution_v1)),
)


def check_search(options: dict) -> None:
    """Refuse wrong input before anything is sent. Raises InvalidOption."""
    if "id" not in options and "environment" not in options:
        raise InvalidOption("environment is missing.", "Give the name or the id of the environment to search in.")
    for option in ("id", "environment"):
        check_id(option, options.get(option, "given"))
    for option in ("from", "to"):
        if option in options:
            check_epoch_s(option, options[option])
    if len(options.get("query", "")) > QUERY_CHARACTERS:
        raise InvalidOption(f"query is longer than {QUERY_CHARACTERS} characters.", "Ask for less at once.")
    check_limit(options.get("limit", 0))


def search_query(options: dict) -> dict:
    """Only what was given is sent, so that the service's defaults apply.

    What has to be read whole is read by its start, which does not change (incidents notes, "Pagination").
    """
    stable = {} if options["limit"] else {"sort_by": "start"}
    return {
        **item_query(options),
        **stable,
        **{name: options[name] for name in ("query", "folder", "from", "to", "sort_by") if name in options},
    }


def item_query(options: dict) -> dict:
    return {"expand": options["expand"]} if options.get("expand") else {}


def search_paging(options: dict) -> Paging:
    """Pages as large as the service takes, and no larger than what is wanted."""
    largest = 10 if options.get("expand") else 100
    size = min(largest, options["limit"] or largest)
    return Paging(style="page", size="page_size", size_value=size, total="total", limit=REACHABLE)


SEVERITIES = ("ok", "acknowledged", "unknown", "warning", "critical")


def _severity(status: str) -> int:
    return SEVERITIES.index(status) if status in SEVERITIES else -1


def order_incidents(found: list[dict], options: dict) -> list[dict]:
    """The search takes no direction, so one that was asked for is made here, of what was found."""
    direction = options.get("sort_order")
    if direction is None:
        if options["limit"] or "sort_by" in options:
            return found
        direction = "desc"
    keys = {
        "last_change": lambda incident: incident.get("updated_at") or 0,
        "status": lambda incident: _severity(str(incident.get("status")).lower()),
        "start": lambda incident: incident.get("start") or 0,
        "alerts": lambda incident: len(incident.get("alerts") or []),
    }
    return sorted(found, key=keys[options.get("sort_by", "last_change")], reverse=direction == "desc")


SEARCH_OPTIONS = (
    Field("environment", refers=Reference("environment")),
    Field("id"),
    Field("query"),
    Field("folder", choices=("active", "shared", "snoozed", "resolved", "unhandled", "maintenance")),
    Field("from", type="int"),
    Field("to", type="int"),
    Field("sort_by", choices=("last_change", "status", "start", "alerts")),
    Field("sort_order", choices=("asc", "desc")),
    Field("expand", type="list", elements="str"),
    Field("activities", type="bool", default=False),
    Field("limit", type="int", default=100),
)
INCIDENT_SEARCH = Search(
    kind=INCIDENT,
    fields=SEARCH_OPTIONS,
    check=check_search,
    query=search_query,
    item_query=item_query,
    paging=search_paging,
    order=order_incidents,
    activities=Reading("activities", ACTIVITIES, ACTIVITY_PAGING),
)
