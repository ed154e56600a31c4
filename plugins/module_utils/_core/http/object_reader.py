# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Objects of the service, read behind one guard: what has another shape is told, never stumbled upon. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Callable

from ..errors import UnreadableResponse, excerpt
from ..model.codec import check_object, compose, decode
from ..model.field import Field
from ..model.read_only import View
from ..model.resource import Resource

ADVICE = "Run the task again; if it stays so, check api_url, or the service has changed."
# What functions of a resource may raise that are handed values of other types than they expect.
CONVERSION_ERRORS = (TypeError, AttributeError, LookupError, ValueError, ArithmeticError, RecursionError)


def read_object(resource: Resource, raw: Any) -> dict:
    """The service's object in Ansible's spelling, each of its values of a type that the engine can work with.

    Raises UnreadableResponse, naming the object and what is wrong with it, but no value.
    """
    item: dict = convert_response(_titled(resource, raw), lambda: decode(resource, raw))
    mismatch = _mismatch(resource.fields, item)
    if mismatch:
        raise UnreadableResponse(f"{_titled(resource, raw)} holds {mismatch}.", ADVICE)
    return item if resource.singleton else {**item, "id": _checked_id(resource, item, raw)}


def read_composed(resource: Resource, parts: list[dict], stored: Any) -> list[dict]:
    """What is composed of these parts, see `compose`. Raises UnreadableResponse."""
    found: list[dict] = convert_response(f"the {resource.title}", lambda: compose(resource, parts, stored))
    mismatch = next(filter(None, (_mismatch(resource.fields, item) for item in found)), None)
    if mismatch:
        raise UnreadableResponse(f"the {resource.title} holds {mismatch}.", ADVICE)
    return found


def read_view(view: View, raw: Any) -> Any:
    """What a view returns of the answer, out of its envelope. Raises UnreadableResponse."""
    return convert_response(f"the answer for {view.result}", lambda: (view.decode or check_object)(raw))


def convert_response(title: str, convert: Callable[[], Any]) -> Any:
    """What `convert` makes of something that the service said. Raises UnreadableResponse, naming it as `title`."""
    try:
        return convert()
    except CONVERSION_ERRORS:
        raise UnreadableResponse(f"{title} has values of other types than the API's.", ADVICE) from None


def _titled(resource: Resource, raw: Any) -> str:
    object_id = raw.get("id") if isinstance(raw, dict) else None
    told = f" {excerpt(str(object_id), 60)}" if isinstance(object_id, (str, int)) else ""
    return f"the answer: {resource.title}{told}"


def _checked_id(resource: Resource, item: dict, raw: Any) -> str:
    """Ids are opaque texts; one that came as a number is the text of it."""
    object_id = item.get("id")
    if isinstance(object_id, int) and not isinstance(object_id, bool):
        return str(object_id)
    if not isinstance(object_id, str) or not object_id:
        raise UnreadableResponse(f"{_titled(resource, raw)} has no id that could be used.", ADVICE)
    return object_id


def _mismatch(fields: Sequence[Field], item: dict) -> str | None:
    """What of these fields is of another type, as words for a message."""
    return next(filter(None, (_value_mismatch(field, item.get(field.name)) for field in fields)), None)


def _value_mismatch(field: Field, value: Any) -> str | None:
    if value is None or field.type == "raw":
        return None
    if field.type == "list":
        return _list_mismatch(field, value)
    if field.type == "dict":
        if not isinstance(value, dict):
            return f"{field.name} that is no object"
        return _mismatch(field.fields, value) if field.fields else None
    return f"{field.name} that is no single value" if isinstance(value, (list, dict)) else None


def _list_mismatch(field: Field, value: Any) -> str | None:
    if not isinstance(value, list):
        return f"{field.name} that is no list"
    if field.elements == "dict":
        if not all(isinstance(element, dict) for element in value):
            return f"{field.name} with an element that is no object"
        return next(filter(None, (_mismatch(field.fields, element) for element in value)), None)
    if any(element is None or isinstance(element, (list, dict)) for element in value):
        return f"{field.name} with an element that is no single value"
    return None
