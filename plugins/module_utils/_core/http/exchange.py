# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One HTTP exchange: a request is sent, and its whole response is received."""

from __future__ import annotations

from http.client import HTTPException

from .body import CHUNK_BYTES, BodyNotDecoded, decode_body
from .failures import explain_failure
from .libraries import AuthBase, requests, urllib3
from .link_header import next_link
from .proxies import environment_proxies
from .raw_response import RawResponse
from .request import ApiRequest, encode_body, encode_query, headers_of
from .settings import Settings
from .tls import verification

# The body of a response that is not a success is read no further than this: its status says the most.
MAX_ERROR_BYTES = 1024 * 1024


def exchange(
    session: requests.Session, settings: Settings, request: ApiRequest, url: str, auth: AuthBase
) -> RawResponse:
    """Send the request once. Raises RequestError, RetryableError, UncertainWrite: see `explain_failure`."""
    # Each library lets some exceptions of the next one through. None of the exceptions caught here is ours.
    try:
        response = session.request(
            request.operation.method,
            url,
            params=encode_query(request),
            **encode_body(request),
            headers=headers_of(request),
            auth=auth,
            timeout=settings.timeout_s,
            allow_redirects=False,
            verify=verification(settings),
            proxies=environment_proxies(url),
            stream=True,
        )
    except (urllib3.exceptions.HTTPError, HTTPException, OSError, ValueError) as error:
        raise explain_failure(request, error, url, settings) from None
    # A connection whose response is not read to its end is closed, not used again.
    with response:
        body = _receive_body(response, request, url, settings)
        return RawResponse(response.status_code, response.headers, body, _is_whole(response), url, _next_url(response))


def _receive_body(response: requests.Response, request: ApiRequest, url: str, settings: Settings) -> bytes:
    """Raises as `exchange`. The body of an error may be missing: its status is more useful than a lost connection."""
    is_error = not 200 <= response.status_code < 300
    try:
        return _read_body(response, MAX_ERROR_BYTES if is_error else settings.max_answer_bytes)
    except (urllib3.exceptions.HTTPError, HTTPException, OSError, ValueError) as error:
        if is_error:
            return b""
        raise explain_failure(request, error, url, settings) from None


def _read_body(response: requests.Response, max_bytes: int) -> bytes:
    """Raises BodyTooLarge, BodyNotDecoded, and exceptions of the libraries."""
    chunks = response.raw.stream(CHUNK_BYTES, decode_content=False)
    body = decode_body(chunks, response.headers.get("Content-Encoding", ""), max_bytes)
    # Older versions of urllib3 do not check the length. An empty body is not cut off: none was meant to come.
    if body and response.raw.tell() < _stated_length(response):
        raise BodyNotDecoded("cut off")
    return body


def _stated_length(response: requests.Response) -> int:
    """Content-Length in bytes; -1 if it is missing or not a number. Raises ValueError if it has too many digits."""
    length = response.headers.get("Content-Length", "")
    return int(length) if length.isascii() and length.isdigit() and not response.raw.chunked else -1


def _is_whole(response: requests.Response) -> bool:
    """Whether the body has the stated length. If chunks end early, the library raises an exception."""
    return bool(response.raw.chunked) or response.raw.tell() == _stated_length(response)


def _next_url(response: requests.Response) -> str | None:
    return next_link(response.headers.get("Link", ""))
