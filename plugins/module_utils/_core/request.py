# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One request as the user writes it: checked, then said in the words of the engine. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from .errors import InvalidOption
from .schema import API_KEY, API_LIMIT, NOT_STATED, ORG_TOKEN, Field, Operation, Paging, RateLimit

CONTENT_TYPES = {"json": "application/json; charset=utf8", "csv": "text/csv; charset=utf8"}
LIKE = "/resources/v2.1/roles"
FIELDS = (
    Field("method", default="GET", choices=("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")),
    Field("path", required=True),
    Field("host", default="api", choices=("api", "integrations")),
    Field("credential", default=API_KEY, choices=(API_KEY, ORG_TOKEN)),
    Field("query", type="dict"),
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

# The beginning of a path as a regular expression, and the limit that is published for it; None where none is.
PublishedLimits = Iterable["tuple[str, RateLimit | None]"]


@dataclass(frozen=True)
class Request:
    """paging: how all pages are read, None where the one answer is wanted."""

    operation: Operation
    query: Mapping[str, Any]
    body: Any
    paging: Paging | None


def make_request(options: Mapping[str, Any], limits: PublishedLimits) -> Request:
    """Raises InvalidOption, naming the option."""
    path = options["path"]
    _check_path(path)
    query = _encode_query(options.get("query") or {})
    operation = Operation(
        id="",
        method=options["method"],
        path=path,
        permission=(NOT_STATED, ""),
        limit=limit_of(path, limits),
        credentials=(options["credential"],),
        host=options["host"],
        content_type=CONTENT_TYPES[options["body_format"]],
    )
    return Request(operation, query, _body(operation, options), _paging(operation, query, options))


def limit_of(path: str, limits: PublishedLimits) -> RateLimit | None:
    return next((limit for beginning, limit in limits if re.match(beginning, path)), API_LIMIT)


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
        ("path holds a blank, a line break or a backslash.", "Write a blank as %20; filter urlencode does it."),
    )


def _encode_query(given: Mapping[str, Any]) -> dict:
    """Values as the service reads them: booleans in small letters; what is null is not sent."""
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


def _body(operation: Operation, options: Mapping[str, Any]) -> Any:
    body = options.get("body")
    if body is None:
        return None
    if not operation.is_write:
        raise InvalidOption(f"{operation.method} takes no body.", "Give parameters as query, or choose another method.")
    if not isinstance(body, str):
        if options["body_format"] != "json":
            raise InvalidOption("body is no text.", "Give text, or set body_format to json.")
        return body
    return body if options["body_format"] == "csv" else _parsed(body)


def _parsed(text: str) -> Any:
    """Text that is JSON, as templates make it, means what it says."""
    try:
        return json.loads(text)
    except ValueError:
        raise InvalidOption("body is a text that is no JSON.", "Give a dict or a list, or set body_format.") from None


def _paging(operation: Operation, query: Mapping[str, Any], options: Mapping[str, Any]) -> Paging | None:
    if not options["all_pages"]:
        return None
    if operation.method != "GET":
        raise InvalidOption(f"all_pages reads a list, and method is {operation.method}.", "Set method to GET.")
    if options["page_size"] < 1:
        raise InvalidOption(f"page_size is {options['page_size']}.", "Give a number above 0.")
    position, size = options["page_parameter"], options["page_size_parameter"]
    for name in (position, size):
        if name in query:
            raise InvalidOption(
                f"query.{name} is set by all_pages.", "Leave it out; page_size says how large a page is."
            )
    # Nothing is known of the objects, and their ids may be content: told apart whole, none is lost.
    return Paging(
        options["page_style"],
        position,
        size,
        options["page_size"],
        options["items_in"],
        by_content=True,
        any_wrapping=True,
    )
