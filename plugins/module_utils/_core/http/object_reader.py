# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Objects of the service, read behind one guard: what has another shape is told, never stumbled upon. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Callable

from ..errors import UnreadableResponse, shortened
from ..model.codec import check_object, compose, decode
from ..model.field import Field
from ..model.listing import View
from ..model.resource import Resource

ADVICE = "Run the task again; if it stays so, check api_url, or the service has changed."
# What functions of a resource may raise that are handed values of other types than they expect.
STUMBLES = (TypeError, AttributeError, LookupError, ValueError, ArithmeticError, RecursionError)


def read_object(resource: Resource, raw: Any) -> dict:
    """The service's object in Ansible's spelling, each of its values of a type that the engine can work with.

    Raises UnreadableResponse, naming the object and what is wrong with it, but no value.
    """
    item: dict = guarded(_named(resource, raw), lambda: decode(resource, raw))
    wrong = _wrong(resource.fields, item)
    if wrong:
        raise UnreadableResponse(f"{_named(resource, raw)} holds {wrong}.", ADVICE)
    return item if resource.singleton else {**item, "id": _checked_id(resource, item, raw)}


def read_composed(resource: Resource, parts: list[dict], stored: Any) -> list[dict]:
    """What is composed of these parts, see `compose`. Raises UnreadableResponse."""
    found: list[dict] = guarded(f"the {resource.title}", lambda: compose(resource, parts, stored))
    wrong = next(filter(None, (_wrong(resource.fields, item) for item in found)), None)
    if wrong:
        raise UnreadableResponse(f"the {resource.title} holds {wrong}.", ADVICE)
    return found


def read_view(view: View, raw: Any) -> Any:
    """What a view returns of the answer, out of its envelope. Raises UnreadableResponse."""
    return guarded(f"the answer for {view.result}", lambda: (view.decode or check_object)(raw))


def guarded(what: str, read: Callable[[], Any]) -> Any:
    """What `read` makes of something that the service said. Raises UnreadableResponse, naming it as `what`."""
    try:
        return read()
    except STUMBLES:
        raise UnreadableResponse(f"{what} has values of other types than the API's.", ADVICE) from None


def _named(resource: Resource, raw: Any) -> str:
    object_id = raw.get("id") if isinstance(raw, dict) else None
    told = f" {shortened(str(object_id), 60)}" if isinstance(object_id, (str, int)) else ""
    return f"the answer: {resource.title}{told}"


def _checked_id(resource: Resource, item: dict, raw: Any) -> str:
    """Ids are opaque texts; one that came as a number is the text of it."""
    object_id = item.get("id")
    if isinstance(object_id, int) and not isinstance(object_id, bool):
        return str(object_id)
    if not isinstance(object_id, str) or not object_id:
        raise UnreadableResponse(f"{_named(resource, raw)} has no id that could be used.", ADVICE)
    return object_id


def _wrong(fields: Sequence[Field], item: dict) -> str | None:
    """What of these fields is of another type, as words for a message."""
    return next(filter(None, (_wrong_value(field, item.get(field.name)) for field in fields)), None)


def _wrong_value(field: Field, value: Any) -> str | None:
    if value is None or field.type == "raw":
        return None
    if field.type == "list":
        return _wrong_list(field, value)
    if field.type == "dict":
        if not isinstance(value, dict):
            return f"{field.name} that is no object"
        return _wrong(field.fields, value) if field.fields else None
    return f"{field.name} that is no single value" if isinstance(value, (list, dict)) else None


def _wrong_list(field: Field, value: Any) -> str | None:
    if not isinstance(value, list):
        return f"{field.name} that is no list"
    if field.elements == "dict":
        if not all(isinstance(element, dict) for element in value):
            return f"{field.name} with an element that is no object"
        return next(filter(None, (_wrong(field.fields, element) for element in value)), None)
    if any(element is None or isinstance(element, (list, dict)) for element in value):
        return f"{field.name} with an element that is no single value"
    return None
