# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Finds the objects that have a key: searches for them if the service can, or reads the whole list."""

from __future__ import annotations

from typing import Callable

from ...http.client import Client
from ...model.resource import Resource
from .same_key import all_by_key


def search_by_key(client: Client, resource: Resource, key: str, read_list: Callable[[], list[dict]]) -> list[dict]:
    """Every object with this key. read_list: reads all objects.

    If the service can search, it is asked first. An empty answer proves nothing, since a search may be case-sensitive
    where names are not, so then the whole list is read.
    """
    if resource.id_is_key:
        found = client.find_by_id(resource, key)
        return [found] if found else []
    by_key = resource.list.by_key
    searched = all_by_key(resource, client.list(resource, **by_key(key)), key) if by_key else []
    return searched or all_by_key(resource, read_list(), key)
