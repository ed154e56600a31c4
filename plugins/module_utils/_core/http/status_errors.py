# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The error for a status of 400 and above, with advice. Pure."""

from __future__ import annotations

from ..errors import (
    ApiError,
    BadRequest,
    Conflict,
    Forbidden,
    Gone,
    NotFound,
    NotSupported,
    RateLimited,
    ServerError,
    Unauthorized,
    excerpt,
)
from ..model.operation import API_KEY, NOT_STATED, Operation
from .error_texts import joined, service_errors
from .raw_response import RawResponse
from .request import ApiRequest

FOREIGN_RESPONSE_ADVICE = (
    "Something else answers in place of the service, such as a proxy or a login page: check api_url and the proxies."
)
# The contract's word for the permission of an operation that no role is checked for.
NO_ROLE = "none"
FAILURE_ADVICE = "The service failed: run the task again later."
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
# By status, what to do. Those of the API's own table (contract README, "Reading rules") and of what is in between.
ADVICE = {
    400: "Check the options against the documentation of the module.",
    407: "A proxy asks for a user and a password: check HTTPS_PROXY and HTTP_PROXY in the environment.",
    408: "The request took too long: run the task again.",
    409: "The change conflicts with the current state: check the object, then run the task again.",
    410: "The object or the operation was removed permanently.",
    411: "A proxy in between refuses the request: check the proxies.",
    414: "The request asks for too much at once: give fewer or shorter values.",
    422: "Check the options against the documentation of the module.",
    423: "The object is locked: run the task again later.",
    429: "Too many requests: run fewer jobs at the same time, or lower rate_limit_share.",
    431: "The headers of the request are too long: give fewer or shorter ones.",
    501: "The service does not support this operation for the organization.",
}
TOO_LARGE_ADVICE = (
    "The service, or a proxy in between, does not accept so much at once: send less, such as a table with fewer rows, "
    "or raise the limit of the proxy."
)


def status_error(request: ApiRequest, received: RawResponse) -> ApiError:
    """Its class is that of the status."""
    status = received.status
    kind = ERRORS_BY_STATUS.get(status, ServerError if status >= 500 else ApiError)
    errors = service_errors(received)
    reasons = f": {joined(errors)}." if errors else "."
    method, path = request.operation.method, request.path
    message = f"{method} {excerpt(path)} returned HTTP {status}{reasons}"
    return kind(message, _advice(request, received), method, path, status, errors, received.is_html)


def _advice(request: ApiRequest, received: RawResponse) -> str:
    status, operation = received.status, request.operation
    if status == 413 and operation.is_write:
        # Web servers and proxies answer so in HTML, too.
        return TOO_LARGE_ADVICE
    # Gateways of the service may report failures in HTML, and a 401 "may have no JSON" (configuration notes, "Errors").
    # Any other HTML does not come from the service.
    if received.is_html and status < 500 and status != 401:
        return FOREIGN_RESPONSE_ADVICE
    if status in ADVICE_BY_OPERATION:
        return ADVICE_BY_OPERATION[status](operation)
    return ADVICE.get(status, FAILURE_ADVICE if status >= 500 else FOREIGN_RESPONSE_ADVICE)


def _unauthorized(operation: Operation) -> str:
    owner = ", or its owner is inactive" if API_KEY in operation.credentials else ""
    return f"The token is wrong or expired{owner}: check {' or '.join(operation.credentials)}."


def _forbidden(operation: Operation) -> str:
    name, level = operation.permission
    if name == NO_ROLE or API_KEY not in operation.credentials:
        return (
            f"No permission is needed for it, so check that {' or '.join(operation.credentials)} belongs to this "
            "organization, and ask BigPanda whether the organization may use this operation."
        )
    if name == NOT_STATED:
        return "The owner of the API key needs the permission of this operation, which BigPanda's documentation names."
    return f'The owner of the API key needs the permission "{name}" ({level.replace("_", " ")}).'


def _not_found(operation: Operation) -> str:
    """A call of a module that has no ID in its path does not depend on one; what others call may contain one."""
    if "{" in operation.path:
        return "Check the id, and check region: a wrong region also returns 404."
    if operation.permission[0] == NOT_STATED:
        return "Check path and the IDs in it, and check region: a wrong region also returns 404."
    return "Check region and api_url: a wrong region also returns 404."


def _not_allowed(operation: Operation) -> str:
    if operation.permission[0] == NOT_STATED:
        return "The service does not accept this method for this path: check both."
    return "The service does not accept this method here: check api_url, and whether a proxy answers in its place."


ADVICE_BY_OPERATION = {401: _unauthorized, 403: _forbidden, 404: _not_found, 405: _not_allowed}
