# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A request to the API from the options of a task. Pure."""

from __future__ import annotations

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
    NOT_STATED,
    ORG_TOKEN,
    Operation,
    Paging,
    RateLimit,
)
from ..model.option_checks import check_duration_s
from .body import CONTENT_TYPES, request_body
from .model import KnownPaths
from .parameters import query_parameters, request_headers
from .path import check_path

Found = TypeVar("Found")
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
# Nobody loses anything by what is created.
TAKING_METHODS = ("PUT", "PATCH", "DELETE")
UNGUARDED_WARNING = (
    "This request can take away what the owner of the API key needs to undo it, which bigpanda_api does not check. "
    "bigpanda_role and bigpanda_scim_user do."
)


@dataclass(frozen=True)
class JobOptions:
    """operation: the read that reports on the job; without a path if only a Location shows where that is.

    timeout_s: how long to wait for the job; None if not at all.
    """

    operation: Operation
    timeout_s: float | None


@dataclass(frozen=True)
class Request:
    """paging: how all pages are read; None to read a single response.

    warnings: what users should know before the request is sent.
    """

    operation: Operation
    query: Mapping[str, Any]
    headers: Mapping[str, str]
    body: Any
    paging: Paging | None
    job: JobOptions
    warnings: tuple[str, ...] = ()


def make_request(options: Mapping[str, Any], known: KnownPaths) -> Request:
    """Raises InvalidOption, naming the option."""
    path = options["path"]
    check_path(path)
    query = query_parameters(options.get("query") or {})
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
        request_headers(options.get("headers") or {}),
        _body(operation, options),
        _paging(operation, query, options, known),
        _job(operation, options, known),
        (UNGUARDED_WARNING,) if can_take_access(operation, known) else (),
    )


def limit_of(path: str, known: KnownPaths) -> RateLimit | None:
    return _first(path, known.limits, API_LIMIT)


def can_take_access(operation: Operation, known: KnownPaths) -> bool:
    """Whether the request can take away what the owner of the API key needs to undo it."""
    path = unquote(operation.path)
    return operation.method in TAKING_METHODS and any(re.match(beginning, path) for beginning in known.access)


def _first(path: str, table: Iterable[tuple[str, Found]], default: Found) -> Found:
    return next((value for beginning, value in table if re.match(beginning, path)), default)


def _body(operation: Operation, options: Mapping[str, Any]) -> Any:
    body = options.get("body")
    if body is None:
        return None
    if not operation.is_write:
        raise InvalidOption(f"{operation.method} takes no body.", "Give parameters as query, or choose another method.")
    return request_body(body, options["body_format"])


def _job(operation: Operation, options: Mapping[str, Any], known: KnownPaths) -> JobOptions:
    """A job is polled on the host and with the credential of the request that started it."""
    timeout_s = options["wait_timeout"]
    check_duration_s("wait_timeout", timeout_s)
    if options["wait_job"] and options["all_pages"]:
        raise InvalidOption("wait_job and all_pages are mutually exclusive.", "Remove one of them.")
    path = _first(operation.path, known.jobs, "")
    polled = Operation("", "GET", path, (NOT_STATED, ""), credentials=operation.credentials, host=operation.host)
    return JobOptions(polled, timeout_s if options["wait_job"] else None)


def _paging(
    operation: Operation, query: Mapping[str, Any], options: Mapping[str, Any], known: KnownPaths
) -> Paging | None:
    if not options["all_pages"]:
        return None
    if operation.method != "GET":
        raise InvalidOption(f"all_pages reads a list, but method is {operation.method}.", "Set method to GET.")
    if options["page_size"] < 1:
        raise InvalidOption(f"page_size is {options['page_size']}.", "Give a number above 0.")
    style, position, size = options["page_style"], options["page_parameter"], options["page_size_parameter"]
    _check_parameters(style, position, size)
    for name in (size,) if style == "cursor" else (position, size):
        if name in query:
            raise InvalidOption(f"query.{name} is set by all_pages.", "Remove it; set page_size to the size of a page.")
    return Paging(
        style,
        position,
        size,
        options["page_size"],
        options["items_in"],
        by_content=any(re.match(beginning, operation.path) for beginning in known.rows),
        any_wrapping=True,
    )


def _check_parameters(style: str, position: str, size: str) -> None:
    """Without a name of its own, the number of the page would not reach the service, which would repeat the first."""
    if not size.strip():
        raise InvalidOption("page_size_parameter is empty.", "Give the name of the parameter, such as per_page.")
    if style == "cursor":
        return
    if not position.strip():
        raise InvalidOption("page_parameter is empty.", "Give the name of the parameter, such as page.")
    if position == size:
        raise InvalidOption(
            f"page_parameter and page_size_parameter are both {position}.", "Give each the name of its own parameter."
        )
