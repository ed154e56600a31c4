# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Roles and permissions. Contract: access notes, "Roles"."""

from __future__ import annotations

import time

from ..organization import BUILT_IN_ROLES, RESOURCE_TYPES
from ..reply import Refusal, Reply, not_found
from .lists import enveloped, page_of
from .registry import Request, rule

ACTIONS = {"read", "full_access", "incident_actions"}
SYSTEM_FIELDS = ("id", "created_by", "created_at", "updated_at")


def shown(request: Request, role: dict) -> dict:
    permissions = [
        _shown_permission(request, permission, number) for number, permission in enumerate(role["permissions"])
    ]
    users = list(role["users"])
    if "shuffled" in request.faults:
        permissions.reverse()
        users.reverse()
    return {**role, "users": users, "permissions": permissions}


def _shown_permission(request: Request, permission: dict, number: int) -> dict:
    answer = {**permission, "actions": list(permission["actions"])}
    if not permission.get("resource_id") and request.readings["null_resource_id"] != "null":
        del answer["resource_id"]
    if request.readings["permission_included"] == "shown" and "full_access" in answer["actions"]:
        answer["actions"] = list(dict.fromkeys(["read", *answer["actions"]]))
    if request.readings["permission_case"] == "capital":
        answer["actions"] = [action.capitalize() for action in answer["actions"]]
        answer["resource_type"] = permission["resource_type"].capitalize()
    if request.readings["permission_actions"] == "string" and len(answer["actions"]) == 1:
        answer["actions"] = answer["actions"][0]
    if request.readings["nested_ids"] == "yes":
        answer["id"] = f"{number:024x}"
    return answer


def _role(request: Request) -> dict:
    try:
        return request.organization.roles[request.values["role_id"]]
    except KeyError:
        raise not_found("Role") from None


def _check_name(request: Request, name: str, but: str | None = None) -> None:
    """ "Role names are unique in the UI" (access notes, "Roles"); of the API nothing is said."""
    if request.readings["role_names"] == "shared":
        return
    taken = request.organization.find_role(name)
    if taken and taken["id"] != but:
        raise Refusal(request.readings["role_conflict_status"], f"Role {name} already exists.")


def _check_users(request: Request, users: list[str]) -> None:
    unknown = [user for user in users if user not in request.organization.users]
    if unknown:
        raise Refusal(400, f"Unknown users: {', '.join(unknown)}.")


def _check_permissions(request: Request, permissions: list[dict]) -> list[dict]:
    checked = []
    for permission in permissions:
        kind, actions = permission["resource_type"], permission["actions"]
        if request.readings["permission_case"] == "capital":
            # Who shows them so takes them so.
            kind, actions = kind.lower(), [action.lower() for action in actions]
        if kind not in (*RESOURCE_TYPES, "environments"):
            raise Refusal(400, f"Unknown resource_type {kind}.")
        if not set(actions) <= ACTIONS or "incident_actions" in actions and kind != "environments":
            raise Refusal(400, f"Wrong actions for {kind}.")
        environment_id = permission.get("resource_id")
        if environment_id and environment_id not in request.organization.environments:
            raise Refusal(400, f"Unknown environment {environment_id}.")
        # The schema is open, so what is not known is kept with the rest.
        known = {"resource_type": kind, "resource_id": environment_id, "actions": list(dict.fromkeys(actions))}
        checked.append({**permission, **known})
    return checked


@rule("list_roles")
def list_roles(request: Request) -> Reply:
    roles = list(request.organization.roles.values())
    sort = request.query.get("sort") or ("name" if request.readings["role_order"] == "name" else None)
    if sort:
        roles.sort(key=lambda role: role[sort], reverse=request.query.get("direction") == "desc")
    page = [shown(request, role) for role in page_of(request, roles)]
    return Reply(200, enveloped(request, 200, page))


@rule("get_role")
def get_role(request: Request) -> Reply:
    return Reply(200, enveloped(request, 200, shown(request, _role(request))))


@rule("create_role")
def create_role(request: Request) -> Reply:
    body = request.body
    _check_name(request, body["name"])
    _check_users(request, body.get("users", []))
    permissions = _check_permissions(request, body["permissions"])
    role = request.organization.add_role(body["name"], permissions, body.get("users"), request.caller.id)
    return Reply(201, enveloped(request, 201, shown(request, role)))


@rule("replace_role")
def replace_role(request: Request) -> Reply:
    role, body = _role(request), request.body
    for name in SYSTEM_FIELDS:
        if name in body and body[name] != role[name]:
            raise Refusal(400, f"{name} cannot be changed.")
    _check_name(request, body["name"], role["id"])
    _refuse_renaming_built_in(role, body["name"])
    users = body.get("users", [] if request.readings["put_without_users"] == "clears" else list(role["users"]))
    _check_users(request, users)
    permissions = _check_permissions(request, body["permissions"])
    role.update(name=body["name"], permissions=permissions, users=dict.fromkeys(users), updated_at=int(time.time()))
    return Reply(200, enveloped(request, 200, shown(request, role)))


@rule("update_role")
def update_role(request: Request) -> Reply:
    role, body = _role(request), request.body
    if request.readings["role_patch"] == "refused":
        raise Refusal(501, "Unsupported method.")
    if "name" in body:
        _check_name(request, body["name"], role["id"])
        _refuse_renaming_built_in(role, body["name"])
    _check_users(request, body.get("users", []))
    changes = {"name": body.get("name", role["name"]), "updated_at": int(time.time())}
    if "permissions" in body:
        merged = role["permissions"] if request.readings["role_patch"] == "merged" else []
        changes["permissions"] = [*merged, *_check_permissions(request, body["permissions"])]
    if "users" in body:
        changes["users"] = dict.fromkeys(body["users"])
    role.update(changes)
    return Reply(200, enveloped(request, 200, shown(request, role)))


def _refuse_renaming_built_in(role: dict, name: str) -> None:
    if role["name"] in BUILT_IN_ROLES and name != role["name"]:
        raise Refusal(400, f"The built-in role {role['name']} cannot be renamed.")


@rule("delete_role")
def delete_role(request: Request) -> Reply:
    role = _role(request)
    if role["name"] in BUILT_IN_ROLES:
        raise Refusal(400, f"The built-in role {role['name']} cannot be removed.")
    del request.organization.roles[role["id"]]
    return Reply(204)


@rule("add_role_users")
def add_role_users(request: Request) -> Reply:
    role = _role(request)
    _check_users(request, request.body)
    role["users"].update(dict.fromkeys(request.body))
    role["updated_at"] = int(time.time())
    return Reply(201, {"status": 201, "data": {"id": role["id"], "users": list(role["users"])}})


@rule("remove_role_users")
def remove_role_users(request: Request) -> Reply:
    role = _role(request)
    for user_id in request.body:
        role["users"].pop(user_id, None)
    role["updated_at"] = int(time.time())
    return Reply(200, {"status": 200, "data": {"id": role["id"], "users": list(role["users"])}})


@rule("list_permissions")
def list_permissions(request: Request) -> Reply:
    permissions = [
        {
            "resource_type": "environments",
            "resource_id": environment_id,
            "actions": ["read", "incident_actions", "full_access"],
        }
        for environment_id in request.organization.environments
    ]
    permissions += [
        {"resource_type": kind, "resource_id": None, "actions": ["read", "full_access"]} for kind in RESOURCE_TYPES
    ]
    if request.readings["permission_list"] == "object":
        return Reply(200, {"status": 200, "data": {kind: ["read", "full_access"] for kind in RESOURCE_TYPES}})
    return Reply(200, {"status": 200, "data": permissions})
