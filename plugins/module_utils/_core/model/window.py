# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The window of time of an object. Pure data."""

from __future__ import annotations

from ..record import Record

# The key under which what the user wants carries the times that were given relative to now, in seconds after it.
RELATIVE_TIMES = "relative_times"
# The key under which it carries warnings about how they were given.
DOUBTS = "doubts"
# In the former, the length of the window if it was given without a start.
LENGTH = "length"


class Window(Record):
    """Names of the fields that say when it begins and ends, and when the service last changed the object."""

    start: str
    end: str
    changed: tuple[str, ...]
