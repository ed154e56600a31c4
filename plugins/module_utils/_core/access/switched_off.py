# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Objects and members that a step leaves in place, but without effect or without access. Pure."""

from __future__ import annotations

from ..engine.plan import is_gone
from ..engine.step import Step


def is_switched_off(step: Step) -> bool:
    """Whether the object has an effect now and will have none, though it stays."""
    name = step.resource.switch or step.resource.soft_delete
    if name is None or step.current is None or step.after is None:
        return False
    return step.current.get(name) is not False and step.after.get(name) is False


def is_deactivated(step: Step) -> bool:
    """Whether a member that can log in will be gone or unable to."""
    return step.changed and not is_gone(step.resource, step.current) and is_gone(step.resource, step.after)
