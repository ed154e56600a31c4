# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Creations of a run of many objects, and the search for duplicates that another run created at the same moment.

A kind that other objects name is looked at after each creation, before anything can name the wrong one. Of the other
kinds thousands may be created, so their list is read once, after all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...engine.finding.references import referred
from ...engine.planning.step import CREATE, Step
from ...engine.writing.apply import apply_step
from ...engine.writing.duplicate_removal import keep_one
from ...errors import BigPandaError, error_context
from ...http.client import Client
from ...model.resource import Resource
from ..model.graph import Ref


class Creations:
    """New objects that were not checked for duplicates yet. Safe to use from several threads."""

    def __init__(self, resources: Iterable[Resource]) -> None:
        """resources: every kind of the run."""
        self._named = {name for resource in resources for name in referred(resource.fields)}
        self._created: dict[str, list[tuple[Ref, Step, dict]]] = {}

    def apply(self, client: Client, ref: Ref, step: Step) -> dict | None:
        """Carry a step out, see `apply_step`."""
        resource = step.resource
        waits = step.action == CREATE and resource.names_may_repeat and resource.name not in self._named
        item = apply_step(client, step, looks_again=not waits)
        if waits and item:
            self._created.setdefault(resource.name, []).append((ref, step, item))
        return item

    def keep_one_of_each(self, client: Client) -> Iterator[tuple[Ref, BigPandaError]]:
        """Check all new objects for duplicates. Returns those for which that failed, and why."""
        for created in self._created.values():
            listed: list[dict] | BigPandaError
            try:
                listed = client.list(created[0][1].resource)
            except BigPandaError as error:
                listed = error
            for ref, step, item in created:
                try:
                    _keep_one(client, step, item, listed)
                except BigPandaError as error:
                    yield ref, error


def _keep_one(client: Client, step: Step, item: dict, listed: list[dict] | BigPandaError) -> None:
    with error_context(f"Cannot tell whether another run created {step.title} too"):
        if isinstance(listed, BigPandaError):
            raise listed
        kept = keep_one(client, step, item, listed)
    if kept.item is None:
        apply_step(client, step)
