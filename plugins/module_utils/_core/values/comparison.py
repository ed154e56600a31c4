# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether a current value equals a given one in meaning; spelling, order and added values may differ. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from ..errors import InvalidOption, error_context
from ..model.field import Field, Reference
from .nested_items import match_items, own_elements
from .text import caseless, composed

# Created once: thousands of values are encoded, and json.dumps creates an encoder for each.
_JSON = json.JSONEncoder(sort_keys=True, default=str)
# Without escapes, so that the text of a whole structure can be normalized at once.
_LETTERS = json.JSONEncoder(sort_keys=True, default=str, ensure_ascii=False)


def is_equal(field: Field, current: Any, given: Any) -> bool:
    """Whether the current value equals the given one in meaning.

    Of a dict, and of each element of a list of dicts, only the given keys are compared.
    """
    if field.type == "dict" and field.fields and isinstance(given, dict):
        return agrees(field.fields, current, given)
    if has_elements(field) and isinstance(given, list):
        return _agree(field, own_elements(field, current), given)
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


def canonical(field: Field, value: Any) -> str:
    """A text that is equal for values with the same meaning."""
    if field.type == "list":
        items = [canonical_item(field, item) for item in own_elements(field, value)]
        return _JSON.encode(sorted(set(items)) if field.compare.as_set else items)
    if field.type == "dict" and field.fields:
        return canonical_fields(field.fields, value)
    return _canonical_scalar(field, value)


def canonical_item(field: Field, item: Any) -> str:
    """The same for one element of a list field. References to the same object are equal."""
    if field.refers and field.refers.content:
        return named_by(field.refers, item)
    if field.fields:
        return canonical_fields(field.fields, item)
    return _canonical_scalar(field, item)


def named_by(reference: Reference, item: Any) -> str:
    """The id or key of the object that a value refers to."""
    if reference.content:
        return str(item.get("id") or item.get(reference.content))
    return str(item)


def canonical_fields(fields: Sequence[Field], value: Any) -> str:
    value = value or {}
    texts = {}
    for field in fields:
        text = canonical(field, value.get(field.name))
        if text != canonical(field, None):
            texts[field.name] = text
    return _JSON.encode(texts)


def _canonical_scalar(field: Field, value: Any) -> str:
    if field.type == "str" and value is None:
        # The service returns null, an empty text, or omits the field; all of them mean "nothing".
        value = ""
    if field.type == "dict":
        value = value or {}
    if field.type == "bool" and not field.compare.normalize:
        value = value or False
    if (field.compare.case_insensitive or field.choices) and isinstance(value, str):
        value = caseless(value)
    if field.compare.normalize:
        # A current value that cannot be normalized is newer than this collection; it is compared unchanged.
        with suppress(InvalidOption):
            value = field.compare.normalize(value)
    return composed(_LETTERS.encode(value))


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
