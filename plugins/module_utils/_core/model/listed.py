# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A list of objects, some of which may have values that cannot be read. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..errors import UnreadableResponse
from ..record import Record


class Unreadable(Record):
    """An object with values of other types than the API promises. It is neither compared nor changed nor removed.

    known: the fields that identify it, as far as they can be read. error: says what cannot be read.
    """

    id: str
    known: Mapping[str, Any]
    error: UnreadableResponse


class Listed(list):
    """The objects of a list. unreadable: those that it does not contain, since they cannot be read."""

    unreadable: tuple[Unreadable, ...] = ()


def listed(objects: Sequence[dict], unreadable: Sequence[Unreadable]) -> Listed:
    found = Listed(objects)
    found.unreadable = tuple(unreadable)
    return found


def unreadable_of(objects: Sequence[dict]) -> tuple[Unreadable, ...]:
    """The objects that the list does not contain because they cannot be read."""
    return objects.unreadable if isinstance(objects, Listed) else ()
