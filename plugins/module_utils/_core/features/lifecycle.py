# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Objects that begin and end: what they can be brought to, what they keep, and which of them are past. Pure."""

from __future__ import annotations

from typing import Callable

from ..model.feature import FrozenFields, TimedFeature, Transition


class Lifecycle(TimedFeature):
    """The functions are pure. What is desired contains its `PlanContext`."""

    # Takes an object and what is desired: why it keeps its values, None if all can be changed.
    frozen: Callable[[dict, dict], FrozenFields | None] = lambda _current, _desired: None
    # Whether an object, live or desired, belongs to the past. Such objects are neither exported nor purged, and are not
    # created again.
    is_over: Callable[[dict], bool] = lambda _item: False
    # Further states that an object can be brought to.
    states: tuple[Transition, ...] = ()

    @property
    def transitions(self) -> tuple[Transition, ...]:
        return self.states

    def frozen_fields(self, current: dict, desired: dict) -> FrozenFields | None:
        return self.frozen(current, desired)

    def is_past(self, item: dict) -> bool:
        return self.is_over(item)
