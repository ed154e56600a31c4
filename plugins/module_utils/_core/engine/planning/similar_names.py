# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Warnings about names that nearly are those of other objects. Pure, except that objects may be read when asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ...values.letter_case import warn_of_letter_case, warn_of_nearly_same
from .plan import is_history
from .step import CREATE, Step


class Known(Protocol):
    """The objects of one kind."""

    @property
    def objects(self) -> Sequence[dict]:
        """All of them, only asked for if they are needed."""


def warn_of_similar_names(step: Step, known: Known) -> list[str]:
    """About a new object, or one that is to be removed or stopped and does not exist.

    Thousands of names whose letter case does not count can have no similar one, so nothing is looked through for them.
    """
    field = step.resource.field(step.resource.key)
    if step.resource.singleton or field.compare.case_insensitive and not field.computed:
        return []
    if step.action == CREATE:
        return warn_of_letter_case(step.resource, step.key, known.objects)
    if step.current is None and step.state != "present" and "id" not in step.desired:
        current = [item for item in known.objects if not is_history(step.resource, item)]
        return warn_of_nearly_same(step.resource, step.desired, current)
    return []
