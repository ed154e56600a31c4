# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Environments: named views on incidents. Source: contract, configuration notes, "Environments"."""

from __future__ import annotations

from .._core.condition import meaning_of_text
from .._core.schema import Field, Operation, Resource

VIEW = ("Manage Environments", "view")
FULL_ACCESS = ("Manage Environments", "full_access")


def is_built_in_environment(environment: dict) -> bool:
    """Source: incidents notes, "The built-in All Incidents environment"."""
    return environment.get("name") == "All Incidents"


ENVIRONMENT = Resource(
    name="environment",
    plural="environments",
    key="name",
    id_value="environment_id",
    fields=(
        Field("name", required=True),
        Field("description"),
        Field("filter", meaning=meaning_of_text),
    ),
    # The service's schema for a change asks for the name, so it goes along (configuration notes: "Include `name`").
    together=("name", "description", "filter"),
    readonly=(
        "environment_group_id",
        "roles",
        "read_only_roles",
        "created_at",
        "created_by",
        "updated_at",
        "updated_by",
    ),
    list=Operation("list_environments", "GET", "/resources/v2.0/environments", VIEW),
    get=Operation("get_environment", "GET", "/resources/v2.0/environments/{environment_id}", VIEW),
    built_in=is_built_in_environment,
    create=Operation("create_environment", "POST", "/resources/v2.0/environments", FULL_ACCESS),
    update=Operation("update_environment", "PATCH", "/resources/v2.0/environments/{environment_id}", FULL_ACCESS),
    delete=Operation("delete_environment", "DELETE", "/resources/v2.0/environments/{environment_id}", FULL_ACCESS),
)
