# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What messages call groups and members that a run knows by ref. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Callable

from ...engine.membership import Membership
from ...model.resource import Resource
from ...values.text import listed

# An object by its id, or by its key if the run created it.
Find = Callable[[Resource, str], "dict | None"]


class MembershipNames:
    """The ref itself stands for an object that is not found."""

    def __init__(self, relation: Membership, find: Find) -> None:
        self._relation = relation
        self._find = find

    def group(self, ref: str) -> str:
        """The group with its kind: `role "Operations"`."""
        group = self._relation.group
        return group.titled(self._key_of(group, ref))

    def member(self, ref: str) -> str:
        """The key of the member."""
        return self._key_of(self._relation.member, ref)

    def members(self, refs: Iterable[str]) -> str:
        """Their keys, in a sentence."""
        return listed(sorted(map(self.member, refs)))

    def _key_of(self, resource: Resource, ref: str) -> str:
        return str((self._find(resource, ref) or {}).get(resource.key, ref))
