# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Changing an incident: read its state, plan actions, carry them out, and wait until the service shows them.

Nothing is done twice. If a response was lost, or an action was refused as already done, the state is read again and
only what is still planned is done.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..errors import BadRequest, BigPandaError, ChangeNotVisible, Conflict, Forbidden, NotFound
from ..http.client import Client
from ..http.polling import wait_until
from ..model.codec import check_object
from .model import Action, Aspect, IncidentModel, IncidentState, OtherIncident, Prefetch
from .search import find

# How long the effect of an action is looked for whose answer was lost and which the service does later.
LATER_LOOK_UP_S = 5.0
# Environments overlap, so the wrong one is the most frequent reason.
OTHER_ENVIRONMENT = (
    "Check environment first: an incident is only found in environments that contain it, and All Incidents contains "
    "them all. Then check id and region."
)


@dataclass(frozen=True)
class Wait:
    """Whether to wait for what the service does later, and for how many seconds."""

    wanted: bool
    timeout_s: float


class Incident:
    """One incident and what is desired of it. path_params: identify it in paths."""

    def __init__(self, client: Client, kind: IncidentModel, path_params: Mapping[str, str], desired: dict) -> None:
        self._client = client
        self._kind = kind
        self._path_params = path_params
        self._desired = desired
        self.start = self.read()

    @property
    def _aspects(self) -> list[Aspect]:
        return [aspect for aspect in self._kind.aspects if aspect.option in self._desired]

    @property
    def _title(self) -> str:
        reads = self._kind.reads
        return f"{reads.name} {self._path_params[reads.id_value]}"

    def read(self) -> IncidentState:
        """The incident, and what the desired aspects need."""
        item = self._read_item()
        prefetched: dict[str, Any] = {}
        others: dict[str, OtherIncident] = {}
        holders: dict[str, str] = {}
        for aspect in self._aspects:
            prefetched.update({each.name: self._prefetch(each, self._path_params) for each in aspect.prefetches})
            if aspect.others:
                others.update({other: self._read_other(other) for other in self._desired[aspect.option]})
            if aspect.contents:
                holders.update(self._find_holders(aspect, item))
        return IncidentState(item, self._path_params, others=others, holders=holders, **prefetched)

    def _read_item(self) -> dict:
        try:
            return self._client.read_as(self._kind.reads.get, check_object, self._path_params)
        except NotFound as error:
            if "environment_id" in self._path_params:
                error.advice = OTHER_ENVIRONMENT
            raise

    def _read_other(self, object_id: str) -> OtherIncident:
        """Another incident, with its history."""
        values = {**self._path_params, self._kind.reads.id_value: object_id}
        return OtherIncident(find(self._client, self._kind.reads, values), self._history(values))

    def _history(self, values: Mapping[str, str]) -> list[dict]:
        try:
            return self._prefetch(self._kind.history, values) or [] if self._kind.history else []
        except NotFound:
            return []

    def _find_holders(self, aspect: Aspect, item: dict) -> dict[str, str]:
        """Values of the option that the incident does not contain, with the id of the incident that does."""
        reads = self._kind.reads
        if aspect.contents is None or reads.search is None:
            return {}
        sought = set(self._desired[aspect.option]) - aspect.contents(item)
        found: dict[str, str] = {}
        if not sought:
            return found
        for other in self._client.read_changing_list(reads.search, reads.paging, self._path_params):
            if other["id"] != item["id"]:
                found.update(dict.fromkeys(sought & aspect.contents(other), other["id"]))
            if sought <= set(found):
                break
        return found

    def _prefetch(self, prefetch: Prefetch, values: Mapping[str, str]) -> Any:
        query = prefetch.query or {}
        try:
            if prefetch.paging is None:
                return self._client.read(prefetch.operation, values, **query)
            if prefetch.newest is None:
                return self._client.read_all(prefetch.operation, prefetch.paging, values, **query)
            objects = self._client.list_reader(prefetch.operation, prefetch.paging, values, **query)
            return list(itertools.islice(objects, prefetch.newest))
        except Forbidden:
            if not prefetch.may_be_hidden:
                raise
            return None

    def read_by_id(self, object_id: str) -> dict | None:
        """Another incident, or None."""
        return find(self._client, self._kind.reads, {**self._path_params, self._kind.reads.id_value: object_id})

    def plan(self, now: IncidentState) -> list[Action]:
        return [action for aspect in self._aspects for action in aspect.plan(self.start, now, self._desired)]

    def bring_about(self, wait: Wait) -> tuple[IncidentState, list[Action]]:
        """Carry out the actions that are needed. Returns the state afterwards, and the actions that were done.

        Raises BigPandaError, saying which actions were taken before the one that failed; ChangeNotVisible if the
        service does not show an accepted change in time.
        """
        taken: list[Action] = []
        for action in self.plan(self.start):
            try:
                if self._take(action):
                    taken.append(action)
                if action.later and wait.wanted:
                    self._wait_for(action, wait.timeout_s)
            except BigPandaError as error:
                error.add_context(f"Cannot {action.name} {self._title}")
                if taken:
                    error.advice = f"{error.advice} Done before: {', '.join(names_of(taken))}.".strip()
                raise
        return self._last(wait, taken), taken

    def _take(self, action: Action) -> bool:
        """True if this run did it, False if it had already been done."""

        def write() -> bool:
            self._client.write(action.operation, action.values, action.body)
            return True

        try:
            return self._client.write_or_recover(write, lambda: self._looked_up(action))
        except (BadRequest, Conflict):
            # Which status a repeated merge, split or resolve gets is not stated (incidents notes, "State and
            # idempotency": "treat 400 and 409 as check the state").
            if self._is_planned(action):
                raise
            return False

    def _looked_up(self, action: Action) -> bool | None:
        """True if an action whose answer was lost had its effect, None if it is to be taken again."""
        start = self.start
        aspect = next(each for each in self._aspects if action in each.plan(start, start, self._desired))
        if not aspect.verifiable:
            raise ChangeNotVisible(
                f"the answer to {action.name} was lost, and this API cannot show whether it was done.",
                "Look at the incident before running the task again.",
            )
        if action.later:
            # Accepted work shows after a moment: only what does not show by then is treated as not done.
            return wait_until(lambda: not self._is_planned(action), LATER_LOOK_UP_S) or None
        return None if self._is_planned(action) else True

    def _is_planned(self, action: Action) -> bool:
        return action.name in names_of(self.plan(self.read()))

    def _wait_for(self, action: Action, timeout_s: float) -> None:
        if not wait_until(lambda: not self._is_planned(action), timeout_s):
            raise ChangeNotVisible(
                f"the service accepted it and does not show it after {timeout_s:g} s.",
                "It may still happen: run the task again later, or give a longer wait_timeout.",
            )

    def _last(self, wait: Wait, taken: list[Action]) -> IncidentState:
        """The state once it shows everything; without waiting, the state right after the last action."""
        if not taken:
            return self.start
        last = {"now": self.read()}

        def is_shown() -> bool:
            if not self.plan(last["now"]):
                return True
            last["now"] = self.read()
            return not self.plan(last["now"])

        if wait.wanted and not wait_until(is_shown, wait.timeout_s):
            missing = ", ".join(names_of(self.plan(last["now"])))
            raise ChangeNotVisible(
                f"the service accepted everything and does not show after {wait.timeout_s:g} s: {missing}.",
                "It may still happen: run the task again later, or give a longer wait_timeout.",
            )
        return last["now"]


def names_of(actions: list[Action]) -> list[str]:
    return [action.name for action in actions]


def diff_of(actions: list[Action]) -> dict:
    """`{before, after}` holding only what the actions change; values of the same dict side by side."""
    diff: dict[str, dict] = {"before": {}, "after": {}}
    for action in actions:
        for side, changes in (("before", action.before), ("after", action.after)):
            for name, value in changes.items():
                laid = diff[side].get(name)
                diff[side][name] = {**laid, **value} if isinstance(laid, dict) else value
    return diff


def predict(state: IncidentState, actions: list[Action]) -> dict:
    """The incident as it will be after the actions."""
    predicted = dict(state.incident)
    for action in actions:
        predicted.update(action.predicts)
    return predicted
