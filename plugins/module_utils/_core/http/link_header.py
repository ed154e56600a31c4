# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The link to the next page in a Link header (RFC 8288). Pure."""

from __future__ import annotations

import re

# The target of a link, and its parameters up to the next link.
LINK = re.compile(r"<([^<>]*)>([^<]*)")
# Names and relations are case-insensitive; several relations are separated by spaces.
RELATION = re.compile(r";\s*rel\s*=\s*(?:\"([^\"]*)\"|([^\s;,\"]+))", re.IGNORECASE)


def next_link(header: str) -> str | None:
    """The target of the link to the next page; None if the header only has other links, or is empty.

    A single link without a relation is the next page, since the header is "absent on the last page" (incidents,
    "list changes"). A header without any link is returned as it is, for the reader of the list to refuse.
    """
    links = [(target.strip(), _relations(parameters)) for target, parameters in LINK.findall(header)]
    if not links:
        return header.strip() or None
    following = next((target for target, relations in links if "next" in relations), None)
    if following is None and len(links) == 1 and not links[0][1]:
        return links[0][0] or None
    return following or None


def _relations(parameters: str) -> list[str]:
    found = RELATION.search(parameters)
    return (found[1] or found[2] or "").lower().split() if found else []
