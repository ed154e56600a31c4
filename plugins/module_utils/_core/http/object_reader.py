# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Decodes objects of the service; a value of a wrong type is an error that names it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Callable

from ..errors import UnreadableResponse, excerpt
from ..model.codec import check_object, compose, decode
from ..model.field import Field
from ..model.listed import Listed, Unreadable, listed
from ..model.partial import with_omitted
from ..model.read_only import ReadOnly
from ..model.resource import Resource
from ..model.typed import mismatch_of

ADVICE = "Run the task again. If the error persists, check api_url; the service may have changed."
# What the functions of a resource may raise if they are given values of unexpected types.
CONVERSION_ERRORS = (TypeError, AttributeError, LookupError, ValueError, ArithmeticError, RecursionError)


def read_object(resource: Resource, raw: Any) -> dict:
    """The decoded object, with field names of Ansible. All values have the types that the resource declares.

    A `Partial` if the response omits fields.

    Raises UnreadableResponse, which names the object and the field, but no value.
    """
    try:
        item = decode(resource, raw)
    except CONVERSION_ERRORS:
        raise UnreadableResponse(f"{_titled(resource, raw)} has {_unreadable_parts(resource, raw)}.", ADVICE) from None
    mismatch = _mismatch(resource.fields, item)
    if mismatch:
        raise UnreadableResponse(f"{_titled(resource, raw)} has {mismatch}.", ADVICE)
    if not resource.singleton:
        item["id"] = _checked_id(resource, item, raw)
    return with_omitted(resource, item, raw)


def is_removed(raw: Any) -> bool:
    """Whether the service only keeps a record of what was removed (enrichment contract, IncidentTagDefinition)."""
    return isinstance(raw, dict) and raw.get("deleted") is True


def read_objects(resource: Resource, raws: Iterable[Any]) -> Listed:
    """The decoded objects of a list, each id once. An object with an id that cannot be read is set aside.

    Raises UnreadableResponse for an item that is not an object or has no id.
    """
    found: dict[str, dict] = {}
    aside: dict[str, Unreadable] = {}
    for raw in raws:
        try:
            item = read_object(resource, raw)
        except UnreadableResponse as error:
            unreadable = _set_aside(resource, raw, error)
            aside.setdefault(unreadable.id, unreadable)
        else:
            found.setdefault(str(item.get("id", len(found))), item)
    return listed([*found.values()], [each for each in aside.values() if each.id not in found])


def _set_aside(resource: Resource, raw: Any, error: UnreadableResponse) -> Unreadable:
    """Raises the error if the object cannot be told from others."""
    if not isinstance(raw, dict) or resource.singleton:
        raise error
    readable = {key: value for key, value in raw.items() if _is_readable(resource, {key: value})}
    try:
        item = decode(resource, readable, is_part=True)
        object_id = _checked_id(resource, item, raw)
    except (UnreadableResponse, *CONVERSION_ERRORS):
        raise error from None
    return Unreadable(object_id, _identity(resource, raw, readable), error)


def _identity(resource: Resource, raw: dict, readable: dict) -> dict:
    """The fields that identify the object, as far as they can be read."""
    computed = resource.field(resource.key).computed
    fields = [resource.field(name) for name in (computed.parts if computed else (resource.key,))]
    try:
        shown = resource.shape.parts(raw) if resource.shape.parts else readable
    except CONVERSION_ERRORS:
        shown = readable
    alone = {
        field.name: decode(resource, {field.api: shown[field.api]}, is_part=True).get(field.name)
        for field in fields
        if field.api in shown and _is_readable(resource, {field.api: shown[field.api]})
    }
    return {name: value for name, value in alone.items() if value is not None}


def _is_readable(resource: Resource, raw: dict) -> bool:
    try:
        return _mismatch(resource.fields, decode(resource, raw, is_part=True)) is None
    except (UnreadableResponse, *CONVERSION_ERRORS):
        return False


def read_composed(resource: Resource, parts: list[dict], stored: Any) -> list[dict]:
    """The objects that are computed from these parts: see `compose`. Raises UnreadableResponse."""
    found: list[dict] = convert_response(f"the {resource.title}", lambda: compose(resource, parts, stored))
    mismatch = next(filter(None, (_mismatch(resource.fields, item) for item in found)), None)
    if mismatch:
        raise UnreadableResponse(f"the {resource.title} has {mismatch}.", ADVICE)
    return found


def decode_read_only(read_only: ReadOnly, raw: Any) -> Any:
    """The value to return. raw: the response without its envelope. Raises UnreadableResponse."""
    return convert_response(f"the response for {read_only.result}", lambda: (read_only.decode or check_object)(raw))


def convert_response(title: str, convert: Callable[[], Any]) -> Any:
    """The result of `convert` on a part of a response. title: names that part in the message of UnreadableResponse."""
    try:
        return convert()
    except CONVERSION_ERRORS:
        raise UnreadableResponse(f"{title} has values of unexpected types.", ADVICE) from None


def _unreadable_parts(resource: Resource, raw: dict) -> str:
    names = [resource.names_by_api.get(key, key) for key in raw if not _is_readable(resource, {key: raw[key]})]
    known = [name for name in names if name in resource.shown]
    return f"{', '.join(known)} of an unexpected type" if known else "values of unexpected types"


def _titled(resource: Resource, raw: Any) -> str:
    object_id = raw.get("id") if isinstance(raw, dict) else None
    object_title = f" {excerpt(str(object_id), 60)}" if isinstance(object_id, (str, int)) else ""
    return f"the response: {resource.title}{object_title}"


def _checked_id(resource: Resource, item: dict, raw: Any) -> str:
    """The id as text; the service may return a number."""
    object_id = item.get("id")
    if isinstance(object_id, int) and not isinstance(object_id, bool):
        return str(object_id)
    if not isinstance(object_id, str) or not object_id:
        raise UnreadableResponse(f"{_titled(resource, raw)} has no usable id.", ADVICE)
    return object_id


def _mismatch(fields: Sequence[Field], item: dict) -> str | None:
    """Words for a message: the first field whose value has another type than declared."""
    return next(filter(None, (_value_mismatch(field, item.get(field.name)) for field in fields)), None)


def _value_mismatch(field: Field, value: Any) -> str | None:
    if value is None or field.type == "raw":
        return None
    if field.type == "list":
        return _list_mismatch(field, value)
    if field.type == "dict":
        if not isinstance(value, dict):
            return f"{field.name} that is not an object"
        return _mismatch(field.fields, value) if field.fields else None
    if isinstance(value, (list, dict)):
        return f"{field.name} that is not a single value"
    wrong = mismatch_of(field.type, value)
    return f"{field.name} that is {wrong}" if wrong else None


def _list_mismatch(field: Field, value: Any) -> str | None:
    if not isinstance(value, list):
        return f"{field.name} that is not a list"
    if field.elements == "dict":
        if not all(isinstance(element, dict) for element in value):
            return f"{field.name} with an element that is not an object"
        return next(filter(None, (_mismatch(field.fields, element) for element in value)), None)
    if any(element is None or isinstance(element, (list, dict)) for element in value):
        return f"{field.name} with an element that is not a single value"
    wrong = next(filter(None, (mismatch_of(field.elements, each) for each in value)), None)
    return f"{field.name} with an element that is {wrong}" if wrong else None
