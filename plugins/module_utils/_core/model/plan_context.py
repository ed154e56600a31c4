# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""When, and to which state, an object that begins and ends is to be brought. Pure data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..record import Record

# What is desired contains it: a step that is planned again later still means the time of the run.
CONTEXT = "plan_context"


class PlanContext(Record):
    """now_s: the time of the run, in epoch seconds. state: `present`, `absent`, or that of a transition."""

    now_s: int
    state: str = "present"


def context_of(desired: Mapping[str, Any]) -> PlanContext:
    """Raises KeyError for an object that was not declared by a task, such as a live one."""
    context: PlanContext = desired[CONTEXT]
    return context
