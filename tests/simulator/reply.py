# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a rule says: an answer, or a refusal."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Reply:
    """`body` is JSON, None for no body at all.

    beyond_schema: the contract allows the body in words that its schema does not hold.
    """

    status: int
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    beyond_schema: bool = False


class Refusal(Exception):
    """The state, or the value of a field, forbids it; answered in the error envelope."""

    def __init__(self, status: int, *errors: str):
        super().__init__(*errors)
        self.status = status
        self.errors = list(errors)


def not_found(what: str) -> Refusal:
    return Refusal(404, f"{what} is not found.")
