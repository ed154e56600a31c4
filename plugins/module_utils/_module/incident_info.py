# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A module that finds incidents."""

from __future__ import annotations

import time

from .._core.errors import InvalidOption
from .._core.http.client import Client
from .._core.incidents import search as reader
from .._core.incidents.reads_model import IncidentReads, IncidentSearch
from .._core.model.codec import prune
from .._core.model.resource import Resource
from .named_objects import with_ids
from .session import make_module, session


def run_incident_info(search: IncidentSearch, with_org_token: IncidentReads, refers: tuple[Resource, ...]) -> None:
    """The whole of a module that finds incidents."""
    exclusive = [["id", field.name] for field in search.fields if field.name in ("query", "folder", "from", "to")]
    module = make_module(search.fields, mutually_exclusive=exclusive)
    options = prune(module.params)
    by_org_token = bool(options.get("org_token") and not options.get("api_key"))
    doubt = False
    with session(module) as client:
        options = search.prepare(options, time.time())
        if by_org_token:
            found = _retrieve_with_org_token(client, search, with_org_token, options)
        else:
            options = with_ids(module, client, search.fields, refers, options)
            found, doubt = _search(client, search, options)
    if by_org_token:
        module.deprecate(with_org_token.deprecated, version="2.0.0", collection_name="community.bigpanda")
    reachable = search.paging(options).limit
    if reachable and len(found) >= reachable:
        module.warn(f"The service shows no more than {reachable} {search.reads.plural}; narrow the search.")
    if doubt:
        module.warn(
            f"{len(found)} {search.reads.plural} came, fewer than the service stated: some may be missing, since the "
            "list changed each time while it was read. Narrow the search, or run the task again."
        )
    module.exit_json(changed=False, **{search.reads.plural: [reader.with_tag_values(item) for item in found]})


def _retrieve_with_org_token(client: Client, search: IncidentSearch, kind: IncidentReads, options: dict) -> list[dict]:
    """One object, which is all that this credential may read. Raises InvalidOption."""
    if "id" not in options or options["activities"]:
        wanted = "activities" if "id" in options else "a search"
        raise InvalidOption(f"{wanted} needs the User API Key (api_key); only org_token was given.", "Give api_key.")
    found = reader.find(client, kind, {kind.id_value: options["id"]}, search.item_query(options))
    return [found] if found else []


def _search(client: Client, search: IncidentSearch, options: dict) -> tuple[list[dict], bool]:
    """What was found, and whether some may be missing. Raises InvalidOption."""
    kind, values, doubt = search.reads, {"environment_id": options["environment"]}, False
    if "id" in options:
        item = reader.find(client, kind, {**values, kind.id_value: options["id"]}, search.item_query(options))
        found = [item] if item else []
    else:
        found, doubt = reader.search(client, search, values, options)
    if options["activities"]:
        found = [_with_activities(client, search, item) for item in found]
    return found, doubt


def _with_activities(client: Client, search: IncidentSearch, item: dict) -> dict:
    return {**item, "activities": reader.activities(client, search, {search.reads.id_value: item["id"]})}
