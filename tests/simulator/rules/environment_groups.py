# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Environment groups. Contract: configuration notes. An environment is in one group, told at either end."""

from __future__ import annotations

from ..organization import Organization
from ..reply import Refusal, Reply
from .registry import Request, rule
from .stored import find, remove, store

KIND = "environment_groups"


def _members(organization: Organization, group: dict) -> list[str]:
    environments = organization.environments.values()
    return [one["id"] for one in environments if one.get("environment_group_id") == group["id"]]


def _shown(request: Request, group: dict) -> dict:
    members = "environmentIds" if request.readings["group_members_spelling"] == "camel" else "environment_ids"
    return {**group, members: _members(request.organization, group)}


def _refuse_taken(request: Request, status: int, but: str | None = None) -> None:
    """Whether names are unique is not stated."""
    name = request.body["name"]
    others = [each for each in request.organization.stores[KIND].values() if each["id"] != but]
    if request.readings["group_names"] == "unique" and any(other["name"] == name for other in others):
        raise Refusal(status, f"{name} already exists.")


def _place(request: Request, group: dict, wanted: list[str]) -> None:
    for environment_id in wanted:
        if environment_id not in request.organization.environments:
            raise Refusal(400, f"Environment {environment_id} does not exist.")
    for environment in request.organization.environments.values():
        if environment["id"] in wanted:
            environment["environment_group_id"] = group["id"]
        elif environment.get("environment_group_id") == group["id"]:
            environment["environment_group_id"] = None


@rule("list_environment_groups")
def list_environment_groups(request: Request) -> Reply:
    groups = request.organization.stores[KIND].values()
    return Reply(200, [_shown(request, group) for group in groups])


@rule("create_environment_group")
def create_environment_group(request: Request) -> Reply:
    _refuse_taken(request, request.readings["environment_group_conflict_status"])
    group = store(request, KIND, {"name": request.body["name"]})
    _place(request, group, request.body.get("environment_ids", []))
    return Reply(201, _shown(request, group))


@rule("update_environment_group")
def update_environment_group(request: Request) -> Reply:
    """What is left out of a full replacement is gone."""
    group = find(request, KIND, "group_id")
    # A replacement has no 409.
    _refuse_taken(request, 400, group["id"])
    _place(request, group, request.body.get("environment_ids", []))
    group["name"] = request.body["name"]
    return Reply(200, _shown(request, group))


@rule("delete_environment_group")
def delete_environment_group(request: Request) -> Reply:
    group = find(request, KIND, "group_id")
    _place(request, group, [])
    remove(request, KIND, "group_id")
    return Reply(204)
