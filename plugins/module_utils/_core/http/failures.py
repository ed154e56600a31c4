# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What an exception of the libraries means: the route is unusable, the response too large, the connection failed."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from ..errors import ConnectionFailed, HostNotFound, ProxyFailed, RequestError, UncertainWrite, UnreadableResponse
from .body import BodyNotDecoded, BodyTooLarge
from .libraries import requests, urllib3
from .proxies import find_proxy, is_socks, variable_of_proxy
from .request import ApiRequest
from .response import RetryableError
from .response_limits import ResponseTooLarge, ResponseTooSlow
from .session import TIMEOUTS_PER_RESPONSE
from .settings import MAX_ANSWER_MB, REGIONS, Settings
from .tls import tls_failure, verification

REGION_TABLE = "; ".join(
    f"{region}: {', '.join(url.split('://')[1] for url in hosts.values())}" for region, hosts in REGIONS.items()
)


def explain_failure(request: ApiRequest, error: Exception, url: str, settings: Settings) -> Exception:
    """The exception to raise in place of one of requests, urllib3 or http.client.

    That is a RetryableError if the request may be sent again, UncertainWrite if a write may have been carried out, and
    otherwise a RequestError.
    """
    causes = tuple(_causes(error))
    unusable = _unusable_route(error, causes, url, settings)
    if unusable:
        return unusable.at(request.operation.method, request.path)
    if _is_among(causes, BodyTooLarge, ResponseTooLarge):
        too_large = _too_large(settings.max_answer_mb).at(request.operation.method, request.path)
        return UncertainWrite(too_large) if request.operation.is_write else too_large
    message = f"no response from {urlsplit(url).hostname}: {_connection_problem(error, causes)}."
    failed = ConnectionFailed(message, "Check the network and timeout.", request.operation.method, request.path)
    never_sent = _is_among(causes, urllib3.exceptions.NewConnectionError, requests.exceptions.ConnectTimeout)
    if request.operation.is_write and not never_sent:
        return UncertainWrite(failed)
    return RetryableError(failed)


def _unusable_route(
    error: Exception, causes: Sequence[BaseException], url: str, settings: Settings
) -> RequestError | None:
    """Why the host cannot be reached in this way, so that another try is useless; None if it may be reached."""
    host = str(urlsplit(url).hostname)
    if isinstance(error, requests.exceptions.SSLError):
        return tls_failure(causes, host, verification(settings))
    if isinstance(error, requests.exceptions.InvalidSchema) and is_socks(find_proxy(url)):
        return ProxyFailed(
            f"{variable_of_proxy(find_proxy(url))} names a SOCKS proxy, and the Python library PySocks is missing.",
            f"Install PySocks for the Python that runs the module, or name {host} in NO_PROXY.",
        )
    if isinstance(error, requests.exceptions.ProxyError):
        advice = "Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY in the environment of the host where the module runs."
        return ProxyFailed(f"the proxy cannot be used to reach {host}.", advice)
    if _is_unknown_name(causes):
        advice = f"Check region and api_url; the hosts are {REGION_TABLE}."
        return HostNotFound(f"the name {host} cannot be resolved.", advice)
    if isinstance(error, (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema)):
        # The library's own text may contain the password of a proxy.
        message = f"the URL of {host} or of the proxy that leads to it is not valid."
        return ConnectionFailed(message, "Check api_url and the proxies of the environment.")
    return None


def _too_large(max_answer_mb: float) -> UnreadableResponse:
    advice = "Request less data"
    if max_answer_mb < MAX_ANSWER_MB:
        advice = f"Raise max_answer_mb (up to {MAX_ANSWER_MB}) if so much data is expected"
    return UnreadableResponse(
        f"the response is larger than {max_answer_mb:g} MB, the limit set by max_answer_mb.",
        f"{advice}, or check whether a proxy answers in place of the service.",
    )


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and all its causes, which requests and urllib3 keep in several places."""
    waiting: list = [error]
    seen: set[int] = set()
    while waiting:
        cause = waiting.pop()
        if isinstance(cause, BaseException) and id(cause) not in seen:
            seen.add(id(cause))
            yield cause
            waiting += [*cause.args, getattr(cause, "reason", None), cause.__cause__, cause.__context__]


def _is_among(causes: Sequence[BaseException], *kinds: type[BaseException]) -> bool:
    return any(isinstance(cause, kinds) for cause in causes)


def _is_unknown_name(causes: Sequence[BaseException]) -> bool:
    # With EAI_AGAIN a name server is temporarily unreachable; that is worth another try.
    return any(isinstance(cause, socket.gaierror) and cause.errno != socket.EAI_AGAIN for cause in causes)


def _connection_problem(error: Exception, causes: Sequence[BaseException]) -> str:
    if isinstance(error, requests.exceptions.ConnectTimeout):
        return "no connection within timeout"
    if _is_among(causes, ResponseTooSlow):
        return f"it did not end within {TIMEOUTS_PER_RESPONSE} times timeout"
    if _is_among(causes, requests.exceptions.Timeout, urllib3.exceptions.ReadTimeoutError):
        return "nothing was received within timeout"
    if _is_among(causes, urllib3.exceptions.NewConnectionError):
        return "the connection was refused"
    if _is_among(causes, BodyNotDecoded):
        return "its body cannot be decompressed, or was cut off"
    return "the connection was lost"
