# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Definitions of incident tags. Contract: enrichment notes, "Incident tag definitions"."""

from __future__ import annotations

import time
import uuid

from ..reply import Refusal, Reply, not_found
from .lists import enveloped
from .registry import Request, rule

NEEDS_CONFIG = {
    "Priority": "ordered_list",
    "ClosedListValuesMulti": "incident_tag_values",
    "ClosedListValuesSingle": "incident_tag_values",
}


def _definition(request: Request) -> dict:
    try:
        return request.organization.incident_tags[request.values["incidenttag_id"]]
    except KeyError:
        raise not_found("Incident tag definition") from None


def made(body: dict, by: str) -> dict:
    """A stored definition; its id follows from the name. Raises Refusal."""
    _check(body)
    now = int(time.time())
    rules = body.get("enrichment_config") or {"append_matching_items": False, "items": []}
    items = [{**item, "id": item.get("id") or str(uuid.uuid4())} for item in rules.get("items", [])]
    return {
        "description": "",
        "active": True,
        "canManualInput": True,
        "config": {},
        **body,
        "enrichment_config": {**rules, "items": items},
        "id": body["name"].lower().replace(" ", "_"),
        "created_at": now,
        "created_by": by,
        "updated_at": now,
        "updated_by": by,
        "deleted": False,
    }


def _check(body: dict) -> None:
    config, rules = body.get("config") or {}, body.get("enrichment_config") or {}
    needed = NEEDS_CONFIG.get(body["type"])
    if needed and needed not in config:
        raise Refusal(400, f"config.{needed} is required for {body['type']}.")
    if body["type"] == "Priority":
        levels = {str(level["order_id"]) for level in config["ordered_list"]}
        if not {item["value"] for item in rules.get("items", [])} <= levels:
            raise Refusal(400, "A rule of a Priority tag carries the order_id of a level.")


def _shown(request: Request, stored: dict) -> dict:
    shown = dict(stored)
    if request.readings["manual_input_spelling"] == "snake":
        shown["can_manual_input"] = shown.pop("canManualInput")
    if request.readings["tag_type_case"] == "lower":
        shown["type"] = stored["type"].lower()
    if request.readings["definition_times"] == "milliseconds":
        shown.update({name: stored[name] * 1000 for name in ("created_at", "updated_at")})
    return shown


@rule("list_incident_tag_definitions")
def list_incident_tag_definitions(request: Request) -> Reply:
    active = request.query["active"]
    shows_all = not active and request.readings["inactive_definitions"] == "all"
    found = [
        _shown(request, definition)
        for definition in request.organization.incident_tags.values()
        if (shows_all or definition["active"] == active)
        and request.query.get("type", definition["type"]) == definition["type"]
    ]
    return Reply(200, enveloped(request, 200, found))


@rule("get_incident_tag_definition")
def get_incident_tag_definition(request: Request) -> Reply:
    return Reply(200, enveloped(request, 200, _shown(request, _definition(request))))


@rule("create_incident_tag_definition")
def create_incident_tag_definition(request: Request) -> Reply:
    if request.body["type"] == "ClosedListValuesMulti":
        _refuse_without_appending(request.body)
    definition = made(request.body, request.caller.id)
    if definition["id"] in request.organization.incident_tags:
        raise Refusal(409, f"Incident tag {definition['name']} already exists.")
    request.organization.incident_tags[definition["id"]] = definition
    status = request.readings["tag_definition_create_status"]
    return Reply(204) if status == 204 else Reply(201, enveloped(request, 201, _shown(request, definition)))


def _refuse_without_appending(body: dict) -> None:
    if "append_matching_items" not in (body.get("enrichment_config") or {}):
        raise Refusal(400, f"append_matching_items is required for {body['type']}.")


@rule("update_incident_tag_definition")
def update_incident_tag_definition(request: Request) -> Reply:
    """What is left out is lost: PUT replaces. The kind is not changed by it, nor is an id that nobody gave out."""
    before = _definition(request)
    if request.body["type"] != before["type"]:
        raise Refusal(400, "The type of an incident tag cannot be changed.")
    known = {item["id"] for item in before["enrichment_config"]["items"]}
    items = (request.body.get("enrichment_config") or {}).get("items", [])
    if not {item["id"] for item in items if "id" in item} <= known:
        raise Refusal(400, "A rule has an id that is not known.")
    after = made(request.body, before["created_by"])
    after.update(id=before["id"], created_at=before["created_at"], updated_by=request.caller.id)
    request.organization.incident_tags[before["id"]] = after
    return Reply(200, enveloped(request, 200, _shown(request, after)))
