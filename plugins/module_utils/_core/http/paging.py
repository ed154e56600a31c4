# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reads a list to its end, even if the service is wrong about where that is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Callable
from urllib.parse import parse_qs, urlsplit

from ..errors import IncompleteList, UnreadableResponse
from ..model.operation import Operation, Paging

ADVICE = "Check api_url; the service may have changed."
# How often a changing list is read, or a list that ended too early.
LIST_READ_TRIES = 3
# Reading continues as long as pages contain new objects. These limits tell an endless list from a long one: many more
# objects than the stated total, many almost empty pages, or more pages than any list has.
MAX_PAGES = 10_000
MAX_SPARSE_PAGES = 1_000
MIN_ITEMS_PER_PAGE = 10
TOTAL_TOLERANCE = 1_000
# Requests one page. From its query and a check of its body to the parsed body and the URL of the next page from the
# Link header, or None. A body that the check refuses with UnreadableResponse is requested again; that of a 204 is [].
FetchPage = Callable[[Mapping[str, Any], "Callable[[Any], object]"], "tuple[Any, str | None]"]
# The objects in the body of a page: see `list_items`.
ItemsOf = Callable[[Paging, Any, int], list]


def unwrap(body: Any) -> Any:
    """The value itself, with or without the {status, data} envelope (contract README, "Envelopes")."""
    if isinstance(body, dict) and "data" in body and "id" not in body:
        return body["data"]
    return body


def list_items(paging: Paging, body: Any, known: int = 0) -> list:
    """The objects of one page, in any of the wrappings of the API. known: how many objects came before.

    A missing list counts as an empty one only if the stated total is not above `known`. Raises UnreadableResponse for
    any other shape.
    """
    total = stated_total(paging, body)
    body = unwrap(body)
    if isinstance(body, list):
        return body
    if isinstance(body, dict):
        for name in (paging.items, "items"):
            items = body.get(name)
            if isinstance(items, list):
                return items
            if items is None and total is not None and total <= known:
                return []
        if paging.mark in body:
            # Some lists are declared as a single object (access notes, "API keys", "Audit logs").
            return [body]
        lists = [value for value in body.values() if isinstance(value, list)]
        if paging.any_wrapping and len(lists) == 1:
            return lists[0]
    raise UnreadableResponse("the response is not a list.", ADVICE)


def list_objects(paging: Paging, body: Any, known: int = 0) -> list[dict]:
    """The same for lists whose elements must be objects."""
    items = list_items(paging, body, known)
    if not all(isinstance(item, dict) for item in items):
        raise UnreadableResponse("the list contains an element that is not an object.", ADVICE)
    return items


def stated_total(paging: Paging, body: Any) -> int | None:
    body = unwrap(body)
    total = body.get(paging.total) if paging.total and isinstance(body, dict) else None
    return total if isinstance(total, int) and not isinstance(total, bool) else None


def item_identity(paging: Paging, item: Any) -> str:
    """Equal for the same object on two pages: its id, or its whole content if it has none."""
    if not paging.by_content and isinstance(item, dict) and item.get("id") is not None:
        return str(item["id"])
    return json.dumps(item, sort_keys=True)


class ListReader:
    """Iterates over the objects of a list, each once, page after page.

    A list ends with a page that is empty or only contains known objects: pages may be shorter than requested, totals
    may be wrong, and a page past the end may repeat the last one.
    is_first_page_repeated: whether the second page was the first one again, so that pages may not be supported.

    Iterating raises IncompleteList, after all objects, if fewer came than the service states; UnreadableResponse for
    a page of another shape and for a list without an end.
    """

    is_first_page_repeated = False

    def __init__(
        self,
        operation: Operation,
        paging: Paging,
        query: Mapping[str, Any],
        fetch: FetchPage,
        items_of: ItemsOf = list_items,
    ) -> None:
        self._operation = operation
        self._paging = paging
        self._query = query
        self._fetch = fetch
        self._items_of = items_of
        self._seen: set[str] = set()
        self._pages = 0
        self._total: int | None = None

    def __iter__(self) -> Iterator[dict]:
        position = 1
        page_query: Mapping[str, Any] | None = {**self._query, **_position(self._paging, position)}
        while page_query is not None:
            body, link = self._fetch(page_query, self._items)
            items = self._items(body)
            new = self._new_among(items)
            self._pages += 1
            self.is_first_page_repeated = self._pages == 2 and bool(items) and not new
            yield from new
            self._total = max(self._total or 0, stated_total(self._paging, body) or 0) or self._total
            self._refuse_endless()
            position += len(items) if self._paging.style == "index" else 1
            page_query = _next_query(self._paging, self._query, position, link) if new else None
        self._refuse_incomplete()

    def _items(self, body: Any) -> list:
        return self._items_of(self._paging, body, len(self._seen))

    def _new_among(self, items: Iterable[dict]) -> list[dict]:
        new = []
        for item in items:
            item_id = item_identity(self._paging, item)
            if item_id not in self._seen:
                self._seen.add(item_id)
                new.append(item)
        return new

    def _refuse_endless(self) -> None:
        seen, total = len(self._seen), self._total
        is_beyond_total = total is not None and seen > 2 * total + TOTAL_TOLERANCE
        is_sparse = self._pages > MAX_SPARSE_PAGES and seen < MIN_ITEMS_PER_PAGE * self._pages
        if is_beyond_total or is_sparse or self._pages >= MAX_PAGES:
            stated = f", although it states a total of {total}" if total else ""
            raise UnreadableResponse(
                f"{self._operation.method} {self._operation.path} does not end: {seen} objects on {self._pages} "
                f"pages{stated}.",
                "Request less data, or check what answers at api_url.",
            ).at(self._operation.method, self._operation.path)

    def _refuse_incomplete(self) -> None:
        if self._total is not None and len(self._seen) < min(self._total, self._paging.limit or self._total):
            raise IncompleteList(
                f"{self._operation.method} {self._operation.path} states a total of {self._total} objects and "
                f"returned {len(self._seen)}.",
                "The list may be changing: run the task again.",
            ).at(self._operation.method, self._operation.path)


def _position(paging: Paging, position: int) -> dict:
    if paging.style == "none":
        return {}
    if paging.style == "cursor":
        return {paging.size: paging.size_value}
    if paging.assumed and position == 1:
        return {paging.size: paging.size_value}
    return {paging.position: position, paging.size: paging.size_value}


def _next_query(paging: Paging, query: Mapping[str, Any], position: int, link: str | None) -> dict | None:
    if paging.style == "none":
        return None
    if paging.style == "cursor":
        # Some links only name the cursor: the other parameters are sent again.
        return {**query, **_position(paging, position), **_query_of(link)} if link else None
    if paging.limit and paging.style == "page" and position * paging.size_value > paging.limit:
        return None
    return {**query, **_position(paging, position)}


def _query_of(link: str) -> dict:
    """The query of a URL, repeated keys as lists. Raises UnreadableResponse."""
    try:
        parameters = parse_qs(urlsplit(link).query)
    except ValueError:
        raise UnreadableResponse("the link to the next page is not a URL.", "Check for a proxy in between.") from None
    if not parameters:
        raise UnreadableResponse(
            "the header Link names no cursor of the next page, so the list cannot be read to its end.",
            "Read a single page without all_pages, or check for a proxy in between.",
        )
    return {name: values[0] if len(values) == 1 else values for name, values in parameters.items()}
