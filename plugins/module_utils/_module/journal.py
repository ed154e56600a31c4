# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A module that reads entries."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

from .._core.client import Client
from .._core.schema import Field, Journal, check_limit, prune
from .session import make_module, session


def run_journal(journal: Journal) -> None:
    """The whole of a module that reads entries; all, or as many as its option `limit` says."""
    module = make_module((*journal.fields, Field("limit", type="int", default=0)))
    options = prune(module.params)
    with session(module) as client:
        check_limit(options["limit"])
        found = _read_journal(client, journal, journal.query(options), options["limit"])
    if journal.pages_assumed and not options["limit"] and len(found) == journal.paging.size_value:
        module.warn(
            f"Exactly one page of {len(found)} {journal.result} came. BigPanda does not document pages here: there may "
            "be more, so narrow what you ask for and compare."
        )
    module.exit_json(changed=False, **{journal.result: [journal.decode(entry) for entry in found]})


def _read_journal(client: Client, journal: Journal, query: Mapping[str, Any], limit: int) -> list[dict]:
    if not limit:
        return client.read_all(journal.operation, journal.paging, **query)
    return list(itertools.islice(client.pages(journal.operation, journal.paging, **query), limit))
