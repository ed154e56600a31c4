# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The options of a module that manages one object."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from typing import Any

from .._core.model.codec import canonical_form, prune
from .._core.model.field import IF_PRESENT, WITHOUT_ID, Field
from .._core.model.option_checks import check_id
from .._core.model.resource import STATE_WANTED, TIME_OF_RUN, Resource
from .._core.values import comparison


def options_of(resource: Resource) -> tuple[Field, ...]:
    identifiers = (Field("id"),) if resource.may_be_named_by_id else ()
    removable = ("absent",) if resource.delete or resource.soft_delete else ()
    states = ("present", *(transition.state for transition in resource.transitions), *removable)
    return (*resource.fields, *resource.options, *identifiers, Field("state", default="present", choices=states))


def rules_of(resource: Resource, *exclusive: Iterable[str]) -> dict:
    """Ansible's own checks of options that depend on each other."""
    key = resource.field(resource.key)
    by_id = [] if key.is_required or key.internal else [[resource.key, "id"]]
    without_id = [[field.name, "id"] for field in resource.fields if field.required == WITHOUT_ID]
    if_present = [field.name for field in resource.fields if field.required == IF_PRESENT]
    return {
        "mutually_exclusive": [list(names) for names in exclusive] + by_id,
        "required_one_of": without_id + by_id,
        "required_if": [["state", "present", if_present]] if if_present else [],
    }


def desired_of(resource: Resource, given: Mapping[str, Any]) -> dict:
    """What the user gave of the object, in canonical form. Raises InvalidOption."""
    names = [field.name for field in (*resource.fields, *resource.options) if not field.internal]
    desired = prune({name: given.get(name) for name in (*names, "id")})
    check_id("id", desired.get("id", "given"))
    comparison.refuse_meaningless(resource.fields, desired)
    if resource.timed:
        desired.update({TIME_OF_RUN: int(time.time()), STATE_WANTED: given["state"]})
    return canonical_form(resource, desired)
