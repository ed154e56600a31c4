# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What came back, read: an answer, or the error that it means. Whatever the bytes are, nothing else is raised."""

from __future__ import annotations

import email.utils
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from ..errors import (
    ApiError,
    BadRequest,
    Conflict,
    Forbidden,
    Gone,
    NotFound,
    NotSupported,
    RateLimited,
    RedirectRefused,
    RequestError,
    ServerError,
    Unauthorized,
    UncertainWrite,
    UnreadableResponse,
    excerpt,
)
from ..model.operation import NOT_STATED, Operation
from ..values.json_text import parse_json
from .request import ApiRequest

FOREIGN_RESPONSE_ADVICE = (
    "Something else answers in its place, such as a proxy or a login page: check api_url and the proxies."
)
# How many of the service's own texts are told of one refusal, and how many of their characters in a message.
MAX_SHOWN_ERRORS = 10
MAX_SHOWN_CHARACTERS = 600
RETRIED_STATUSES = (429, 500, 502, 503, 504)
ERRORS_BY_STATUS = {
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    410: Gone,
    429: RateLimited,
    501: NotSupported,
}


@dataclass(frozen=True)
class RawResponse:
    """An answer as it came. body: unpacked; is_whole: it has the length that was stated, or was stated to end.

    headers: without letter case. next_url: that of its Link header.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    is_whole: bool
    url: str
    next_url: str | None = None


@dataclass(frozen=True)
class ApiResponse:
    """A 2xx answer.

    body: the parsed JSON, None where there is none; never parsed for a 204.
    text: the body as it came, where its content type says that it is no JSON and the operation may be answered so.
    location: where a job can be polled; next_url: the following page, by the Link header.
    after_lost_response: the same request had been sent before, and its response was lost.
    """

    status: int
    body: Any
    location: str | None = None
    next_url: str | None = None
    after_lost_response: bool = False
    text: str | None = None


class RetryableError(Exception):
    """A failure after which the same request may be sent again."""

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
        raise _unreadable(request, f"HTTP {received.status}, after which nothing else came.")
    if _has_nothing_to_read(request.operation, received):
        return ApiResponse(received.status, None, received.headers.get("Location"))
    is_text = request.operation.any_text and _is_text(received)
    body = _parse_text(received) if is_text else _parse(request, received)
    _refuse_error_inside(request, received, body)
    return ApiResponse(
        received.status,
        body,
        received.headers.get("Location"),
        received.next_url,
        text=_text(received) if is_text else None,
    )


def _has_nothing_to_read(operation: Operation, received: RawResponse) -> bool:
    may_be_empty = operation.is_write or operation.method == "HEAD"
    if received.status == 204 or may_be_empty and not received.body:
        return True
    return operation.status_only and not _is_html(received)


def _is_text(received: RawResponse) -> bool:
    """Whether the body is said to be no JSON, and all of it came."""
    is_json = "json" in received.headers.get("Content-Type", "json").lower()
    return not is_json and bool(received.body) and not _is_html(received) and received.is_whole


def _text(received: RawResponse) -> str:
    return received.body.decode("utf-8", "replace")


def _parse_text(received: RawResponse) -> Any:
    try:
        return parse_json(received.body)
    except ValueError:
        return None


def _is_html(received: RawResponse) -> bool:
    return received.body.lstrip()[:1] == b"<"


def _parse(request: ApiRequest, received: RawResponse) -> Any:
    """HTML is somebody else's answer and stays so; a JSON body cut off on the way is worth another try."""
    try:
        return parse_json(received.body)
    except ValueError:
        came = f"HTTP {received.status} with a body that is"
        if _is_html(received):
            advice = f"{FOREIGN_RESPONSE_ADVICE}{_may_be_done(request)}"
            raise UnreadableResponse(
                f"{came} HTML, not the API's JSON.", advice, request.operation.method, request.path
            ) from None
        raise _unreadable(request, f"{came} {'no JSON or was cut off.' if received.body else 'empty.'}") from None


def _refuse_error_inside(request: ApiRequest, received: RawResponse, body: Any) -> None:
    """A success whose envelope says that it is none."""
    if isinstance(body, dict) and "data" not in body and body.get("errors"):
        status = body.get("status")
        if isinstance(status, int) and status >= 400:
            said = excerpt("; ".join(_service_errors(received)), MAX_SHOWN_CHARACTERS) or "no reason"
            raise _unreadable(request, f"HTTP {received.status} with a body that says status {status}: {said}.")


