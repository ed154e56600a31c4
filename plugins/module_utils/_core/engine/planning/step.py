# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One step of a plan: what becomes of one object, and the writes it takes. Pure data."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from ...model.operation import Operation
from ...model.resource import Resource
from ...record import Record

NONE, CREATE, UPDATE, REACTIVATE, REMOVE = "none", "create", "update", "reactivate", "remove"
MASK = "********"


class Write(Record):
    """One request that changes something: the operation, the values of its path, its body."""

    operation: Operation
    values: Mapping[str, str] = MappingProxyType({})
    body: Any = None


class Step(Record):
    """What becomes of one object.

    current: the object as it is, decoded, or None. after: as it will be, or None when it will be gone.
    desired: what the user asked for, references resolved; with it the step can be planned again.
    """

    resource: Resource
    key: str
    action: str
    current: dict | None
    desired: dict
    after: dict | None
    state: str = "present"

    @property
    def changed(self) -> bool:
        return self.action != NONE

    @property
    def title(self) -> str:
        """For sentences: `role "Operations"`."""
        return self.resource.titled(self.key)
