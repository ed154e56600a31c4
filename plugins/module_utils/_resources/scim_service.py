# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the SCIM 1.1 service can do and how its users look. Source: contract, access notes, "Users"."""

from __future__ import annotations

from typing import Any

from .._core.model.codec import check_list, check_object
from .._core.model.operation import Operation, RateLimit
from .._core.model.read_only import ReadOnly

VIEW = ("User Management", "view")
SCIM_LIMIT = RateLimit(requests=2, per_s=1, scope="route")


def decode_schemas(answer: Any) -> list:
    """A bare array, or a SCIM list (the reference shows neither)."""
    found = answer["Resources"] if isinstance(answer, dict) else answer
    return [check_object(schema) for schema in check_list(found)]


SERVICE_PROVIDER_CONFIG = ReadOnly(
    result="service_provider_config",
    operation=Operation(
        "get_scim_service_provider_config", "GET", "/resources/v2.0/scim/ServiceProviderConfigs", VIEW, SCIM_LIMIT
    ),
)
USER_SCHEMA = ReadOnly(
    result="user_schema",
    operation=Operation(
        "get_scim_user_schema",
        "GET",
        "/resources/v2.0/scim/Schemas/urn:scim:schemas:core:1.0:User",
        VIEW,
        SCIM_LIMIT,
    ),
)
SCHEMAS = ReadOnly(
    result="schemas",
    operation=Operation("list_scim_schemas", "GET", "/resources/v2.0/scim/schemas", VIEW, SCIM_LIMIT),
    decode=decode_schemas,
)
