# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Objects that may not be removed while others need them. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import InvalidOption
from ..model.resource import Resource
from .step import Step


def is_held(resource: Resource, current: dict | None) -> bool | None:
    """Whether objects of another kind keep the object from being removed; None where these alone can tell."""
    held_by = resource.held_by
    if held_by is None or not current:
        return False
    return None if held_by.is_held is None else held_by.is_held(current)


def holders_of(resource: Resource, current: dict, others: Sequence[dict]) -> list[dict]:
    """Those of the other kind's objects that hold the object."""
    held_by = resource.held_by
    return [other for other in others if held_by and held_by.holds(other, current)]


def refuse_held(step: Step, holders: Sequence[dict], holder: Resource) -> None:
    """holders: the objects of the kind `holder` that hold it, as far as they are known. Raises InvalidOption."""
    names = ", ".join(f'"{item[holder.key]}"' for item in holders)
    owner = f"the {holder.title} {names}" if names else f"some {holder.title} that the API key does not see"
    raise InvalidOption(f"{step.title} belongs to {owner}, and goes only after that.", f"Remove the {holder.title}.")
