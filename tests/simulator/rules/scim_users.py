# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""SCIM 1.1 users. Contract: access notes, "Users"."""

from __future__ import annotations

from ..conditions import ConditionError, holds, scim_compare
from ..reply import Refusal, Reply, not_found
from .lists import total_of, window_of
from .registry import Request, rule

CORE = "urn:scim:schemas:core:1.0"
MODIFIABLE = ("displayName", "active", "phoneNumbers")
ATTRIBUTES = (
    ("userName", "string", False, True),
    ("displayName", "string", False, False),
    ("active", "boolean", False, False),
    ("phoneNumbers", "complex", True, False),
    ("roles", "string", True, False),
)


def shown(request: Request, user: dict, role_names: list[str]) -> dict:
    location = f"{request.base_url}/resources/v2.0/scim/Users/{user['id']}"
    answer = {
        "schemas": [CORE],
        "id": user["id"],
        "userName": user["userName"],
        "active": user["active"],
        "meta": {"created": user["created"], "location": location},
        "roles": list(reversed(role_names)) if "shuffled" in request.faults else role_names,
    }
    for name in ("displayName", "phoneNumbers"):
        if user.get(name):
            answer[name] = user[name]
    if request.readings["user_defaults"] == "missing":
        unsaid = {"active": True, "roles": []}
        return {name: value for name, value in answer.items() if name not in unsaid or value != unsaid[name]}
    return answer


def _shown(request: Request, user: dict) -> dict:
    names = [role["name"] for role in request.organization.roles.values() if user["id"] in role["users"]]
    return shown(request, user, names)


def _user(request: Request) -> dict:
    try:
        return request.organization.users[request.values["user_id"]]
    except KeyError:
        raise not_found("User") from None


def _roles(request: Request, names: list[str]) -> list[dict]:
    roles = []
    for name in names:
        role = request.organization.find_role(name)
        if role is None:
            raise Refusal(400, f"Role {name} does not exist.")
        roles.append(role)
    return roles


def _set_roles(request: Request, user: dict, roles: list[dict]) -> None:
    for role in request.organization.roles.values():
        if role in roles:
            role["users"].setdefault(user["id"])
        else:
            role["users"].pop(user["id"], None)


@rule("list_scim_users")
def list_scim_users(request: Request) -> Reply:
    users = [user for user in request.organization.users.values() if _is_selected(request, user)]
    sort_by = request.query["sortBy"]
    descending = (request.query["sortOrder"] == "descending") != (sort_by == "active")
    users.sort(key=lambda user: str(user.get(sort_by, "")).lower(), reverse=descending)
    window = window_of(request, users)
    names = request.organization.role_names()
    resources = [shown(request, user, names[user["id"]]) for user in window]
    return Reply(
        200,
        {
            "schemas": [CORE],
            "totalResults": total_of(request, users),
            "itemsPerPage": len(resources),
            "startIndex": request.query["startIndex"],
            "Resources": resources,
        },
    )


def _is_selected(request: Request, user: dict) -> bool:
    condition = request.query.get("filter")
    if condition is None:
        return True
    try:
        return holds(condition, scim_compare(user, request.readings["scim_filter_case"] == "respected"))
    except ConditionError as error:
        raise Refusal(400, f"Bad filter: {error}") from None


@rule("get_scim_user")
def get_scim_user(request: Request) -> Reply:
    return Reply(200, _shown(request, _user(request)))


@rule("create_scim_user")
def create_scim_user(request: Request) -> Reply:
    body = request.body
    if request.organization.find_user(body["userName"]):
        raise Refusal(request.readings["user_conflict_status"], f"User {body['userName']} already exists.")
    roles = _roles(request, body.get("roles", []))
    values = {name: body[name] for name in (*MODIFIABLE, "password") if name in body}
    user = request.organization.add_user(body["userName"], **values)
    _set_roles(request, user, roles)
    return Reply(request.readings["scim_create_status"], _shown(request, user))


@rule("update_scim_user")
def update_scim_user(request: Request) -> Reply:
    user, body = _user(request), request.body
    if "roles" in body:
        roles = _roles(request, body["roles"])
        if request.readings["scim_patch_lists"] == "merged":
            roles += [role for role in request.organization.roles.values() if user["id"] in role["users"]]
        _set_roles(request, user, roles)
    user.update({name: body[name] for name in MODIFIABLE if name in body})
    return Reply(200, _shown(request, user))


@rule("deactivate_scim_user")
def deactivate_scim_user(request: Request) -> Reply:
    user = _user(request)
    user["active"] = False
    if request.readings["scim_deactivate_status"] == 204:
        return Reply(204)
    return Reply(200, _shown(request, user))


@rule("get_scim_service_provider_config")
def get_scim_service_provider_config(_request: Request) -> Reply:
    supported, unsupported = {"supported": True}, {"supported": False}
    return Reply(
        200,
        {
            "schemas": [CORE],
            "id": CORE,
            "patch": supported,
            "bulk": {**unsupported, "maxOperations": 10000, "maxPayloadSize": 10000000},
            "filter": {**supported, "maxResults": 1000},
            "changePassword": unsupported,
            "sort": supported,
            "etag": unsupported,
            "xmlDataFormat": unsupported,
            "authenticationSchemas": [
                {
                    "type": "oauthbearertoken",
                    "name": "OAuth Bearer Token",
                    "description": "Bearer token",
                    "primary": True,
                }
            ],
        },
    )


def _user_schema() -> dict:
    return {
        "id": f"{CORE}:User",
        "name": "User",
        "description": "User account",
        "schema": CORE,
        "endpoint": "/Users",
        "attributes": [
            {"name": name, "type": kind, "multiValued": many, "required": required, "readOnly": False}
            for name, kind, many, required in ATTRIBUTES
        ],
    }


@rule("get_scim_user_schema")
def get_scim_user_schema(_request: Request) -> Reply:
    return Reply(200, _user_schema())


@rule("list_scim_schemas")
def list_scim_schemas(request: Request) -> Reply:
    schemas = [_user_schema()]
    if request.readings["schema_list"] == "bare":
        return Reply(200, schemas)
    return Reply(200, {"totalResults": 1, "itemsPerPage": 1, "startIndex": 1, "schemas": [CORE], "Resources": schemas})
