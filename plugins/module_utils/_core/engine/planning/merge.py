# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the user gave, merged into what exists, field by field. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...model.field import Field
from ...model.resource import Resource
from ...values.canonical import canonical_item
from ...values.comparison import has_elements, is_equal, partners_of, without_repetition
from ...values.nested_items import merge_foreign


def merge(resource: Resource, current: dict, desired: dict) -> dict:
    """`current` with what the user gave laid over it; what is equal keeps the service's spelling."""
    after = dict(current)
    for field in resource.fields:
        if field.name not in desired or field.write_only or field.refers and field.refers.into:
            continue
        if current.get(field.name) == desired[field.name]:
            continue
        if field.may_be_hidden and current.get(field.name) is None:
            continue
        merged = _merge_field(field, current.get(field.name), desired[field.name], desired)
        if merged != current.get(field.name):
            after[field.name] = merged
    if resource.renamed_by and desired.get(resource.renamed_by):
        # Case-sensitive: a new name may differ from the old one only in case.
        after[resource.key] = desired[resource.renamed_by]
    return completed(resource, after)


def completed(resource: Resource, after: dict) -> dict:
    return resource.shape.complete(after) if resource.shape.complete else after


def _merge_field(field: Field, current: Any, given: Any, desired: dict) -> Any:
    if field.append and desired.get(field.append):
        return _union(field, current, given)
    if is_equal(field, current, given):
        return current
    if field.type == "dict" and field.fields and isinstance(current, dict):
        return _laid_over(field.fields, current, given)
    if has_elements(field):
        return _paired(field, current or [], given)
    if field.type == "list" and field.compare.case_insensitive:
        return _as_stored(field, current or [], given)
    return given


def _laid_over(fields: Sequence[Field], current: dict, given: dict) -> dict:
    """`current` with what was given; what was omitted stays."""
    changed = {
        field.name: _merge_field(field, current.get(field.name), given[field.name], {})
        for field in fields
        if field.name in given
    }
    return {**current, **changed}


def _paired(field: Field, current: list[dict], given: list[dict]) -> list[dict]:
    """What was given, each element completed from the stored one that it is."""
    given = without_repetition(field, given)
    partners = partners_of(field, field.own_elements(current), given)
    merged = [
        _new_element(field, element) if partner is None else _laid_over(field.fields, partner, element)
        for partner, element in zip(partners, given)
    ]
    return merge_foreign(field, merged, current) if field.compare.foreign else merged


def _new_element(field: Field, given: dict) -> dict:
    """Nothing is known yet of what the user omitted in it."""
    return {**({"id": None} if field.has_ids else {}), **with_all_names(field, given)}


def with_all_names(field: Field, given: dict) -> dict:
    stored = (inner.name for inner in field.fields if not (inner.internal or inner.refers and inner.refers.into))
    return {**dict.fromkeys(stored), **given}


def _as_stored(field: Field, current: list, given: list) -> list:
    """What was given; what exists already is spelled as the service spells it."""
    stored = {canonical_item(field, item): item for item in current}
    return [stored.get(canonical_item(field, item), item) for item in given]


def _union(field: Field, current: list | None, given: list) -> list | None:
    known = {canonical_item(field, item) for item in current or []}
    added = [item for item in given if canonical_item(field, item) not in known]
    return [*(current or []), *added] if added else current
