# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether a current value equals a given one in meaning; spelling, order and added values may differ. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from ..errors import error_context
from ..model.field import Field
from .canonical import canonical, canonical_fields, canonical_item
from .nested_items import match_items


def is_equal(field: Field, current: Any, given: Any) -> bool:
    """Whether the current value equals the given one in meaning.

    Of a dict, and of each element of a list of dicts, only the given keys are compared.
    """
    if field.type == "dict" and field.fields and isinstance(given, dict):
        return agrees(field.fields, current, given)
    if has_elements(field) and isinstance(given, list):
        return _agree(field, field.own_elements(current), given)
    return canonical(field, current) == canonical(field, given)


def has_elements(field: Field) -> bool:
    """Whether its value is a list of dicts with fields of their own, not only references to objects."""
    return field.type == "list" and bool(field.fields) and not (field.refers and field.refers.content)


def agrees(fields: Sequence[Field], current: Any, given: Mapping[str, Any]) -> bool:
    """Whether the current dict contains everything that was given."""
    stored = current or {}
    return all(is_equal(inner, stored.get(inner.name), given[inner.name]) for inner in fields if inner.name in given)


def _agree(field: Field, current: list[dict], given: list[dict]) -> bool:
    if not field.compare.as_set:
        return len(current) == len(given) and all(map(partial(agrees, field.fields), current, given))
    key_of, given = partial(canonical_item, field), without_repetition(field, given)
    partners = partners_of(field, current, given)
    if not all(partner is not None and agrees(field.fields, partner, each) for partner, each in zip(partners, given)):
        return False
    # The current set may contain an element more than once.
    return {key_of(each) for each in current} <= {key_of(partner) for partner in partners if partner is not None}


def without_repetition(field: Field, given: list[dict]) -> list[dict]:
    """The elements without duplicates, if the list is a set."""
    return list({canonical_item(field, each): each for each in given}.values()) if field.compare.as_set else given


def partners_of(field: Field, current: Sequence[dict], given: Sequence[dict]) -> list[dict | None]:
    """For each given element the current one that it describes; None for a new one.

    In this order: one that contains everything that was given; one with the same identifying fields, as far as they
    were given; and, in an ordered list whose elements have no identifying fields, the one at the same position.
    """
    fields = {inner.name: inner for inner in field.fields}
    identities = (tuple(fields), *field.identities)
    match_keys = [lambda each, names=names: tuple(name for name in names if name in each) for names in identities]
    found = match_items(
        given, current, match_keys, lambda each, names: canonical_fields([fields[name] for name in names], each)
    )
    if field.identities or field.compare.as_set:
        return found
    free = [None if any(each is partner for partner in found) else each for each in current]
    return [partner or (free[place] if place < len(free) else None) for place, partner in enumerate(found)]


def refuse_meaningless(fields: Sequence[Field], given: Mapping[str, Any], path: str = "") -> None:
    """Raises InvalidOption, naming the option at any depth, for a value that cannot be normalized."""
    for field in fields:
        value = given.get(field.name)
        if value is None:
            continue
        where = f"{path}{field.name}"
        if field.compare.normalize:
            with error_context(where):
                field.compare.normalize(value)
        if field.fields and field.type == "list":
            for number, item in enumerate(value):
                refuse_meaningless(field.fields, item, f"{where}[{number}].")
        elif field.fields:
            refuse_meaningless(field.fields, value, f"{where}.")
