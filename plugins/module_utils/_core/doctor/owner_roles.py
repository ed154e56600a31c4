# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The roles of the owner of the API key. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..values.text import caseless


@dataclass(frozen=True)
class OwnerRoles:
    """roles: those of the owner; None if unknown, for this reason."""

    roles: list[dict] | None
    reason: str | None = None


def owner_roles(keys: Sequence[dict] | None, roles: Sequence[dict]) -> OwnerRoles:
    """keys: the listed API keys that may be the given one; None if they cannot be listed. roles: all roles."""
    if keys is None:
        return OwnerRoles(None, "The owner of the API key is unknown, since API keys cannot be listed.")
    if len(keys) != 1:
        which = "several keys have" if keys else "no listed key has"
        return OwnerRoles(None, f"The owner of the API key is unknown, since {which} the same ending.")
    key = keys[0]
    if key.get("user_id"):
        return OwnerRoles([role for role in roles if key["user_id"] in (role.get("users") or [])])
    # Roles only list users; the key of a service account contains the names of its roles.
    names = {caseless(str(name)) for name in key.get("roles") or []}
    held = [role for role in roles if caseless(str(role.get("name"))) in names]
    if not names or len(held) < len(names):
        return OwnerRoles(None, "The API key does not belong to a user, and its roles are not shown or not all listed.")
    return OwnerRoles(held)
