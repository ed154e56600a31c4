# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Lengths of time, as people write them: `2h`, `1d 12h`, `PT90M`, seconds. Pure."""

from __future__ import annotations

import re
from typing import Any

from ...errors import InvalidOption, excerpt
from ...model.option_checks import clock_reading

ADVICE = "Give a number with a unit, like 30m, 2h, 1d12h or 1w."
UNITS_S = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 1),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), 60),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), 3600),
    **dict.fromkeys(("d", "day", "days"), 86_400),
    **dict.fromkeys(("w", "week", "weeks"), 7 * 86_400),
}
PART = re.compile(r"(\d+(?:\.\d+)?)\s*([A-Za-z]+)[\s,]*", re.ASCII)
NUMBER = re.compile(r"(\d{1,15})(?:\.0+)?", re.ASCII)
ISO_8601 = re.compile(
    r"P(?:(?P<w>\d+)W|(?:(?P<d>\d+)D)?(?:T(?:(?P<h>\d+)H)?(?:(?P<m>\d+)M)?(?:(?P<s>\d+)S)?)?)", re.ASCII
)
# A longer text is none, and looking for numbers in it may take long.
LONGEST_TEXT = 100
# Who writes a smaller number means minutes or hours.
SMALLEST_WITHOUT_UNIT_S = 60
LONGEST_S = 100 * 366 * 86_400
# 24:00, as YAML reads it.
HOURS_OF_A_DAY = 24 * 60


def duration_s(option: str, value: Any) -> int:
    """A length of time in seconds, at least 1. Raises InvalidOption."""
    text = str(value).strip()
    number = NUMBER.fullmatch(text)
    if number and 0 < int(number[1]) < SMALLEST_WITHOUT_UNIT_S:
        raise InvalidOption(f"{option}: {number[1]} has no unit.", f"Give a unit, like {number[1]}m or {number[1]}h.")
    seconds = _seconds_in(text, "second")
    if seconds is None:
        raise InvalidOption(f'{option}: "{excerpt(text, LONGEST_TEXT)}" is not a valid duration.', ADVICE)
    return seconds


def whole_minutes(option: str, value: Any) -> int:
    """A length of time in minutes, at least 1. A number without a unit is in minutes. Raises InvalidOption."""
    seconds = _length_s(option, value, "minute")
    if seconds % 60:
        raise InvalidOption(f'{option}: "{value}" is not a whole number of minutes.', "Give whole minutes, like 90m.")
    return seconds // 60


def whole_seconds(option: str, value: Any) -> int:
    """A length of time in seconds, at least 1. A number without a unit is in seconds. Raises InvalidOption."""
    return _length_s(option, value, "second")


def _length_s(option: str, value: Any, unit: str) -> int:
    text = str(value).strip()
    seconds = _seconds_in(text, unit)
    if seconds is None:
        raise InvalidOption(
            f'{option}: "{excerpt(text, LONGEST_TEXT)}" is not a valid length of time.',
            f"Give at least 1 {unit}: a number of {unit}s, or one with a unit, like 30m, 2h or 1d12h.",
        )
    return seconds


def _seconds_in(text: str, unit: str) -> int | None:
    """None if the text is not a length of time, or not one that can be meant. unit: of a number without one."""
    number = NUMBER.fullmatch(text)
    seconds = int(number[1]) * UNITS_S[unit] if number else length_s(text)
    return seconds if seconds is not None and 0 < seconds <= LONGEST_S else None


def doubts_about(option: str, value: Any) -> tuple[str, ...]:
    """A warning about seconds of which YAML may have made hours and minutes: it reads `1:30` as 90."""
    number = NUMBER.fullmatch(str(value).strip())
    seconds = int(number[1]) if number else 0
    clock = clock_reading(seconds) if seconds < HOURS_OF_A_DAY else None
    if clock is None:
        return ()
    hours, minutes = divmod(seconds, 60)
    rest = f"{minutes}m" if minutes else ""
    return (
        f"{option}: {seconds} means {seconds} seconds, but YAML also reads {clock} as {seconds} if it is not quoted. "
        f"Give {seconds}s or {hours}h{rest}.",
    )


def length_s(text: str) -> int | None:
    """Seconds of numbers with units, or of an ISO 8601 duration; None for any other text."""
    if len(text) > LONGEST_TEXT:
        return None
    iso = ISO_8601.fullmatch(text)
    if iso and any(iso.groups()):
        return sum(int(number) * UNITS_S[unit] for unit, number in iso.groupdict().items() if number)
    parts = PART.findall(text)
    units = [UNITS_S.get(_unit(name)) for _number, name in parts]
    if not parts or PART.sub("", text) or None in units:
        return None
    return round(sum(float(number) * unit for (number, _name), unit in zip(parts, units) if unit))


def _unit(name: str) -> str:
    """In any case, except for `M`, which may mean months."""
    return name if name == "M" else name.lower()
