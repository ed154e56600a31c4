# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether the members of groups are, after a run, as the run changed them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Callable, Optional

from ...engine.finding.find import in_full
from ...engine.finding.same_key import all_by_key
from ...engine.membership import Membership
from ...errors import BigPandaError, ChangeNotVisible
from ...http.client import Client
from ...http.polling import wait_until
from ...model.partial import omitted_from
from ..model.membership import Change
from .membership_names import Find, MembershipNames

# How long to wait for an accepted change to show. It normally shows at once.
SETTLE_TIMEOUT_S = 15.0
# Up to this many members are read one by one to see whether they show what their group does not.
FEW_MEMBERS = 10

Shown = dict[str, Optional[set[str]]]
UNKNOWN = "Cannot compare the users of roles after the run"
# Makes the error of a group. Takes its title, its members, and whether they were to join it.
Why = Callable[[str, str, bool], BigPandaError]


def _not_shown(group: str, members: str, joins: bool) -> BigPandaError:
    return ChangeNotVisible(
        f"the service accepted the change, but the {group} {'does not show' if joins else 'still shows'} {members}.",
        "Somebody else may have changed it meanwhile: run the task again.",
    )


def _undone(group: str, members: str, _joins: bool) -> BigPandaError:
    return BigPandaError(f"somebody else removed {members} from the {group} meanwhile.", "Run the task again.")


def added_by_others(names: MembershipNames, added: Iterable[Change]) -> list[str]:
    """One warning for each group."""
    by_group: dict[str, list[str]] = {}
    for change in added:
        by_group.setdefault(change.group, []).append(change.member)
    return [
        f"Somebody else added {names.members(members)} to the {names.group(group)} meanwhile. "
        "It is not declared, so the next run removes it."
        for group, members in by_group.items()
    ]


class MembershipComparison:
    """find: an object by its id, or by its key if it is new.

    shown: members of each group, by the ids of both, as they were read last; None for a group whose list of members was
    not needed, and that the list of groups omits. No groups at all as long as they could not be read.
    """

    def __init__(self, client: Client, relation: Membership, find: Find) -> None:
        self._client = client
        self._relation = relation
        self._find = find
        self.names = MembershipNames(relation, find)
        self.shown: Shown = {}

    def lost(self, written: list[Change]) -> dict[Change, BigPandaError]:
        """Changes that the service accepted but does not show, each with an error.

        The groups are read again until they show the changes, for a limited time.
        """
        missing: list[Change] = []

        def is_so() -> bool:
            self.shown = self._read({self._group_id(change) for change in written})
            missing[:] = [change for change in written if self._is_missing(change, self.shown)]
            return not missing

        try:
            if wait_until(is_so, SETTLE_TIMEOUT_S):
                return {}
            return self._errors(self._not_shown_by_members(missing), _not_shown)
        except BigPandaError as error:
            # The service accepted the writes, but it cannot be read whether they had an effect.
            error.add_context(UNKNOWN)
            return dict.fromkeys(written, error)

    def undone(self, kept: Iterable[Change]) -> dict[Change, BigPandaError]:
        """What was so before the run, and somebody else undid by the time when the groups were read last."""
        missing = [change for change in kept if self.shown and self._is_missing(change, self.shown)]
        try:
            return self._errors(self._not_shown_by_members(missing), _undone)
        except BigPandaError as error:
            error.add_context(UNKNOWN)
            return dict.fromkeys(missing, error)

    def _read(self, needed: Collection[str]) -> Shown:
        """The members of each group. Of groups that are not needed, only what the list shows."""
        resource, name = self._relation.group, self._relation.members.name
        found: Shown = {}
        for group in self._client.list(resource):
            group_id = str(group["id"])
            if group_id in needed:
                group = in_full(self._client, resource, group, {name: ()})
                found[group_id] = set(group.get(name) or [])
            else:
                found[group_id] = None if name in omitted_from(group) else set(group.get(name) or [])
        return found

    def _is_missing(self, change: Change, shown: Shown) -> bool:
        members = shown.get(self._group_id(change), set())
        return members is not None and (self._member(change).get("id") in members) != change.joins

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

    def _errors(self, missing: Iterable[Change], why: Why) -> dict[Change, BigPandaError]:
        """One error for each group and direction, which lists the members."""
        alike: dict[tuple[str, bool], list[Change]] = {}
        for change in missing:
            alike.setdefault((change.group, change.joins), []).append(change)
        errors: dict[Change, BigPandaError] = {}
        for (group, joins), changes in alike.items():
            error = why(self.names.group(group), self.names.members(each.member for each in changes), joins)
            errors.update(dict.fromkeys(changes, error))
        return errors

    def _group_id(self, change: Change) -> str:
        return str(self._group(change).get("id"))

    def _group(self, change: Change) -> dict:
        return self._find(self._relation.group, change.group) or {}

    def _member(self, change: Change) -> dict:
        return self._find(self._relation.member, change.member) or {}
