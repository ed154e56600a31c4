# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Membership of one object: written at its groups, which undoes nobody else's change, or else at the object."""

from __future__ import annotations

from collections.abc import Sequence

from ...errors import BadRequest, BigPandaError, Conflict, Forbidden, NotFound, excerpt
from ...http.client import Client
from ...model.codec import encode
from ...model.field import AtGroups, Field
from ...model.resource import Resource
from ...values.canonical import canonical_item
from ...values.text import listed
from ..finding.unknown_groups import lost_groups


class MemberGroups:
    """Lets members join and leave their groups."""

    def __init__(self, client: Client, resource: Resource) -> None:
        """resource: the kind of the members."""
        self._client = client
        self._resource = resource

    def write(self, field: Field, member_id: str, joined: Sequence[str], left: Sequence[str]) -> None:
        """field: the list of keys of groups. Raises BigPandaError if a group or the member is gone."""
        if field.at_groups is None or not (joined or left):
            return
        try:
            self._write_at_groups(field, field.at_groups, member_id, joined, left)
        except Forbidden:
            self.write_at_member(field, member_id, joined, left)

    def _write_at_groups(
        self, field: Field, at_groups: AtGroups, member_id: str, joined: Sequence[str], left: Sequence[str]
    ) -> None:
        groups = self._client.read_all(at_groups.groups, at_groups.paging)
        # First what is gained, so that nobody is without any group in between.
        for operation, keys in ((at_groups.add, joined), (at_groups.remove, left)):
            for key in keys:
                meant = _meant(field, at_groups, groups, key)
                for group in meant:
                    self._client.write(operation, {at_groups.id_value: group["id"]}, [member_id])
                if not meant and key in joined:
                    raise BigPandaError(f'"{key}", named in {field.name}, is gone.', "Run the task again.")

    def write_at_member(self, field: Field, member_id: str, joined: Sequence[str], left: Sequence[str]) -> None:
        """For credentials that may not write groups: the member's whole list, as it is just before, with the changes.

        Raises BigPandaError if the member is gone.
        """
        current = self._client.find_by_id(self._resource, member_id)
        if current is None:
            raise BigPandaError(f"the {self._resource.title} {member_id} is gone.", "Run the task again.")
        gone = {canonical_item(field, key) for key in left}
        shown = [key for key in current.get(field.name) or [] if canonical_item(field, key) not in gone]
        known = {canonical_item(field, key) for key in shown}
        keys = [*shown, *(key for key in joined if canonical_item(field, key) not in known)]
        try:
            self._write_list(field, member_id, keys)
        except (BadRequest, NotFound, Conflict):
            # The member may show a group that is gone, and the service may refuse its name.
            existing = self._listed(field, keys)
            if existing == keys:
                raise
            self._write_list(field, member_id, existing)

    def refuse_more(self, field: Field, known: Sequence[str], member_id: str) -> None:
        """Who returns must not be active with groups that others gave since the plan was made.

        known: keys of the groups that the plan shows, and of those that it leads to. Raises BigPandaError.
        """
        current = self._client.find_by_id(self._resource, member_id) or {}
        more = lost_groups(field, current, {field.name: known})
        more = self._listed(field, more) if more else more
        if more:
            groups = listed([excerpt(key) for key in more])
            raise BigPandaError(
                f"somebody else added {groups} to {field.name} meanwhile, so nothing was reactivated.",
                "Run the task again.",
            )

    def _listed(self, field: Field, keys: list[str]) -> list[str]:
        """Those of the keys that a group has; all of them if the groups may not be read."""
        if field.at_groups is None:
            return keys
        try:
            groups = self._client.read_all(field.at_groups.groups, field.at_groups.paging)
        except Forbidden:
            return keys
        existing = {canonical_item(field, group[field.at_groups.key]) for group in groups}
        return [key for key in keys if canonical_item(field, key) in existing]

    def _write_list(self, field: Field, member_id: str, keys: list[str]) -> None:
        if self._resource.update is None:
            raise TypeError(f"{self._resource.name} cannot be changed")
        self._client.write(
            self._resource.update,
            {self._resource.id_value: member_id},
            encode(self._resource, {field.name: keys}),
            single_attempt=True,
        )


def _meant(field: Field, at_groups: AtGroups, groups: Sequence[dict], key: str) -> list[dict]:
    """The groups that the key means: if they differ only in case, those that are spelled exactly so."""
    alike = [group for group in groups if canonical_item(field, group[at_groups.key]) == canonical_item(field, key)]
    return [group for group in alike if group[at_groups.key] == key] or alike
