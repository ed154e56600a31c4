# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a role may be given. Source: contract, access notes, "Roles"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .._core.model.codec import check_list, check_object
from .._core.model.operation import Operation
from .._core.model.read_only import ReadOnly
from .._core.values.suggestions import did_you_mean

# What each organization can assign (schema PermissionWrite, `x-known-values`, without those that are derived there).
READ_AND_WRITE = frozenset({"read", "full_access"})
DOCUMENTED: Mapping[str, frozenset[str]] = {
    "environments": READ_AND_WRITE | {"incident_actions"},
    **dict.fromkeys(("users", "roles", "analytics", "enrichments-jobs"), READ_AND_WRITE),
}
WORDS = frozenset({*DOCUMENTED, *DOCUMENTED["environments"]})


def decode_permissions(answer: Any) -> list:
    """An array is documented by its samples, an object only by the envelope: its keys are then resource types."""
    if isinstance(answer, dict):
        answer = [
            {"resource_type": name, **(value if isinstance(value, dict) else {"actions": value})}
            for name, value in answer.items()
        ]
    return [decode_permission(check_object(permission)) for permission in check_list(answer)]


def decode_permission(permission: dict) -> dict:
    """`actions` is a string in some responses, and `resource_id` is missing or null if there is none."""
    actions = permission.get("actions") or []
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


def merge_permissions(permissions: list[dict]) -> list[dict]:
    """One entry for all that differ only in their actions: they mean the same, and a service may merge them."""
    merged: dict[tuple, dict] = {}
    for permission in permissions:
        others = {name: value for name, value in permission.items() if name != "actions"}
        others["resource_type"] = str(others.get("resource_type")).lower()
        subject = tuple(sorted((name, repr(value)) for name, value in others.items()))
        first = merged.setdefault(subject, {**permission, "actions": []})
        first["actions"] += [action for action in permission["actions"] if action not in first["actions"]]
    return list(merged.values())


def usual_word(given: str) -> str:
    """A documented resource type or action in its documented spelling; other words unchanged."""
    word = given.strip().lower().replace(" ", "_")
    return word if word in WORDS else given


def has_unusual_words(desired: dict, current: dict | None) -> bool:
    """Whether a role is to have a permission that is not documented, and that it does not have yet."""
    return any(True for _permission in _unusual(desired, current, DOCUMENTED))


def unlisted_words(desired: dict, current: dict | None, listed: list[dict]) -> list[str]:
    """A sentence for each resource type or action of a role that the service does not list.

    The contract publishes only the envelope of the list. So one that does not contain a documented permission tells
    nothing: it may name permissions differently. A resource type that is listed without actions allows every action.
    """
    if not any(_is_documented(permission) for permission in listed):
        return []
    known = {name: set(actions) for name, actions in DOCUMENTED.items()}
    for permission in listed:
        known.setdefault(str(permission.get("resource_type")).lower(), set()).update(
            str(action).lower() for action in permission["actions"]
        )
    return [
        _unknown_type(number, resource_type, known)
        if resource_type.lower() not in known
        else f'permissions[{number}].actions: {resource_type} has no action "{action}". '
        f"{did_you_mean(action, known[resource_type.lower()]) or _possible(known[resource_type.lower()])}"
        for number, resource_type, action in _unusual(desired, current, known)
        if known.get(resource_type.lower()) != set()
    ]


def _is_documented(permission: dict) -> bool:
    actions = DOCUMENTED.get(str(permission.get("resource_type")).lower(), frozenset())
    return any(str(action).lower() in actions for action in permission["actions"])


def _unusual(desired: dict, current: dict | None, known: Mapping[str, Any]) -> Iterator[tuple[int, str, str]]:
    """Number of the permission, resource type and action of what is neither known nor the role's already."""
    theirs = {
        (str(each.get("resource_type")).lower(), str(action).lower())
        for each in (current or {}).get("permissions") or []
        for action in each.get("actions") or []
    }
    for number, permission in enumerate(desired.get("permissions") or []):
        resource_type = permission["resource_type"]
        for action in permission["actions"]:
            pair = (resource_type.lower(), action.lower())
            if pair not in theirs and pair[1] not in known.get(pair[0], ()):
                yield number, resource_type, action


def _unknown_type(number: int, resource_type: str, known: Mapping[str, Any]) -> str:
    return (
        f'permissions[{number}].resource_type: "{resource_type}" does not exist. '
        f"{did_you_mean(resource_type, known) or _possible(known)}"
    )


def _possible(words: Mapping[str, Any] | set[str]) -> str:
    return f"Possible are {', '.join(sorted(words))}."
