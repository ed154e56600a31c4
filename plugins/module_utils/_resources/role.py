# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Roles: what their users may do. Source: contract, access notes, "Roles"."""

from __future__ import annotations

import re

from .._core.errors import InvalidOption, error_context
from .._core.features.live_words import LiveWords
from .._core.model.compare import AS_CASE_INSENSITIVE_SET, AS_SET, CASE_INSENSITIVE
from .._core.model.field import Field, Members, OnCreate, Reference
from .._core.model.listing import Listing
from .._core.model.operation import Operation, Paging
from .._core.model.resource import Effect, Resource
from .._core.model.shape import Shape
from .._core.model.update_body import Put
from .permission import PERMISSIONS, decode_permission, has_unusual_words, merge_permissions, unlisted_words, usual_word

VIEW = ("Roles Management", "view")
FULL_ACCESS = ("Roles Management", "full_access")
READ, FULL = "read", "full_access"
BUILT_IN = re.compile(r"admin|user|viewer( ?\(read[ -]only\))?")


def decode_role(role: dict) -> dict:
    permissions = [decode_permission(permission) for permission in role.get("permissions") or []]
    return {**role, "permissions": merge_permissions(permissions), "users": role.get("users") or []}


def prepare_role(desired: dict) -> dict:
    """No environment means all of them (schema PermissionWrite), so leaving it out says which permission is meant."""
    if "permissions" not in desired:
        return desired
    permissions = desired["permissions"]
    for number, permission in enumerate(permissions):
        if not permission["actions"]:
            # Schema PermissionWrite, minItems.
            with error_context(f"permissions[{number}].actions"):
                raise InvalidOption("a permission allows no action.", "Give at least one, or omit the permission.")
    return {**desired, "permissions": merge_permissions([_usual_permission(each) for each in permissions])}


def _usual_permission(permission: dict) -> dict:
    return {
        "resource_id": None,
        **permission,
        "resource_type": usual_word(permission["resource_type"]),
        "actions": [usual_word(action) for action in permission["actions"]],
    }


def without_included(actions: list) -> list:
    """The actions without `read` if there is `full_access`, which "includes view" (contract README, "Extensions")."""
    words = [str(action).lower() for action in actions]
    return [action for action, word in zip(actions, words) if word != READ or FULL not in words]


def permissions_of(role: dict) -> frozenset[tuple[str, str, str]]:
    """What the role allows, as (resource type, id of one object or "", action), in lower case.

    Full access "includes view" (contract README, "Extensions"), so reading is part of it here, shown or not. Actions
    and resource types are compared case-insensitively (contract README, "Seen in working clients").
    """
    allowed = frozenset(
        (str(each.get("resource_type")).lower(), str(each.get("resource_id") or ""), str(action).lower())
        for each in role.get("permissions") or []
        for action in each.get("actions") or []
    )
    return allowed | {(kind, ref, READ) for kind, ref, action in allowed if action == FULL}


def is_built_in_role(role: dict) -> bool:
    """Source: access notes, "Roles": "Built-in roles: Admin, User, Viewer (read only)". Nothing but the name tells."""
    return bool(BUILT_IN.fullmatch(str(role.get("name")).lower()))


def is_admin_role(role: dict) -> bool:
    """Whether it is the built-in role of those who may do everything."""
    return str(role.get("name")).lower() == "admin"


ROLE = Resource(
    name="role",
    plural="roles",
    key="name",
    # "Role names are unique in the UI" (access notes, "Roles"); of the API nothing is said.
    names_may_repeat=True,
    fields=(
        Field("name", compare=CASE_INSENSITIVE),
        Field(
            "permissions",
            aliases=("permission",),
            type="list",
            elements="dict",
            compare=AS_SET.replace(match_by=(("resource_type", "resource_id"),)),
            default=OnCreate([]),
            fields=(
                # The vendor's own sample shows "Read" (contract README, "Seen in working clients and vendor samples").
                Field("resource_type", required=True, compare=CASE_INSENSITIVE),
                Field("resource_id"),
                Field("environment", refers=Reference("environment", into="resource_id")),
                Field(
                    "actions",
                    type="list",
                    elements="str",
                    required=True,
                    compare=AS_CASE_INSENSITIVE_SET.replace(without_included=without_included),
                ),
            ),
        ),
        Field(
            "users",
            type="list",
            elements="str",
            compare=AS_SET,
            append="append_users",
            refers=Reference("scim_user", shown_as="user_names"),
            # Who joins and who leaves is said by itself, which undoes nobody's change
            # (access notes, "Roles": "For members alone prefer POST/DELETE").
            membership=Members(
                add=Operation("add_role_users", "POST", "/resources/v2.1/roles/{role_id}/users", FULL_ACCESS),
                remove=Operation("remove_role_users", "DELETE", "/resources/v2.1/roles/{role_id}/users", FULL_ACCESS),
            ),
        ),
    ),
    readonly=("created_by", "created_at", "updated_at"),
    renamed_by="new_name",
    update_body=Put(
        # "PATCH changes in place, keys left out stay" (access notes, "Roles"): no user is lost who joins meanwhile.
        # Whether it replaces or merges the permissions is not stated (operation update_role, `x-uncertain`).
        patch=Operation("update_role", "PATCH", "/resources/v2.1/roles/{role_id}", FULL_ACCESS),
        # "Read, modify, write back whole" (access notes, "Roles"); schemas RoleReplace and PermissionWrite are open.
        keep_unknown=True,
    ),
    prepare=prepare_role,
    features=(LiveWords(PERMISSIONS, has_unusual_words, unlisted_words),),
    shape=Shape(decode=decode_role),
    built_in=is_built_in_role,
    effect=Effect(has_content=lambda role: bool(permissions_of(role)), lost="lose all permissions"),
    list=Listing(
        Operation("list_roles", "GET", "/resources/v2.1/roles", VIEW),
        paging=Paging(style="page", position="page", size="per_page", size_value=100),
    ),
    get=Operation("get_role", "GET", "/resources/v2.1/roles/{role_id}", VIEW),
    create=Operation("create_role", "POST", "/resources/v2.1/roles", FULL_ACCESS),
    update=Operation("replace_role", "PUT", "/resources/v2.1/roles/{role_id}", FULL_ACCESS),
    delete=Operation("delete_role", "DELETE", "/resources/v2.1/roles/{role_id}", FULL_ACCESS),
)
