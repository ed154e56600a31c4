# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Finds live objects by asking the service."""

from __future__ import annotations

from ...http.client import Client
from ...model.resource import Resource
from ..planning.plan import hidden_fields
from .live_objects import LiveObjects
from .matching import find_live


def find_current(client: Client, resource: Resource, desired: dict, live: LiveObjects | None = None) -> dict | None:
    """The live object that `desired` means, see `find_live`; None if there is none.

    It shows the fields that were given, if the service ever does. live: reads the list, for a caller that needs it too.
    """
    found = find_live(live or LiveObjects(client, resource), desired)
    if found is None or "id" in desired:
        return found
    return in_full(client, resource, found, desired)


def in_full(client: Client, resource: Resource, listed: dict, desired: dict) -> dict:
    """The object itself, read again if the list omits a field that was given."""
    if resource.get is None or not hidden_fields(resource, listed, desired):
        return listed
    return client.find_by_id(resource, str(listed["id"])) or listed
