# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Changes to the built-in administrators by a key whose owner is unknown: the owner may be one of them. Pure."""

from __future__ import annotations

from collections.abc import Collection, Set

from ..errors import InvalidOption
from .groups import Group, Groups

# The option that says that changes to the built-in administrators are meant.
ALLOW = "allow_admin_changes"
UNKNOWN_OWNER = (
    "The owner of the API key could not be determined, so this task cannot tell whether it removes permissions that "
    "the key needs. Give the owner of the key the permission API Keys (view), or set org_token."
)


def touched_administrators(
    before: Groups, after: Groups, deactivated: Collection[str] = (), inactive: Collection[str] = ()
) -> str | None:
    """What the built-in administrators lose, as the beginning of a sentence; None if they lose nothing.

    deactivated: ids of members who can log in until then. inactive: of those who cannot, so that none owns the key.
    """
    for ref, group in before.items():
        if group.allows_all:
            what = _touches(group, after.get(ref), {*deactivated, *inactive}, group.members - {*inactive})
            if what:
                return f"{group.title} {what}"
    return None


def refuse_less_administrators(touched: str | None) -> None:
    """Refuse changes to them, since one of them may own the key. Raises InvalidOption."""
    if touched:
        raise InvalidOption(
            f"{touched}. It is the role of the built-in administrators. The owner of the API key, who could not be "
            "determined, may be one of them.",
            "Give the owner of the key the permission API Keys (view), or set org_token. If the change is "
            f"intended, set {ALLOW}.",
        )


def _touches(before: Group, after: Group | None, without: Set[str], active: Set[str]) -> str | None:
    """without: ids of members who will be unable to log in. active: of those who are able now."""
    if after is None:
        return "is to be removed"
    if before.key != after.key:
        return f"is to be renamed to {after.key}"
    if not before.permissions <= after.permissions:
        return "is to allow less"
    gone = active - (after.members - without)
    return f"is to lose {len(gone)} of its {len(active)} active users" if gone else None
