# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Tag values of incidents. Contract: incidents notes, "Objects"."""

from __future__ import annotations

import time

from ..reply import Refusal, Reply
from .incidents import find_incident, log_activity
from .registry import Request, rule

LIST_TYPES = ("MultiValue", "ClosedListValuesMulti")


def _definition(request: Request, tag_id: str) -> dict:
    definition = request.organization.incident_tags.get(tag_id)
    if definition is None:
        raise Refusal(404, "NotExistTag")
    return definition


def _check(request: Request, tag_id: str, value: object) -> None:
    definition = _definition(request, tag_id)
    if not definition["active"]:
        raise Refusal(400, "InactiveTag")
    if (definition["type"] in LIST_TYPES) != isinstance(value, list):
        raise Refusal(400, "TypeMismatch")
    config = definition.get("config") or {}
    if definition["type"] == "Priority":
        levels = {level["display_name"]: level.get("active", True) for level in config.get("ordered_list", [])}
        if value not in levels:
            raise Refusal(400, "EnumUniqueViolationConstraint")
        if not levels[value]:
            raise Refusal(400, "InactiveEnumLevel")
    if definition["type"].startswith("ClosedListValues"):
        allowed = {_option(option) for option in config.get("incident_tag_values", [])}
        if not set(value if isinstance(value, list) else [value]) <= allowed:
            raise Refusal(400, "EnumUniqueViolationConstraint")


def _option(option: object) -> object:
    return (option.get("value") or option.get("display_name")) if isinstance(option, dict) else option


def _set(request: Request, incident: dict, tag_id: str, value: object) -> None:
    incident["tags"][tag_id] = value
    incident["updated_at"] = int(time.time())
    log_activity(request.organization, incident["id"], "incident_tag_updated", request.caller.id)


def _shown(request: Request, value: object) -> object:
    """A list "in brackets", which the schema TagValue leaves open."""
    if isinstance(value, list) and request.readings["tag_lists"] == "text":
        return f"[{', '.join(map(str, value))}]"
    return value


@rule("list_incident_tags")
def list_incident_tags(request: Request) -> Reply:
    incident = find_incident(request)
    values = [{"tag_id": tag_id, "tag_value": _shown(request, value)} for tag_id, value in incident["tags"].items()]
    return Reply(200, values)


@rule("retrieve_incident_tag")
def retrieve_incident_tag(request: Request) -> Reply:
    incident, tag_id = find_incident(request), request.values["incidenttag_id"]
    if tag_id not in incident["tags"]:
        raise Refusal(404, "NotExistTag")
    return Reply(
        200, {"tag_id": tag_id, "incident_id": incident["id"], "tag_value": _shown(request, incident["tags"][tag_id])}
    )


@rule("add_incident_tag")
def add_incident_tag(request: Request) -> Reply:
    incident, tag_id = find_incident(request), request.values["incidenttag_id"]
    _check(request, tag_id, request.body["tag_value"])
    _set(request, incident, tag_id, request.body["tag_value"])
    return Reply(204)


@rule("add_incident_tags")
def add_incident_tags(request: Request) -> Reply:
    incident = find_incident(request)
    for tag in request.body:
        _check(request, tag["tag_id"], tag["tag_value"])
    for tag in request.body:
        _set(request, incident, tag["tag_id"], tag["tag_value"])
    return Reply(204)


@rule("delete_incident_tag")
def delete_incident_tag(request: Request) -> Reply:
    incident, tag_id = find_incident(request), request.values["incidenttag_id"]
    _definition(request, tag_id)
    if incident["tags"].pop(tag_id, None) is not None:
        log_activity(request.organization, incident["id"], "incident_tag_removed", request.caller.id)
    return Reply(204)


@rule("delete_incident_tags")
def delete_incident_tags(request: Request) -> Reply:
    find_incident(request)["tags"].clear()
    return Reply(204)
