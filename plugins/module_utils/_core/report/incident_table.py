# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Incidents for the person on call, one line each. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..values.text import is_true
from .readable import duration, readable_time
from .text_table import text_table

TITLES = ("id", "status", "since", "alerts", "what", "assignee", "snoozed until")
ORDER = ("critical", "warning", "unknown", "acknowledged", "ok")


def incident_table(incidents: Sequence[Mapping[str, Any]], now_epoch_s: float) -> list[str]:
    """The most severe first, and of these the longest active. incidents: as the info module returns them."""
    return text_table(TITLES, [_row(incident, now_epoch_s) for incident in sorted(incidents, key=_place)])


def _place(incident: Mapping[str, Any]) -> tuple[int, float]:
    status = str(incident.get("status")).lower()
    return (ORDER.index(status) if status in ORDER else len(ORDER), _moment(incident.get("start")) or 0.0)


def _row(incident: Mapping[str, Any], now_epoch_s: float) -> list[Any]:
    start, alerts = _moment(incident.get("start")), incident.get("alerts")
    return [
        incident.get("id"),
        incident.get("status"),
        duration(max(0.0, now_epoch_s - start)) if start else None,
        len(alerts) if isinstance(alerts, (list, tuple)) else None,
        _title(alerts),
        _assignee(incident.get("assignee")),
        _snoozed_until(incident.get("snooze")),
    ]


def _moment(value: Any) -> float | None:
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _title(alerts: Any) -> str | None:
    """What the first alert is about: its primary property, or its description."""
    first = alerts[0] if isinstance(alerts, (list, tuple)) and alerts else None
    if not isinstance(first, Mapping):
        return None
    name = first.get("primary_property")
    found = _tags(first.get("tags")).get(name) if isinstance(name, str) else None
    return f"{name} {found}" if found else first.get("description")


def _tags(tags: Any) -> Mapping[Any, Any]:
    """The contract allows a dict, and a list of names and values."""
    if isinstance(tags, Mapping):
        return tags
    pairs = tags if isinstance(tags, (list, tuple)) else ()
    return {each.get("name"): each.get("value") for each in pairs if isinstance(each, Mapping) and _is_text(each)}


def _is_text(pair: Mapping[Any, Any]) -> bool:
    return isinstance(pair.get("name"), str)


def _assignee(assignee: Any) -> str | None:
    return assignee.get("name") or assignee.get("email") if isinstance(assignee, Mapping) else None


def _snoozed_until(snooze: Any) -> str | None:
    if not isinstance(snooze, Mapping) or not is_true(snooze.get("snoozed")):
        return None
    end = _moment(snooze.get("end_time"))
    return readable_time(end) if end else "further notice"
