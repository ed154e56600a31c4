# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a role may be given. Source: contract, access notes, "Roles"."""

from __future__ import annotations

from typing import Any

from .._core.model.codec import check_list, check_object
from .._core.model.operation import Operation
from .._core.model.read_only import ReadOnly


def decode_permissions(answer: Any) -> list:
    """An array is documented by its samples, an object by the envelope alone: its keys are then resource types."""
    if isinstance(answer, dict):
        answer = [
            {"resource_type": name, **(value if isinstance(value, dict) else {"actions": value})}
            for name, value in answer.items()
        ]
    return [_decode_permission(permission) for permission in check_list(answer)]


def _decode_permission(permission: dict) -> dict:
    actions = check_object(permission).get("actions") or []
    return {
        **permission,
        "resource_id": permission.get("resource_id"),
        "actions": [actions] if isinstance(actions, str) else list(actions),
    }


PERMISSIONS = ReadOnly(
    result="permissions",
    operation=Operation("list_permissions", "GET", "/resources/v2.1/permissions", ("Roles Management", "view")),
    decode=decode_permissions,
)
