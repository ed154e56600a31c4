# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Elements of a list that are objects of their own, each with an id of the service's; their order counts. Pure."""

from __future__ import annotations

from typing import Any, Callable

from ..engine.planning.step import Step, Write
from ..model.feature import Feature
from ..model.operation import Operation
from ..values.nested_items import compare_elements


class NestedItems(Feature):
    """The operations are at the path of the object that contains the elements. The API puts new ones on top."""

    # The name of the list.
    field: str
    add: Operation
    change: Operation
    remove: Operation
    order: Operation
    # Keys of the bodies, for whole elements, for the ids to remove, and for all ids in order.
    elements: str
    ids: str
    sequence: str
    # Fields of an element that the API keeps as one, so that a change of one sends them all.
    together: tuple[str, ...] = ()

    @property
    def written_apart(self) -> tuple[str, ...]:
        return (self.field,)

    def writes(self, step: Step, path_params: dict, encoded: Callable[[str, list[dict], bool], Any]) -> list[Write]:
        """Removals come first, since an object may be full; but an object may go with the last of its elements."""
        before, after = ((item or {}).get(self.field) or [] for item in (step.current, step.after))
        changes, found = compare_elements(before, after), []
        removal = [Write(self.remove, path_params, {self.ids: list(changes.removed)})] if changes.removed else []
        is_kept = len(before) > len(changes.removed)
        found += removal if is_kept else []
        if changes.added:
            found.append(Write(self.add, path_params, {self.elements: encoded(self.field, list(changes.added), True)}))
        if changes.changed:
            parts = [self._changed_part(step, *each) for each in changes.changed]
            found.append(Write(self.change, path_params, {self.elements: encoded(self.field, parts, False)}))
        found += [] if is_kept else removal
        if changes.order:
            found.append(Write(self.order, path_params, {self.sequence: list(changes.order)}))
        return found

    def _changed_part(self, step: Step, before: dict, after: dict) -> dict:
        fields = step.resource.field(self.field).fields
        names = [inner.name for inner in fields if before.get(inner.name) != after.get(inner.name)]
        if set(names) & set(self.together):
            names = [*(name for name in names if name not in self.together), *self.together]
        return {"id": after["id"], **{name: after.get(name) for name in names}}
