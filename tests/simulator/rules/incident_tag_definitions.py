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
    needed = NEEDS_CONFIG.get(body["type"])
    if needed and needed not in (body.get("config") or {}):
        raise Refusal(400, f"config.{needed} is required for {body['type']}.")
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


@rule("list_incident_tag_definitions")
def list_incident_tag_definitions(request: Request) -> Reply:
    found = [
        definition
        for definition in request.organization.incident_tags.values()
        if (definition["active"] or not request.query["active"])
        and request.query.get("type", definition["type"]) == definition["type"]
    ]
    return Reply(200, enveloped(request, 200, found))


@rule("get_incident_tag_definition")
def get_incident_tag_definition(request: Request) -> Reply:
    return Reply(200, enveloped(request, 200, _definition(request)))


@rule("create_incident_tag_definition")
def create_incident_tag_definition(request: Request) -> Reply:
    definition = made(request.body, request.caller.id)
    if definition["id"] in request.organization.incident_tags:
        raise Refusal(409, f"Incident tag {definition['name']} already exists.")
    request.organization.incident_tags[definition["id"]] = definition
    status = request.readings["tag_definition_create_status"]
    return Reply(204) if status == 204 else Reply(201, enveloped(request, 201, definition))


@rule("update_incident_tag_definition")
def update_incident_tag_definition(request: Request) -> Reply:
    before = _definition(request)
    after = {**made(request.body, before["created_by"]), "id": before["id"], "created_at": before["created_at"]}
    request.organization.incident_tags[before["id"]] = after
    return Reply(200, enveloped(request, 200, after))
