# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reading a list to its end, whatever the service says about where that is."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Mapping
from typing import Any, Callable
from urllib.parse import parse_qs, urlsplit

from ..errors import IncompleteList, UnreadableResponse
from ..model.operation import Operation, Paging

ADVICE = "Check api_url; the service may have changed."
# The objects of a list; in the end, whether there is cause to doubt that they are all.
Pages = Generator[dict, None, bool]
# One page: its query goes in, the parsed body and the URL of the next page by its Link header (or None) come out.
# A body that the check refuses with UnreadableResponse is asked for again. For a 204 the body is an empty list.
FetchPage = Callable[[Mapping[str, Any], "Callable[[Any], object]"], "tuple[Any, str | None]"]
# Pages that bring something new are read on and on, so somebody who has always more is told from a long list: by what
# is many times the total that was stated, by pages that are hardly filled, or by more of them than any list has.
MAX_PAGES = 10_000
MAX_SPARSE_PAGES = 1_000
MIN_ITEMS_PER_PAGE = 10
TOTAL_TOLERANCE = 1_000
ItemsOf = Callable[[Paging, Any, int], list]


def unwrap(body: Any) -> Any:
    """The value itself, with or without the {status, data} envelope (contract README, "Envelopes")."""
    if isinstance(body, dict) and "data" in body and "id" not in body:
        return body["data"]
    return body


def collect(pages: Pages, limit: int) -> tuple[list[dict], bool]:
    """The objects, no more than `limit` (0: all), and what the pages say in the end, if that was reached."""
    found: list[dict] = []
    while not limit or len(found) < limit:
        try:
            found.append(next(pages))
        except StopIteration as end:
            return found, bool(end.value)
    return found, False


def list_items(paging: Paging, body: Any, known: int = 0) -> list:
    """The objects of one page, in whichever of the API's wrappings; known: how many came before.

    Nothing in the place of a list is no empty one, unless the answer states that there are no more than are known.
    Raises UnreadableResponse for any other shape.
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
    raise UnreadableResponse("the answer is not a list.", ADVICE)


def list_objects(paging: Paging, body: Any, known: int = 0) -> list[dict]:
    """The same where each has to be an object."""
    items = list_items(paging, body, known)
    if not all(isinstance(item, dict) for item in items):
        raise UnreadableResponse(
            "the list holds something that is no object.", "Check api_url; the service may have changed."
        )
    return items


def stated_total(paging: Paging, body: Any) -> int | None:
    body = unwrap(body)
    total = body.get(paging.total) if paging.total and isinstance(body, dict) else None
    return total if isinstance(total, int) and not isinstance(total, bool) else None


def item_identity(paging: Paging, item: Any) -> str:
    """What makes an object the same one on two pages: its id, or its whole content where it has none."""
    if not paging.by_content and isinstance(item, dict) and item.get("id") is not None:
        return str(item["id"])
    return json.dumps(item, sort_keys=True)


def read_pages(
    operation: Operation, paging: Paging, query: Mapping[str, Any], fetch: FetchPage, items_of: ItemsOf = list_items
) -> Pages:
    """Each object once, page after page.

    Only a page that is empty, or that repeats what is known, ends the list: pages come shorter than asked, totals
    lie, and a page past the end may hold the last one again. A stated total that is not reached is an error. Says in
    the end whether the second page was the first one again, as when pages are not served.

    Raises IncompleteList, after everything readable was handed out, if fewer objects came than the service stated;
    UnreadableResponse for a list without an end.
    """
    seen: set[str] = set()
    total, pages, position, first_again = None, 0, 1, False
    page_query: Mapping[str, Any] | None = {**query, **_position(paging, position)}
    while page_query is not None:
        body, link = fetch(page_query, lambda body: items_of(paging, body, len(seen)))
        items = items_of(paging, body, len(seen))
        pages += 1
        new = _not_seen(paging, items, seen)
        first_again = pages == 2 and bool(items) and not new
        yield from new
        total = max(total or 0, stated_total(paging, body) or 0) or total
        _refuse_endless(operation, pages, len(seen), total)
        position = position + len(items) if paging.style == "index" else position + 1
        page_query = _next_query(paging, query, position, link) if new else None
    if total is not None and len(seen) < min(total, paging.limit or total):
        raise IncompleteList(
            f"{operation.method} {operation.path} stated {total} objects and gave {len(seen)}.",
            "The list may be changing: run the task again.",
            operation.method,
            operation.path,
        )
    return first_again


def _refuse_endless(operation: Operation, pages: int, seen: int, total: int | None) -> None:
    """Raises UnreadableResponse."""
    is_beyond_total = total is not None and total > 0 and seen > 2 * total + TOTAL_TOLERANCE
    is_sparse = pages > MAX_SPARSE_PAGES and seen < MIN_ITEMS_PER_PAGE * pages
    if is_beyond_total or is_sparse or pages >= MAX_PAGES:
        stated = f", of which it stated {total}" if total else ""
        raise UnreadableResponse(
            f"{operation.method} {operation.path} has no end: after {pages} pages {seen} objects came{stated}.",
            "Ask for less, or check what answers at api_url.",
            operation.method,
            operation.path,
        )


def _not_seen(paging: Paging, items: Iterable[dict], seen: set[str]) -> list[dict]:
    new = []
    for item in items:
        item_id = item_identity(paging, item)
        if item_id not in seen:
            seen.add(item_id)
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
    """What the link says, its repeated keys as lists. Raises UnreadableResponse."""
    try:
        said = parse_qs(urlsplit(link).query)
    except ValueError:
        raise UnreadableResponse("the next page is at no URL.", "Check what stands in between.") from None
    return {name: values[0] if len(values) == 1 else values for name, values in said.items()}
