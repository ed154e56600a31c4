# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Lists that name every object of a kind, while the run creates and removes objects of that kind. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...engine.finding.complete_lists import sent_field
from ...engine.finding.object_index import ObjectIndex
from ...model.field import Field


def complete_lists(fields: Sequence[Field], desired: dict, current: dict) -> dict:
    """`desired` with what exists and its complete lists omit, at their end: what is about to be removed."""
    completed = dict(desired)
    for field in fields:
        if field.refers and field.refers.complete and field.name in desired:
            named = {field.refers.named_by(item) for item in desired[field.name]}
            shown = current.get(field.name) or []
            rest = [item for item in shown if field.refers.named_by(item) not in named]
            completed[field.name] = [*desired[field.name], *rest]
    return completed


def without_gone(fields: Sequence[Field], current: dict, known: Mapping[str, ObjectIndex]) -> dict:
    """`current` as if its complete lists named nothing that the same run removes."""
    left = dict(current)
    for field in fields:
        if field.refers and field.refers.complete and field.refers.resource in known:
            index = known[field.refers.resource]
            gone = {str(item[sent_field(field.refers, index)]) for item in index.gone}
            left[field.name] = [
                item for item in current.get(field.name) or [] if field.refers.named_by(item) not in gone
            ]
    return left
