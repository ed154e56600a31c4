# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether what the service holds already says what the user gave, by meaning and not by spelling. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from ..errors import InvalidOption, error_context
from ..model.field import Field, Reference
from .nested_items import own_elements, pair
from .text import caseless, composed

# Made once: thousands of values become texts, and json.dumps makes an encoder for each.
_JSON = json.JSONEncoder(sort_keys=True, default=str)
# Letters as they are, so that those of a structure can be brought into one form together.
_LETTERS = json.JSONEncoder(sort_keys=True, default=str, ensure_ascii=False)


def is_equal(field: Field, current: Any, given: Any) -> bool:
    """Whether the service's value already says what the user gave.

    A dict, and each element of a list of dicts, is compared only in the keys that were given.
    """
    if field.type == "dict" and field.fields and isinstance(given, dict):
        return agrees(field.fields, current, given)
    if has_elements(field) and isinstance(given, list):
        return _agree(field, own_elements(field, current), given)
    return canonical(field, current) == canonical(field, given)


def has_elements(field: Field) -> bool:
    """Whether its value is a list of dicts with fields of their own, which say more than the name of an object."""
    return field.type == "list" and bool(field.fields) and not (field.refers and field.refers.content)


def agrees(fields: Sequence[Field], current: Any, given: Mapping[str, Any]) -> bool:
    """Whether an element that the service holds says all that was given."""
    stored = current or {}
    return all(is_equal(inner, stored.get(inner.name), given[inner.name]) for inner in fields if inner.name in given)


def _agree(field: Field, current: list[dict], given: list[dict]) -> bool:
    if not field.compare.as_set:
        return len(current) == len(given) and all(map(partial(agrees, field.fields), current, given))
    told, given = partial(canonical_item, field), without_repetition(field, given)
    partners = partners_of(field, current, given)
    if not all(partner is not None and agrees(field.fields, partner, each) for partner, each in zip(partners, given)):
        return False
    # What the service shows twice is there once.
    return {told(each) for each in current} <= {told(partner) for partner in partners if partner is not None}


def without_repetition(field: Field, given: list[dict]) -> list[dict]:
    """What a set says twice, it says once."""
    return list({canonical_item(field, each): each for each in given}.values()) if field.compare.as_set else given


def partners_of(field: Field, current: Sequence[dict], given: Sequence[dict]) -> list[dict | None]:
    """For each given element the current one that it is, None where it is new.

    It is one that says all that was given; else one that is identified alike, as far as what identifies it was given;
    else, in a list that is ordered and whose elements nothing identifies, the one in its place.
    """
    fields = {inner.name: inner for inner in field.fields}
    identities = (tuple(fields), *field.identities)
    likenesses = [lambda each, names=names: tuple(name for name in names if name in each) for names in identities]
    found = pair(
        given, current, likenesses, lambda each, names: canonical_fields([fields[name] for name in names], each)
    )
    if field.identities or field.compare.as_set:
        return found
    free = [None if any(each is partner for partner in found) else each for each in current]
    return [partner or (free[place] if place < len(free) else None) for place, partner in enumerate(found)]


def canonical(field: Field, value: Any) -> str:
    """A text that is equal for values that mean the same."""
    if field.type == "list":
        items = [canonical_item(field, item) for item in own_elements(field, value)]
        return _JSON.encode(sorted(set(items)) if field.compare.as_set else items)
    if field.type == "dict" and field.fields:
        return canonical_fields(field.fields, value)
    return _canonical_scalar(field, value)


def canonical_item(field: Field, item: Any) -> str:
    """The same for one element of a list field. What names an object is equal to what names the same one."""
    if field.refers and field.refers.content:
        return named_by(field.refers, item)
    if field.fields:
        return canonical_fields(field.fields, item)
    return _canonical_scalar(field, item)


def named_by(reference: Reference, item: Any) -> str:
    """The id or key by which a value names its object."""
    if reference.content:
        return str(item.get("id") or item.get(reference.content))
    return str(item)


def canonical_fields(fields: Sequence[Field], value: Any) -> str:
    value = value or {}
    said = {}
    for field in fields:
        text = canonical(field, value.get(field.name))
        if text != canonical(field, None):
            said[field.name] = text
    return _JSON.encode(said)


def _canonical_scalar(field: Field, value: Any) -> str:
    if field.type == "str" and value is None:
        # The service shows "nothing" as null, as an empty text or not at all; they mean the same.
        value = ""
    if field.type == "dict":
        value = value or {}
    if field.type == "bool" and not field.compare.normalize:
        value = value or False
    if (field.compare.case_insensitive or field.choices) and isinstance(value, str):
        value = caseless(value)
    if field.compare.normalize:
        # What the service holds may go beyond what is known; it is compared as it stands.
        with suppress(InvalidOption):
            value = field.compare.normalize(value)
    return composed(_LETTERS.encode(value))


def refuse_meaningless(fields: Sequence[Field], given: Mapping[str, Any], path: str = "") -> None:
    """Raises InvalidOption, naming the option and where it stands, for a value that can mean nothing to the service."""
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
