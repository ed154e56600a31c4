# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Points in time as the service shows them. Pure."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from .iso_8601 import ISO_8601, epoch_s_of

# The end of the year 9999.
LAST_MOMENT_S = 253_402_300_799


def shown_epoch_s(moment: Any) -> Any:
    """Epoch seconds of what the service shows, which may come as a text; anything else is unchanged.

    "format date-time in the schema, but text and samples say epoch seconds" (schema AlertFilterScheduleCreate,
    `x-uncertain`); EpochLoose takes any text. Without a zone it is UTC, the default of the API.
    """
    if not isinstance(moment, str):
        return moment
    if moment.isdecimal():
        return int(moment)
    shown = ISO_8601.fullmatch(moment.strip())
    try:
        return epoch_s_of(shown) if shown and shown["time"] else moment
    except ValueError:
        return moment


def iso_8601(moment_s: int) -> str:
    """A time of the service for people to read; a number that is not a time in seconds is unchanged."""
    if not 0 <= moment_s <= LAST_MOMENT_S:
        return str(moment_s)
    return datetime.fromtimestamp(moment_s, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
