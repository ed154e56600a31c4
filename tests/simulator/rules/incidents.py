# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Incidents V2: search, retrieval and actions. Contract: incidents notes."""

from __future__ import annotations

import time
from typing import Any

from ..conditions import ConditionError, bpql_compare, holds
from ..organization import Organization
from ..readings import Readings
from ..reply import Refusal, Reply, not_found
from .lists import page_of, total_of
from .registry import Request, rephrasing, rule

REACHABLE = 10_000
SEVERITIES = ("ok", "acknowledged", "unknown", "warning", "critical")
SNOOZE_DAYS = 90
MERGED_ALERTS = 300


def log_activity(
    organization: Organization, incident_id: str, kind: str, by: str | None, params: dict | None = None
) -> None:
    """Newest first."""
    organization.activities.setdefault(incident_id, []).insert(
        0,
        {
            "id": organization.new_id(),
            "type": kind,
            "timestamp": int(time.time()),
            "created_by": by,
            "params": params or {},
        },
    )


def log_later(request: Request, incident_id: str, kind: str, by: str | None) -> None:
    """What is accepted "shows after a short delay", and no page says that all of it shows at once."""
    organization = request.organization
    organization.later(request.readings["history_seconds"], lambda: log_activity(organization, incident_id, kind, by))


def refresh(organization: Organization, incident: dict) -> None:
    """Derive status and activity from the alerts."""
    alerts = [organization.alerts[alert_id] for alert_id in incident["alerts"]]
    statuses = [alert["status"] for alert in alerts if alert["active"]] or ["ok"]
    incident["status"] = max(statuses, key=SEVERITIES.index)
    incident["severity"] = max(incident["status"], incident["severity"], key=SEVERITIES.index)
    incident["updated_at"] = incident["changed_at"] = int(time.time())


def new_incident(organization: Organization, alert_ids: list[str]) -> dict:
    now = int(time.time())
    incident = {
        "id": organization.new_id(),
        "status": "ok",
        "severity": "ok",
        "active": True,
        "flapping": False,
        "shared": False,
        "snooze": {"snoozed": False},
        "maintenance": None,
        "start": now,
        "end": None,
        "changed_at": now,
        "updated_at": now,
        "alerts": list(alert_ids),
        "assignee": None,
        "assigner": None,
        "tags": {},
        "merged_into": None,
    }
    organization.incidents[incident["id"]] = incident
    refresh(organization, incident)
    log_activity(organization, incident["id"], "incident_created", None)
    return incident


def environments_of(organization: Organization, incident: dict) -> list[str]:
    tags = _tags(organization, incident)
    return [
        environment["id"]
        for environment in organization.environments.values()
        if not environment["filter"] or _holds(environment["filter"], tags)
    ]


def _holds(condition: str, tags: dict[str, list[str]]) -> bool:
    try:
        return holds(condition, bpql_compare(tags))
    except ConditionError as error:
        raise Refusal(400, f"Bad query: {error}") from None


def _tags(organization: Organization, incident: dict) -> dict[str, list[str]]:
    """What BPQL sees: tags of the alerts, and the incident's own."""
    tags: dict[str, list[str]] = {
        "status": [incident["status"]],
        "severity": [incident["severity"]],
        "id": [incident["id"]],
        "comment": [
            activity["params"]["comment"]
            for activity in organization.activities.get(incident["id"], [])
            if activity["type"] == "incident_commented"
        ],
    }
    for alert_id in incident["alerts"]:
        alert = organization.alerts[alert_id]
        tags.setdefault("source_system", []).append(alert["source_system"])
        for tag in alert["tags"]:
            tags.setdefault(tag["name"].lower(), []).append(str(tag["value"]))
    for tag_id, value in incident["tags"].items():
        tags.setdefault(tag_id.lower(), []).extend(value if isinstance(value, list) else [value])
    return tags


def _folders(incident: dict) -> list[str]:
    folders = ["active" if incident["active"] else "resolved"]
    if incident["snooze"]["snoozed"]:
        folders.append("snoozed")
    if incident["assignee"]:
        folders.append("assigned")
    elif incident["active"]:
        folders.append("unhandled")
    return folders


def shown(request: Request, incident: dict) -> dict:
    organization = request.organization
    expanded = request.query.get("expand") == "alerts" and request.readings["expanded_alerts"] == "objects"
    hidden = ("tags", "merged_into", "assignee", "assigner", "found_from")
    answer = {name: value for name, value in incident.items() if name not in hidden}
    answer["alerts"] = [
        in_case_of(request, organization.alerts[alert_id]) if expanded else {"alert_id": alert_id}
        for alert_id in incident["alerts"]
    ]
    answer["environments"] = environments_of(organization, incident)
    answer["folders"] = _folders(incident)
    answer["incident_tags"] = [{"tag_id": tag_id, "tag_value": value} for tag_id, value in incident["tags"].items()]
    answer["correlation_matchers_log"] = [[]]
    if incident["assignee"] or request.readings["nobody"] == "null":
        answer.update(assignee=incident["assignee"], assigner=incident["assigner"])
    return in_case_of(request, answer)


