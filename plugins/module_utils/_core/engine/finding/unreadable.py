# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Objects that cannot be read: an error if one of them is declared, otherwise a warning. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...errors import UnreadableResponse
from ...model.listed import Unreadable
from ...model.resource import Resource
from ...values.comparison import is_equal
from .same_key import parts_of_key

SHOWN = 5


def refuse_unreadable(resource: Resource, unreadable: Sequence[Unreadable], desired: Mapping[str, Any]) -> None:
    """Raises UnreadableResponse if what is declared may be one of them."""
    for each in unreadable:
        if _may_be_meant(resource, each, desired):
            raise error_of(each)


def error_of(unreadable: Unreadable) -> UnreadableResponse:
    """A new one, since each gets the context in which it is raised."""
    return UnreadableResponse(unreadable.error.message, unreadable.error.advice)


def _may_be_meant(resource: Resource, unreadable: Unreadable, desired: Mapping[str, Any]) -> bool:
    """Whether nothing that identifies the object, as far as it can be read, differs from what is declared."""
    if resource.singleton:
        return True
    if "id" in desired:
        return bool(unreadable.id == desired["id"])
    names = [name for name in parts_of_key(resource) or (resource.key,) if name in unreadable.known]
    renamed = desired.get(resource.renamed_by or "")
    wanted = [desired, *([{resource.key: renamed}] if renamed else [])]
    return any(
        all(is_equal(resource.field(name), unreadable.known[name], each[name]) for name in names if each.get(name))
        for each in wanted
    )


def warn_of_unreadable(resource: Resource, unreadable: Sequence[Unreadable]) -> list[str]:
    """At most one warning."""
    if not unreadable:
        return []
    reasons = " ".join(each.error.message.removeprefix("the response: ") for each in unreadable[:SHOWN])
    more = f" So do {len(unreadable) - SHOWN} more." if len(unreadable) > SHOWN else ""
    return [f"{resource.plural}: what cannot be read is ignored, and never changed or removed. {reasons}{more}"]
