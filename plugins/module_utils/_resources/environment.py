# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Environments: named views on incidents. Source: contract, configuration notes, "Environments"."""

from __future__ import annotations

from typing import Any

from .._core.model.compare import AS_SET
from .._core.model.field import Field, Reference
from .._core.model.operation import Operation
from .._core.model.resource import Resource
from .._core.model.shape import Shape
from .._core.model.update_body import Patch
from .._core.values.bpql.comparison import BPQL_TEXT
from .._core.values.free_text import FREE_TEXT
from .environment_name import ENVIRONMENTS, VIEW

FULL_ACCESS = ("Manage Environments", "full_access")


ROLE_FIELDS = ("roles", "read_only_roles")


def decode_environment(read: dict) -> dict:
    """Roles come as objects, whose id is called `key` in older samples (notes, "Contradictions", "Role reference")."""
    return {**read, **{name: _ids_of_roles(read.get(name) or []) for name in ROLE_FIELDS}}


def _ids_of_roles(roles: Any) -> Any:
    """Roles with an `id` have been replaced by it before, as in every kind. Another value is refused later."""
    if not isinstance(roles, list):
        return roles
    return [role.get("key") if isinstance(role, dict) else role for role in roles]


def encode_environment(values: dict) -> dict:
    roles = {name: [{"id": role} for role in values[name]] for name in ROLE_FIELDS if name in values}
    return {**values, **roles}


def repeat_name(_current: dict, after: dict, _desired: dict) -> dict:
    """The service's schema of a change asks for the name (configuration notes: "Include `name`")."""
    return {"name": after["name"]}


def roles_field(name: str, shown_as: str) -> Field:
    """Roles name environments too, in their permissions."""
    return Field(
        name,
        type="list",
        elements="str",
        compare=AS_SET,
        refers=Reference("role", shown_as=shown_as, deferred=True),
    )


def is_built_in_environment(environment: dict) -> bool:
    """Source: incidents notes, "The built-in All Incidents environment"."""
    return environment.get("name") == "All Incidents"


ENVIRONMENT = Resource(
    name="environment",
    plural="environments",
    key="name",
    fields=(
        Field("name"),
        Field("description", compare=FREE_TEXT),
        Field("filter", type="raw", aliases=("condition",), compare=BPQL_TEXT),
        roles_field("roles", "role_names"),
        roles_field("read_only_roles", "read_only_role_names"),
    ),
    renamed_by="new_name",
    update_body=Patch(repeats=repeat_name),
    shape=Shape(decode=decode_environment, encode=encode_environment),
    readonly=(
        "environment_group_id",
        "created_at",
        "created_by",
        "updated_at",
        "updated_by",
    ),
    list=ENVIRONMENTS,
    get=Operation("get_environment", "GET", "/resources/v2.0/environments/{environment_id}", VIEW),
    built_in=is_built_in_environment,
    create=Operation("create_environment", "POST", "/resources/v2.0/environments", FULL_ACCESS),
    update=Operation("update_environment", "PATCH", "/resources/v2.0/environments/{environment_id}", FULL_ACCESS),
    delete=Operation("delete_environment", "DELETE", "/resources/v2.0/environments/{environment_id}", FULL_ACCESS),
)
