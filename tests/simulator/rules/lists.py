# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How lists are cut into pages, and what wraps them."""

from __future__ import annotations

from typing import Any

from .registry import Request


def page_size(request: Request, parameter: str) -> int:
    """The size asked for; a third of it while short pages are injected."""
    size = request.query[parameter]
    return max(1, size // 3) if "short_pages" in request.faults else size


def page_of(request: Request, objects: list, parameter: str = "per_page") -> list:
    """The objects of the page asked for."""
    size, page = page_size(request, parameter), request.query["page"]
    objects = _cut(request, objects)
    found = objects[(page - 1) * size : page * size]
    if not found and objects:
        past_end = request.readings["page_past_end"]
        if past_end == "repeats_last":
            return objects[(len(objects) - 1) // size * size :]
        if past_end == "repeats_first":
            return objects[:size]
    return found


def window_of(request: Request, objects: list) -> list:
    """The objects of a SCIM window, whose index counts from 1."""
    first = request.query["startIndex"] - 1
    return _cut(request, objects)[first : first + page_size(request, "count")]


def total_of(request: Request, objects: list) -> int:
    return max(0, len(objects) - 2) if "lying_total" in request.faults else len(objects)


def _cut(request: Request, objects: list) -> list:
    return objects[:-1] if "missing_page" in request.faults else objects


def enveloped(request: Request, status: int, value: Any) -> Any:
    """Bare, or in the envelope where that reading is chosen."""
    return {"status": status, "data": value} if request.readings["envelope"] == "enveloped" else value
