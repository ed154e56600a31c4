# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a task does to one incident."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..http.client import Client
from ..model.window import DOUBTS
from ..plan import Result
from .incident import Incident, Wait, diff_of, names_of, predict
from .model import Action, IncidentModel
from .search import with_tag_values


class IncidentPlan:
    """The actions that one incident needs. Making it reads the incident."""

    def __init__(self, client: Client, kind: IncidentModel, desired: Mapping[str, Any], wait: Wait) -> None:
        """desired: the options, references resolved. Raises BigPandaError."""
        environment = {"environment_id": desired["environment"]} if "environment" in desired else {}
        self.warnings: tuple[str, ...] = tuple(desired.get(DOUBTS, ()))
        self._kind = kind
        self._wait = wait
        self._is_split = bool(desired.get("split"))
        self._incident = Incident(client, kind, {**environment, kind.reads.id_value: desired["id"]}, dict(desired))
        self._actions = self._incident.plan(self._incident.start)

    @property
    def changed(self) -> bool:
        return bool(self._actions)

    @property
    def diff(self) -> dict:
        return diff_of(self._actions)

    def predicted(self) -> Result:
        """What the task would return."""
        # Until they are split off, only what is to be merged, or an earlier split, can contain the alerts.
        is_planned = any(action.name == "split" for action in self._actions)
        split_off = [] if is_planned else self._split_off()
        return self._result(self._actions, predict(self._incident.start, self._actions), split_off)

    def carry_out(self, _client: Client) -> Result:
        """Take the actions that are still needed. Raises BigPandaError."""
        now, taken = self._incident.bring_about(self._wait)
        return self._result(taken, now.incident, self._split_off(taken))

    def _result(self, actions: list[Action], shown: dict, split_off: list[dict]) -> Result:
        split = {f"split_{self._kind.reads.name}": found for found in split_off}
        values = {"actions": names_of(actions), self._kind.reads.name: with_tag_values(shown), **split}
        return Result(bool(actions), diff_of(actions), values)

    def _split_off(self, taken: Sequence[Action] = ()) -> list[dict]:
        """The incident that contains the alerts that were split off: those of this run, if it did that."""
        if not self._is_split:
            return []
        holders = self._incident.reader.read().holders
        moved = [alert for action in taken if action.name == "split" for alert in action.after["split"]]
        ids = [holders[alert] for alert in moved if alert in holders] or list(holders.values())
        found = self._incident.reader.read_by_id(ids[0]) if ids else None
        return [found] if found else []
