# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The reading that tags in conditions must be lower case. Contract: configuration notes, "Contradictions"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..conditions import ConditionError, names_in
from ..reply import Refusal
from .registry import Request

CONDITIONS = ("filter", "bpql", "condition", "when")


def refuse_capital_tags(request: Request, operation_id: str) -> None:
    """Raises Refusal."""
    if request.readings["condition_tag_case"] == "ignored" or not operation_id.startswith(("create_", "update_")):
        return
    for condition in _conditions(request.body):
        for tag in _tags(condition):
            if tag != tag.lower():
                raise Refusal(400, f"The tag {tag} is not lower case.")


def _conditions(body: Any) -> Iterator[Any]:
    if isinstance(body, dict):
        for name, value in body.items():
            if name in CONDITIONS:
                yield value
            else:
                yield from _conditions(value)
    elif isinstance(body, list):
        for each in body:
            yield from _conditions(each)


def _tags(condition: Any) -> Iterator[str]:
    """What cannot be read is taken to be right."""
    if isinstance(condition, str):
        try:
            yield from names_in(condition)
        except ConditionError:
            return
    elif isinstance(condition, dict):
        for operands in condition.values():
            if isinstance(operands, list) and operands and isinstance(operands[0], str):
                yield operands[0]
            for inner in operands if isinstance(operands, list) else [operands]:
                yield from _tags(inner) if isinstance(inner, dict) else ()
