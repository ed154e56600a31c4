# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The live objects while a run changes them. Safe to use from several threads."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from typing import Any

from ...engine.finding.object_index import ObjectIndex
from ...model.field import Field, Reference
from ...model.resource import Resource
from ..model.graph import Ref


class CurrentObjects:
    """Objects as read at the start of the run, and as created or renamed since."""

    def __init__(self, live: Mapping[str, ObjectIndex]) -> None:
        """live: by name of the kind."""
        self._live = live
        self._written: dict[Ref, dict] = {}
        self._lock = threading.Lock()

    def add(self, ref: Ref, item: dict) -> None:
        """Note an object as the run has written or read it. ref: of its step; its id is another one if it is new."""
        with self._lock:
            self._written[Ref(ref.resource, ref.name)] = item

    def find(self, resource: Resource, name: str) -> dict | None:
        """The object with this id, or with this key if the run creates it."""
        with self._lock:
            written = self._written.get(Ref(resource.name, name))
        return written or self._live[resource.name].find_by_id(name)

    def with_ids(self, fields: Sequence[Field], values: dict) -> dict:
        """Resolved values, with the ids of objects that the run has created since in place of their keys."""
        found = dict(values)
        for field in fields:
            name = field.refers.into or field.name if field.refers else field.name
            value = values.get(name)
            if value is None:
                continue
            if field.refers:
                found[name] = self._each(field, field.refers, value)
            elif field.fields and isinstance(value, list):
                found[name] = [self.with_ids(field.fields, item) for item in value]
        return found

    def _each(self, field: Field, reference: Reference, value: Any) -> Any:
        if isinstance(value, list):
            return [self._one(field, reference, item) for item in value]
        return self._one(field, reference, value)

    def _one(self, field: Field, reference: Reference, value: Any) -> Any:
        with self._lock:
            written = self._written.get(Ref(reference.resource, reference.named_by(value)))
        if written is None:
            return value
        if reference.content:
            return {inner.name: written.get(inner.name) for inner in field.fields if not inner.internal}
        return str(written["id"] if reference.sends == "id" else written[self._live[reference.resource].resource.key])
