# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Incidents V1, with the org token. Contract: incidents notes."""

from __future__ import annotations

from ..reply import Refusal, Reply
from .incidents import add_comment, find_incident, resolve
from .registry import Request, rule


def _alert(alert: dict) -> dict:
    names = ("id", "status", "active", "primary_property", "secondary_property", "source_system", "description", "tags")
    times = {"startedOn": "start", "changedOn": "changed_at", "updatedOn": "updated_at", "endedOn": "end"}
    return {**{name: alert[name] for name in names}, **{v1: alert[name] for v1, name in times.items()}}


@rule("retrieve_incident_v1")
def retrieve_incident_v1(request: Request) -> Reply:
    incident, alerts = find_incident(request), request.organization.alerts
    expanded = request.query.get("expand") == "alerts"
    return Reply(
        200,
        {
            "id": incident["id"],
            "status": incident["status"],
            "active": incident["active"],
            "flapping": incident["flapping"],
            "resolved": not incident["active"],
            "snooze": {
                "snoozed": incident["snooze"]["snoozed"],
                "wake": incident["snooze"].get("end_time"),
                "autoCancel": incident["snooze"].get("cancel_on_incident_updates", False),
            },
            "startedOn": incident["start"],
            "changedOn": incident["changed_at"],
            "updatedOn": incident["updated_at"],
            "endedOn": incident["end"],
            "alerts": [_alert(alerts[each]) if expanded else {"alertId": each} for each in incident["alerts"]],
            "links": {"rel": "self", "href": f"{request.base_url}/resources/v1.0/incidents/{incident['id']}"},
            "expandable": ["alerts"],
        },
    )


@rule("update_incident_v1")
def update_incident_v1(request: Request) -> Reply:
    incident, comment = find_incident(request), request.body.get("comments")
    if request.body.get("resolved"):
        if not incident["active"]:
            raise Refusal(409, "The incident is resolved.")
        resolve(request.organization, incident, None, comment)
    else:
        add_comment(request, incident, comment)
    if request.readings["v1_status"] == 204:
        return Reply(204)
    return Reply(200, {"status": 200, "data": {}})


@rule("list_incident_alerts_v1")
def list_incident_alerts_v1(request: Request) -> Reply:
    alerts = request.organization.alerts
    return Reply(200, [_alert(alerts[alert_id]) for alert_id in find_incident(request)["alerts"]])
