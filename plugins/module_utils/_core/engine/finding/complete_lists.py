# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Lists that have to name every object of a kind, such as the order of correlation patterns. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...errors import InvalidOption
from ...model.field import Field, Reference
from ...values.text import listed
from .object_index import ObjectIndex


def refuse_incomplete_lists(fields: Sequence[Field], resolved: dict, known: Mapping[str, ObjectIndex]) -> None:
    """Raises InvalidOption for a list that names not every object that it has to, or one of them twice."""
    for field in fields:
        if field.refers and field.refers.complete and field.name in resolved:
            _refuse_incomplete_list(field.name, field.refers, resolved[field.name], known[field.refers.resource])


def _refuse_incomplete_list(option: str, reference: Reference, items: list, there: ObjectIndex) -> None:
    named = [reference.named_by(item) for item in items]
    names = {str(item[sent_field(reference, there)]): str(item[there.resource.key]) for item in there.objects}
    twice = [names.get(name, name) for number, name in enumerate(named) if name in named[:number]]
    if twice:
        raise InvalidOption(f"{option} contains {listed(twice)} twice.", "Name each once.")
    left_out = [key for name, key in names.items() if name not in named]
    if left_out:
        raise InvalidOption(
            f"{option} does not contain {listed(left_out)}.",
            f"Name every {there.resource.title} that exists, including inactive ones.",
        )


def sent_field(reference: Reference, there: ObjectIndex) -> str:
    """The field of the objects whose values stand for them once they are resolved."""
    return "id" if reference.sends == "id" else there.resource.key
