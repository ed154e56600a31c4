# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which incidents there are: what a search is asked, and in which order it is returned. Source: incidents notes."""

from __future__ import annotations

from .._core.errors import InvalidOption
from .._core.incidents.reads_model import IncidentSearch, Prefetch
from .._core.model.field import Field, Reference
from .._core.model.operation import Paging
from .._core.model.option_checks import check_id, check_limit
from .._core.values.bpql.as_text import as_text
from .._core.values.bpql.mistyped import refuse_mistyped
from .._core.values.times.timestamps import epoch_s, refuse_future
from .incident_reads import ACTIVITIES, ACTIVITY_PAGING, ALL_INCIDENTS, INCIDENT_READS, REACHABLE

QUERY_CHARACTERS = 2000


def prepare_search(options: dict, now_s: float) -> dict:
    """The options, with times in epoch seconds. Raises InvalidOption for wrong input."""
    for option in ("id", "environment"):
        check_id(option, options.get(option, "given"))
    times = {option: epoch_s(option, options[option], now_s, True) for option in ("from", "to") if option in options}
    refuse_future("from", times.get("from"), now_s)
    if times.get("from", 0) > times.get("to", float("inf")):
        raise InvalidOption("from is later than to.", "Swap them, or omit one.")
    query = {"query": as_text(options["query"])} if "query" in options else {}
    refuse_mistyped(query.get("query", ""))
    if len(query.get("query", "")) > QUERY_CHARACTERS:
        raise InvalidOption(f"query is longer than {QUERY_CHARACTERS} characters.", "Use a shorter query.")
    check_limit(options.get("limit", 0))
    # The service refuses duplicates.
    expand = {"expand": list(dict.fromkeys(options["expand"]))} if "expand" in options else {}
    return {**options, **times, **query, **expand}


def search_query(options: dict) -> dict:
    """Only what was given is sent, so that the service's defaults apply.

    What has to be read whole is read by its start, which does not change (incidents notes, "Pagination").
    """
    stable = {} if options["limit"] else {"sort_by": "start"}
    return {
        **item_query(options),
        **stable,
        **{name: options[name] for name in ("query", "folder", "from", "to", "sort_by") if name in options},
    }


def item_query(options: dict) -> dict:
    return {"expand": options["expand"]} if options.get("expand") else {}


def search_paging(options: dict) -> Paging:
    """Pages as large as the service takes, and no larger than what is wanted."""
    largest = 10 if options.get("expand") else 100
    size = min(largest, options["limit"] or largest)
    return Paging(style="page", size="page_size", size_value=size, total="total", limit=REACHABLE)


SEVERITIES = ("ok", "acknowledged", "unknown", "warning", "critical")


def _severity(status: str) -> int:
    return SEVERITIES.index(status) if status in SEVERITIES else -1


def order_incidents(found: list[dict], options: dict) -> list[dict]:
    """The search takes no direction, so one that was asked for is made here, of what was found."""
    direction = options.get("sort_order")
    if direction is None:
        if options["limit"] or "sort_by" in options:
            return found
        direction = "desc"
    keys = {
        "last_change": lambda incident: incident.get("updated_at") or 0,
        "status": lambda incident: _severity(str(incident.get("status")).lower()),
        "start": lambda incident: incident.get("start") or 0,
        "alerts": lambda incident: len(incident.get("alerts") or []),
    }
    return sorted(found, key=keys[options.get("sort_by", "last_change")], reverse=direction == "desc")


SEARCH_OPTIONS = (
    Field("environment", default=ALL_INCIDENTS, refers=Reference("environment")),
    Field("id", aliases=("incident_id",)),
    Field("query", type="raw", aliases=("condition",)),
    Field("folder", choices=("active", "shared", "snoozed", "resolved", "unhandled", "maintenance")),
    Field("from", aliases=("start",)),
    Field("to", aliases=("end",)),
    Field("sort_by", choices=("last_change", "status", "start", "alerts")),
    Field("sort_order", choices=("asc", "desc")),
    Field("expand", type="list", elements="str"),
    Field("activities", type="bool", default=False),
    Field("limit", type="int", default=100),
)
INCIDENT_SEARCH = IncidentSearch(
    reads=INCIDENT_READS,
    fields=SEARCH_OPTIONS,
    prepare=prepare_search,
    query=search_query,
    item_query=item_query,
    paging=search_paging,
    order=order_incidents,
    activities=Prefetch("activities", ACTIVITIES, ACTIVITY_PAGING),
)
