# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Definitions of incident tags. Contract: enrichment notes, "Incident tag definitions"."""

from __future__ import annotations

import time
import uuid
from typing import Any

from ..readings import Readings
from ..reply import Refusal, Reply, not_found
from .lists import enveloped
from .registry import Request, rephrasing, rule

NEEDS_CONFIG = {
    "Priority": "ordered_list",
    "ClosedListValuesMulti": "incident_tag_values",
    "ClosedListValuesSingle": "incident_tag_values",
}
UNDOCUMENTED = "x_undocumented"


def _definition(request: Request) -> dict:
    try:
        return request.organization.incident_tags[request.values["incidenttag_id"]]
    except KeyError:
        raise not_found("Incident tag definition") from None


def made(body: dict, by: str) -> dict:
    """A stored definition; its id follows from the name. Raises Refusal."""
    _check(body)
    config, now = dict(body.get("config") or {}), int(time.time())
    if "ordered_list" in config:
        config["ordered_list"] = [_as_level(level) for level in config["ordered_list"]]
    rules = body.get("enrichment_config") or {"append_matching_items": False, "items": []}
    items = [{**item, "id": item.get("id") or str(uuid.uuid4())} for item in rules.get("items", [])]
    return {
        "description": "",
        "active": True,
        "canManualInput": True,
        **body,
        "config": config,
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
    if needed and not config.get(needed):
        raise Refusal(400, f"config.{needed} is required for {body['type']}.")
    if body["type"] == "Priority":
        levels = {str(_as_level(level).get("order_id")) for level in config["ordered_list"]}
        # Texts carry no order_id, so it is not known what rules refer to.
        if levels != {"None"} and not {item["value"] for item in rules.get("items", [])} <= levels:
            raise Refusal(400, "A rule of a Priority tag carries the order_id of a level.")


def _shown(request: Request, stored: dict) -> dict:
    shown = dict(stored)
    if request.readings["priority_levels"] == "text" and "ordered_list" in stored["config"]:
        names = [level["display_name"] for level in stored["config"]["ordered_list"]]
        shown["config"] = {**stored["config"], "ordered_list": names}
    if request.readings["definition_defaults"] == "missing":
        shown = _without_defaults(shown)
    if request.readings["manual_input_spelling"] == "snake":
        shown["can_manual_input"] = shown.pop("canManualInput")
    if request.readings["tag_type_case"] == "lower":
        shown["type"] = stored["type"].lower()
    if request.readings["definition_times"] == "milliseconds":
        shown.update({name: stored[name] * 1000 for name in ("created_at", "updated_at")})
    return shown


def _without_defaults(shown: dict) -> dict:
    """What is not there is left out or null (schema IncidentTagDefinition); `active` is true by default.

    An object with a field that nobody documents is there: a server that hid it and then asked for it could be served by
    no client.
    """
    rules = shown["enrichment_config"]
    if not rules["items"] and not rules.get("append_matching_items") and UNDOCUMENTED not in rules:
        shown["enrichment_config"] = None
    shown.update(config=shown["config"] or None, description=shown["description"] or None)
    return {name: value for name, value in shown.items() if not (name == "active" and value)}


# -- levels that are texts: schema PriorityLevel, "the current reference types the list entries as strings" ------


def _as_level(level: Any) -> dict:
    return {"display_name": level} if isinstance(level, str) else level


@rephrasing("create_incident_tag_definition", "update_incident_tag_definition")
def _with_levels_as_objects(readings: Readings, body: dict) -> dict:
    config = body.get("config")
    levels = config.get("ordered_list") if isinstance(config, dict) else None
    if readings["priority_levels"] == "object" or not isinstance(levels, list):
        return body
    objects = [{"display_name": level, "order_id": 0} if isinstance(level, str) else level for level in levels]
    return {**body, "config": {**config, "ordered_list": objects}}


def _refuse_other_levels(request: Request) -> None:
    levels = (request.body.get("config") or {}).get("ordered_list", [])
    if request.readings["priority_levels"] == "text" and not all(isinstance(level, str) for level in levels):
        raise Refusal(400, "The levels of a Priority tag are texts.")


# -- fields that nobody documents: every object here may hold some ("additionalProperties: true") ----------------


def _holders(definition: dict) -> dict[str, dict]:
    """Every object in a definition, by what it is known by."""
    config, rules = definition["config"], definition["enrichment_config"] or {}
    return {
        "the definition": definition,
        "config": config,
        "enrichment_config": rules,
        **{f"level {level['display_name']}": level for level in config.get("ordered_list") or []},
        **{f"rule {item['id']}": item for item in rules.get("items") or []},
    }


def _keep_undocumented(request: Request, before: dict | None, after: dict) -> None:
    """New objects get a field of the service's own; a PUT that loses one is refused. Raises Refusal."""
    if request.readings["undocumented_fields"] == "none":
        return
    holders, known = _holders(after), _holders(before) if before else {}
    for name, holder in holders.items():
        if UNDOCUMENTED in known.get(name, {}) and UNDOCUMENTED not in holder:
            raise Refusal(400, f"{UNDOCUMENTED} of {name} is left out.")
    for name, holder in holders.items():
        if request.readings["priority_levels"] == "object" or not name.startswith("level "):
            holder.setdefault(UNDOCUMENTED, {"of": name, "nothing": None})


# -- calls -----------------------------------------------------------------------------------------------------


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
    _refuse_other_levels(request)
    _refuse_without_appending(request.body)
    definition = made(request.body, request.caller.id)
    _refuse_taken(request, definition)
    _keep_undocumented(request, None, definition)
    request.organization.incident_tags[definition["id"]] = definition
    status = request.readings["tag_definition_create_status"]
    return Reply(204) if status == 204 else Reply(201, enveloped(request, 201, _shown(request, definition)))


def _refuse_without_appending(body: dict) -> None:
    said = "append_matching_items" in (body.get("enrichment_config") or {})
    if body["type"] == "ClosedListValuesMulti" and not said:
        raise Refusal(400, f"append_matching_items is required for {body['type']}.")


def _refuse_taken(request: Request, definition: dict, but: str | None = None) -> None:
    """Names are unique (schema IncidentTagDefinitionInput), and so are the ids that follow from them."""
    for other in request.organization.incident_tags.values():
        if other["id"] != but and (other["id"] == definition["id"] or other["name"] == definition["name"]):
            raise Refusal(409, f"Incident tag {definition['name']} already exists.")


@rule("update_incident_tag_definition")
def update_incident_tag_definition(request: Request) -> Reply:
    """What is left out is lost: PUT replaces. The kind is not changed by it, nor is an id that nobody gave out."""
    before = _definition(request)
    if request.body["type"] != before["type"]:
        raise Refusal(400, "The type of an incident tag cannot be changed.")
    _refuse_other_levels(request)
    _refuse_without_appending(request.body)
    known = {item["id"] for item in (before["enrichment_config"] or {}).get("items", [])}
    items = (request.body.get("enrichment_config") or {}).get("items", [])
    if not {item["id"] for item in items if "id" in item} <= known:
        raise Refusal(400, "A rule has an id that is not known.")
    after = made(request.body, before["created_by"])
    after.update(id=before["id"], created_at=before["created_at"], updated_by=request.caller.id)
    _refuse_taken(request, after, but=before["id"])
    _keep_undocumented(request, before, after)
    request.organization.incident_tags[before["id"]] = after
    return Reply(200, enveloped(request, 200, _shown(request, after)))
