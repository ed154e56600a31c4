# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is known of any call by its path. Source: contract README, "Rate limits"; enrichment notes."""

from __future__ import annotations

from .._core.model.operation import RateLimit
from .._core.raw.model import KnownPaths

KNOWN_PATHS = KnownPaths(
    limits=(
        (r"/resources/v2\.0/scim/|/scim/v2/", RateLimit(2, 1, "route")),
        (r"/resources/v2\.0/environments/[^/]+/batch-resolve/", RateLimit(1, 1, "api")),
        (r"/resources/v1\.0/incidents/", RateLimit(150, 60, "api")),
        (r"/data/changes|/resources/v2\.0/(changes|rcc)(/|$)", RateLimit(400, 60, "api")),
        (r"/multi-context-generation/", RateLimit(100, 60, "api")),
        (r"/data/v2/alerts|/oim/([^/]+/)?alerts", None),
    ),
    jobs=(
        (
            r"/resources/v2\.1/(mapping-enrichment|alert-enrichments-jobs)/",
            "/resources/v2.1/alert-enrichments-jobs/{job_id}",
        ),
        (
            r"/resources/v2\.0/(alert-enrichments|alerts-enrichments-jobs)/",
            "/resources/v2.0/alerts-enrichments-jobs/{job_id}",
        ),
        (r"/resources/v1\.0/(enrichments|enrichment-jobs)/", "/resources/v1.0/enrichment-jobs/{job_id}"),
        (r"/resources/alert-enricher/", "/resources/alert-enricher/jobs/{job_id}"),
    ),
    # A column of a table may be called id.
    rows=(r"/resources/v2\.1/mapping-enrichment/[^/]+/map$", r"/resources/v2\.0/alert-enrichments/[^/]+/map$"),
    access=(
        r"/resources/v2\.1/(roles|users|apikeys|service-accounts)/",
        r"/resources/v2\.0/scim/Users/",
        r"/scim/v2/(Users|Groups)/",
    ),
)
