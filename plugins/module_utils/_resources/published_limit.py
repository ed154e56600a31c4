# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Rate limits by path, where they are not the common one. Source: contract README, "Rate limits"."""

from __future__ import annotations

from .._core.schema import RateLimit

PUBLISHED_LIMITS = (
    (r"/resources/v2\.0/scim/|/scim/v2/", RateLimit(2, 1, "route")),
    (r"/resources/v2\.0/environments/[^/]+/batch-resolve/", RateLimit(1, 1, "api")),
    (r"/resources/v1\.0/incidents/", RateLimit(150, 60, "api")),
    (r"/data/changes|/resources/v2\.0/(changes|rcc)(/|$)", RateLimit(400, 60, "api")),
    (r"/multi-context-generation/", RateLimit(100, 60, "api")),
    (r"/data/v2/alerts|/oim/([^/]+/)?alerts", None),
)
