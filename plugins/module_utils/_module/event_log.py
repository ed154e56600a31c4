# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A module that reads an event log."""

from __future__ import annotations

import time
from collections.abc import Mapping
from functools import partial
from typing import Any

from .._core.errors import BadRequest
from .._core.http.client import Client
from .._core.http.object_reader import convert_response
from .._core.model.codec import prune
from .._core.model.field import Field
from .._core.model.option_checks import check_limit
from .._core.model.read_only import EventLog
from .session import make_module, session


def run_event_log(log: EventLog) -> None:
    """The whole of a module that reads an event log; all entries, or as many as its option `limit` says."""
    module = make_module((*log.fields, Field("limit", type="int", default=0)))
    options = prune(module.params)
    with session(module) as client:
        check_limit(options["limit"])
        query = log.query(options, time.time())
        found, doubt = read_event_log(client, log, query, options["limit"])
        entries = [convert_response("an entry of the response", partial(log.decode, entry)) for entry in found]
    if doubt:
        module.warn(
            f"{len(found)} {log.result} were read, which may not be all: {doubt}. BigPanda does not document pages "
            "here, so narrow the filters and compare."
        )
    module.exit_json(changed=False, **{log.result: entries})


def read_event_log(
    client: Client, log: EventLog, query: Mapping[str, Any], limit: int
) -> tuple[list[dict], str | None]:
    """The entries, and why there may be more: the list may not have the pages that are assumed."""
    found: list[dict] = []
    entries = client.list_reader(log.operation, log.paging, **query)
    try:
        for entry in entries:
            found.append(entry)
            if len(found) == limit:
                return found, None
    except BadRequest:
        if not (found and log.paging.assumed):
            raise
        return found, "a further page was refused"
    return found, _doubt(log, found, entries.is_first_page_repeated)


def _doubt(log: EventLog, found: list[dict], is_first_page_repeated: bool) -> str | None:
    if not log.paging.assumed:
        return None
    if is_first_page_repeated:
        return "the second page was the first one again"
    return "the page after a full first page was empty" if len(found) == log.paging.size_value else None
