# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The service's own texts in the body of an error, whatever its shape. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from ..errors import excerpt
from ..values.json_text import parse_json
from .raw_response import RawResponse

# How many texts an error keeps, and how many of their characters its message shows.
MAX_SHOWN_ERRORS = 10
MAX_SHOWN_CHARACTERS = 600
# Keys that contain texts, and keys that contain a dict with them.
REASONS = ("errors", "error", "message", "detail", "description", "reason", "title")
ENVELOPES = ("data", "response")
# In a dict that describes an error, the keys of the text itself.
TEXTS = ("message", "msg", "detail", "description", "reason", "title", "error")


def service_errors(received: RawResponse) -> list[str]:
    """The service's own texts, each once; empty if the body contains none, or cannot be read."""
    try:
        body = parse_json(received.body)
    except ValueError:
        is_plain = received.headers.get("Content-Type", "").lower().startswith("text/plain")
        body = received.text if is_plain and not received.is_html else None
    return body_errors(body)


def body_errors(body: Any) -> list[str]:
    """The same for a body that is parsed: a text, a list, or a dict with texts under one of several keys."""
    texts = (excerpt(text) for reason in _reasons(body) for text in _texts(reason, ""))
    return list(dict.fromkeys(islice(filter(None, texts), MAX_SHOWN_ERRORS)))


def joined(errors: list[str]) -> str:
    """Texts of the service for a message, without a full stop."""
    return excerpt("; ".join(errors), MAX_SHOWN_CHARACTERS).rstrip(".")


def _reasons(body: Any) -> Iterator[Any]:
    if not isinstance(body, dict):
        yield body
        return
    yield from (body[name] for name in REASONS if name in body)
    for name in ENVELOPES:
        if isinstance(body.get(name), dict):
            yield from _reasons(body[name])


def _texts(reason: Any, place: str) -> Iterator[str]:
    """place: the keys that lead to the reason, such as `permissions.actions`; empty for those of the body."""
    if isinstance(reason, list):
        for each in reason:
            yield from _texts(each, place)
    elif isinstance(reason, dict):
        described = _described(reason)
        if described:
            yield f"{place}: {described}" if place else described
            return
        for name, each in reason.items():
            yield from _texts(each, f"{place}.{name}" if place else name)
    elif _is_said(reason):
        yield f"{place}: {_scalar(reason)}" if place else _scalar(reason)


def _described(error: dict) -> str | None:
    """The text of a dict such as {"message": "too long", "field": "name"}: `too long (field: name)`."""
    key = next((name for name in TEXTS if isinstance(error.get(name), str) and error[name].strip()), None)
    if key is None:
        return None
    others = {name: _place(value) for name, value in error.items() if name != key}
    more = [f"{name}: {_scalar(value)}" for name, value in others.items() if _is_said(value)]
    text = error[key].strip().rstrip(".")
    return f"{text} ({', '.join(more)})" if more else text


def _place(value: Any) -> Any:
    """A path such as ["body", "name"] as text; any other value as it is."""
    is_path = isinstance(value, list) and all(isinstance(part, (str, int)) for part in value)
    return ".".join(map(str, value)) if is_path else value


def _is_said(value: Any) -> bool:
    return value is not None and not isinstance(value, (dict, list)) and value != ""


def _scalar(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
