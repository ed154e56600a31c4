# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which function holds the rules of which operation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ..access import Caller
from ..faults import Fault
from ..organization import Organization
from ..readings import Readings
from ..reply import Reply


@dataclass
class Request:
    """A request that keeps to the contract, from a caller who may send it.

    query holds typed values, defaults filled in. base_url is where the client reached us. headers are those that the
    operation documents, by names in lower case. given: names of the query's parameters that were sent.
    """

    organization: Organization
    caller: Caller
    values: dict[str, str]
    query: dict[str, Any]
    body: Any
    readings: Readings
    base_url: str
    faults: dict[str, Fault] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    given: frozenset[str] = frozenset()


Rule = Callable[[Request], Reply]
RULES: dict[str, Rule] = {}
# A body in the words of its schema, where a reading that the contract leaves open gives it other ones.
Rephrasing = Callable[[Readings, dict], dict]
REPHRASINGS: dict[str, Rephrasing] = {}


def in_words_of(request: Request, word: str) -> str:
    """A word out of a documented set, as an answer spells it."""
    spellings = {"lower": word.lower(), "upper": word.upper()}
    return spellings.get(request.readings["word_case"], word)


def rule(operation_id: str) -> Callable[[Rule], Rule]:
    def register(function: Rule) -> Rule:
        RULES[operation_id] = function
        return function

    return register


def rephrasing(*operation_ids: str) -> Callable[[Rephrasing], Rephrasing]:
    def register(function: Rephrasing) -> Rephrasing:
        REPHRASINGS.update(dict.fromkeys(operation_ids, function))
        return function

    return register


def rephrased(operation_id: str, readings: Readings, body: Any) -> Any:
    """The body as it is checked by its schema; one of another shape breaks it anyhow."""
    known = operation_id in REPHRASINGS and isinstance(body, dict)
    return REPHRASINGS[operation_id](readings, body) if known else body
