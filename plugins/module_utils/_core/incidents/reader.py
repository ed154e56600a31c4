# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reads an incident, and everything else that planning needs."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

from ..errors import Forbidden, NotFound
from ..http.client import Client
from ..model.codec import check_object
from .changing_list import ChangingListReader
from .model import Aspect, IncidentModel, IncidentState, OtherIncident
from .reads_model import Prefetch
from .search import find

# Environments overlap, so the wrong one is the most frequent reason.
OTHER_ENVIRONMENT = (
    "Check environment, id and region. An incident is only found in environments that contain it; All Incidents, the "
    "default, contains all of them."
)


class IncidentReader:
    """One incident. path_params: identify it in paths. desired: what a task asks for."""

    def __init__(self, client: Client, kind: IncidentModel, path_params: Mapping[str, str], desired: dict) -> None:
        self._client = client
        self._kind = kind
        self._path_params = path_params
        self._desired = desired

    @property
    def aspects(self) -> list[Aspect]:
        """The aspects that the task asks for."""
        return [aspect for aspect in self._kind.aspects if aspect.option in self._desired]

    def read(self) -> IncidentState:
        """The incident, and what the desired aspects need."""
        item = self._read_item()
        prefetched: dict[str, Any] = {}
        others: dict[str, OtherIncident] = {}
        holders: dict[str, str] = {}
        for aspect in self.aspects:
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
        for other in ChangingListReader(self._client, reads.search, reads.paging, self._path_params):
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
