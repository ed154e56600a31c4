# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether the members of groups are, after a run, as the run changed them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Callable

from ...engine.finding.find import in_full
from ...engine.finding.same_key import all_by_key
from ...engine.membership import Membership
from ...errors import BigPandaError, ChangeNotVisible
from ...http.client import Client
from ...http.polling import wait_until
from ...model.resource import Resource
from ...values.text import listed
from ..model.membership import Change

# How long to wait for an accepted change to show. It normally shows at once.
SETTLE_TIMEOUT_S = 15.0
# Up to this many members are read one by one to see whether they show what their group does not.
FEW_MEMBERS = 10

Find = Callable[[Resource, str], "dict | None"]


def lost_changes(
    client: Client, relation: Membership, written: list[Change], find: Find
) -> dict[Change, BigPandaError]:
    """Changes that the service accepted but does not show, each with an error.

    The groups are read again until they show the changes, for a limited time. find: an object by its id, or by
    its key if it is new.
    """
    return _Comparison(client, relation, find).lost(written)


class _Comparison:
    def __init__(self, client: Client, relation: Membership, find: Find) -> None:
        self._client = client
        self._relation = relation
        self._find = find

    def lost(self, written: list[Change]) -> dict[Change, BigPandaError]:
        missing: list[Change] = []

        def is_so() -> bool:
            missing[:] = self._missing(written)
            return not missing

        try:
            if wait_until(is_so, SETTLE_TIMEOUT_S):
                return {}
            return self._errors(self._not_shown_by_members(missing))
        except BigPandaError as error:
            # The service accepted the writes, but it cannot be read whether they had an effect.
            error.add_context("Cannot compare the users of roles after the run")
            return dict.fromkeys(written, error)

    def _missing(self, written: Sequence[Change]) -> list[Change]:
        resource, name = self._relation.group, self._relation.members.name
        meant = {str(self._group(change).get("id")) for change in written}
        listed = [group for group in self._client.list(resource) if str(group["id"]) in meant]
        groups = [in_full(self._client, resource, group, {name: ()}) for group in listed]
        members = {str(group["id"]): set(group.get(name) or []) for group in groups}
        return [change for change in written if self._is_missing(change, members)]

    def _is_missing(self, change: Change, members: Mapping[str, set]) -> bool:
        group, member = self._group(change), self._member(change)
        return (member.get("id") in members.get(str(group.get("id")), ())) != change.joins

    def _not_shown_by_members(self, missing: list[Change]) -> list[Change]:
        """The service may show a membership only at one end."""
        ids = {str(self._member(change).get("id")) for change in missing if change.joins}
        resource = self._relation.member
        if len(ids) > FEW_MEMBERS:
            shown = {str(item["id"]): item for item in self._client.list(resource)}
        else:
            shown = {each: self._client.find_by_id(resource, each) or {} for each in ids}
        return [change for change in missing if not (change.joins and self._shows(shown, change))]

    def _shows(self, shown: Mapping[str, dict], change: Change) -> bool:
        keys = shown.get(str(self._member(change).get("id")), {}).get(self._relation.groups.name) or []
        return any(all_by_key(self._relation.group, [self._group(change)], str(key)) for key in keys)

    def _errors(self, missing: Iterable[Change]) -> dict[Change, BigPandaError]:
        """One error for each group and direction, which lists the members."""
        alike: dict[tuple[str, bool], list[Change]] = {}
        for change in missing:
            alike.setdefault((change.group, change.joins), []).append(change)
        errors: dict[Change, BigPandaError] = {}
        for (group, joins), changes in alike.items():
            key = self._relation.member.key
            names = listed(sorted(str(self._member(change).get(key, change.member)) for change in changes))
            title = self._relation.group.titled(self._group(changes[0]).get(self._relation.group.key, group))
            lack = "does not show" if joins else "still shows"
            error = ChangeNotVisible(
                f"the service accepted the change, but the {title} {lack} {names}.",
                "Somebody else may have changed it meanwhile: run the task again.",
            )
            errors.update(dict.fromkeys(changes, error))
        return errors

    def _group(self, change: Change) -> dict:
        return self._find(self._relation.group, change.group) or {}

    def _member(self, change: Change) -> dict:
        return self._find(self._relation.member, change.member) or {}
