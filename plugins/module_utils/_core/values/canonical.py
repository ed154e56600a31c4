# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A text that is equal for values with the same meaning. Pure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from ..errors import InvalidOption
from ..model.field import Field
from .text import caseless, composed, shown_text

# Created once: thousands of values are encoded, and json.dumps creates an encoder for each.
_JSON = json.JSONEncoder(sort_keys=True, default=str)
# Without escapes, so that the text of a whole structure can be normalized at once.
_LETTERS = json.JSONEncoder(sort_keys=True, default=str, ensure_ascii=False)


def canonical(field: Field, value: Any) -> str:
    """A text that is equal for values with the same meaning."""
    if field.type == "list":
        elements = field.own_elements(value)
        if field.compare.without_included:
            elements = field.compare.without_included(elements)
        items = [canonical_item(field, item) for item in elements]
        return _JSON.encode(sorted(set(items)) if field.compare.as_set else items)
    if field.type == "dict" and field.fields:
        return canonical_fields(field.fields, value)
    return _canonical_scalar(field, value)


def canonical_item(field: Field, item: Any) -> str:
    """The same for one element of a list field. References to the same object are equal."""
    if field.refers and field.refers.content:
        return field.refers.named_by(item)
    if field.fields:
        return canonical_fields(field.fields, item)
    return _canonical_scalar(field, item)


def canonical_fields(fields: Sequence[Field], value: Any) -> str:
    value = value or {}
    texts = {}
    for field in fields:
        text = canonical(field, value.get(field.name))
        if text != canonical(field, None):
            texts[field.name] = text
    return _JSON.encode(texts)


def _canonical_scalar(field: Field, value: Any) -> str:
    if field.type == "str":
        # The service returns null, an empty text, or omits the field; all of them mean "nothing".
        value = shown_text(value)
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
