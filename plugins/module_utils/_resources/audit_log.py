# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Audit logs: who changed which configuration. Source: contract, access notes, "Audit logs"."""

from __future__ import annotations

from .._core.errors import InvalidOption
from .._core.model.field import Field
from .._core.model.operation import Operation, Paging
from .._core.model.read_only import EventLog
from .._core.values.times.timestamps import epoch_s, refuse_future

SHOWN = ("actor", "action_type", "context", "timestamp", "resource_id", "resource_type", "object")


def query_audit_logs(options: dict, now_s: float) -> dict:
    """Only what was given is sent; times as epoch seconds. Raises InvalidOption."""
    for name in ("resource_type", "start", "end"):
        if options.get(name) == "":
            raise InvalidOption(f"{name} is empty.", "Omit it to return everything.")
    query = {name: options[name] for name in ("resource_type", "action_type") if name in options}
    query.update({name: epoch_s(name, options[name], now_s, True) for name in ("start", "end") if name in options})
    refuse_future("start", query.get("start"), now_s)
    if query.get("start", 0) > query.get("end", float("inf")):
        raise InvalidOption("start is later than end.", "Swap them, or omit one.")
    return query


def decode_audit_log(entry: dict) -> dict:
    """Every entry has the same keys, and its time is a number, which an older sample quotes."""
    moment = str(entry.get("timestamp", "")).strip()
    timed = {**entry, "timestamp": int(moment)} if moment.isdigit() else entry
    return {**dict.fromkeys(SHOWN), **timed}


AUDIT_LOGS = EventLog(
    result="audit_logs",
    operation=Operation("list_audit_logs", "GET", "/resources/v2.0/audit/logs", ("Audit Logs", "view")),
    # Entries have no id: what they are about has one. The only sample is a single entry in place of a list.
    paging=Paging(style="page", size_value=100, by_content=True, mark="action_type", any_wrapping=True, assumed=True),
    fields=(
        Field("start", aliases=("from",)),
        Field("end", aliases=("to",)),
        Field("resource_type"),
        Field("action_type", choices=("init_state", "create", "update", "delete")),
    ),
    query=query_audit_logs,
    decode=decode_audit_log,
)
