# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Converts the options of a user to what is sent, and objects of the service to what is compared. Pure."""

from __future__ import annotations

from typing import Any, Callable

from ..errors import InvalidOption, UnreadableResponse
from .field import Field
from .resource import Resource
from .typed import with_text_ids, with_types


def canonical_form(resource: Resource, given: dict) -> dict:
    """The given options in the form in which objects are compared and found. Raises InvalidOption."""
    _refuse_blank_names(resource, given)
    desired = _spelled(resource.fields, given)
    desired = resource.prepare(desired) if resource.prepare else desired
    return desired if "id" in desired else {**desired, **_internal_key(resource, desired)}


def _refuse_blank_names(resource: Resource, given: dict) -> None:
    for option in (resource.key, resource.renamed_by):
        value = given.get(option or "")
        if isinstance(value, str) and not value.strip():
            raise InvalidOption(f"{option} is empty.", f"Give the {resource.title} a name.")


def _spelled(fields: tuple[Field, ...], given: dict) -> dict:
    """The given values in the spelling of the service, at every depth."""
    spelled = dict(given)
    for field in fields:
        value = given.get(field.name)
        if value is None:
            continue
        if field.compare.to_api:
            spelled[field.name] = field.compare.to_api(value)
        elif field.fields and isinstance(value, list):
            spelled[field.name] = [_spelled(field.fields, item) for item in value]
        elif field.fields:
            spelled[field.name] = _spelled(field.fields, value)
    return spelled


def _internal_key(resource: Resource, item: dict) -> dict:
    """The key, if users do not give it: computed from the other fields, or always the same."""
    if resource.singleton:
        return {resource.key: resource.name}
    computed = resource.field(resource.key).computed
    return {resource.key: computed.compute(item)} if computed else {}


def check_object(raw: Any) -> dict:
    """The value, if it is an object. Raises UnreadableResponse otherwise."""
    if not isinstance(raw, dict):
        raise UnreadableResponse(
            "the response contains a value that is not an object.", "Check api_url; the service may have changed."
        )
    return raw


def check_list(raw: Any) -> list:
    """The value, if it is a list. Raises UnreadableResponse otherwise."""
    if not isinstance(raw, list):
        raise UnreadableResponse("the response is not a list.", "Check api_url; the service may have changed.")
    return raw


def decode(resource: Resource, raw: Any, is_part: bool = False) -> dict:
    """An object of the service in Ansible's spelling.

    Unknown fields are kept. Fields that the service omits are None, so that all objects of a kind have the same keys,
    and so do the elements of a list. A value of a documented set has the documented spelling.
    is_part: whether it may lack what its key is computed from. Raises UnreadableResponse if `raw` is not an object.
    """
    names, read = resource.names_by_api, with_text_ids(check_object(raw))
    decoded = with_types(resource.typed, {names.get(name, name): value for name, value in read.items()})
    if resource.shape.decode:
        # It may have put values into other places.
        decoded = with_types(resource.typed, resource.shape.decode(decoded))
    decoded.update({} if is_part else _internal_key(resource, decoded))
    decoded.update({field.name: _documented(field, decoded.get(field.name)) for field in resource.with_parts})
    if resource.id_is_key:
        decoded["id"] = decoded.get(resource.key)
    missing = {name: None for name in resource.shown if name not in decoded}
    return {**decoded, **missing}


def _documented(field: Field, value: Any) -> Any:
    """As the documentation spells it, with all that it may say of elements of a list."""
    if field.choices:
        spelling = {str(choice).lower(): choice for choice in field.choices}
        return _each(value, lambda each: spelling.get(each.lower(), each) if isinstance(each, str) else each)
    if field.type == "list" and isinstance(value, list):
        return _each(value, lambda each: _documented_parts(field, each, all_names=True))
    return _documented_parts(field, value, all_names=False)


def _each(value: Any, change: Callable[[Any], Any]) -> Any:
    return [change(each) for each in value] if isinstance(value, list) else change(value)


def _documented_parts(field: Field, value: Any, all_names: bool) -> Any:
    if not isinstance(value, dict):
        return value
    parts = [inner for inner in field.fields if not (inner.internal or inner.refers and inner.refers.into)]
    known = {
        inner.name: _documented(inner, value.get(inner.name)) for inner in parts if all_names or inner.name in value
    }
    return {**value, **known}


def compose(resource: Resource, parts: list[dict], stored: Any) -> list[dict]:
    """The objects of a composed resource, of which there is one at most; see `Composition`."""
    whole = resource.composed.compose(parts, stored) if resource.composed else None
    return [] if whole is None else [decode(resource, whole)]


def encode(resource: Resource, values: dict) -> dict:
    """The body that says `values` (declared fields only) in the API's spelling."""
    encoded = resource.shape.encode(dict(values)) if resource.shape.encode else values
    names = {field.name: field.api for field in resource.fields}
    unsent = resource.key if resource.field(resource.key).internal else None
    return {names.get(name, name): value for name, value in encoded.items() if name != unsent}


def prune(value: Any) -> Any:
    """Without the Nones that Ansible puts in for omitted options, at every depth."""
    if isinstance(value, dict):
        return {name: prune(inner) for name, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [prune(inner) for inner in value]
    return value
