# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Points in time, as people and the service write them. Reads texts alone, no clock."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from typing import Any

from ..errors import InvalidOption
from ..model.option_checks import check_epoch_s

ADVICE = "Write epoch seconds, or ISO 8601 with a zone, like 2026-12-24T18:00:00+01:00."
# What `datetime.fromisoformat` takes of ISO 8601 differs between versions of Python.
ISO_8601 = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d|\d{8})(?:[Tt ](?P<time>\d\d(?::?\d\d(?::?\d\d)?)?)(?:[.,]\d+)?)?"
    r"(?P<zone>[Zz]|[+-]\d\d(?::?\d\d)?)?",
    re.ASCII,
)
# The end of the year 9999.
LAST_MOMENT_S = 253_402_300_799
# Calculations in templates make such numbers.
WHOLE_NUMBER = re.compile(r"(\d+)(?:\.0+)?")
# Of dates that are written without dashes.
YEARS = range(1970, 2200)
FRACTION = re.compile(r"\d+\.\d+")


def epoch_s(option: str, value: Any) -> int:
    """Epoch seconds of seconds or of ISO 8601 with a zone. Raises InvalidOption.

    Source: contract README, "Times are epoch seconds, never milliseconds".
    """
    text = str(value).strip()
    number = WHOLE_NUMBER.fullmatch(text)
    if number and not _is_date(text):
        check_epoch_s(option, int(number[1]))
        return int(number[1])
    if FRACTION.fullmatch(text):
        raise InvalidOption(f"{option} is {text}, which is no whole number of seconds.", ADVICE)
    moment = _iso_8601(option, text)
    if moment < 0:
        raise InvalidOption(f"{option} is {text}, which is before 1970.", "The service knows times since then.")
    return moment


def _is_date(text: str) -> bool:
    """Nobody means by 20261224 a day of 1970, but a day of the year 1229 is no time of the service's either."""
    try:
        return len(text) == 8 and datetime.strptime(text, "%Y%m%d").year in YEARS
    except ValueError:
        return False


def _iso_8601(option: str, text: str) -> int:
    parts = ISO_8601.fullmatch(text)
    if parts is None:
        raise InvalidOption(f"{option} is {text}, which is no point in time.", ADVICE)
    if parts["time"] is None:
        raise InvalidOption(f"{option} is {text}, which is a date without a time and a zone.", ADVICE)
    if parts["zone"] is None:
        raise InvalidOption(f"{option} is {text}, which says no zone.", ADVICE)
    date, time = parts["date"].replace("-", ""), parts["time"].replace(":", "").ljust(6, "0")
    zone = "+0000" if parts["zone"] in "Zz" else parts["zone"].replace(":", "").ljust(5, "0")
    try:
        return int(datetime.strptime(f"{date}{time}{zone}", "%Y%m%d%H%M%S%z").timestamp())
    except ValueError:
        raise InvalidOption(f"{option} is {text}, which is no point in time.", ADVICE) from None


def shown_epoch_s(moment: Any) -> Any:
    """What the service shows: epoch seconds, which may come as a text (contract, schema EpochLoose)."""
    return int(moment) if isinstance(moment, str) and moment.isdecimal() else moment


def iso_8601(moment_s: int) -> str:
    """A time of the service's for people to read; a number that is no time in seconds stays one."""
    if not 0 <= moment_s <= LAST_MOMENT_S:
        return str(moment_s)
    return datetime.fromtimestamp(moment_s, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
