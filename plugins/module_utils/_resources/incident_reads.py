# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How incidents are read. Source: contract, incidents notes."""

from __future__ import annotations

from .._core.incidents.reads_model import IncidentReads
from .._core.model.operation import ORG_TOKEN, Operation, Paging, RateLimit

INCIDENT_PATH = "/resources/v2.0/environments/{environment_id}/incidents/{incident_id}"
VIEW = ("Environment - View", "view")
# "The built-in All Incidents environment has an id too" (incidents notes).
ALL_INCIDENTS = "All Incidents"
INCIDENTS = "/resources/v2.0/environments/{environment_id}/incidents"

SEARCH = Operation("search_incidents", "GET", INCIDENTS, VIEW)
# The service ends at the 10,000th result (incidents notes, "Pagination differs per route").
REACHABLE = 10_000
SEARCH_PAGING = Paging(style="page", size="page_size", size_value=100, total="total", limit=REACHABLE)
RETRIEVE = Operation("retrieve_incident", "GET", INCIDENT_PATH, VIEW)
ACTIVITIES = Operation("list_incident_activities", "GET", "/resources/v2.0/incidents/{incident_id}/activities", VIEW)
ACTIVITY_PAGING = Paging(style="page", size_value=100)
V1_LIMIT = RateLimit(requests=150, per_s=60, scope="api")
V1_PATH = "/resources/v1.0/incidents/{incident_id}"
RETRIEVE_V1 = Operation("retrieve_incident_v1", "GET", V1_PATH, ("none", "view"), V1_LIMIT, (ORG_TOKEN,))

INCIDENT_READS = IncidentReads(
    name="incident",
    plural="incidents",
    id_value="incident_id",
    get=RETRIEVE,
    search=SEARCH,
    paging=SEARCH_PAGING,
)
INCIDENT_V1_READS = IncidentReads(
    name="incident",
    plural="incidents",
    id_value="incident_id",
    get=RETRIEVE_V1,
    deprecated="The V1 API of incidents is deprecated by BigPanda: give api_key and environment in place of org_token.",
)
