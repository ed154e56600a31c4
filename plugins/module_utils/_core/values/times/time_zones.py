# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Names of time zones, as far as this host knows them. Pure."""

from __future__ import annotations

import zoneinfo
from difflib import get_close_matches
from functools import cache
from typing import Any

from ...errors import InvalidOption, excerpt
from ...model.compare import Compare

# Which names BigPanda takes is not published (schema TimeZone: "IANA names are assumed"), so only what is nearly such a
# name is refused.
LIKENESS = 0.8


@cache
def _names() -> dict[str, str]:
    """The names of the zones by their lower case; none if the host has no database of zones."""
    return {name.lower(): name for name in zoneinfo.available_timezones()}


def usual_spelling(given: Any) -> Any:
    """The name in the case in which this host knows it; other values unchanged."""
    return _names().get(given.strip().lower(), given) if isinstance(given, str) else given


def check_time_zone(given: Any) -> Any:
    """The same in the usual case. Raises InvalidOption for a misspelled name, if this host knows the names.

    Other names than those that this host knows are returned unchanged.
    """
    name, names = str(given).strip().lower(), _names()
    close = [] if name in names else get_close_matches(name, list(names), n=3, cutoff=LIKENESS)
    if close:
        raise InvalidOption(
            f'"{excerpt(str(given), 100)}" is not a time zone.',
            f"Did you mean {' or '.join(names[each] for each in close)}?",
        )
    return usual_spelling(given)


TIME_ZONE = Compare(normalize=check_time_zone, to_api=usual_spelling)
