# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Everything that makes up an organization, in the order in which it can be made."""

from __future__ import annotations

from .._core.model.catalog import Catalog
from .administration import ADMINISTRATION
from .alert_filter import ALERT_FILTER
from .alert_filter_schedule import ALERT_FILTER_SCHEDULE
from .alert_tag import ALERT_TAG, ALERT_TAG_ORDER
from .correlation_pattern import CORRELATION_PATTERN, CORRELATION_PATTERN_ORDER
from .enrichment_map import ENRICHMENT_MAP
from .environment import ENVIRONMENT
from .environment_group import ENVIRONMENT_GROUP
from .incident_tag import INCIDENT_TAG
from .maintenance_plan import MAINTENANCE_PLAN
from .role import ROLE
from .scim_user import SCIM_USER
from .topology import TOPOLOGY

CATALOG = Catalog(
    resources=(
        ENVIRONMENT,
        ENVIRONMENT_GROUP,
        ROLE,
        SCIM_USER,
        ALERT_TAG,
        ENRICHMENT_MAP,
        ALERT_TAG_ORDER,
        INCIDENT_TAG,
        ALERT_FILTER_SCHEDULE,
        ALERT_FILTER,
        CORRELATION_PATTERN,
        CORRELATION_PATTERN_ORDER,
        TOPOLOGY,
        MAINTENANCE_PLAN,
    ),
    administration=ADMINISTRATION,
)
