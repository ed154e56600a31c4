# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How the API's shape of an object differs from ours. Pure."""

from __future__ import annotations

from typing import Callable

from ..record import Declaration


class Shape(Declaration):
    """Its functions are pure, and take and return an object or the part of one that is sent."""

    # From the API's shape to ours, beyond renamed fields.
    decode: Callable[[dict], dict] | None = None
    # From ours to the API's.
    encode: Callable[[dict], dict] | None = None
    # An object of the API with all that it contains at the top level, if a field may be in one of several places.
    parts: Callable[[dict], dict] | None = None
    # An object as it will be, with what the API sets in new elements.
    complete: Callable[[dict], dict] | None = None


SAME_SHAPE = Shape()
