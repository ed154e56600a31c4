# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Interprets a response: an ApiResponse, or the error that it means. No bytes raise any other exception."""

from __future__ import annotations

import email.utils
import time
from typing import Any
from urllib.parse import urljoin, urlsplit

from ..errors import RedirectRefused, RequestError, UncertainWrite, UnreadableResponse, excerpt
from ..model.operation import JSON_OR_TEXT, STATUS_ONLY, Operation
from ..record import Record
from ..values.json_text import NestedTooDeeply, parse_json
from .error_texts import joined, service_errors
from .raw_response import RawResponse
from .request import ApiRequest
from .status_errors import FOREIGN_RESPONSE_ADVICE, status_error

RETRIED_STATUSES = (429, 500, 502, 503, 504)


class ApiResponse(Record):
    """A response with a 2xx status.

    body: the parsed JSON, or None; never parsed for a 204.
    text: the body if its content type is not JSON and the operation accepts any text.
    location: URL at which a job can be polled. next_url: URL of the next page, from the Link header.
    after_lost_response: the same request had been sent before, and its response was lost.
    """

    status: int
    body: Any
    location: str | None = None
    next_url: str | None = None
    after_lost_response: bool = False
    text: str | None = None


class RetryableError(Exception):
    """The request failed and may be sent again. error: the error to raise if it is not."""

    def __init__(self, error: RequestError, retry_after_s: float | None = None) -> None:
        super().__init__(str(error))
        self.error = error
        self.retry_after_s = retry_after_s


def read_response(request: ApiRequest, received: RawResponse) -> ApiResponse:
    """Raises ApiError, RedirectRefused, UnreadableResponse, UncertainWrite, RetryableError."""
    if 300 <= received.status < 400:
        raise _redirect_error(request, received)
    if received.status >= 400:
        raise _status_error(request, received)
    if received.status < 200:
        raise _unreadable(request, f"HTTP {received.status}, and nothing after it.")
    if _has_nothing_to_read(request.operation, received):
        return ApiResponse(received.status, None, received.headers.get("Location"))
    is_text = request.operation.response == JSON_OR_TEXT and _is_text(received)
    body = _parse_text(received) if is_text else _parse(request, received)
    _refuse_error_inside(request, received, body)
    return ApiResponse(
        received.status,
        body,
        received.headers.get("Location"),
        received.next_url,
        text=received.text if is_text else None,
    )


def _has_nothing_to_read(operation: Operation, received: RawResponse) -> bool:
    may_be_empty = operation.is_write or operation.method == "HEAD"
    if received.status == 204 or may_be_empty and not received.body:
        return True
    return operation.response == STATUS_ONLY and not received.is_html


def _is_text(received: RawResponse) -> bool:
    """Whether the content type is not JSON, and the whole body was received."""
    is_json = "json" in received.headers.get("Content-Type", "json").lower()
    return not is_json and bool(received.body) and not received.is_html and received.is_whole


def _parse_text(received: RawResponse) -> Any:
    try:
        return parse_json(received.body)
    except ValueError:
        return None


def _parse(request: ApiRequest, received: RawResponse) -> Any:
    """HTML comes from something else, so another try is useless; a JSON body that was cut off is requested again."""
    try:
        return parse_json(received.body)
    except NestedTooDeeply as too_deep:
        error = UnreadableResponse(
            f"HTTP {received.status} with a body that is {too_deep}.",
            "Simplify in BigPanda what is nested so deeply, such as a condition.",
            request.operation.method,
            request.path,
        )
        raise (UncertainWrite(error) if request.operation.is_write else error) from None
    except ValueError:
        came = f"HTTP {received.status} with a body that is"
        if received.is_html:
            advice = f"{FOREIGN_RESPONSE_ADVICE}{_may_be_done(request)}"
            raise UnreadableResponse(
                f"{came} HTML, not the API's JSON.", advice, request.operation.method, request.path
            ) from None
        raise _unreadable(request, f"{came} {'not JSON or was cut off.' if received.body else 'empty.'}") from None


def _refuse_error_inside(request: ApiRequest, received: RawResponse, body: Any) -> None:
    """Raises an error for a success whose envelope contains an error status."""
    if isinstance(body, dict) and "data" not in body and body.get("errors"):
        status = body.get("status")
        if isinstance(status, int) and status >= 400:
            shown = joined(service_errors(received)) or "no reason given"
            raise _unreadable(request, f"HTTP {received.status} with status {status} in its body: {shown}.")


def _unreadable(request: ApiRequest, message: str) -> Exception:
    error = UnreadableResponse(
        message,
        "Run the task again. If the error persists, check for a proxy in between.",
        request.operation.method,
        request.path,
    )
    return UncertainWrite(error) if request.operation.is_write else RetryableError(error)


def _may_be_done(request: ApiRequest) -> str:
    return " The write may have been carried out: check before you send it again." if request.operation.is_write else ""


def _redirect_error(request: ApiRequest, received: RawResponse) -> RequestError:
    method, path = request.operation.method, request.path
    may_be_done = _may_be_done(request)
    if not received.headers.get("Location", "").strip():
        return UnreadableResponse(
            f"{method} {path} returned HTTP {received.status}, which the API does not use.",
            f"{FOREIGN_RESPONSE_ADVICE}{may_be_done}",
            method,
            path,
        )
    target, is_here = _target(received)
    place = "check api_url, and whether a login page answers in place of the service."
    if not is_here:
        place = "check api_url, or set it to that host if you trust it."
    return RedirectRefused(
        f"{method} {path} returned HTTP {received.status}: the service redirects to {target}.",
        f"Redirects are not followed, to protect the credentials: {place}{may_be_done}",
        method,
        path,
    )


def _target(received: RawResponse) -> tuple[str, bool]:
    """Where a redirect leads, for people, and whether that is the same host. Its query may contain secrets."""
    try:
        url = urlsplit(urljoin(received.url, received.headers.get("Location", "")))
        host, is_here = url.hostname, url[:2] == urlsplit(received.url)[:2]
    except ValueError:
        host, is_here = None, False
    if not host:
        return "an invalid URL", False
    return (f"{excerpt(url.path or '/', 100)} of the same host" if is_here else excerpt(host)), is_here


def _status_error(request: ApiRequest, received: RawResponse) -> Exception:
    error = status_error(request, received)
    retry_after_s = _retry_after_s(received)
    if received.status == 429:
        return RetryableError(error, retry_after_s)
    if received.status >= 500 and received.status != 501 and request.operation.is_write:
        return UncertainWrite(error, retry_after_s)
    if received.status in RETRIED_STATUSES:
        return RetryableError(error, retry_after_s)
    return error


def _retry_after_s(received: RawResponse) -> float | None:
    """Seconds from a Retry-After header, which is a number or a date; None if it is missing or unreadable."""
    value = received.headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        asked_until = email.utils.parsedate_to_datetime(value).timestamp()
    except (TypeError, ValueError, OverflowError, IndexError):
        return None
    return max(0.0, asked_until - time.time())
