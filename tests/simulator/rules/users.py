# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Users v2.1, as far as they are read. Contract: access notes, "Users"."""

from __future__ import annotations

from ..reply import Reply, not_found
from .lists import page_of
from .registry import Request, rule


def shown(request: Request, user: dict) -> dict:
    roles = [role["id"] for role in request.organization.roles.values() if user["id"] in role["users"]]
    return {
        "id": user["id"],
        "username": user["userName"],
        "name": user.get("displayName", user["userName"]),
        "organization": request.organization.name,
        "state": "valid",
        "roles": roles,
    }


@rule("list_users")
def list_users(request: Request) -> Reply:
    name, ids, role_id = request.query.get("name"), request.query.get("ids"), request.query.get("roleId")
    users = [
        shown(request, user)
        for user in request.organization.users.values()
        if user["active"] and (ids is None or user["id"] in ids)
    ]
    users = [user for user in users if name is None or name.lower() in (user["username"].lower(), user["name"].lower())]
    users = [user for user in users if role_id is None or role_id in user["roles"]]
    return Reply(200, {"status": 200, "data": page_of(request, users)})


@rule("get_user")
def get_user(request: Request) -> Reply:
    user = request.organization.users.get(request.values["user_id"])
    if user is None:
        raise not_found("User")
    return Reply(200, {"status": 200, "data": shown(request, user)})
