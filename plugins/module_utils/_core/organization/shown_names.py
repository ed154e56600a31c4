# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reads the objects whose ids a plan would show, if nothing else of the plan needs them. Sends only reads."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from ..engine.finding.object_index import ObjectIndex
from ..engine.finding.references import mentioned
from ..errors import RequestError
from ..http.client_pool import ClientPool
from ..model.catalog import Catalog
from .live import read_live
from .model.plan import BulkPlan, BulkStep


def read_names(
    clients: ClientPool, catalog: Catalog, plan: BulkPlan, live: Mapping[str, ObjectIndex]
) -> dict[str, ObjectIndex]:
    """The objects of further kinds than those of `live`, by name of the kind.

    Whoever declares `roles: []` of an environment names no role, and is to see which roles lose access. The plan does
    not depend on it, so if the kind cannot be read, ids are shown.
    """
    kinds = {
        name for step in plan.steps if step.changed for name, _id in mentioned(step.step.resource.fields, _before(step))
    }
    read: dict[str, ObjectIndex] = {}
    for resource in catalog.resources:
        if resource.name in kinds and resource.name not in live:
            with suppress(RequestError):
                read.update(read_live(clients, [resource]))
    return read


def _before(step: BulkStep) -> dict:
    """What the diff shows of the live object, with ids."""
    shown = step.diff.get("before") or {}
    return {name: value for name, value in (step.step.current or {}).items() if name in shown}
