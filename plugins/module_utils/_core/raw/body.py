# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The body of a request as a user gives it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Callable, NamedTuple

from ..errors import InvalidOption
from ..model.operation import MULTIPART
from ..values.json_text import DuplicateKey, NestedTooDeeply, json_bytes, read_given_json

CONTENT_TYPES = {"json": "application/json; charset=utf8", "csv": "text/csv; charset=utf8", "multipart": MULTIPART}


class Part(NamedTuple):
    """A part of a multipart body."""

    filename: str | None
    content: str
    mime_type: str | None


def request_body(given: Any, body_format: str) -> Any:
    """The body in the form of its format: any JSON value, text, or a dict of parts. Raises InvalidOption."""
    body = READERS[body_format](given)
    # JSON text may contain half a character that only shows when it is parsed.
    json_bytes(body, "body")
    return body


def _json(given: Any) -> Any:
    """Templates turn a dict or a list into JSON text."""
    if not isinstance(given, str):
        return given
    try:
        return read_given_json(given)
    except DuplicateKey as duplicate:
        raise InvalidOption(f"body contains the {duplicate}.", "Remove one of them.") from None
    except NestedTooDeeply as too_deep:
        raise InvalidOption(f"body is {too_deep}.", "Give a simpler one.") from None
    except ValueError:
        raise InvalidOption("body is text that is not JSON.", "Give a dict or a list, or set body_format.") from None


def _csv(given: Any) -> str:
    if not isinstance(given, str):
        raise InvalidOption("body is not text.", "Give text, or set body_format to json.")
    return given


def _parts(given: Any) -> dict[str, Part]:
    if not isinstance(given, dict) or not given:
        raise InvalidOption("body is not a dict of parts.", "Give each part under its name.")
    return {name: _part(f"body.{name}", part) for name, part in given.items()}


def _part(option: str, given: Any) -> Part:
    part = {"content": given} if isinstance(given, str) else given
    if not isinstance(part, dict) or "content" not in part or not set(part) <= set(Part._fields):
        raise InvalidOption(f"{option} is not a part.", f"Give text, or a dict of {', '.join(Part._fields)}.")
    if not all(isinstance(value, str) for value in part.values()):
        raise InvalidOption(f"{option} contains a value that is not text.", "Give it as text.")
    if not part.get("mime_type", "").isprintable():
        raise InvalidOption(f"{option}.mime_type is not a media type.", "Give one such as text/csv.")
    return Part(part.get("filename"), part["content"], part.get("mime_type"))


READERS: Mapping[str, Callable[[Any], Any]] = {"json": _json, "csv": _csv, "multipart": _parts}
