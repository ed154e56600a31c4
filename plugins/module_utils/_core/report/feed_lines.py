# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Lines of a feed as the reasons of what happens to users. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..values.text import caseless
from .run import REMOVE, USERS

IN_THE_FEED, LEAVER, NOT_IN_THE_FEED = "in the feed", "leaver in the feed", "not in the feed"


def with_lines(entries: Iterable[Mapping[str, Any]], feed_lines: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The steps with `reason` and `line`. feed_lines: the line of each user of a feed; empty if there is no feed."""
    lines = {caseless(str(name)): str(line) for name, line in feed_lines.items()}
    return [{**entry, **_facts(entry, lines)} for entry in entries]


def _facts(entry: Mapping[str, Any], lines: Mapping[str, str]) -> dict[str, str | None]:
    if not lines or entry["resource"] != USERS:
        return {"line": None}
    line = lines.get(caseless(str(entry["key"])))
    if line is None:
        return {"reason": NOT_IN_THE_FEED, "line": None}
    return {"reason": LEAVER if entry["action"] == REMOVE else IN_THE_FEED, "line": line}
