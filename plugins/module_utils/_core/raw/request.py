# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One request as the user writes it: checked, then said in the words of the engine. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import unquote

from ..errors import InvalidOption
from ..model.field import Field
from ..model.operation import (
    API_KEY,
    API_LIMIT,
    JSON,
    JSON_OR_TEXT,
    MULTIPART,
    NOT_STATED,
    ORG_TOKEN,
    Operation,
    Paging,
    RateLimit,
)
from ..model.option_checks import check_duration_s
from ..values.json_text import json_bytes
from .model import KnownPaths

CONTENT_TYPES = {"json": "application/json; charset=utf8", "csv": "text/csv; charset=utf8", "multipart": MULTIPART}
Found = TypeVar("Found")
LIKE = "/resources/v2.1/roles"
# What the connection, the credential and the body say by themselves.
RESERVED_HEADERS = ("authorization", "connection", "content-length", "content-type", "host", "transfer-encoding")
PART = ("filename", "content", "mime_type")
HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
FIELDS = (
    Field("method", default="GET", choices=("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")),
    Field("path", required=True),
    Field("host", default="api", choices=("api", "integrations")),
    Field("credential", default=API_KEY, choices=(API_KEY, ORG_TOKEN)),
    Field("query", type="dict"),
    Field("query_lists", default="commas", choices=("commas", "repeated")),
    Field("headers", type="dict", secret=True),
    Field("body", type="raw"),
    Field("body_format", default="json", choices=tuple(CONTENT_TYPES)),
    Field("all_pages", type="bool", default=False),
    Field("page_style", default="page", choices=("page", "index", "cursor")),
    Field("page_parameter", default="page"),
    Field("page_size_parameter", default="per_page"),
    Field("page_size", type="int", default=100),
    Field("items_in", default="items"),
    Field("wait_job", type="bool", default=False),
    Field("wait_timeout", type="int", default=1800),
)


@dataclass(frozen=True)
class Request:
    """paging: how all pages are read, None where the one answer is wanted.

    job: asks for the job that the answer names; without a path where only a Location can say where that is.
    """

    operation: Operation
    query: Mapping[str, Any]
    headers: Mapping[str, str]
    body: Any
    paging: Paging | None
    job: Operation


def make_request(options: Mapping[str, Any], known: KnownPaths) -> Request:
    """Raises InvalidOption, naming the option."""
    path = options["path"]
    _check_path(path)
    _check_waiting(options)
    query = _encode_query(options.get("query") or {})
    operation = Operation(
        id="",
        method=options["method"],
        path=path,
        permission=(NOT_STATED, ""),
        limit=limit_of(path, known),
        credentials=(options["credential"],),
        host=options["host"],
        content_type=CONTENT_TYPES[options["body_format"]],
        repeated_keys=options["query_lists"] == "repeated",
        response=JSON if options["all_pages"] else JSON_OR_TEXT,
    )
    return Request(
        operation,
        query,
        _headers(options.get("headers") or {}),
        _body(operation, options),
        _paging(operation, query, options, known),
        _job(operation, known),
    )


def limit_of(path: str, known: KnownPaths) -> RateLimit | None:
    return _first(path, known.limits, API_LIMIT)


def _first(path: str, table: Iterable[tuple[str, Found]], default: Found) -> Found:
    return next((value for beginning, value in table if re.match(beginning, path)), default)


def _job(operation: Operation, known: KnownPaths) -> Operation:
    """A job is asked for where it was begun, and by whoever began it."""
    path = _first(operation.path, known.jobs, "")
    return Operation("", "GET", path, (NOT_STATED, ""), credentials=operation.credentials, host=operation.host)


def _check_waiting(options: Mapping[str, Any]) -> None:
    check_duration_s("wait_timeout", options["wait_timeout"])
    if options["wait_job"] and options["all_pages"]:
        raise InvalidOption("wait_job waits for no list that all_pages reads.", "Leave one of them out.")


def _check_path(path: str) -> None:
    problem = next((problem for is_wrong, problem in _problems(path) if is_wrong), None)
    if problem:
        raise InvalidOption(*problem)


def _problems(path: str) -> Iterable[tuple[bool, tuple[str, str]]]:
    parts = re.split(r"[/\\]", unquote(path))
    yield (
        "://" in path or path.startswith("//"),
        ("path is a full URL.", f"Give what follows the host, like {LIKE}; options host and region choose the host."),
    )
    yield not path.startswith("/"), (f"path {path} does not begin with a slash.", f"Give one like {LIKE}.")
    yield "?" in path, (f"path {path} holds a query.", "Give its parameters as option query.")
    yield "#" in path, (f"path {path} holds a fragment.", "Leave it out; a # that belongs to an id is written %23.")
    yield ".." in parts or "." in parts, (f"path {path} holds . or .. as a part.", "Give the path that is meant.")
    yield (
        "{" in path or "}" in path,
        (f"path {path} holds braces.", "Put the id in the place of the {name}; a brace itself is written %7B or %7D."),
    )
    yield (
        "\\" in path or bool(re.search(r"[\s\x00-\x1f\x7f]", path)),
        (
            "path holds a blank, a line break or a backslash.",
            "Write a blank as %20; filters urlencode | replace('/', '%2F') do it.",
        ),
    )


