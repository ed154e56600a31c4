# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""SCIM 1.1 users: who may log in, with which roles. Source: contract, access notes, "Users"."""

from __future__ import annotations

from .._core.errors import InvalidOption
from .._core.model.compare import AS_CASE_INSENSITIVE_SET, CASE_INSENSITIVE
from .._core.model.field import NEVER, AtGroups, Field, Reference
from .._core.model.listing import Listing
from .._core.model.operation import Operation, Paging, RateLimit
from .._core.model.resource import Resource
from .._core.model.shape import Shape
from .._core.model.typed import true_if_omitted
from .._core.values.free_text import FREE_TEXT

VIEW = ("User Management", "view")
FULL_ACCESS = ("User Management", "full_access")
ROLES_VIEW = ("Roles Management", "view")
ROLES_FULL_ACCESS = ("Roles Management", "full_access")
# The only routes whose limit is counted for each route separately (access notes, "Rate limits").
SCIM_LIMIT = RateLimit(requests=2, per_s=1, scope="route")
USERS = "/resources/v2.0/scim/Users"
USER = "/resources/v2.0/scim/Users/{user_id}"


def decode_scim_user(user: dict) -> dict:
    """The API has a list of at most one phone number; the option is that number."""
    numbers = user.get("phone_number")
    if isinstance(numbers, list):
        user = {**user, "phone_number": numbers[0] if numbers else None}
    # "Absent equals default: active true" (configuration notes).
    return {**user, "active": true_if_omitted(user.get("active")), "roles": user.get("roles") or []}


def encode_scim_user(values: dict) -> dict:
    if "phone_number" in values:
        number = values["phone_number"]
        return {**values, "phone_number": [number] if number["value"] else []}
    return values


def check_scim_user(current: dict | None, user: dict) -> None:
    """Nobody would log in with spaces around the name, and it cannot be changed later."""
    name = user["user_name"]
    if current is None and name != name.strip():
        raise InvalidOption(f'user_name "{name}" begins or ends with a space.', "Remove it; it is part of the login.")


def search_scim_user(user_name: str) -> dict[str, str]:
    quoted = user_name.replace("\\", "\\\\").replace('"', '\\"')
    return {"filter": f'userName eq "{quoted}"'}


def narrow_scim_users(options: dict) -> dict[str, str]:
    """Query parameters of the options of the info module, which exclude each other."""
    if "filter" in options:
        return {"filter": options["filter"]}
    if "active" in options:
        return {"filter": f"active eq {str(options['active']).lower()}"}
    return {}


SCIM_USER = Resource(
    name="scim_user",
    plural="scim_users",
    key="user_name",
    fields=(
        Field(
            "user_name",
            api_name="userName",
            required=True,
            aliases=("username", "email"),
            compare=CASE_INSENSITIVE,
        ),
        Field("display_name", api_name="displayName", compare=FREE_TEXT),
        Field("password", secret=True, read_back=NEVER),
        Field("active", type="bool"),
        Field(
            "phone_number",
            api_name="phoneNumbers",
            type="dict",
            fields=(Field("value", required=True), Field("type", choices=("work", "home", "other"))),
        ),
        Field(
            "roles",
            type="list",
            elements="str",
            compare=AS_CASE_INSENSITIVE_SET,
            append="append_roles",
            # A change of the user says all its roles, those too that somebody else gives at the same time, and "merging
            # of array attributes not stated" (operation update_scim_user, `x-uncertain`).
            membership=AtGroups(
                groups=Operation("list_roles", "GET", "/resources/v2.1/roles", ROLES_VIEW),
                paging=Paging(style="page", size_value=100),
                key="name",
                id_value="role_id",
                add=Operation("add_role_users", "POST", "/resources/v2.1/roles/{role_id}/users", ROLES_FULL_ACCESS),
                remove=Operation(
                    "remove_role_users", "DELETE", "/resources/v2.1/roles/{role_id}/users", ROLES_FULL_ACCESS
                ),
            ),
            # Users list the names of their roles, while roles list the ids of their users.
            refers=Reference("role", sends="key"),
        ),
    ),
    readonly=("schemas", "meta"),
    soft_delete="active",
    check=check_scim_user,
    shape=Shape(decode=decode_scim_user, encode=encode_scim_user),
    list=Listing(
        Operation("list_scim_users", "GET", USERS, VIEW, SCIM_LIMIT),
        paging=Paging(
            style="index", position="startIndex", size="count", size_value=1000, items="Resources", total="totalResults"
        ),
        by_key=search_scim_user,
        filters=(Field("filter"), Field("active", type="bool")),
        query=narrow_scim_users,
    ),
    get=Operation("get_scim_user", "GET", USER, VIEW, SCIM_LIMIT),
    create=Operation("create_scim_user", "POST", USERS, FULL_ACCESS, SCIM_LIMIT),
    update=Operation("update_scim_user", "PATCH", USER, FULL_ACCESS, SCIM_LIMIT),
    delete=Operation("deactivate_scim_user", "DELETE", USER, FULL_ACCESS, SCIM_LIMIT),
)
