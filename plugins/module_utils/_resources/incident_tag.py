# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Definitions of incident tags. Source: contract, enrichment notes, "Incident tag definitions"."""

from __future__ import annotations

import re

from .._core.errors import InvalidOption
from .._core.model.compare import AS_SET, BY_ID, TRUE_IF_OMITTED, Compare
from .._core.model.field import ON_CREATE, Field
from .._core.model.listing import Listing
from .._core.model.operation import Operation
from .._core.model.resource import Resource
from .._core.model.shape import Shape
from .._core.model.typed import true_if_omitted
from .._core.model.update_body import Put
from .._core.values.bpql.comparison import BPQL_TEXT
from .._core.values.free_text import FREE_TEXT

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
            f"BigPanda accepts at most {LONGEST_DESCRIPTION}.",
        )
    _refuse_strange_levels(desired.get("config", {}).get("ordered_list", []))
    return desired


def _refuse_strange_levels(levels: list[dict]) -> None:
    for level in levels:
        if not 1 <= len(level["display_name"]) <= LONGEST_LEVEL:
            raise InvalidOption(
                f'config.ordered_list contains the display_name "{level["display_name"]}".',
                f"Give 1 to {LONGEST_LEVEL} characters.",
            )
    for name in ("display_name", "order_id"):
        values = [level[name] for level in levels if name in level]
        twice = sorted({str(value) for value in values if values.count(value) > 1})
        if twice:
            raise InvalidOption(
                f"config.ordered_list contains the {name} {', '.join(twice)} twice.", "Give each level its own."
            )


def _is_text(level: dict) -> bool:
    """Whether it says no more than its name: "the current reference types the list entries as strings"."""
    said = {name for name, value in level.items() if value is not None}
    return said <= {"display_name", "active"} and level.get("active") is not False


def check_incident_tag(current: dict | None, after: dict) -> None:
    """What its type asks for. Raises InvalidOption."""
    if current is None:
        _check_new(after)
    _check_config(current, after)
    if after["type"] == "Priority":
        _check_priorities(current, after)


def _check_new(tag: dict) -> None:
    if not NAME.fullmatch(tag["name"]):
        raise InvalidOption(
            f'name is "{tag["name"]}".',
            "Start with a letter, followed by letters, digits, _ and -, at most 20 characters.",
        )
    if tag["type"] == "ClosedListValuesMulti" and "append_matching_items" not in (tag["enrichment_config"] or {}):
        raise InvalidOption(
            "enrichment_config.append_matching_items is missing.",
            "A new one of type ClosedListValuesMulti needs it: true collects every match, false keeps the first.",
        )


def _check_config(current: dict | None, after: dict) -> None:
    """`config` is required for Priority and closed lists (notes, "Incident tag definitions")."""
    config, before = after["config"] or {}, (current or {}).get("config") or {}
    needed = NEEDED_CONFIG.get(after["type"])
    if needed and not config.get(needed):
        lack = "missing" if config.get(needed) is None else "empty"
        raise InvalidOption(f"config.{needed} is {lack}.", f"An incident tag of type {after['type']} needs it.")
    for name in sorted({*NEEDED_CONFIG.values()} - {needed}):
        if config.get(name) and config[name] != before.get(name):
            raise InvalidOption(f"config.{name} is given.", f"Omit it for an incident tag of type {after['type']}.")


def _check_priorities(current: dict | None, tag: dict) -> None:
    levels, before = _weights(tag), _weights(current) if current else {}
    _refuse_levels_without_weight((tag["config"] or {})["ordered_list"])
    if before and not levels:
        raise InvalidOption("config.ordered_list[].order_id is missing.", "Each level of this incident tag has one.")
    for item in (tag["enrichment_config"] or {}).get("items") or []:
        # What rules refer to is not known if levels are texts.
        if levels and item["value"] not in levels:
            known = ", ".join(f"{order_id} ({name})" for order_id, name in levels.items())
            raise InvalidOption(
                f'enrichment_config.items contains the value "{item["value"]}", which is not the order_id of a level.',
                f"Give one of {known}.",
            )


