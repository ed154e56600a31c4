# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Objects and members that a step leaves in place, but without effect or without access. Pure."""

from __future__ import annotations

from ..engine.planning.plan import is_gone
from ..engine.planning.step import Step


def is_switched_off(step: Step) -> bool:
    """Whether the object has an effect now and will have none, although it stays."""
    name = step.resource.effect.switch or step.resource.soft_delete
    if name is None or step.current is None or step.after is None:
        return False
    return step.current.get(name) is not False and step.after.get(name) is False


def has_lost_content(step: Step) -> bool:
    """Whether the object has an effect now and loses everything it contains, although it stays."""
    effect = step.resource.effect
    if effect.has_content is None or step.current is None or step.after is None:
        return False
    is_on = effect.switch is None or step.current.get(effect.switch) is not False
    return is_on and effect.has_content(step.current) and not effect.has_content(step.after)


def is_deactivated(step: Step) -> bool:
    """Whether a member that can log in will be gone or unable to."""
    return step.changed and not is_gone(step.resource, step.current) and is_gone(step.resource, step.after)
