# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Checks of single options that several kinds of object share. Pure."""

from __future__ import annotations

from ..errors import InvalidOption

# In 2001. What is earlier is never meant: mostly a time of day, see `clock_reading`.
EARLIEST_EPOCH_S = 1_000_000_000
DAY_S = 86_400
YEAR_S = 31_556_952


def clock_reading(number: int) -> str | None:
    """The time of day of which YAML may have made this number: it reads `20:00` as 1200, to the base of 60.

    Below 1:00 and from 24:00:00 on there is none.
    """
    high, low = divmod(number, 60)
    if 1 <= high < 24:
        return f"{high}:{low:02}"
    return f"{high // 60}:{high % 60:02}:{low:02}" if 3600 <= number < DAY_S else None


def check_epoch_s(option: str, value: int) -> None:
    """Refuse a time before 2001, and one in milliseconds: the API knows seconds only.

    Source: contract README ("Times are epoch seconds, never milliseconds").
    """
    if value < EARLIEST_EPOCH_S:
        clock = clock_reading(value)
        reason = f" YAML reads {clock} as {value} if it is not quoted." if clock else ""
        raise InvalidOption(
            f"{option}: {value} is in {1970 + value // YEAR_S}, as seconds since 1970.{reason}",
            'Give a text with date and time zone, such as "2026-12-24T18:00:00+01:00".',
        )
    if value >= 10_000_000_000:
        raise InvalidOption(
            f"{option}: {value} looks like milliseconds.", f"Give epoch seconds, for example {value // 1000}."
        )


def check_limit(value: int) -> None:
    """Refuse a number of results that nobody can mean."""
    if value < 0:
        raise InvalidOption(f"limit is {value}.", "Give the maximum number of results, or 0 for all.")


def check_duration_s(option: str, value: int) -> None:
    """Refuse less than nothing."""
    if value < 0:
        raise InvalidOption(f"{option} is {value}.", "Give a number of seconds, 0 or more.")


def check_id(option: str, value: str) -> None:
    """Refuse what names no object and would lead to another path of the API."""
    if value.strip() in ("", ".", ".."):
        raise InvalidOption(f'{option} is "{value}", which is not an ID or a name.', "Give one, or omit the option.")
