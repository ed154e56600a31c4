# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What kinds have in common that are kept as they were sent."""

from __future__ import annotations

import time

from ..reply import not_found
from .registry import Request


def store(request: Request, kind: str, values: dict) -> dict:
    """The new object, with an id."""
    stored = {"id": request.organization.new_id(), **values}
    request.organization.stores[kind][stored["id"]] = stored
    return stored


def find(request: Request, kind: str, id_value: str) -> dict:
    """The object that the path names. Raises Refusal."""
    try:
        return request.organization.stores[kind][request.values[id_value]]
    except KeyError:
        raise not_found(kind) from None


def remove(request: Request, kind: str, id_value: str) -> None:
    del request.organization.stores[kind][find(request, kind, id_value)["id"]]


def dated(request: Request, values: dict) -> dict:
    """What is kept of a new object beside its values, as filters and their schedules show it."""
    now = int(time.time())
    by = request.caller.id
    return {**values, "created_on": now, "created_by": by, "updated_on": now, "updated_by": by}


def audited(request: Request, values: dict) -> dict:
    """The same as the other kinds show it."""
    now = int(time.time())
    by = request.caller.id
    return {**values, "created_at": now, "created_by": by, "updated_at": now, "updated_by": by}


def change(request: Request, stored: dict, values: dict, moment: str = "updated_at") -> None:
    stored.update({**values, moment: int(time.time()), "updated_by": request.caller.id})
