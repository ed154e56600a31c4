# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Alert ingestion, and how alerts become incidents. Contract: incidents notes, "Alert ingestion".

Correlation, which the contract leaves to the organization's patterns, is one rule here: alerts of the same primary
property value are one incident while that is active; an alert with the tag `cluster` joins the incident of its cluster.
"""

from __future__ import annotations

import time
from typing import Any

from ..organization import Organization
from ..readings import Readings
from ..reply import Refusal, Reply, not_found
from .incidents import close_alert, environments_of, log_activity, new_incident, refresh
from .registry import Request, rephrasing, rule

PRIMARY = ("host", "service", "application", "device")
NO_TAGS = (
    "app_key",
    "status",
    "timestamp",
    "description",
    "incident_identifier",
    "primary_property",
    "secondary_property",
)


def ingest(organization: Organization, event: dict, app_key: str) -> bool:
    """Take one event in. False for an exact duplicate. Raises Refusal."""
    primary = event.get("primary_property") or next((name for name in PRIMARY if event.get(name)), None)
    if primary is None or not event.get(primary):
        raise Refusal(400, "A primary property is missing.")
    secondary = event.get("secondary_property") or ("check" if "check" in event else None)
    key = event.get("incident_identifier") or f"{app_key}:{event[primary]}:{event.get(secondary or '', '')}"
    if organization.last_events.get(key) == event:
        return False
    organization.last_events[key] = dict(event)
    alert = next(
        (each for each in organization.alerts.values() if each["incident_key"] == key and each["active"]), None
    )
    if alert is None and event["status"] == "ok":
        return True
    if alert is None:
        alert = _new_alert(organization, event, key, primary, secondary)
    _take_status(organization, alert, event)
    return True


def _new_alert(organization: Organization, event: dict, key: str, primary: str, secondary: str | None) -> dict:
    now = int(event.get("timestamp") or time.time())
    alert = {
        "id": organization.new_id(),
        "status": event["status"],
        "active": True,
        "start": now,
        "end": None,
        "primary_property": primary,
        "secondary_property": secondary,
        "source_system": "api.simulator",
        "incident_key": key,
        "description": event.get("description"),
        "tags": [{"name": name, "value": value} for name, value in event.items() if name not in NO_TAGS],
    }
    organization.alerts[alert["id"]] = alert
    incident = _correlated(organization, event, primary)
    if incident is None:
        new_incident(organization, [alert["id"]])
    else:
        incident["alerts"].append(alert["id"])
    return alert


def _correlated(organization: Organization, event: dict, primary: str) -> dict | None:
    wanted = {("cluster", event["cluster"])} if event.get("cluster") else {(primary, event[primary])}
    for incident in organization.incidents.values():
        tags = {
            (tag["name"], str(tag["value"]))
            for alert_id in incident["alerts"]
            for tag in organization.alerts[alert_id]["tags"]
        }
        if incident["active"] and wanted & tags:
            return incident
    return None


def _take_status(organization: Organization, alert: dict, event: dict) -> None:
    now = int(event.get("timestamp") or time.time())
    alert.update(status=event["status"], changed_at=now, updated_at=now, last_event_at=now)
    if event["status"] == "ok":
        close_alert(organization, alert)
        organization.last_events[alert["incident_key"]] = dict(event)
    incident = next(each for each in organization.incidents.values() if alert["id"] in each["alerts"])
    _follow_alerts(organization, incident, now)


def _follow_alerts(organization: Organization, incident: dict, now: int) -> None:
    """An incident whose alerts are all ok is resolved."""
    refresh(organization, incident)
    if incident["status"] == "ok" and incident["active"]:
        incident.update(active=False, end=now)
        log_activity(organization, incident["id"], "incident_resolved_by_alerts", None)


def _taken(request: Request, is_new: bool) -> Reply:
    if not is_new:
        return Reply(204)
    as_text = request.readings["event_answer"] == "text"
    return Reply(201, "Event accepted." if as_text else {"status": 201, "data": {}})


def _app_key(request: Request) -> str:
    """From the body, a header or the query. Raises Refusal."""
    in_header = request.headers.get("x-app-key") or request.headers.get("app_key")
    app_key = request.body.get("app_key") or in_header or request.query.get("app_key")
    if not app_key:
        raise Refusal(400, "The app key is missing.")
    return app_key


def _check_order(events: list[dict]) -> None:
    """Each with its time, or ascending; one without is received now (incidents notes, "Alert ingestion")."""
    stamps = [event.get("timestamp") for event in events]
    times = [stamp or time.time() for stamp in stamps]
    if None in stamps and times != sorted(times):
        raise Refusal(400, "A batch is sorted by time, or each event has a timestamp.")


@rephrasing("send_alerts", "send_oim_alerts")
def _with_whole_seconds(readings: Readings, body: dict) -> dict:
    """Fractions and empty values are seen from clients that work (contract README, "Seen in working clients")."""
    if readings["event_fields"] == "strict":
        return body
    events = body.get("alerts")
    if isinstance(events, list):
        return {**body, "alerts": [_strict(event) for event in events]}
    return _strict(body)


def _strict(event: Any) -> Any:
    if not isinstance(event, dict):
        return event
    stamp = event.get("timestamp")
    said = {name: value for name, value in event.items() if value not in ("", None)}
    return {**said, "timestamp": int(stamp)} if isinstance(stamp, float) else said


@rule("send_alerts")
@rule("send_oim_alerts")
def send_events(request: Request) -> Reply:
    app_key, body = _app_key(request), request.body
    events = body.get("alerts") or [{name: value for name, value in body.items() if name != "app_key"}]
    _check_order(events)
    taken = [ingest(request.organization, event, app_key) for event in events]
    return _taken(request, any(taken))


@rule("send_oim_source_alerts")
def send_source_payload(request: Request) -> Reply:
    """Each integration has parsing rules of its own, so the payload is kept as it came, and makes no alert."""
    _app_key(request)
    organization = request.organization
    received = {"integration": request.values["integration"], "payload": request.body}
    organization.stores["source_payloads"][organization.new_id()] = received
    return Reply(201, {"status": 201, "data": {}})


@rule("resolve_alerts")
def resolve_alerts(request: Request) -> Reply:
    """Ids are not checked when the job is scheduled; those that the environment does not hold are ignored."""
    organization, environment_id = request.organization, request.values["environment_id"]
    if environment_id not in organization.environments:
        raise not_found("Environment")

    def close() -> None:
        for incident in list(organization.incidents.values()):
            if environment_id in environments_of(organization, incident):
                _close_alerts(organization, incident, set(request.body["ids"]))

    organization.later(request.readings["settle_seconds"], close)
    return Reply(202, {"status": 202, "data": {}})


def _close_alerts(organization: Organization, incident: dict, alert_ids: set[str]) -> None:
    active = [each for each in incident["alerts"] if each in alert_ids and organization.alerts[each]["active"]]
    for alert_id in active:
        close_alert(organization, organization.alerts[alert_id])
    if active:
        _follow_alerts(organization, incident, int(time.time()))
