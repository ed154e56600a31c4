# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""ISO 8601, as people and the service write it. Pure."""

from __future__ import annotations

import re
from datetime import datetime

# What `datetime.fromisoformat` takes of ISO 8601 differs between versions of Python.
ISO_8601 = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d|\d{8})(?:[Tt ](?P<time>\d\d(?::?\d\d(?::?\d\d)?)?)(?:[.,]\d+)?)?"
    r"(?P<zone>[Zz]|[+-]\d\d(?::?\d\d)?)?",
    re.ASCII,
)


def epoch_s_of(moment: re.Match[str]) -> int:
    """Epoch seconds of what ISO_8601 matched, with a time; without a zone in UTC. Raises ValueError for no such day."""
    date, time = moment["date"].replace("-", ""), moment["time"].replace(":", "").ljust(6, "0")
    zone = "+0000" if (moment["zone"] or "Z") in "Zz" else moment["zone"].replace(":", "").ljust(5, "0")
    return int(datetime.strptime(f"{date}{time}{zone}", "%Y%m%d%H%M%S%z").timestamp())
