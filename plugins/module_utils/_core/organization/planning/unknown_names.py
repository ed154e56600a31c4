# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One error for all names of a declaration that do not exist, so that they can be corrected at once. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from ...errors import UnknownReference

# Of the users of a role that does not exist there may be thousands.
MOST_OBJECTS = 3
MOST_NAMES = 50


def all_of(unknown: Sequence[UnknownReference]) -> UnknownReference:
    """unknown: at least one. The same name is said once, with the first objects that have it."""
    if len(unknown) == 1:
        return unknown[0]
    objects: dict[str, list[str]] = {}
    for error in unknown:
        objects.setdefault(f"{error.message} {error.advice}".strip(), []).append(error.context)
    sentences = [f"{_listed(names)}: {sentence}" for sentence, names in objects.items()]
    more = f" … and {len(sentences) - MOST_NAMES} more." if len(sentences) > MOST_NAMES else ""
    return UnknownReference(" ".join(sentences[:MOST_NAMES]) + more)


def _listed(objects: Sequence[str]) -> str:
    more = f" and {len(objects) - MOST_OBJECTS:,} more" if len(objects) > MOST_OBJECTS else ""
    return ", ".join(objects[:MOST_OBJECTS]) + more
