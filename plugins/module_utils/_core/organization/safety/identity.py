# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which organization a credential belongs to, by ids that only this organization has. Sends only reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ...engine.finding.object_index import ObjectIndex
from ...errors import Forbidden, NotFound, Unauthorized
from ...http.client import Client
from ...model.catalog import Administration
from ...model.operation import Paging
from ...model.resource import Resource
from ..model.plan import BulkPlan

UNKNOWN_PLACE = (
    "The organization could not be identified, so the fingerprint may belong to the plan of another organization and "
    "is not accepted as approved_plan."
)
PLACE_ADVICE = "Give the owner of the key the permission Roles Management (view) or API Keys (view), or set org_token."


def find_place(client: Client, administration: Administration, live: Mapping[str, ObjectIndex]) -> list[str]:
    """Ids that neither users nor runs can change, the same for each run of the same plan. Empty if none can be read.

    live: what was read anyway. If there is nothing in it, the groups are read, and after them the API keys.
    """
    return (
        [each for known in live.values() for each in built_in_ids(known.resource, known.objects)]
        or _read(lambda: built_in_ids(administration.group, client.list(administration.group)))
        or _read(lambda: _organizations(client, administration))
    )


def built_in_ids(resource: Resource, objects: Sequence[dict]) -> list[str]:
    """Ids of the objects that came with the organization."""
    return sorted(str(item["id"]) for item in objects if resource.built_in and resource.built_in(item))


def _organizations(client: Client, administration: Administration) -> list[str]:
    keys = client.read_all(administration.api_keys, Paging())
    return sorted({str(key["organization"]) for key in keys if key.get("organization")})


def _read(read: Callable[[], list[str]]) -> list[str]:
    """What can be read; empty if the key may not read it."""
    try:
        return read()
    except (Forbidden, NotFound, Unauthorized):
        return []


def names_its_place(plan: BulkPlan) -> bool:
    """Whether the plan changes an existing object, so that it contains an id that no other organization has."""
    return any(step.changed and _has_own_id(step.step.resource, step.step.current) for step in plan.steps)


def _has_own_id(resource: Resource, current: dict | None) -> bool:
    return bool(current) and not (resource.singleton or resource.id_is_key)
