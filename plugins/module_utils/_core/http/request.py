# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A request to the API, and its encoding."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Callable
from urllib.parse import quote, urlencode, urlsplit

from ..model.operation import MULTIPART, Operation
from ..model.option_checks import check_id
from ..record import Record
from ..values.json_text import json_bytes, refuse_half_characters


class ApiRequest(Record):
    """A request to the API.

    path_params: values of the parameters in the path of the operation, by name.

    url: replaces the URL that is built from the operation.
    single_attempt: never resend, even if the request was surely not carried out, since its body may be out of date
    after a pause; the caller builds it again.
    check: raises UnreadableResponse for the body of a read that has another shape than required.
    """

    operation: Operation
    path_params: Mapping[str, str]
    query: Mapping[str, Any]
    body: Any = None
    url: str | None = None
    headers: Mapping[str, str] = MappingProxyType({})
    single_attempt: bool = False
    check: Callable[[Any], object] | None = None

    @property
    def path(self) -> str:
        if self.url:
            return _path_of(self.url)
        return self.operation.path.format_map(
            {name: _segment(name, str(value)) for name, value in self.path_params.items()}
        )


def _path_of(url: str) -> str:
    """For messages; empty if the service named an invalid URL."""
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def encode_query(request: ApiRequest) -> str:
    """The query string. Spaces become %20, as the contract requires; lists are joined by commas, or repeat the key."""
    if request.operation.repeated_keys:
        return urlencode(request.query, doseq=True, quote_via=quote, safe="")
    pairs = {
        name: ",".join(map(str, value)) if isinstance(value, (list, tuple)) else value
        for name, value in request.query.items()
    }
    return urlencode(pairs, quote_via=_quoted, safe=",")


def _segment(name: str, value: str) -> str:
    """One segment of a path. Raises InvalidOption for a value that would change the rest of the path."""
    check_id(name, value)
    return _quoted(value)


def _quoted(text: Any, safe: Any = "", *_coding: Any) -> str:
    """Raises InvalidOption for text that cannot be encoded as UTF-8."""
    refuse_half_characters("the path or query", text)
    return quote(text, safe=safe)


def headers_of(request: ApiRequest) -> dict[str, str]:
    # For multipart the library sets Content-Type, since it chooses the boundary.
    has_content_type = request.body is not None and request.operation.content_type != MULTIPART
    return {**({"Content-Type": request.operation.content_type} if has_content_type else {}), **request.headers}


def encode_body(request: ApiRequest) -> dict[str, Any]:
    """The body as an argument of `requests.Session.request`."""
    if request.body is None:
        return {}
    if request.operation.content_type == MULTIPART:
        return {"files": request.body}
    if "json" in request.operation.content_type:
        return {"data": json_bytes(request.body)}
    # A file is streamed from its start, also when it is sent again.
    request.body.seek(0)
    return {"data": request.body}
