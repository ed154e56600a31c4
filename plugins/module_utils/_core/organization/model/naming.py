# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What messages call an object of a declaration. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...errors import excerpt
from ...model.resource import Resource

MOST_CHARACTERS = 100


def place_of(resource: Resource, number: int) -> str:
    """Where the object is in the declaration."""
    return f"{resource.plural}[{number}]"


def name_in_messages(resource: Resource, number: int, options: Mapping[str, Any]) -> str:
    """By its name, which a reader can search for; by its place only if it has none."""
    name = options.get(resource.key) or options.get("name") or options.get("id")
    return resource.titled(excerpt(str(name), MOST_CHARACTERS)) if name else place_of(resource, number)
