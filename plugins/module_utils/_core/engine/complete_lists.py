# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Lists that have to name every object of a kind, such as the order of correlation patterns. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..errors import InvalidOption
from ..model.field import Field, Reference
from ..values.text import listed
from .object_index import ObjectIndex


def refuse_incomplete_lists(fields: Sequence[Field], resolved: dict, known: Mapping[str, ObjectIndex]) -> None:
    """Raises InvalidOption for a list that names not every object that it has to, or one of them twice."""
    for field in fields:
        if field.refers and field.refers.complete and field.name in resolved:
            _refuse_incomplete_list(field.name, field.refers, resolved[field.name], known[field.refers.resource])


def _refuse_incomplete_list(option: str, reference: Reference, items: list, there: ObjectIndex) -> None:
    named = [reference.named_by(item) for item in items]
    names = {str(item[_sent(reference, there)]): str(item[there.resource.key]) for item in there.objects}
    twice = [names.get(name, name) for number, name in enumerate(named) if name in named[:number]]
    if twice:
        raise InvalidOption(f"{option} contains {listed(twice)} twice.", "Name each once.")
    left_out = [key for name, key in names.items() if name not in named]
    if left_out:
        raise InvalidOption(
            f"{option} does not contain {listed(left_out)}.",
            f"Name every {there.resource.title} that exists, including inactive ones.",
        )


def _sent(reference: Reference, there: ObjectIndex) -> str:
    """The field of the objects whose values stand for them once they are resolved."""
    return "id" if reference.sends == "id" else there.resource.key


def complete_lists(fields: Sequence[Field], desired: dict, current: dict) -> dict:
    """`desired` with what its complete lists leave out of what is there at their end: what is about to go."""
    completed = dict(desired)
    for field in fields:
        if field.refers and field.refers.complete and field.name in desired:
            named = {field.refers.named_by(item) for item in desired[field.name]}
            there = current.get(field.name) or []
            rest = [item for item in there if field.refers.named_by(item) not in named]
            completed[field.name] = [*desired[field.name], *rest]
    return completed


def without_gone(fields: Sequence[Field], current: dict, known: Mapping[str, ObjectIndex]) -> dict:
    """`current` as if its complete lists named nothing that the same run removes."""
    left = dict(current)
    for field in fields:
        if field.refers and field.refers.complete and field.refers.resource in known:
            there = known[field.refers.resource]
            gone = {str(item[_sent(field.refers, there)]) for item in there.gone}
            left[field.name] = [
                item for item in current.get(field.name) or [] if field.refers.named_by(item) not in gone
            ]
    return left
