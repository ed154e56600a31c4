# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The topology model, one in an organization. Contract: configuration notes, "Other resources"."""

from __future__ import annotations

from ..reply import Refusal, Reply
from .registry import Request, rule
from .stored import audited, change, find, remove, store

KIND = "topologies"


@rule("list_topologies")
def list_topologies(request: Request) -> Reply:
    return Reply(200, list(request.organization.stores[KIND].values()))


@rule("get_topology")
def get_topology(request: Request) -> Reply:
    return Reply(200, find(request, KIND, "model_id"))


@rule("create_topology")
def create_topology(request: Request) -> Reply:
    if request.organization.stores[KIND]:
        raise Refusal(request.readings["topology_conflict_status"], "The organization has a topology model.")
    return Reply(201, store(request, KIND, audited(request, request.body)))


@rule("update_topology")
def update_topology(request: Request) -> Reply:
    stored = find(request, KIND, "model_id")
    change(request, stored, request.body)
    return Reply(200, stored) if request.readings["topology_update_status"] == 200 else Reply(204)


@rule("delete_topology")
def delete_topology(request: Request) -> Reply:
    remove(request, KIND, "model_id")
    return Reply(204)
