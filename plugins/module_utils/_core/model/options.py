# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The options of a module that manages one object. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from .field import IF_PRESENT, WITHOUT_ID, Field
from .resource import Resource


def extra_options(resource: Resource) -> tuple[Field, ...]:
    """The options that are not fields: the new key, and whether elements are only added to a list."""
    appending = (Field(field.append, type="bool", default=False) for field in resource.fields if field.append)
    return (*((Field(resource.renamed_by),) if resource.renamed_by else ()), *appending)


def options_of(resource: Resource) -> tuple[Field, ...]:
    identifiers = (Field("id"),) if resource.may_be_named_by_id else ()
    removable = ("absent",) if resource.delete or resource.soft_delete else ()
    states = ("present", *(each.state for feature in resource.timed for each in feature.transitions), *removable)
    return (*resource.fields, *extra_options(resource), *identifiers, Field("state", default="present", choices=states))


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
