# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Environments. Contract: configuration notes."""

from __future__ import annotations

import time

from ..reply import Refusal, Reply, not_found
from .registry import Request, rule

ROLE_FIELDS = ("roles", "read_only_roles")


def _environment(request: Request) -> dict:
    try:
        return request.organization.environments[request.values["environment_id"]]
    except KeyError:
        raise not_found("Environment") from None


def _check_roles(request: Request) -> None:
    for name in ROLE_FIELDS:
        for role in request.body.get(name, []):
            if role["id"] not in request.organization.roles:
                raise Refusal(400, f"Role {role['id']} does not exist.")


def _shown(request: Request, environment: dict) -> dict:
    """Roles with their names as they are now; those that are gone are not shown."""
    there = request.organization.roles
    called = request.readings["environment_roles"]
    shown = {
        **environment,
        **{
            name: [
                {called: role["id"], "name": there[role["id"]]["name"]}
                for role in environment[name]
                if role["id"] in there
            ]
            for name in ROLE_FIELDS
        },
    }
    if request.readings["unset_environment_fields"] == "missing":
        return {name: value for name, value in shown.items() if value not in ("", [])}
    return shown


def _check_name(request: Request, name: str | None, but: str | None = None) -> None:
    if any(other["name"] == name and other["id"] != but for other in request.organization.environments.values()):
        raise Refusal(request.readings["environment_conflict_status"], f"Environment {name} already exists.")


@rule("list_environments")
def list_environments(request: Request) -> Reply:
    return Reply(200, [_shown(request, each) for each in request.organization.environments.values()])


@rule("get_environment")
def get_environment(request: Request) -> Reply:
    return Reply(200, _shown(request, _environment(request)))


@rule("create_environment")
def create_environment(request: Request) -> Reply:
    _check_name(request, request.body["name"])
    _check_roles(request)
    environment = request.organization.add_environment(request.body, request.caller.id)
    return Reply(request.readings["environment_create_status"], _shown(request, environment))


@rule("update_environment")
def update_environment(request: Request) -> Reply:
    environment, body = _environment(request), request.body
    if "name" not in body and request.readings["environment_change_needs"] == "name":
        raise Refusal(400, "name is missing.")
    _check_name(request, body.get("name"), environment["id"])
    _check_roles(request)
    environment.update(body, updated_at=int(time.time()), updated_by=request.caller.id)
    return Reply(request.readings["environment_update_status"], _shown(request, environment))


@rule("delete_environment")
def delete_environment(request: Request) -> Reply:
    environment = _environment(request)
    if environment["name"] == "All Incidents":
        raise Refusal(400, "The built-in environment cannot be removed.")
    del request.organization.environments[environment["id"]]
    if request.readings["environment_delete_status"] == 204:
        return Reply(204)
    return Reply(200, {"status": 200, "data": {}})
