# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Warnings about names that nearly are those of other objects. Pure, except for what reads the objects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Callable

from ...values.letter_case import warn_of_letter_case, warn_of_nearly_same
from .plan import is_history
from .step import CREATE, Step


def warn_of_similar_names(step: Step, read: Callable[[], Sequence[dict]]) -> list[str]:
    """About a new object, or one that is to be removed or stopped and does not exist.

    read: all objects of the kind, only read if they are needed.
    """
    if step.action == CREATE:
        return warn_of_letter_case(step.resource, step.key, read())
    if step.current is None and step.state != "present" and "id" not in step.desired:
        current = [item for item in read() if not is_history(step.resource, item)]
        return warn_of_nearly_same(step.resource, step.desired, current)
    return []
