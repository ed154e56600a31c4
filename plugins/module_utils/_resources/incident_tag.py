# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Definitions of incident tags. Source: contract, enrichment notes, "Incident tag definitions"."""

from __future__ import annotations

from .._core.schema import Field, Operation, Resource

VIEW = ("Incident Enrichment", "view")
FULL_ACCESS = ("Incident Enrichment", "full_access")
DEFINITIONS = "/resources/v2.0/incidents/tags/definitions"
DEFINITION = "/resources/v2.0/incidents/tags/definitions/{incidenttag_id}"

INCIDENT_TAG = Resource(
    name="incident_tag",
    plural="incident_tags",
    key="name",
    id_value="incidenttag_id",
    fields=(
        Field("name", required=True),
        Field("description"),
        Field("type", immutable=True),
        Field("active", type="bool"),
        Field("can_manual_input", api_name="canManualInput", type="bool"),
        Field("config", type="dict"),
        Field("enrichment_config", type="dict"),
    ),
    readonly=("created_at", "created_by", "updated_at", "updated_by", "deleted"),
    replaces=True,
    list=Operation("list_incident_tag_definitions", "GET", DEFINITIONS, VIEW),
    get=Operation("get_incident_tag_definition", "GET", DEFINITION, VIEW),
    create=Operation("create_incident_tag_definition", "POST", DEFINITIONS, FULL_ACCESS),
    update=Operation("update_incident_tag_definition", "PUT", DEFINITION, FULL_ACCESS),
)
