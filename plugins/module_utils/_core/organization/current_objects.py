# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The live objects while a run changes them. Safe to use from several threads."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from ..engine.object_index import ObjectIndex
from ..engine.references import referenced, resolve
from ..model.resource import Resource


class CurrentObjects:
    """Objects as read at the start of the run, and as created or renamed since."""

    def __init__(self, live: Mapping[str, ObjectIndex]) -> None:
        """live: by name of the kind."""
        self._known = dict(live)
        self._written: dict[str, dict[str, dict]] = {}
        self._lock = threading.Lock()

    def add(self, resource: Resource, item: dict) -> None:
        """Note an object as the run has written it."""
        with self._lock:
            self._written.setdefault(resource.name, {})[str(item.get("id"))] = item

    def find(self, resource: Resource, ref: str) -> dict | None:
        """The object with this id, or with this key if the run created it."""
        with self._lock:
            known = self._up_to_date(resource.name)
        return known.find_by_id(ref) or next(iter(known.all_of(ref)), None)

    def resolve(self, resource: Resource, desired: dict) -> dict:
        """`desired` with ids or stored keys in place of names. Raises UnknownReference or AmbiguousKey."""
        names = referenced(resource.fields, desired)
        with self._lock:
            known = {name: self._up_to_date(name) for name in names}
        return resolve(resource.fields, desired, known)

    def _up_to_date(self, name: str) -> ObjectIndex:
        """Built again only when it is needed: a run may create thousands of objects that nothing names."""
        written = self._written.pop(name, {})
        if written:
            before = self._known[name]
            others = [item for item in before.objects if str(item.get("id")) not in written]
            self._known[name] = ObjectIndex(before.resource, [*others, *written.values()])
        return self._known[name]
