# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Alert ingestion, and how alerts become incidents. Contract: incidents notes, "Alert ingestion".

Correlation, which the contract leaves to the organization's patterns, is one rule here: alerts of the same primary
property value are one incident while that is active; an alert with the tag `cluster` joins the incident of its cluster.
"""

from __future__ import annotations

import time

from ..organization import Organization
from ..reply import Refusal, Reply
from .incidents import close_alert, environments_of, log_activity, new_incident, refresh
from .registry import Request, rule

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
    alert = next(
        (each for each in organization.alerts.values() if each["incident_key"] == key and each["active"]), None
    )
    if alert and alert["last_event"] == event:
        return False
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
        "last_event": dict(event),
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
    alert.update(status=event["status"], changed_at=now, updated_at=now, last_event_at=now, last_event=dict(event))
    if event["status"] == "ok":
        close_alert(alert)
    incident = next(each for each in organization.incidents.values() if alert["id"] in each["alerts"])
    refresh(organization, incident)
    if incident["status"] == "ok" and incident["active"]:
        incident.update(active=False, end=now)
        log_activity(organization, incident["id"], "incident_resolved_by_alerts", None)


def _ingest_body(request: Request) -> Reply:
    body = request.body
    app_key = body.get("app_key") or request.query.get("app_key") or "unknown"
    taken = [ingest(request.organization, event, app_key) for event in body.get("alerts", [body])]
    return Reply(201, {"status": 201, "data": {}}) if any(taken) else Reply(204)


rule("send_alerts")(_ingest_body)
rule("send_oim_alerts")(_ingest_body)


@rule("resolve_alerts")
def resolve_alerts(request: Request) -> Reply:
    organization, environment_id = request.organization, request.values["environment_id"]

    def close() -> None:
        for incident in organization.incidents.values():
            if environment_id in environments_of(organization, incident):
                for alert_id in set(incident["alerts"]) & set(request.body["ids"]):
                    close_alert(organization.alerts[alert_id])
                refresh(organization, incident)

    organization.later(request.readings["settle_seconds"], close)
    return Reply(202, {"status": 202, "data": {}})