def _refuse_levels_without_weight(levels: list[dict]) -> None:
    without = [level for level in levels if level.get("order_id") is None]
    if without and not (without == levels and all(_is_text(level) for level in levels)):
        raise InvalidOption(
            "config.ordered_list[].order_id is missing.",
            "Give each new level its own; if BigPanda returns levels as text, give only display_name.",
        )


def _weights(tag: dict) -> dict[str, str]:
    """Names of levels by the text of their order_id, which those that are texts have none of."""
    levels = (tag["config"] or {}).get("ordered_list") or []
    return {str(level["order_id"]): level["display_name"] for level in levels if level.get("order_id") is not None}


def decode_incident_tag(read: dict) -> dict:
    """The type may be in any case, times be in milliseconds; what is the default may be null or missing."""
    types = {kind.lower(): kind for kind in TYPES}
    kind = types.get(str(read.get("type")).lower(), str(read.get("type")))
    times = {name: read.get(name) for name in ("created_at", "updated_at")}
    return {
        **read,
        **{name: time // 1000 if time and time > LAST_SECOND else time for name, time in times.items()},
        "type": kind,
        "active": true_if_omitted(read.get("active")),
        "description": read.get("description") or "",
        "config": _decode_config(read.get("config") or {}),
        "enrichment_config": _decode_enrichment(kind, read.get("enrichment_config") or {}),
    }


def _decode_config(config: dict) -> dict:
    """Levels may be texts (schema PriorityLevel)."""
    levels = config.get("ordered_list")
    if not levels:
        return config
    objects = [level if isinstance(level, dict) else {"display_name": level, "order_id": None} for level in levels]
    return {**config, "ordered_list": objects}


def _decode_enrichment(kind: str, enrichment: dict) -> dict:
    """False is the default of what a closed list of several values has to say (schema IncidentTagEnrichment)."""
    if kind != "ClosedListValuesMulti" or enrichment.get("append_matching_items") is not None:
        return enrichment
    return {**enrichment, "append_matching_items": False}


def encode_incident_tag(values: dict) -> dict:
    levels = (values.get("config") or {}).get("ordered_list")
    if not levels:
        return values
    written = [level["display_name"] if _is_text(level) else level for level in levels]
    return {**values, "config": {**values["config"], "ordered_list": written}}


INCIDENT_TAG = Resource(
    name="incident_tag",
    plural="incident_tags",
    key="name",
    fields=(
        Field("name", required=True),
        Field("description", compare=FREE_TEXT),
        Field("type", choices=TYPES, immutable=True, required=ON_CREATE),
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
                    compare=AS_SET.replace(match_by=(("display_name",), ("order_id",))),
                    fields=(
                        Field("display_name", required=True),
                        Field("order_id", type="int"),
                        Field("description", compare=FREE_TEXT),
                        # "Absent equals default: active true" (notes, "Identity, update verb, what to compare").
                        Field("active", type="bool", compare=TRUE_IF_OMITTED),
                    ),
                ),
                Field("incident_tag_values", type="list", elements="str", compare=AS_SET),
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
                        Field("condition", type="raw", required=True, compare=BPQL_TEXT),
                    ),
                    compare=Compare(match_by=(BY_ID, ("value",), ("condition",))),
                ),
            ),
        ),
    ),
    readonly=("created_at", "created_by", "updated_at", "updated_by", "deleted"),
    # "Send everything back, rule ids included" (notes, "Incident tag definitions"); its schemas are open.
    update_body=Put(keep_unknown=True),
    # There is no DELETE (notes, "Incident tag definitions").
    soft_delete="active",
    prepare=prepare_incident_tag,
    check=check_incident_tag,
    shape=Shape(decode=decode_incident_tag, encode=encode_incident_tag),
    # The list contains only active ones unless `active=false`, which means all or only the inactive ones.
    list=Listing(
        Operation("list_incident_tag_definitions", "GET", DEFINITIONS, VIEW),
        queries=({"active": "true"}, {"active": "false"}),
    ),
    get=Operation("get_incident_tag_definition", "GET", DEFINITION, VIEW),
    create=Operation("create_incident_tag_definition", "POST", DEFINITIONS, FULL_ACCESS),
    update=Operation("update_incident_tag_definition", "PUT", DEFINITION, FULL_ACCESS),
)
