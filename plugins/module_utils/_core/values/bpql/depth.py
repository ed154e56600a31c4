# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How deeply conditions may be nested, in either form. Pure."""

from __future__ import annotations

from typing import Any

from ...errors import InvalidOption
from ..json_text import is_nested_deeper

# No limit is published. A condition has two levels of JSON for each of these, so this is far below what is read of a
# response (see `json_text`): an object that can be created can be read again.
MOST_LEVELS = 40


def refuse_depth(condition: Any) -> None:
    """Raises InvalidOption for a condition in the object form that is nested too deeply."""
    if is_nested_deeper(condition, 2 * MOST_LEVELS):
        raise too_deep()


def too_deep() -> InvalidOption:
    return InvalidOption(
        f"the condition is nested more than {MOST_LEVELS} levels deep.",
        "List all operands of AND or OR in one operator, or use IN, several objects, or fewer parentheses.",
    )
