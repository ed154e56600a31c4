# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Lists in pages without a service."""

from __future__ import annotations

from ansible_collections.community.bigpanda.plugins.module_utils._core.http.paging import ListReader
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.operation import Operation, Paging

LIST = Operation("list_things", "GET", "/things", ("none", "view"))
BY_PAGE = Paging(style="page", size_value=3)
BY_PAGE_WITH_TOTAL = Paging(style="page", position="page", size="page_size", size_value=3, total="total")
BY_INDEX = Paging(
    style="index", position="startIndex", size="count", size_value=3, items="Resources", total="totalResults"
)
BY_CURSOR = Paging(style="cursor", size="limit", size_value=3)


def things(count):
    return [{"id": str(number)} for number in range(count)]


def read(paging, fetch, **query):
    return [item["id"] for item in ListReader(LIST, paging, query, lambda page_query, _check: fetch(page_query))]


def page_server(objects, served=3, past_end="empty", total=None):
    """A list in pages of `served`, whatever was asked for."""

    def fetch(query):
        first = (query["page"] - 1) * served
        page = objects[first : first + served]
        if not page and past_end == "repeats the last":
            page = objects[(len(objects) - 1) // served * served :]
        if not page and past_end == "repeats the first":
            page = objects[:served]
        return ({"items": page, "total": len(objects) if total is None else total} if total != "bare" else page), None

    return fetch
