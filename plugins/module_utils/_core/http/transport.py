# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Sends requests with a credential, within the rate limit, again if that is safe. Knows operations, not objects."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from ..errors import MissingLibrary, RedirectRefused, UncertainWrite, UnreadableResponse, excerpt
from ..model.operation import NOT_STATED, Operation
from .exchange import exchange
from .libraries import HAS_REQUESTS
from .proxies import find_proxy, without_user
from .rate_limit import RateLimiter
from .request import ApiRequest
from .response import ApiResponse, RetryableError, read_response
from .retry import RetryBudget
from .session import BearerToken, NoCredential, make_session
from .settings import Settings

# A malformed response to a read is requested again until it was malformed this many times.
MALFORMED_TRIES = 4


class Transport:
    """Sends requests through one keep-alive session for a task. Not for use by several threads at once."""

    def __init__(self, settings: Settings, rate_limiter: RateLimiter | None = None) -> None:
        """Raises MissingLibrary."""
        if not HAS_REQUESTS:
            raise MissingLibrary(
                "The Python library requests is missing.", "Install it for the Python that runs the module."
            )
        self._settings = settings
        self._rate_limiter = rate_limiter or RateLimiter(settings.rate_limit_share)
        self._session = make_session(settings)

    def close(self) -> None:
        self._session.close()

    def retry_budget(self) -> RetryBudget:
        """A new budget of retry time, for one request."""
        return RetryBudget(self._settings.retry_timeout_s)

    def send(self, request: ApiRequest) -> ApiResponse:
        """Send the request within the rate limit; send it again if that is safe.

        That is safe for reads, for writes that surely had no effect (refused with 429, or never sent), and for
        operations that are declared repeatable. Raises UncertainWrite if another write may have been carried out, or
        if its body has to be built again; ApiError on other statuses; a RequestError if there is no readable response.
        """
        retry_budget = self.retry_budget()
        is_response_lost, malformed_count = False, 0
        while True:
            try:
                response = self._send_once(request)
                error = _find_malformed(request, response)
                if not error:
                    return response.replace(after_lost_response=is_response_lost)
                malformed_count += 1
                if malformed_count == MALFORMED_TRIES:
                    raise error
                retry_budget.pause(error)
            except RetryableError as retryable:
                if request.single_attempt:
                    raise UncertainWrite(retryable.error, retryable.retry_after_s) from None
                retry_budget.pause(retryable.error, retryable.retry_after_s)
            except UncertainWrite as uncertain:
                if not request.operation.repeatable:
                    raise
                is_response_lost = True
                retry_budget.pause(uncertain, uncertain.retry_after_s)

    def check_access(self, operation: Operation) -> None:
        """Refuse an operation whose credential or host is not set, without sending. Raises BigPandaError."""
        self._settings.token(operation)
        self._settings.base_url(operation.host)

    def probe_host(self, host: str) -> None:
        """Send one request without a credential; every response is accepted. Raises a RequestError if none comes."""
        request = ApiRequest(Operation("", "HEAD", "/", (NOT_STATED, ""), None, host=host), {}, {})
        try:
            exchange(self._session, self._settings, request, url_of(request, self._settings), NoCredential())
        except RetryableError as retryable:
            raise retryable.error from None

    def proxy_of(self, host: str) -> str | None:
        """The proxy of the environment that leads to the host, without its user and password."""
        proxy = find_proxy(self._settings.base_url(host))
        return without_user(proxy) if proxy else None

    def _send_once(self, request: ApiRequest) -> ApiResponse:
        token = self._settings.token(request.operation)
        url = url_of(request, self._settings)
        self._rate_limiter.wait(request.operation, token)
        return read_response(request, exchange(self._session, self._settings, request, url, BearerToken(token)))


def _find_malformed(request: ApiRequest, response: ApiResponse) -> UnreadableResponse | None:
    """Why the response to a read does not have the shape that is required; a 204 has no body to check."""
    if request.check is None or response.status == 204:
        return None
    try:
        request.check(response.body)
    except UnreadableResponse as error:
        method, path = request.operation.method, request.path
        return UnreadableResponse(f"{method} {path}: {error.message}", error.advice, method, path)
    return None


def url_of(request: ApiRequest, settings: Settings) -> str:
    """The URL of a request, always on the configured host. Raises RedirectRefused, InvalidOption."""
    base = settings.base_url(request.operation.host)
    return f"{base}{request.path}" if request.url is None else _on_configured_host(request, base)


def _on_configured_host(request: ApiRequest, base: str) -> str:
    """The URL that the service named, absolute or relative. Raises RedirectRefused if it leads elsewhere."""
    try:
        url = urljoin(f"{base}/", request.url)
        parts = urlsplit(url)
        is_here, host = parts[:2] == urlsplit(base)[:2], parts.hostname
    except ValueError:
        is_here, url, host = False, "", None
    if is_here and url.isascii() and url.isprintable():
        return url
    named = f"a URL on {excerpt(host)}, which is not the configured host" if host and not is_here else "an invalid URL"
    raise RedirectRefused(
        f"the service names {named}.",
        "Credentials are only sent to the configured host; check region and api_url.",
        request.operation.method,
        excerpt(request.path),
    )
