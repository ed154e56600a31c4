# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Interprets a response: an ApiResponse, or the error that it means. No bytes raise any other exception."""

from __future__ import annotations

import email.utils
import time
from collections.abc import Mapping
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
from ..model.operation import JSON_OR_TEXT, NOT_STATED, STATUS_ONLY, Operation
from ..record import Record
from ..values.json_text import NestedTooDeeply, parse_json
from .request import ApiRequest

FOREIGN_RESPONSE_ADVICE = (
    "Something else answers in place of the service, such as a proxy or a login page: check api_url and the proxies."
)
# How many of the service's own texts an error keeps, and how many of their characters its message shows.
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


class RawResponse(Record):
    """A response as it was received.

    headers: with case-insensitive names. body: decompressed. is_whole: the body has its stated length, or was chunked.
    url: of the request. next_url: from the Link header.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    is_whole: bool
    url: str
    next_url: str | None = None


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
        text=_text(received) if is_text else None,
    )


def _has_nothing_to_read(operation: Operation, received: RawResponse) -> bool:
    may_be_empty = operation.is_write or operation.method == "HEAD"
    if received.status == 204 or may_be_empty and not received.body:
        return True
    return operation.response == STATUS_ONLY and not _is_html(received)


def _is_text(received: RawResponse) -> bool:
    """Whether the content type is not JSON, and the whole body was received."""
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
        if _is_html(received):
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
            shown = _joined(_service_errors(received)) or "no reason given"
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


def _redirect_error(request: ApiRequest, received: RawResponse) -> RedirectRefused:
    return RedirectRefused(
        f"HTTP {received.status}: the service redirects to {_target(received)}.",
        "Redirects are not followed, to protect the credentials: check api_url, or set it to that host if you trust it."
        + _may_be_done(request),
        request.operation.method,
        request.path,
    )


def _target(received: RawResponse) -> str:
    try:
        host = urlsplit(urljoin(received.url, received.headers.get("Location", ""))).hostname
    except ValueError:
        host = None
    return excerpt(host) if host else "an invalid URL"


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
    """Seconds from a Retry-After header, which is a number or a date; None if it is missing or unreadable."""
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
    reasons = f": {_joined(errors)}." if errors else "."
    method, path = request.operation.method, request.path
    # Gateways of the service may report failures in HTML, and a 401 "may have no JSON" (configuration notes, "Errors").
    # Any other HTML does not come from the service.
    is_foreign = status < 500 and status != 401 and _is_html(received)
    advice = FOREIGN_RESPONSE_ADVICE if is_foreign else _advice(request.operation, status)
    message = f"{method} {path} returned HTTP {status}{reasons}"
    return kind(message, advice, method, path, status, errors, _is_html(received))


def _service_errors(received: RawResponse) -> list[str]:
    """The service's own texts, if the body can be read: usually a list, or a single text under one of several keys."""
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


def _joined(errors: list[str]) -> str:
    """Texts of the service for a message, without a full stop."""
    return excerpt("; ".join(errors), MAX_SHOWN_CHARACTERS).rstrip(".")


def _advice(operation: Operation, status: int) -> str:
    """What to do, by the API's table of statuses (contract README, "Reading rules")."""
    name, level = operation.permission
    needs = "of this operation" if name == NOT_STATED else f'"{name}" ({level.replace("_", " ")})'
    return {
        400: "Check the options against the documentation of the module.",
        401: f"The token is wrong or expired, or its owner is inactive: check {' or '.join(operation.credentials)}.",
        403: f"The owner of the API key needs the permission {needs}.",
        404: "Check the id, and check region: a wrong region also returns 404.",
        409: "The change conflicts with the current state: check the object, then run the task again.",
        410: "The object or the operation was removed permanently.",
        429: "Too many requests: run fewer jobs at the same time, or lower rate_limit_share.",
        501: "The service does not support this operation for the organization.",
    }.get(status, "The service failed: run the task again later." if status >= 500 else FOREIGN_RESPONSE_ADVICE)
