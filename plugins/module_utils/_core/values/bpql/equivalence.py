# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One form for conditions that say the same with other operators. Pure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

# The comparison with one value that means the same as a list of one.
WITH_ONE_VALUE = {"IN": "=", "NOT IN": "!="}
# Joined by this operator, comparisons of one tag mean the same as a single comparison with a list.
LISTED_BY = {"OR": "IN", "AND": "NOT IN"}


def joined(operator: str, conditions: Sequence[list]) -> list:
    """Nested conditions of the same operator are merged, in any order; a single one needs no operator."""
    flat: list[list] = []
    for condition in conditions:
        flat += condition[1] if condition[0] == operator else [condition]
    distinct = _distinct(_with_lists(LISTED_BY[operator], flat))
    return distinct[0] if len(distinct) == 1 else [operator, distinct]


def listed(operator: str, tag: str, values: Sequence[Any]) -> list:
    """A comparison with several values, in any order. operator: IN, NOT IN."""
    distinct = _distinct(values)
    return [WITH_ONE_VALUE[operator], tag, distinct[0]] if len(distinct) == 1 else [operator, tag, distinct]


def _with_lists(operator: str, conditions: Sequence[list]) -> list[list]:
    """The conditions, with one comparison for each tag in place of those that mean the same as a list."""
    values: dict[str, list] = {}
    others = []
    for condition in conditions:
        if condition[0] == operator:
            values.setdefault(condition[1], []).extend(condition[2])
        elif condition[0] == WITH_ONE_VALUE[operator]:
            values.setdefault(condition[1], []).append(condition[2])
        else:
            others.append(condition)
    return [*others, *(listed(operator, tag, each) for tag, each in values.items())]


def _distinct(values: Sequence[Any]) -> list:
    by_text = {json.dumps(value, sort_keys=True): value for value in values}
    return [by_text[text] for text in sorted(by_text)]