def _unreadable(request: ApiRequest, message: str) -> Exception:
    error = UnreadableResponse(
        message,
        "Run the task again; if it stays so, check what stands in between.",
        request.operation.method,
        request.path,
    )
    return UncertainWrite(error) if request.operation.is_write else RetryableError(error)


def _may_be_done(request: ApiRequest) -> str:
    return (
        " What was sent may have been carried out: look before it is sent again." if request.operation.is_write else ""
    )


def _redirect_error(request: ApiRequest, received: RawResponse) -> RedirectRefused:
    return RedirectRefused(
        f"HTTP {received.status}: the service redirects to {_target(received)}.",
        "Credentials are never sent along a redirect: check api_url, or give that host if you trust it."
        + _may_be_done(request),
        request.operation.method,
        request.path,
    )


def _target(received: RawResponse) -> str:
    try:
        host = urlsplit(urljoin(received.url, received.headers.get("Location", ""))).hostname
    except ValueError:
        host = None
    return excerpt(host) if host else "somewhere that is no URL"


def _status_error(request: ApiRequest, received: RawResponse) -> Exception:
    error = _api_error(request, received)
    retry_after_s = _retry_after_s(received)
    if received.status == 429:
        return RetryableError(error, retry_after_s)
    if received.status >= 500 and received.status != 501 and request.operation.is_write:
        return UncertainWrite(error, retry_after_s)
    if received.status in RETRIED_STATUSES:
        return RetryableError(error, retry_after_s)
    return error


def _retry_after_s(received: RawResponse) -> float | None:
    """Seconds that Retry-After asks for, given as a number or as a date; None if absent or unreadable."""
    value = received.headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        asked_until = email.utils.parsedate_to_datetime(value).timestamp()
    except (TypeError, ValueError, OverflowError, IndexError):
        return None
    return max(0.0, asked_until - time.time())


def _api_error(request: ApiRequest, received: RawResponse) -> ApiError:
    status = received.status
    kind = ERRORS_BY_STATUS.get(status, ServerError if status >= 500 else ApiError)
    errors = _service_errors(received)
    said = f": {excerpt('; '.join(errors), MAX_SHOWN_CHARACTERS).rstrip('.')}." if errors else "."
    method, path = request.operation.method, request.path
    # Gateways of the service itself may say in HTML that it failed, and a 401 "may have no JSON" (configuration notes,
    # "Errors"); but nothing else in HTML is said by the service.
    is_foreign = status < 500 and status != 401 and _is_html(received)
    advice = FOREIGN_RESPONSE_ADVICE if is_foreign else _advice(request.operation, status)
    message = f"{method} {path} answered HTTP {status}{said}"
    return kind(message, advice, method, path, status, errors, _is_html(received))


def _service_errors(received: RawResponse) -> list[str]:
    """The service's own texts, as far as the body can be read: a list of them as a rule, or one by another name."""
    try:
        body = parse_json(received.body)
    except ValueError:
        is_plain = received.headers.get("Content-Type", "").lower().startswith("text/plain")
        body = {"error": _text(received)} if is_plain else None
    if not isinstance(body, dict):
        return []
    errors: Any = next((body[name] for name in ("errors", "error", "message", "detail") if body.get(name)), [])
    texts = [excerpt(str(error)) for error in (errors if isinstance(errors, list) else [errors])[:MAX_SHOWN_ERRORS]]
    return [text for text in texts if text]


def _advice(operation: Operation, status: int) -> str:
    """What helps, by the API's table of statuses (contract README, "Reading rules")."""
    name, level = operation.permission
    needs = "that the call takes" if name == NOT_STATED else f'"{name}" ({level.replace("_", " ")})'
    return {
        400: "Check the values given against the module's documentation.",
        401: f"The token is wrong, has expired, or its owner is inactive: check {' or '.join(operation.credentials)}.",
        403: f"The owner of the API key needs the permission {needs}.",
        404: "Check the id; an organization lives in one region, and the wrong region answers the same: check region.",
        409: "The change clashes with the present state: look at the object, then run the task again.",
        410: "The object or the call was removed for good.",
        429: "Too many requests: let fewer jobs run side by side, or lower rate_limit_share.",
        501: "The service does not offer this call for the organization.",
    }.get(status, "The service failed; run the task again later." if status >= 500 else FOREIGN_RESPONSE_ADVICE)
