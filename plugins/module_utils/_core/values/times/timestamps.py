# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Points in time, as people and the service write them. Pure."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from ...errors import InvalidOption, excerpt
from ...model.option_checks import check_epoch_s
from .durations import LONGEST_TEXT, length_s
from .iso_8601 import ISO_8601, epoch_s_of
from .shown_times import iso_8601

ADVICE = (
    "Give epoch seconds, ISO 8601 with a time zone like 2026-12-24T18:00:00+01:00, or a time relative to now like 2h, "
    "-30m or now."
)
# Calculations in templates make such numbers.
WHOLE_NUMBER = re.compile(r"(\d+)(?:\.0+)?")
# Of dates that are written without dashes.
YEARS = range(1970, 2200)
FRACTION = re.compile(r"\d+\.\d+")
NOW = "now"
# The end of the year 9999, which ISO 8601 can still write.
LAST_S = 253_402_300_799
# The clock of the service may be ahead.
CLOCK_DIFFERENCE_S = 300
RELATIVE = re.compile(r"(?:now\s*(?=$|[+-]))?(?P<sign>[+-])?\s*(?P<length>.*)", re.IGNORECASE)


def relative_s(value: Any) -> int | None:
    """How many seconds after now a relative time is (`now`, `2h`, `+2h`, `-30m`, `now+1d`); None for other times."""
    text = str(value).strip()
    parts = RELATIVE.fullmatch(text)
    if parts is None:
        return None
    if text.lower() == NOW:
        return 0
    seconds = length_s(parts["length"])
    if seconds is None:
        return None
    return seconds * (-1 if parts["sign"] == "-" else 1)


def epoch_s(option: str, value: Any, now_s: float, zero_means_something: bool = False) -> int:
    """Epoch seconds of a time: seconds, ISO 8601 with a zone, or relative to now. Raises InvalidOption.

    zero_means_something: whether 0 is accepted, although nobody means 1970.

    Source: contract README, "Times are epoch seconds, never milliseconds".
    """
    text = str(value).strip()
    if len(text) > LONGEST_TEXT:
        raise InvalidOption(f'{option}: "{excerpt(text, LONGEST_TEXT)}" is not a valid time.', ADVICE)
    offset = relative_s(text)
    if offset is not None:
        return _in_range(option, text, int(now_s) + offset)
    number = WHOLE_NUMBER.fullmatch(text)
    if number and not _is_date(text):
        seconds = int(number[1])
        if seconds or not zero_means_something:
            check_epoch_s(option, seconds)
        return seconds
    if FRACTION.fullmatch(text):
        raise InvalidOption(f"{option}: {text} is not a whole number of seconds.", ADVICE)
    return _in_range(option, text, _iso_8601(option, text))


def _in_range(option: str, text: str, moment_s: int) -> int:
    if moment_s < 0:
        raise InvalidOption(f"{option}: {text} is before 1970.", ADVICE)
    if moment_s > LAST_S:
        raise InvalidOption(f"{option}: {text} is after the year 9999.", ADVICE)
    return moment_s


def refuse_future(option: str, moment_s: int | None, now_s: float) -> None:
    """Raises InvalidOption for the beginning of a time range that has not begun, such as `1h` instead of `-1h`."""
    if moment_s is not None and moment_s > now_s + CLOCK_DIFFERENCE_S:
        raise InvalidOption(
            f"{option}: {iso_8601(moment_s)} is in the future.", "For the last hour give -1h; for all, omit it."
        )


def _is_date(text: str) -> bool:
    """20261224 is a date, not a time of 1970; a day in the year 1229 is not a valid time either."""
    try:
        return len(text) == 8 and datetime.strptime(text, "%Y%m%d").year in YEARS
    except ValueError:
        return False


def _iso_8601(option: str, text: str) -> int:
    parts = ISO_8601.fullmatch(text)
    if parts is None:
        raise InvalidOption(f'{option}: "{text}" is not a valid time.', ADVICE)
    if parts["time"] is None:
        raise InvalidOption(f"{option}: {text} is a date without a time and a time zone.", ADVICE)
    if parts["zone"] is None:
        raise InvalidOption(f"{option}: {text} has no time zone.", ADVICE)
    try:
        return epoch_s_of(parts)
    except ValueError:
        raise InvalidOption(f'{option}: "{text}" is not a valid time.', ADVICE) from None
