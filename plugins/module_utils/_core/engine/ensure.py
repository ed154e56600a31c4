# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The verb for one object: bring it to what the options of a task ask for."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any

from ..http.client import Client
from ..model.resource import Resource
from ..plan import Result
from ..record import Record
from .finding.find import find_current
from .finding.group_lookup import find_unknown_groups
from .finding.live_objects import LiveObjects
from .finding.lookup import Resolved, resolve_names
from .finding.object_index import ObjectIndex
from .finding.unknown_groups import warning_of, with_groups, without_groups
from .finding.unreadable import warn_of_unreadable
from .normalize import normalize
from .planning.diff import make_diff
from .planning.plan import (
    NOT_COMPARED,
    doubts,
    ignored_changes,
    make_plan,
    not_compared,
    refuse_change_of_built_in,
    refuse_impossible_creation,
)
from .planning.similar_names import warn_of_similar_names
from .planning.step import Step
from .returned import with_names
from .writing.apply import apply_step


class ObjectPlan(Record):
    """What becomes of one object.

    known: the objects that its references were resolved with, by kind. unknown: keys of groups that are not compared,
    by field.
    """

    step: Step
    known: Mapping[str, ObjectIndex]
    unknown: Mapping[str, Sequence[str]]
    warnings: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        return self.step.changed

    @property
    def diff(self) -> dict:
        return make_diff(self.step)

    def predicted(self) -> Result:
        """What the task would return; an object that is removed is returned as it was."""
        after = self.step.after
        if self.step.state == "absent":
            after = after or self.step.current
        return self._result(after and with_groups(after, self.unknown), ignored_changes(self.step, after))

    def carry_out(self, client: Client) -> Result:
        """Raises BigPandaError."""
        after = apply_step(client, self.step)
        shown = after if self.changed else after and with_groups(after, self.unknown)
        return self._result(shown, ignored_changes(self.step, after))

    def _result(self, shown: dict | None, warnings: list[str]) -> Result:
        resource = self.step.resource
        keys = {kind: index.keys for kind, index in self.known.items()}
        return Result(self.changed, self.diff, {resource.name: with_names(resource, shown, keys)}, warnings)


def plan_object(
    client: Client,
    resource: Resource,
    params: Mapping[str, Any],
    state: str = "present",
    refers: Sequence[Resource] = (),
) -> ObjectPlan:
    """Normalize, resolve, find and compare. Sends only reads.

    params: options by name. state: `present`, `absent`, or that of a transition. refers: the kinds that references may
    name, and those that may contain the object. Raises BigPandaError.
    """
    resolved = normalize(resource, params, state, time.time())
    named = Resolved(resolved, {})
    if state == "present":
        named = resolve_names(client, resource.fields, refers, resolved)
    resolved, known = named.values, named.known
    live = LiveObjects(client, resource)
    current = find_current(client, resource, resolved, live)
    refuse_impossible_creation(resource, resolved, current, state)
    refuse_change_of_built_in(resource, resolved, current, state)
    unknown: dict[str, list[str]] = {}
    if current is not None and state == "present":
        unknown = find_unknown_groups(client, resource, refers, known, current, resolved)
    step = make_plan(resource, without_groups(current, unknown) if current else None, resolved, state)
    for feature in resource.features:
        feature.check(client, step, refers)
    key = str((current or {}).get(resource.key))
    warnings = [*named.warnings, *(warning_of(name, [key], keys) for name, keys in unknown.items())]
    if not resource.id_is_key:
        warnings += warn_of_similar_names(step, live)
    warnings += [NOT_COMPARED.format(name) for name in not_compared(step)]
    warnings += doubts(step)
    warnings += warn_of_unreadable(resource, live.unreadable)
    return ObjectPlan(step, known, unknown, tuple(warnings))
