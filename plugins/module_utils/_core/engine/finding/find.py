# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Finds live objects by asking the service."""

from __future__ import annotations

from ...http.client import Client
from ...model.partial import list_fields, omitted_fields
from ...model.resource import Resource
from .live_objects import LiveObjects
from .matching import find_live


def find_current(client: Client, resource: Resource, desired: dict, live: LiveObjects | None = None) -> dict | None:
    """The live object that `desired` means, see `find_live`; None if there is none.

    It shows the fields that were given, if the service ever does. live: reads the list, for a caller that needs it too.
    """
    live = live or LiveObjects(client, resource)
    live.read_parts_of_keys(desired)
    found = find_live(live, desired)
    if found is None or "id" in desired:
        # What an object does not show by itself, it does not have.
        return found and dict(found)
    return in_full(client, resource, found, desired)


def in_full(client: Client, resource: Resource, listed: dict, desired: dict) -> dict:
    """The object itself, read again if the list omits something that was given, or any list: "none" may not be true."""
    if resource.get is None or not omitted_fields(resource, listed, desired, list_fields(resource)):
        return listed
    return dict(client.find_by_id(resource, str(listed["id"])) or listed)
