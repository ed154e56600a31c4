# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Groups and their members, where both ends show the relation. Pure.

A group lists the ids of its members, a member the keys of its groups; the API takes changes at either end.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from ..model.field import Field
from ..model.resource import Resource
from ..record import Record


class Membership(Record):
    """groups: kind whose field `members` lists ids; members: kind whose field `groups` lists keys of the former."""

    group: Resource
    members: Field
    member: Resource
    groups: Field

    def groups_shown(self, alike: Sequence[dict], key: str, member: str) -> list[str]:
        """Ids of the groups, of those that answer to a key that a member shows, that it may be in."""
        named = [
            (str(group["id"]), str(group.get(self.group.key)), group.get(self.members.name) or ()) for group in alike
        ]
        return among_alike(named, key, member)


def find_membership(resources: Sequence[Resource]) -> Membership | None:
    """The relation that is declared at both ends, if these resources have one."""
    for group in resources:
        for members in group.fields:
            if members.members and members.refers:
                for member in resources:
                    for groups in member.fields:
                        if member.name == members.refers.resource and _refers_to(groups, group):
                            return Membership(group, members, member, groups)
    return None


def _refers_to(field: Field, resource: Resource) -> bool:
    return bool(field.refers and field.refers.resource == resource.name)


def among_alike(groups: Iterable[tuple[str, str, Container[str]]], key: str, member: str) -> list[str]:
    """Of groups that answer to a key that a member shows, refs of those that it may be in.

    These are the ones that are spelled as the member shows it, and of them those that list the member, as far as there
    are any. groups: ref, key and members of each.
    """
    alike = list(groups)
    spelled_so = [group for group in alike if group[1] == key] or alike
    return [ref for ref, _key, _members in [group for group in spelled_so if member in group[2]] or spelled_so]