def in_case_of(request: Request, shown: dict) -> dict:
    """The incident or alert with status and severity as they are spelled."""
    if request.readings["status_case"] == "lower":
        return shown
    return {**shown, **{name: shown[name].capitalize() for name in ("status", "severity") if name in shown}}


def find_incident(request: Request) -> dict:
    """The incident of the path, in the environment of the path. A merged incident is gone."""
    organization = request.organization
    incident = organization.incidents.get(request.values["incident_id"])
    environment_id = request.values.get("environment_id")
    if incident is None or incident["merged_into"]:
        raise not_found("Incident")
    if environment_id and environment_id not in environments_of(organization, incident):
        raise not_found("Incident")
    end = incident["snooze"].get("end_time")
    if end and end <= time.time():
        incident["snooze"] = {"snoozed": False}
    return incident


@rule("search_incidents")
def search_incidents(request: Request) -> Reply:
    query, environment_id = request.query, request.values["environment_id"]
    if environment_id not in request.organization.environments:
        raise not_found("Environment")
    if query.get("expand") and query["page_size"] > 10:
        raise Refusal(400, "page_size is at most 10 with expand.")
    if query["page"] * query["page_size"] > REACHABLE:
        raise Refusal(400, "page * page_size is at most 10000.")
    if query["page"] > 1:
        _change_one(request)
    found = [incident for incident in request.organization.incidents.values() if _is_selected(request, incident)]
    keys = {
        "last_change": lambda incident: incident["updated_at"],
        "status": lambda incident: SEVERITIES.index(incident["status"]),
        "start": lambda incident: incident["start"],
        "alerts": lambda incident: len(incident["alerts"]),
    }
    found.sort(key=keys[query["sort_by"]], reverse=True)
    page = page_of(request, found, "page_size")
    return Reply(200, {"total": total_of(request, found), "items": [shown(request, incident) for incident in page]})


def _change_one(request: Request) -> None:
    """ "Items move between pages while paging" (incidents notes, "Pagination")."""
    change, incidents = request.readings["incidents_change"], request.organization.incidents.values()
    active = [incident for incident in incidents if incident["active"]]
    if change == "no" or not active:
        return
    changed = min(active, key=lambda incident: incident["updated_at"])
    changed.update(updated_at=max(incident["updated_at"] for incident in incidents) + 1, active=change != "resolved")


def _is_selected(request: Request, incident: dict) -> bool:
    query, organization = request.query, request.organization
    if incident.get("found_from", 0) > time.time():
        return False
    if incident["merged_into"] or request.values["environment_id"] not in environments_of(organization, incident):
        return False
    if "folder" in query and query["folder"] not in _folders(incident):
        return False
    if incident["start"] > query.get("to", time.time()):
        return False
    if incident["end"] and incident["end"] < query.get("from", 0):
        return False
    return query["query"].strip() in ("", "*") or _holds(query["query"], _tags(organization, incident))


@rule("retrieve_incident")
def retrieve_incident(request: Request) -> Reply:
    return Reply(200, shown(request, find_incident(request)))


@rule("assign_incident")
def assign_incident(request: Request) -> Reply:
    incident = find_incident(request)
    user = request.organization.users.get(request.body["assignee"])
    if user is None or not user["active"]:
        raise Refusal(400, "Unknown user.")
    incident["assignee"] = {"user_id": user["id"], "name": user.get("displayName", ""), "email": user["userName"]}
    incident["assigner"] = {"user_id": request.caller.id}
    params = {"assignee": {"id": user["id"], "username": user["userName"]}}
    log_activity(request.organization, incident["id"], "incident_assigned", request.caller.id, params)
    return Reply(204)


@rule("unassign_incident")
def unassign_incident(request: Request) -> Reply:
    incident = find_incident(request)
    if incident["assignee"] is None and request.readings["unassign_nobody_status"] == 400:
        raise Refusal(400, "Nobody is assigned.")
    incident["assignee"] = incident["assigner"] = None
    log_activity(request.organization, incident["id"], "incident_unassigned", request.caller.id)
    return Reply(204)


@rule("snooze_incident")
def snooze_incident(request: Request) -> Reply:
    incident, body = find_incident(request), request.body
    ahead_s = body["end_time"] - time.time()
    if ahead_s <= 0 or ahead_s >= SNOOZE_DAYS * 86400:
        raise Refusal(400, "end_time must lie ahead, by less than 90 days.")
    cancel = body.get("cancel_on_incident_updates", False)
    incident["snooze"] = {"snoozed": True, "end_time": body["end_time"], "cancel_on_incident_updates": cancel}
    log_activity(request.organization, incident["id"], "incident_snoozed", request.caller.id)
    return Reply(204)


@rule("unsnooze_incident")
def unsnooze_incident(request: Request) -> Reply:
    incident = find_incident(request)
    if not incident["snooze"]["snoozed"] and request.readings["unsnooze_idle_status"] == 400:
        raise Refusal(400, "The incident is not snoozed.")
    incident["snooze"] = {"snoozed": False}
    log_activity(request.organization, incident["id"], "incident_unsnoozed", request.caller.id)
    return Reply(204)


