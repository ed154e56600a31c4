# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Changing an incident: read its state, plan actions, carry them out, and wait until the service shows them.

Nothing is done twice. If a response was lost, or an action was refused as already done, the state is read again and
only what is still planned is done.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..errors import BadRequest, BigPandaError, ChangeNotVisible, Conflict
from ..http.client import Client
from ..http.polling import wait_until
from ..record import Record
from .model import Action, IncidentModel, IncidentState
from .reader import IncidentReader

# How long to look for the effect of an action that the service carries out later, if the response was lost.
LATER_LOOK_UP_S = 5.0


class Wait(Record):
    """Whether to wait for actions that the service carries out later, and for how many seconds."""

    wanted: bool
    timeout_s: float


class Incident:
    """Brings one incident to its desired state. path_params: identify it in paths."""

    def __init__(self, client: Client, kind: IncidentModel, path_params: Mapping[str, str], desired: dict) -> None:
        self._client = client
        self._title = f"{kind.reads.name} {path_params[kind.reads.id_value]}"
        self._desired = desired
        self.reader = IncidentReader(client, kind, path_params, desired)
        self.start = self.reader.read()

    def plan(self, now: IncidentState) -> list[Action]:
        """The actions that are still needed. now: its state."""
        return [action for aspect in self.reader.aspects for action in aspect.plan(self.start, now, self._desired)]

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
        except (BadRequest, Conflict) as error:
            # Which status a repeated merge, split or resolve gets is not stated (incidents notes, "State and
            # idempotency": "treat 400 and 409 as check the state").
            if self._is_planned(action):
                if action.if_refused and isinstance(error, BadRequest):
                    error.advice = action.if_refused
                raise
            return False

    def _looked_up(self, action: Action) -> bool | None:
        """True if an action whose response was lost took effect, None if it has to be repeated."""
        start = self.start
        aspect = next(each for each in self.reader.aspects if action in each.plan(start, start, self._desired))
        if not aspect.verifiable:
            raise ChangeNotVisible(
                f"the response to {action.name} was lost, and this API does not show whether it was done.",
                "Check the incident before you run the task again.",
            )
        if action.later:
            # Accepted work shows after a moment: only what does not show by then is treated as not done.
            return wait_until(lambda: not self._is_planned(action), LATER_LOOK_UP_S) or None
        return None if self._is_planned(action) else True

    def _is_planned(self, action: Action) -> bool:
        return action.name in names_of(self.plan(self.reader.read()))

    def _wait_for(self, action: Action, timeout_s: float) -> None:
        if not wait_until(lambda: not self._is_planned(action), timeout_s):
            raise ChangeNotVisible(
                f"BigPanda accepted it but does not show it after {timeout_s:g} s.",
                "They may still take effect: run the task again later, or set a longer wait_timeout.",
            )

    def _last(self, wait: Wait, taken: list[Action]) -> IncidentState:
        """The state once it shows everything; without waiting, the state right after the last action."""
        if not taken:
            return self.start
        last = {"now": self.reader.read()}

        def is_shown() -> bool:
            if not self.plan(last["now"]):
                return True
            last["now"] = self.reader.read()
            return not self.plan(last["now"])

        if wait.wanted and not wait_until(is_shown, wait.timeout_s):
            missing = ", ".join(names_of(self.plan(last["now"])))
            raise ChangeNotVisible(
                f"BigPanda accepted all actions but does not show after {wait.timeout_s:g} s: {missing}.",
                "They may still take effect: run the task again later, or set a longer wait_timeout.",
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
