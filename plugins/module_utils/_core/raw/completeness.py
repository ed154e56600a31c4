# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The objects of an undocumented list, and whether all of them were read. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..errors import UnreadableResponse, excerpt
from ..http.paging import list_items, unwrap
from ..model.operation import Paging
from ..values.text import listed

# Keys by which services state how many objects a list has, and keys of dicts that contain them.
TOTALS = ("total", "totalResults", "total_results", "totalCount", "total_count", "total_items", "totalItems")
PAGE_FACTS = ("paging", "pagination", "page", "meta", "metadata")


class TotalsSeen:
    """The largest number of objects that any page states; None if none states it."""

    def __init__(self) -> None:
        self.largest: int | None = None

    def note(self, body: Any) -> None:
        """Take the totals of a page, which are inside its data or next to it."""
        for part in _facts(body):
            for name in TOTALS:
                total = part.get(name)
                if isinstance(total, int) and not isinstance(total, bool):
                    self.largest = max(total, self.largest or 0)


def _facts(body: Any) -> Iterator[dict]:
    for part in (body, unwrap(body)):
        if isinstance(part, dict):
            yield part
            yield from (part[name] for name in PAGE_FACTS if isinstance(part.get(name), dict))


def list_of(paging: Paging, body: Any, known: int = 0) -> list:
    """See `list_items`. Raises UnreadableResponse, which names the lists that the response contains."""
    try:
        return list_items(paging, body, known)
    except UnreadableResponse:
        raise _no_list(paging, unwrap(body)) from None


def _no_list(paging: Paging, body: Any) -> UnreadableResponse:
    names = [name for name, value in body.items() if isinstance(value, list)] if isinstance(body, dict) else []
    if names:
        return UnreadableResponse(
            f'items_in is "{excerpt(paging.items, 60)}", but the lists of the response are {listed(names)}.',
            "Set items_in to the one that contains the objects.",
        )
    return UnreadableResponse(
        "all_pages reads a list, but the response contains none.",
        "Omit all_pages to get the response as it is; a list deeper inside it cannot be read page by page.",
    )


def doubt_of(paging: Paging, found: int, is_first_page_repeated: bool, total: int | None) -> str | None:
    """Why objects may be missing, as a warning; None if nothing says so.

    total: as the service states it. A page past the end may repeat the only page, so a repeated page proves nothing.
    """
    if total is not None and total <= found:
        return None
    stated = f"The service states a total of {total} objects, and all_pages read {found}" if total is not None else ""
    if is_first_page_repeated:
        repeated = f"the second page repeated the first, so the service may ignore {paging.position}"
        lead = f"{stated}: {repeated}" if stated else f"Objects may be missing: {repeated}"
        return f"{lead}. Check page_style and page_parameter; for a list without pages, omit all_pages."
    return (
        f"{stated}: check the options page_style to page_size, or read it again if it is changing." if stated else None
    )
