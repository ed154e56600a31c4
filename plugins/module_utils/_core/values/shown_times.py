# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Points in time as the service shows them. Pure."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

# The end of the year 9999.
LAST_MOMENT_S = 253_402_300_799


def shown_epoch_s(moment: Any) -> Any:
    """What the service shows: epoch seconds, which may come as a text (contract, schema EpochLoose)."""
    return int(moment) if isinstance(moment, str) and moment.isdecimal() else moment


def iso_8601(moment_s: int) -> str:
    """A time of the service for people to read; a number that is not a time in seconds is unchanged."""
    if not 0 <= moment_s <= LAST_MOMENT_S:
        return str(moment_s)
    return datetime.fromtimestamp(moment_s, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
