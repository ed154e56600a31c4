# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the body of an update says besides what changes. Pure data."""

from __future__ import annotations

from typing import Callable

from ..record import Declaration
from .operation import Operation


class Patch(Declaration):
    """Only what changes; the API keeps the rest."""

    # Fields that the API keeps as one, so that a change of one sends them all.
    together: tuple[str, ...] = ()
    # Pure: (object now, as it will be, what the user wants) to what every update says as well.
    repeats: Callable[[dict, dict, dict], dict] | None = None


class Put(Declaration):
    """The whole object: the API forgets what is omitted."""

    # Fields that are not declared are sent back too, at every depth.
    keep_unknown: bool = False
    # An operation that changes only what it says, and so is preferred. What its body means is not documented: the whole
    # object follows if it is refused or has another effect.
    patch: Operation | None = None


def patch_of(body: Patch | Put) -> Operation | None:
    """The operation that changes an object in place although its update replaces it."""
    return body.patch if isinstance(body, Put) else None
