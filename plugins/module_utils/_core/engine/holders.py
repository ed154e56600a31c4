# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Refuses to remove an object that objects of another kind still hold."""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import Forbidden
from ..http.client import Client
from ..model.resource import Resource
from .removal import holders_of, is_held, refuse_held
from .step import REMOVE, Step


def check_holders(client: Client, step: Step, refers: Sequence[Resource]) -> None:
    """Refuse the removal of an object that others hold. refers: the kinds that may hold it, among others.

    Raises InvalidOption, naming the holders as far as they may be read; Forbidden if only they could show it and they
    may not be read.
    """
    held_by, held = step.resource.held_by, is_held(step.resource, step.current)
    if held_by is None or step.action != REMOVE or held is False:
        return
    holder = next(resource for resource in refers if resource.name == held_by.resource)
    try:
        holders = holders_of(step.resource, step.current or {}, client.list(holder))
    except Forbidden as error:
        if held is None:
            error.add_context(f"Cannot tell whether {step.title} may be removed")
            raise
        holders = []
    if held or holders:
        refuse_held(step, holders, holder)
