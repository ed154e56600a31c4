# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reading a list to its end, whatever the service says about where that is."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Mapping
from typing import Any, Callable
from urllib.parse import parse_qs, urlsplit

from .errors import IncompleteRead, UnreadableAnswer
from .schema import Operation, Paging

# The objects of a list; in the end, whether there is cause to doubt that they are all.
Pages = Generator[dict, None, bool]
# One page: its query goes in, the parsed body and the query of the next page by its Link header (or None) come out.
FetchPage = Callable[[Mapping[str, Any]], "tuple[Any, str | None]"]


def unwrap(body: Any) -> Any:
    """The value itself, with or without the {status, data} envelope (contract README, "Envelopes")."""
    if isinstance(body, dict) and "data" in body and "id" not in body:
        return body["data"]
    return body


def read_out(pages: Pages, limit: int) -> tuple[list[dict], bool]:
    """The objects, no more than `limit` (0: all), and what the pages say in the end, if that was reached."""
    found: list[dict] = []
    while not limit or len(found) < limit:
        try:
            found.append(next(pages))
        except StopIteration as end:
            return found, bool(end.value)
    return found, False


def list_items(paging: Paging, body: Any) -> list:
    """The objects of one page, in whichever of the API's wrappings. Raises UnreadableAnswer for any other shape."""
    body = unwrap(body)
    if body is None:
        return []
    if isinstance(body, list):
        return body
    if isinstance(body, dict):
        for name in (paging.items, "items"):
            items = body.get(name)
            if isinstance(items, list):
                return items
        if paging.mark in body:
            # Some lists are declared as a single object (access notes, "API keys", "Audit logs").
            return [body]
        lists = [value for value in body.values() if isinstance(value, list)]
        if paging.any_wrapping and len(lists) == 1:
            return lists[0]
    raise UnreadableAnswer("the answer is not a list.", "Check api_url; the service may have changed.")


def stated_total(paging: Paging, body: Any) -> int | None:
    body = unwrap(body)
    total = body.get(paging.total) if paging.total and isinstance(body, dict) else None
    return total if isinstance(total, int) else None


def identity(paging: Paging, item: Any) -> str:
    """What makes an object the same one on two pages: its id, or its whole content where it has none."""
    if not paging.by_content and isinstance(item, dict) and item.get("id") is not None:
        return str(item["id"])
    return json.dumps(item, sort_keys=True)


def read_pages(operation: Operation, paging: Paging, query: Mapping[str, Any], fetch: FetchPage) -> Pages:
    """Each object once, page after page.

    Only a page that is empty, or that repeats what is known, ends the list: pages come shorter than asked, totals
    lie, and a page past the end may hold the last one again. A stated total that is not reached is an error. Says in
    the end whether the second page was the first one again, as when pages are not served.

    Raises IncompleteRead, after everything readable was handed out, if fewer objects came than the service stated.
    """
    seen: set[str] = set()
    total, pages, position, first_again = None, 0, 1, False
    page_query: Mapping[str, Any] | None = {**query, **_position(paging, position)}
    while page_query is not None:
        body, link = fetch(page_query)
        items = list_items(paging, body)
        pages += 1
        new = _not_seen(paging, items, seen)
        first_again = pages == 2 and bool(items) and not new
        yield from new
        total = max(total or 0, stated_total(paging, body) or 0) or total
        position = position + len(items) if paging.style == "index" else position + 1
        page_query = _next_query(paging, query, position, link) if new else None
    if total is not None and len(seen) < min(total, paging.limit or total):
        raise IncompleteRead(
            f"{operation.method} {operation.path} stated {total} objects and gave {len(seen)}.",
            "The list may be changing: run the task again.",
            operation.method,
            operation.path,
        )
    return first_again


def _not_seen(paging: Paging, items: Iterable[dict], seen: set[str]) -> list[dict]:
    new = []
    for item in items:
        name = identity(paging, item)
        if name not in seen:
            seen.add(name)
            new.append(item)
    return new


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
        # What a link leaves out still holds: some name the cursor alone.
        return {**query, **_position(paging, position), **_query_of(link)} if link else None
    if paging.limit and paging.style == "page" and position * paging.size_value > paging.limit:
        return None
    return {**query, **_position(paging, position)}


def _query_of(link: str) -> dict:
    """What the link says, its repeated keys as lists."""
    said = parse_qs(urlsplit(link).query)
    return {name: values[0] if len(values) == 1 else values for name, values in said.items()}
