# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Definitions of incident tags. Source: contract, enrichment notes, "Incident tag definitions"."""

from __future__ import annotations

import re

from .._core.condition import meaning_of_text
from .._core.errors import InvalidOption
from .._core.schema import Field, Operation, Resource

VIEW = ("Incident Enrichment", "view")
FULL_ACCESS = ("Incident Enrichment", "full_access")
DEFINITIONS = "/resources/v2.0/incidents/tags/definitions"
DEFINITION = "/resources/v2.0/incidents/tags/definitions/{incidenttag_id}"
TYPES = ("Text", "MultiValue", "Priority", "ClosedListValuesMulti", "ClosedListValuesSingle")
NEEDED_CONFIG = {
    "Priority": "ordered_list",
    "ClosedListValuesMulti": "incident_tag_values",
    "ClosedListValuesSingle": "incident_tag_values",
}
# Stored names may be others, so only new ones are held to it (schema IncidentTagDefinitionInput).
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,19}")
LONGEST_DESCRIPTION = 200
LONGEST_LEVEL = 10
# Times above are milliseconds (schema IncidentTagDefinition).
LAST_SECOND = 100_000_000_000


def prepare_incident_tag(desired: dict) -> dict:
    if len(desired.get("description", "")) > LONGEST_DESCRIPTION:
        raise InvalidOption(
            f"description has {len(desired['description'])} characters.",
            f"The service takes {LONGEST_DESCRIPTION}.",
        )
    levels = desired.get("config", {}).get("ordered_list", [])
    for level in levels:
        if not 1 <= len(level["display_name"]) <= LONGEST_LEVEL:
            raise InvalidOption(
                f'config.ordered_list holds the display_name "{level["display_name"]}".',
                f"Give 1 to {LONGEST_LEVEL} characters.",
            )
    for name in ("display_name", "order_id"):
        values = [level[name] for level in levels]
        twice = sorted({str(value) for value in values if values.count(value) > 1})
        if twice:
            raise InvalidOption(
                f"config.ordered_list holds the {name} {', '.join(twice)} twice.", "Give each level its own."
            )
    return desired


def check_incident_tag(current: dict | None, after: dict) -> None:
    """What its type asks for. Raises InvalidOption."""
    if current is None:
        _check_new(after)
    if after["type"] == "Priority":
        _check_priorities(after)


def _check_new(tag: dict) -> None:
    if not NAME.fullmatch(tag["name"]):
        raise InvalidOption(
            f'name is "{tag["name"]}".', "Begin with a letter, go on with letters, digits, _ and -, at most 20 in all."
        )
    needed = NEEDED_CONFIG.get(tag["type"])
    if needed and not (tag["config"] or {}).get(needed):
        raise InvalidOption(f"config.{needed} is missing.", f"A new incident tag of type {tag['type']} needs it.")
    if tag["type"] == "ClosedListValuesMulti" and "append_matching_items" not in (tag["enrichment_config"] or {}):
        raise InvalidOption(
            "enrichment_config.append_matching_items is missing.",
            "A new one of type ClosedListValuesMulti needs it: true collects every match, false keeps the first.",
        )


def _check_priorities(tag: dict) -> None:
    levels = {
        str(level["order_id"]): level["display_name"] for level in (tag["config"] or {}).get("ordered_list") or []
    }
    for item in (tag["enrichment_config"] or {}).get("items") or []:
        if item["value"] not in levels:
            known = ", ".join(f"{order_id} ({name})" for order_id, name in levels.items())
            raise InvalidOption(
                f'enrichment_config.items holds the value "{item["value"]}", which is the order_id of no level.',
                f"Give one of {known}.",
            )


def decode_incident_tag(read: dict) -> dict:
    """Letter case of the type may vary, times be in milliseconds; what is not there may be null."""
    types = {kind.lower(): kind for kind in TYPES}
    kind = str(read.get("type"))
    times = {name: read.get(name) for name in ("created_at", "updated_at")}
    return {
        **read,
        **{name: time // 1000 if time and time > LAST_SECOND else time for name, time in times.items()},
        "type": types.get(kind.lower(), kind),
        "description": read.get("description") or "",
        "config": read.get("config") or {},
        "enrichment_config": read.get("enrichment_config") or {},
    }


INCIDENT_TAG = Resource(
    name="incident_tag",
    plural="incident_tags",
    key="name",
    id_value="incidenttag_id",
    fields=(
        Field("name", required=True),
        Field("description"),
        Field("type", choices=TYPES, immutable=True, needed=True),
        Field("active", type="bool"),
        Field("can_manual_input", api_name="canManualInput", type="bool"),
        Field(
            "config",
            type="dict",
            fields=(
                Field(
                    "ordered_list",
                    type="list",
                    elements="dict",
                    # Levels are sorted by their order_id (schema PriorityLevel).
                    unordered=True,
                    paired_by=(("display_name",), ("order_id",)),
                    without_ids=True,
                    fields=(
                        Field("display_name", required=True),
                        Field("order_id", type="int", required=True),
                        Field("description"),
                        Field("active", type="bool", when_missing=True),
                    ),
                ),
                Field("incident_tag_values", type="list", elements="str", unordered=True),
            ),
        ),
        Field(
            "enrichment_config",
            type="dict",
            fields=(
                Field("append_matching_items", type="bool"),
                Field(
                    "items",
                    type="list",
                    elements="dict",
                    fields=(
                        Field("value", required=True),
                        Field("condition", required=True, meaning=meaning_of_text),
                    ),
                    paired_by=(("value",), ("condition",)),
                ),
            ),
        ),
    ),
    readonly=("created_at", "created_by", "updated_at", "updated_by", "deleted"),
    replaces=True,
    # "Send everything back, rule ids included" (notes, "Incident tag definitions"); its schemas are open.
    takes_unknown=True,
    # There is no DELETE (notes, "Incident tag definitions").
    soft_delete="active",
    prepare=prepare_incident_tag,
    check=check_incident_tag,
    decode=decode_incident_tag,
    # The list holds active ones alone unless `active=false`, which means all or the inactive ones alone.
    list_queries=({"active": "true"}, {"active": "false"}),
    list=Operation("list_incident_tag_definitions", "GET", DEFINITIONS, VIEW),
    get=Operation("get_incident_tag_definition", "GET", DEFINITION, VIEW),
    create=Operation("create_incident_tag_definition", "POST", DEFINITIONS, FULL_ACCESS),
    update=Operation("update_incident_tag_definition", "PUT", DEFINITION, FULL_ACCESS),
)
