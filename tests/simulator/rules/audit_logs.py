# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The audit log. Contract: access notes, "Audit logs"."""

from __future__ import annotations

from typing import Any

from ..contract import Operation
from ..reply import Refusal, Reply
from .lists import page_of
from .registry import Request, rule

# The types that the contract lists, and its two unlisted ones, by the first tag of the operations that change them.
RESOURCE_TYPES = {
    "Alert Filters": "alert_filtering",
    "Alert Filter Schedules": "alert_filter_schedules",
    "API Keys": "api_keys",
    "Correlation Patterns": "correlation_patterns",
    "Environments": "environments",
    "Environment Groups": "environment_groups",
    "Alert Tags V2.1": "tag_enrichments",
    "Mapping V2.1": "mapping_enrichment",
    "Incident Tag Definitions": "tag",
    "Maintenance Plans": "maintenance_plans",
    "Roles": "roles",
    "SCIM 1.1 Users": "users",
    "Topology": "topology",
}
ACTIONS = {"POST": "create", "PUT": "update", "PATCH": "update", "DELETE": "delete"}


def note_change(request: Request, operation: Operation, reply: Reply, user_agent: str) -> None:
    """An entry for a write of configuration that succeeded; none for anything else."""
    resource_type = RESOURCE_TYPES.get(operation.group)
    if not operation.is_write or not 200 <= reply.status < 300 or resource_type is None:
        return
    action = _action(operation)
    shown = _object(reply.body)
    object_id = next(iter(request.values.values()), None) or shown.get("id")
    entry = {
        "actor": _actor(request.caller.user),
        "action_type": action,
        "resource_type": resource_type,
        "object": None if action == "delete" else shown,
    }
    if request.caller.user:
        entry["context"] = {"actor_access": {"user_agent": user_agent, "ip_address": "127.0.0.1"}}
    if object_id:
        entry["resource_id"] = object_id
    request.organization.audit(entry)


def _action(operation: Operation) -> str:
    """What happens to a part of an object, such as the users of a role, is a change of the object."""
    is_about_part = "{" in operation.template and not operation.template.endswith("}")
    return "update" if is_about_part else ACTIONS[operation.method]


def _object(body: Any) -> dict:
    """The object in an answer, out of its envelope; an empty one where the answer holds none."""
    if isinstance(body, dict) and "data" in body and "id" not in body:
        body = body["data"]
    return body if isinstance(body, dict) else {}


def _actor(user: dict | None) -> dict:
    if user is None:
        return {"type": "system-generated"}
    name = user.get("displayName", user["userName"])
    return {"type": "user", "user": {"id": user["id"], "email": user["userName"], "name": name}}


@rule("list_audit_logs")
def list_audit_logs(request: Request) -> Reply:
    query = request.query
    found = [
        _shown(request, entry)
        for entry in reversed(request.organization.audit_logs)
        if query.get("start", 0) <= entry["timestamp"] <= query.get("end", float("inf"))
        and all(query.get(name, entry[name]) == entry[name] for name in ("resource_type", "action_type"))
    ]
    # The default of the size is not stated.
    query.setdefault("per_page", 100)
    if request.readings["audit_page"] == "refused" and "page" in request.given:
        raise Refusal(400, "The parameter page is unknown.")
    if request.readings["audit_page"] == "ignored":
        query["page"] = 1
    page = page_of(request, found)
    wrapped = {
        "bare": page,
        "enveloped": {"status": 200, "data": page},
        "entry": page[0] if len(page) == 1 else page,
        "items": {"items": page},
        "logs": {"total": len(found), "logs": page},
    }
    wrapping = request.readings["audit_list"]
    # "Any envelope holding one array" is said beside the schema, which knows one of them.
    return Reply(200, wrapped[wrapping], beyond_schema=wrapping in ("items", "logs"))


def _shown(request: Request, entry: dict) -> dict:
    is_text = request.readings["audit_timestamp"] == "text"
    return {**entry, "timestamp": str(entry["timestamp"])} if is_text else entry
