# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Checks of single options that several kinds of object share. Pure."""

from __future__ import annotations

from ..errors import InvalidOption


def check_epoch_s(option: str, value: int) -> None:
    """Refuse a time before 1970, and one in milliseconds: the API knows seconds only.

    Source: contract README ("Times are epoch seconds, never milliseconds").
    """
    if value < 0:
        raise InvalidOption(f"{option}: {value} is before 1970.", "Give epoch seconds.")
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