@rule("comment_on_incident")
def comment_on_incident(request: Request) -> Reply:
    add_comment(request, find_incident(request), request.body.get("comment"))
    return Reply(204)


def add_comment(request: Request, incident: dict, comment: str | None) -> None:
    if comment:
        by = request.caller.user["id"] if request.caller.user else None
        log_activity(request.organization, incident["id"], "incident_commented", by, {"comment": comment})
        incident["updated_at"] = int(time.time())


def resolve(organization: Organization, incident: dict, by: str | None, comment: str | None) -> None:
    for alert_id in incident["alerts"]:
        close_alert(organization, organization.alerts[alert_id])
    incident.update(active=False, end=int(time.time()), snooze={"snoozed": False})
    refresh(organization, incident)
    log_activity(organization, incident["id"], "incident_resolved_api", by, {"annotation": comment})


def close_alert(organization: Organization, alert: dict) -> None:
    """What raised the alert may raise it again: it is no duplicate then."""
    organization.last_events.pop(alert["incident_key"], None)
    now = int(time.time())
    alert.update(status="ok", active=False, end=now, changed_at=now, updated_at=now)


@rule("resolve_incident")
def resolve_incident(request: Request) -> Reply:
    incident, organization, by = find_incident(request), request.organization, request.caller.id
    if not incident["active"]:
        raise Refusal(409, "The incident is resolved.")
    comment = as_text(request.body["comments"])
    organization.later(request.readings["settle_seconds"], lambda: resolve(organization, incident, by, comment))
    return Reply(202, {"status": 202, "data": {}})


def as_text(comments: Any) -> str | None:
    return ", ".join(map(str, comments)) if isinstance(comments, list) else comments


@rephrasing("resolve_incident", "resolve_alerts")
def _with_comments_as_text(readings: Readings, body: dict) -> dict:
    """The official collection sends a list, or null (contract README, "Seen in working clients")."""
    comments = body.get("comments", "")
    if readings["resolve_comments"] == "any" and (comments is None or isinstance(comments, list)):
        return {**body, "comments": as_text(comments) or ""}
    return body


@rule("merge_incidents")
def merge_incidents(request: Request) -> Reply:
    destination, organization, by = find_incident(request), request.organization, request.caller.id
    sources = [organization.incidents.get(source) for source in request.body["source_incidents"]]
    if any(source is None or source is destination for source in sources):
        raise Refusal(400, "Unknown source incident.")
    if any(source["merged_into"] for source in sources if source):
        raise Refusal(request.readings["repeat_status"], "A source incident was merged before.")
    found = [source for source in sources if source]
    alerts = [alert_id for source in found for alert_id in source["alerts"]]
    if len(alerts) + len(destination["alerts"]) > MERGED_ALERTS:
        raise Refusal(400, "The merged incident would hold more than 300 alerts.")
    comment = request.body.get("comment")

    def merge() -> None:
        for source in found:
            destination["alerts"] += source["alerts"]
            source.update(alerts=[], merged_into=destination["id"], active=False, end=int(time.time()))
            log_later(request, source["id"], "incident_merged_source", by)
        refresh(organization, destination)
        log_later(request, destination["id"], "incident_merged_destination", by)
        add_comment(request, destination, comment)

    organization.later(request.readings["settle_seconds"], merge)
    return Reply(202, {"status": 202, "data": {}})


@rule("split_incident")
def split_incident(request: Request) -> Reply:
    source, organization, by = find_incident(request), request.organization, request.caller.id
    moved = list(dict.fromkeys(request.body["alerts"]))
    if any(alert_id not in organization.alerts for alert_id in moved):
        raise Refusal(400, "Unknown alert.")
    if any(alert_id not in source["alerts"] for alert_id in moved):
        raise Refusal(request.readings["repeat_status"], "An alert is not in the incident.")
    if len(moved) == len(source["alerts"]):
        raise Refusal(400, "At least one alert must stay.")
    comment = request.body.get("comment")

    def split() -> None:
        source["alerts"] = [alert_id for alert_id in source["alerts"] if alert_id not in moved]
        destination = new_incident(organization, moved)
        destination["found_from"] = time.time() + request.readings["found_seconds"]
        refresh(organization, source)
        log_later(request, source["id"], "incident_splitted_source", by)
        log_later(request, destination["id"], "incident_splitted_destination", by)
        add_comment(request, source, comment)

    organization.later(request.readings["settle_seconds"], split)
    return Reply(202, {"status": 202, "data": {}})


@rule("list_incident_activities")
def list_incident_activities(request: Request) -> Reply:
    organization, incident_id = request.organization, request.values["incident_id"]
    if incident_id not in organization.incidents:
        raise not_found("Incident")
    types = request.query.get("types")
    found = [
        activity
        for activity in organization.activities.get(incident_id, [])
        if types is None or activity["type"] in types
    ]
    page = page_of(request, found)
    wrapped = {"items": {"items": page}, "total": {"items": page, "total": len(found)}}
    return Reply(200, wrapped.get(request.readings["activity_list"], page))