def _encode_query(given: Mapping[str, Any]) -> dict:
    """Values as the service reads them: booleans in small letters; what is null is not sent."""
    json_bytes(given, "query")
    return {
        name: [_query_value(name, each) for each in value] if isinstance(value, list) else _query_value(name, value)
        for name, value in given.items()
        if value is not None
    }


def _query_value(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (str, int, float)):
        return str(value)
    raise InvalidOption(f"query.{name} is neither text, number, boolean nor a list of these.", "Give it as text.")


def _headers(given: Mapping[str, Any]) -> dict[str, str]:
    """No message holds a value, which may be secret."""
    for name in given:
        if not HEADER_NAME.fullmatch(name):
            raise InvalidOption(f"headers holds {name!r}, which is no name of a header.", "Correct the name.")
        if name.lower() in RESERVED_HEADERS:
            raise InvalidOption(
                f"headers.{name} is set by the module.", "Leave it out; options credential and body_format decide it."
            )
    return {name: _header_value(name, value) for name, value in given.items() if value is not None}


def _header_value(name: str, value: Any) -> str:
    if not isinstance(value, (str, int, float)):
        raise InvalidOption(f"headers.{name} is neither text, number nor boolean.", "Give it as text.")
    text = str(value).lower() if isinstance(value, bool) else str(value)
    if not text.isascii() or not text.isprintable() or text != text.strip():
        raise InvalidOption(
            f"headers.{name} holds a line break, a blank at an end or a character that no header has.",
            "Correct it; a line break often comes from reading it out of a file.",
        )
    return text


def _body(operation: Operation, options: Mapping[str, Any]) -> Any:
    body = options.get("body")
    if body is None:
        return None
    if not operation.is_write:
        raise InvalidOption(f"{operation.method} takes no body.", "Give parameters as query, or choose another method.")
    read = {"json": _parsed, "csv": _table, "multipart": _parts}[options["body_format"]](body)
    # JSON as text may hold half a character that only shows when it is read.
    json_bytes(read, "body")
    return read


def _table(body: Any) -> str:
    if not isinstance(body, str):
        raise InvalidOption("body is no text.", "Give text, or set body_format to json.")
    return body


def _parts(body: Any) -> dict:
    """By name, what a part is as a file: its name, or None, its content and its type, or None."""
    if not isinstance(body, dict) or not body:
        raise InvalidOption("body is no dict of parts.", "Give each part under its name.")
    return {name: _part(f"body.{name}", part) for name, part in body.items()}


def _part(option: str, given: Any) -> list:
    part = {"content": given} if isinstance(given, str) else given
    if not isinstance(part, dict) or "content" not in part or not set(part) <= set(PART):
        raise InvalidOption(f"{option} is no part.", f"Give text, or a dict of {', '.join(PART)}.")
    if not all(isinstance(value, str) for value in part.values()):
        raise InvalidOption(f"{option} holds what is no text.", "Give it as text.")
    if not part.get("mime_type", "").isprintable():
        raise InvalidOption(f"{option}.mime_type is no media type.", "Give one like text/csv.")
    return [part.get(name) for name in PART]


def _parsed(body: Any) -> Any:
    """Text that is JSON, as templates make it, means what it says."""
    if not isinstance(body, str):
        return body
    try:
        return json.loads(body)
    except ValueError:
        raise InvalidOption("body is a text that is no JSON.", "Give a dict or a list, or set body_format.") from None


def _paging(
    operation: Operation, query: Mapping[str, Any], options: Mapping[str, Any], known: KnownPaths
) -> Paging | None:
    if not options["all_pages"]:
        return None
    if operation.method != "GET":
        raise InvalidOption(f"all_pages reads a list, and method is {operation.method}.", "Set method to GET.")
    if options["page_size"] < 1:
        raise InvalidOption(f"page_size is {options['page_size']}.", "Give a number above 0.")
    style, position, size = options["page_style"], options["page_parameter"], options["page_size_parameter"]
    for name in (size,) if style == "cursor" else (position, size):
        if name in query:
            raise InvalidOption(
                f"query.{name} is set by all_pages.", "Leave it out; page_size says how large a page is."
            )
    return Paging(
        style,
        position,
        size,
        options["page_size"],
        options["items_in"],
        by_content=any(re.match(beginning, operation.path) for beginning in known.rows),
        any_wrapping=True,
    )
