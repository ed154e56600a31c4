# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Finds incidents, and reads one."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

from ..errors import NotFound
from ..http.client import Client
from ..model.codec import check_object
from ..model.operation import Paging
from .changing_list import ChangingListReader
from .reads_model import IncidentReads, IncidentSearch


def find(
    client: Client, reads: IncidentReads, values: Mapping[str, str], query: Mapping[str, Any] | None = None
) -> dict | None:
    """The incident that the path parameters identify, or None."""
    try:
        return client.read_as(reads.get, check_object, values, **(query or {}))
    except NotFound:
        return None


def search(client: Client, wanted: IncidentSearch, values: Mapping[str, str], options: dict) -> tuple[list[dict], bool]:
    """The incidents found, at most `limit` of the options (0: all that the service shows).

    The second value is True if some may be missing, since incidents came and went while the list was read.
    """
    reads, paging, query = wanted.reads, wanted.paging(options), wanted.query(options)
    if reads.search is None:
        return [], False
    reader = ChangingListReader(client, reads.search, paging, values, **query)
    found = list(itertools.islice(reader, options["limit"] or None))
    return wanted.order(found, options), reader.may_be_incomplete


def activities(client: Client, wanted: IncidentSearch, values: Mapping[str, str]) -> list[dict]:
    """All activities of one incident, newest first."""
    prefetch = wanted.activities
    return client.read_all(prefetch.operation, prefetch.paging or Paging(), values)


def with_tag_values(incident: dict) -> dict:
    """The same with its tags as a dict of ID and value, too. The dict omits what has no ID."""
    tags = incident.get("incident_tags")
    if not isinstance(tags, list):
        return incident
    values = {str(tag["tag_id"]): tag.get("tag_value") for tag in tags if isinstance(tag, dict) and "tag_id" in tag}
    return {**incident, "incident_tag_values": values}
