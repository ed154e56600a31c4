# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The rules of all operations that are simulated; the others answer 501."""

from __future__ import annotations

from . import (  # noqa: F401  importing a file registers its rules
    alert_filter_schedules,
    alert_filters,
    alert_tags,
    alerts,
    api_keys,
    audit_logs,
    changes,
    correlation_patterns,
    environment_groups,
    environments,
    incident_tag_definitions,
    incident_tags,
    incidents,
    incidents_v1,
    maintenance_plans,
    mapping_enrichments,
    roles,
    scim_users,
    topologies,
    users,
)
from .registry import RULES

__all__ = ["RULES"]
