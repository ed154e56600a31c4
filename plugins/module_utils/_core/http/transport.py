# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One HTTP session: credentials, pacing, retries and errors. Knows operations, not what a role is."""

from __future__ import annotations

import os
import socket
import ssl
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import replace
from http.client import HTTPException
from typing import Any
from urllib.parse import urljoin, urlsplit

from ..errors import (
    CaBundleUnreadable,
    CertificateRefused,
    ConnectionFailed,
    HostNotFound,
    MissingLibrary,
    ProxyFailed,
    RedirectRefused,
    RequestError,
    TlsFailed,
    UncertainWrite,
    UnreadableResponse,
    excerpt,
)
from ..model.operation import NOT_STATED, Operation
from .body import ACCEPT_ENCODING, CHUNK_BYTES, BodyNotDecoded, BodyTooLarge, decode_body
from .rate_limit import RateLimiter
from .request import ApiRequest, encode_body, encode_query, headers_of
from .response import ApiResponse, RawResponse, RetryableError, read_response
from .response_limits import ResponseLimits, ResponseTooLarge, ResponseTooSlow, pools_with_limits
from .retry import RetryBudget
from .settings import MAX_ANSWER_MB, REGIONS, Settings

try:
    import requests
    from requests.adapters import HTTPAdapter
    from requests.auth import AuthBase
    from requests.utils import DEFAULT_CA_BUNDLE_PATH, get_environ_proxies, select_proxy
    from urllib3.exceptions import HTTPError, NewConnectionError, ReadTimeoutError
except ImportError:
    REQUESTS_MISSING: str | None = traceback.format_exc()
    # The class statements below need a base even where the library is missing.
    AuthBase = HTTPAdapter = object  # type: ignore[assignment,misc]
else:
    REQUESTS_MISSING = None

VERSION = "0.1.0"
USER_AGENT = f"community.bigpanda/{VERSION}"
# By name: that of the interpreter, and that of urllib3 1.26, which compares the name of the host itself.
CERTIFICATE_ERRORS = ("SSLCertVerificationError", "CertificateError")
# The first is meant where none is said.
PROXY_SCHEMES = ("http", "https", "socks4", "socks4a", "socks5", "socks5h")
# In the order in which they are looked at for the proxy of a URL that begins with https.
PROXY_VARIABLES = ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "http_proxy", "HTTP_PROXY")
# An answer as a whole may take this many times `timeout`, which bounds the time between two bytes.
TIMEOUTS_PER_RESPONSE = 10
# How often an answer may have another shape than it has to have before that is an error.
MALFORMED_TRIES = 4
# An answer on the wire may be this much larger than its body may be: it has headers, and may come in chunks.
WIRE_TO_BODY = 1.25
# Of what is no success no more is read: its status says the most.
MAX_ERROR_BYTES = 1024 * 1024
REGION_TABLE = "; ".join(
    f"{region}: {', '.join(url.split('://')[1] for url in hosts.values())}" for region, hosts in REGIONS.items()
)


class BearerToken(AuthBase):
    """An auth object, since a plain header is replaced by a matching entry of the user's .netrc."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


class NoCredential(AuthBase):
    """Sends none, where leaving it out would send what the user's .netrc holds."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        return request


class LimitedAdapter(HTTPAdapter):
    """Opens connections whose answers keep the bounds, by whichever way they lead."""

    def __init__(self, limits: ResponseLimits) -> None:
        self._limits = limits
        super().__init__()

    def init_poolmanager(self, *arguments: Any, **named: Any) -> None:
        super().init_poolmanager(*arguments, **named)
        self._limit(self.poolmanager)

    def proxy_manager_for(self, proxy: str, **named: Any) -> Any:
        is_new = proxy not in self.proxy_manager
        manager = super().proxy_manager_for(proxy, **named)
        if is_new:
            self._limit(manager)
        return manager

    def _limit(self, manager: Any) -> None:
        manager.pool_classes_by_scheme = pools_with_limits(manager.pool_classes_by_scheme, self._limits)


def _make_session(settings: Settings) -> requests.Session:
    session = requests.Session()
    # Of the environment only the proxies are wanted, and not for each URL.
    session.trust_env = False
    # Redirects are not followed, and what they name is not even looked at by the library.
    session.get_redirect_target = lambda resp: None  # type: ignore[method-assign]
    session.headers.update({"Accept": "application/json", "Accept-Encoding": ACCEPT_ENCODING, "User-Agent": USER_AGENT})
    max_wire_bytes = int(settings.max_answer_bytes * WIRE_TO_BODY)
    adapter = LimitedAdapter(ResponseLimits(settings.timeout_s * TIMEOUTS_PER_RESPONSE, max_wire_bytes))
    for scheme in ("https://", "http://"):
        session.mount(scheme, adapter)
    return session


class Transport:
    """Sends calls, one keep-alive session for a task; not for use by several threads at once."""

    def __init__(self, settings: Settings, rate_limiter: RateLimiter | None = None) -> None:
        """Raises MissingLibrary."""
        if REQUESTS_MISSING:
            raise MissingLibrary(
                "The Python library requests is missing.", "Install it for the Python that runs the module."
            )
        self._settings = settings
        self._rate_limiter = rate_limiter or RateLimiter(settings.rate_limit_share)
        self._session = _make_session(settings)

    def close(self) -> None:
        self._session.close()

    def retry_budget(self) -> RetryBudget:
        """A fresh allowance of retry time, for one request."""
        return RetryBudget(self._settings.retry_timeout_s)

    def send(self, request: ApiRequest, retry_budget: RetryBudget | None = None) -> ApiResponse:
        """Send, paced; repeat what is safe to repeat.

        Safe are reads, writes that surely had no effect (refused with 429, or never sent), and operations declared
        repeatable. Raises UncertainWrite when another write may have happened, or is to be built anew before it is sent
        again; ApiError on other statuses, a RequestError when there is no readable answer.
        """
        retry_budget = retry_budget or self.retry_budget()
        answer_lost, malformed_count = False, 0
        while True:
            try:
                response = self._send_once(request)
                error = _malformed(request, response)
                if not error:
                    return replace(response, after_lost_response=answer_lost)
                malformed_count += 1
                if malformed_count == MALFORMED_TRIES:
                    raise error
                retry_budget.pause(error)
            except RetryableError as repeatable:
                if request.single_attempt:
                    raise UncertainWrite(repeatable.error, repeatable.retry_after_s) from None
                retry_budget.pause(repeatable.error, repeatable.retry_after_s)
            except UncertainWrite as uncertain:
                if not request.operation.repeatable:
                    raise
                answer_lost = True
                retry_budget.pause(uncertain, uncertain.retry_after_s)

    def check_access(self, operation: Operation) -> None:
        """Refuse what cannot be sent for want of a credential or a host, without sending. Raises BigPandaError."""
        self._settings.token(operation)
        self._settings.base_url(operation.host)

    def _send_once(self, request: ApiRequest) -> ApiResponse:
        token = self._settings.token(request.operation)
        url = self._url(request)
        self._rate_limiter.wait(request.operation, token)
        return read_response(request, self._exchange(request, url, BearerToken(token)))

    def _exchange(self, request: ApiRequest, url: str, auth: AuthBase) -> RawResponse:
        try:
            http_response = self._session.request(
                request.operation.method,
                url,
                params=encode_query(request),
                **encode_body(request),
                headers=headers_of(request),
                auth=auth,
                timeout=self._settings.timeout_s,
                allow_redirects=False,
                verify=self._verification(),
                proxies=_proxies(url),
                stream=True,
            )
        except requests.exceptions.SSLError as error:
            raise _tls_error(request, error, urlsplit(url).hostname, self._verification()) from None
        # Each library below lets through some errors of the next one; ours are none of these.
        except (HTTPError, HTTPException, OSError, ValueError) as error:
            raise _broken_answer(request, error, url, self._settings) from None
        with http_response:
            return self._receive(request, http_response, url)

    def _receive(self, request: ApiRequest, http_response: requests.Response, url: str) -> RawResponse:
        """The answer with all of its body. A connection that is not read to its end is closed, not used again."""
        is_error = not 200 <= http_response.status_code < 300
        try:
            body = _read_body(http_response, MAX_ERROR_BYTES if is_error else self._settings.max_answer_bytes)
        except (HTTPError, HTTPException, OSError, ValueError) as error:
            if not is_error:
                raise _broken_answer(request, error, url, self._settings) from None
            body = b""
        return RawResponse(
            http_response.status_code,
            http_response.headers,
            body,
            _is_whole(http_response),
            url,
            _next_url(http_response),
        )

    def probe_host(self, host: str) -> None:
        """Ask the host once, without a credential, for an answer of any kind. Raises a RequestError if none comes."""
        request = ApiRequest(Operation("", "HEAD", "/", (NOT_STATED, ""), None, host=host), {}, {})
        try:
            self._exchange(request, self._url(request), NoCredential())
        except RetryableError as repeatable:
            raise repeatable.error from None

    def proxy_of(self, host: str) -> str | None:
        """The proxy by which the environment leads to the host, without its user and password."""
        url = self._settings.base_url(host)
        proxy = select_proxy(url, _proxies(url))
        return _without_user(proxy) if proxy else None

    def _verification(self) -> bool | str:
        if not self._settings.validate_certs:
            return False
        return self._settings.ca_path or DEFAULT_CA_BUNDLE_PATH

    def _url(self, request: ApiRequest) -> str:
        base = self._settings.base_url(request.operation.host)
        if request.url is None:
            return f"{base}{request.path}"
        return self._on_configured_host(request, base)

    def _on_configured_host(self, request: ApiRequest, base: str) -> str:
        """The URL that the service named, absolute or relative. Raises RedirectRefused if it leads elsewhere."""
        try:
            url = urljoin(f"{base}/", request.url)
            parts = urlsplit(url)
            is_here, host = parts[:2] == urlsplit(base)[:2], parts.hostname
        except ValueError:
            is_here, url, host = False, "", None
        if not is_here or not url.isascii() or not url.isprintable():
            elsewhere = f"a URL on {excerpt(host)}, which is not the configured host." if host else "no URL."
            raise RedirectRefused(
                f"the service names {'a URL that cannot be used.' if is_here else elsewhere}",
                "Credentials are sent to the configured host only; check region and api_url.",
                request.operation.method,
                excerpt(request.path),
            )
        return url


def _malformed(request: ApiRequest, response: ApiResponse) -> UnreadableResponse | None:
    """Why the answer to a read has another shape than it has to have; there is none to a 204."""
    if request.check is None or response.status == 204:
        return None
    try:
        request.check(response.body)
    except UnreadableResponse as error:
        method, path = request.operation.method, request.path
        return UnreadableResponse(f"{method} {path}: {error.message}", error.advice, method, path)
    return None


def _proxies(url: str) -> dict[str, str]:
    """What the environment says of proxies. What goes unencrypted stays on this machine, see `Settings`."""
    return {} if urlsplit(url).scheme == "http" else get_environ_proxies(url)


def _read_body(http_response: requests.Response, max_bytes: int) -> bytes:
    """Raises BodyTooLarge, BodyNotDecoded, and what the library raises."""
    chunks = http_response.raw.stream(CHUNK_BYTES, decode_content=False)
    body = decode_body(chunks, http_response.headers.get("Content-Encoding", ""), max_bytes)
    # Older libraries do not compare it; without a body nothing was cut off, it was never meant to come.
    if body and http_response.raw.tell() < _stated_length(http_response):
        raise BodyNotDecoded("cut off")
    return body


def _stated_length(http_response: requests.Response) -> int:
    """-1 where none is stated that could be read. Raises ValueError for one that is too long."""
    length = http_response.headers.get("Content-Length", "")
    return int(length) if length.isascii() and length.isdigit() and not http_response.raw.chunked else -1


def _is_whole(http_response: requests.Response) -> bool:
    """Whether the body has the length that was stated. Chunks that end early are an error of the library's."""
    return bool(http_response.raw.chunked) or http_response.raw.tell() == _stated_length(http_response)


def _next_url(http_response: requests.Response) -> str | None:
    try:
        url: str | None = http_response.links.get("next", {}).get("url")
    except (ValueError, LookupError):
        return None
    return url


def _without_user(proxy: str) -> str:
    """Scheme and host of a proxy, which may be no URL: everything before the last @ may be secret."""
    scheme = next((each for each in PROXY_SCHEMES if proxy.lower().startswith(f"{each}://")), PROXY_SCHEMES[0])
    return f"{scheme}://{proxy.rpartition('@')[2].rpartition('://')[2].partition('/')[0]}"


def _broken_answer(request: ApiRequest, error: Exception, url: str, settings: Settings) -> Exception:
    """What an error of the libraries means."""
    host = str(urlsplit(url).hostname)
    unusable = _unusable(request, error, url, host)
    if unusable:
        return unusable
    causes = list(_causes(error))
    if any(isinstance(cause, (BodyTooLarge, ResponseTooLarge)) for cause in causes):
        too_large = _too_large(request, settings.max_answer_mb)
        return UncertainWrite(too_large) if request.operation.is_write else too_large
    lost = ConnectionFailed(
        f"no answer from {host}: {_connection_text(error, causes)}.",
        "Check the network and timeout.",
        request.operation.method,
        request.path,
    )
    never_sent = any(isinstance(cause, (NewConnectionError, requests.exceptions.ConnectTimeout)) for cause in causes)
    if request.operation.is_write and not never_sent:
        return UncertainWrite(lost)
    return RetryableError(lost)


def _too_large(request: ApiRequest, max_answer_mb: float) -> UnreadableResponse:
    what_to_do = "Ask for less"
    if max_answer_mb < MAX_ANSWER_MB:
        what_to_do = f"Raise max_answer_mb (up to {MAX_ANSWER_MB}) if so much is expected"
    return UnreadableResponse(
        f"the answer is larger than {max_answer_mb:g} MB, the most that max_answer_mb allows.",
        f"{what_to_do}, or check which proxy answers instead of the service.",
        request.operation.method,
        request.path,
    )


def _unusable(request: ApiRequest, error: Exception, url: str, host: str) -> RequestError | None:
    """An error that says that the way to the host cannot be used, so that trying again makes no sense."""
    method, path = request.operation.method, request.path
    if isinstance(error, requests.exceptions.InvalidSchema) and _is_socks(url):
        return ProxyFailed(
            f"{_proxy_variable(url)} names a SOCKS proxy, and the Python library PySocks is missing.",
            f"Install PySocks for the Python that runs the module, or name {host} in NO_PROXY.",
            method,
            path,
        )
    if isinstance(error, requests.exceptions.ProxyError):
        advice = "Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY in the environment of the host where the module runs."
        return ProxyFailed(f"the proxy could not be used to reach {host}.", advice, method, path)
    if _is_unknown_name(_causes(error)):
        advice = f"Check region and api_url; the hosts are {REGION_TABLE}."
        return HostNotFound(f"the name {host} cannot be resolved.", advice, method, path)
    if isinstance(error, (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema)):
        # What the library says of it may hold the password of a proxy.
        message = f"the URL of {host}, or that of the proxy that leads there, cannot be used."
        return ConnectionFailed(message, "Check api_url and the proxies of the environment.", method, path)
    return None


def _is_socks(url: str) -> bool:
    return str(select_proxy(url, _proxies(url))).lower().startswith("socks")


def unused_proxy_warning(settings: Settings) -> str | None:
    """What to warn of: a SOCKS proxy of the environment that plain http does not use. None if there is none."""
    url = settings.base_url("api")
    proxy = None if REQUESTS_MISSING or _proxies(url) else select_proxy(url, get_environ_proxies(url))
    if proxy is None or not proxy.lower().startswith("socks"):
        return None
    return (
        f"{_variable_of(proxy)} names a SOCKS proxy, which is not used for {urlsplit(url).hostname}. "
        "A URL with https is reached through it, if the Python library PySocks is installed."
    )


def _proxy_variable(url: str) -> str:
    """The variable of the environment that says which proxy leads to the URL."""
    return _variable_of(select_proxy(url, _proxies(url)))


def _variable_of(proxy: str | None) -> str:
    return next((name for name in PROXY_VARIABLES if os.environ.get(name) == proxy), "The proxy's variable")


def _tls_error(
    request: ApiRequest, error: requests.exceptions.SSLError, host: str | None, verification: bool | str
) -> TlsFailed:
    method, path, why = request.operation.method, request.path, _root_text(error)
    if any(type(cause).__name__ in CERTIFICATE_ERRORS for cause in _causes(error)):
        advice = "Give ca_path if a private authority signed it, or check that nothing stands in between."
        return CertificateRefused(f"the certificate of {host} was not accepted ({why}).", advice, method, path)
    if isinstance(verification, str) and not _can_be_loaded(verification):
        advice = "Correct ca_path: give a PEM file with the certificates of authorities, or a folder of hashed ones."
        return CaBundleUnreadable(f"no certificate can be read from {verification} ({why}).", advice, method, path)
    advice = "What answers may speak no TLS, or another version of it: check the URL, its port, and the proxies."
    return TlsFailed(f"no TLS connection to {host} can be made ({why}).", advice, method, path)


def _can_be_loaded(bundle: str) -> bool:
    """Whether the file holds certificates. Tried, since what the error says differs between versions of OpenSSL."""
    if os.path.isdir(bundle):
        return True
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(bundle)
    except OSError:
        return False
    return True


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and everything it came from, which requests and urllib3 keep in several places."""
    waiting: list = [error]
    seen: set[int] = set()
    while waiting:
        cause = waiting.pop()
        if isinstance(cause, BaseException) and id(cause) not in seen:
            seen.add(id(cause))
            yield cause
            waiting += [*cause.args, getattr(cause, "reason", None), cause.__cause__, cause.__context__]


def _is_unknown_name(causes: Iterable[BaseException]) -> bool:
    # EAI_AGAIN is a name server that is away for the moment; that is worth another try.
    return any(isinstance(cause, socket.gaierror) and cause.errno != socket.EAI_AGAIN for cause in causes)


def _root_text(error: BaseException) -> str:
    texts = [str(cause.args[-1]) for cause in _causes(error) if cause.args and isinstance(cause.args[-1], str)]
    return texts[-1] if texts else type(error).__name__


def _connection_text(error: Exception, causes: Iterable[BaseException]) -> str:
    if isinstance(error, requests.exceptions.ConnectTimeout):
        return "no connection within timeout"
    found = list(causes)

    def is_among(kind: type[BaseException]) -> bool:
        return any(isinstance(cause, kind) for cause in found)

    if is_among(ResponseTooSlow):
        return f"what came did not end within {TIMEOUTS_PER_RESPONSE} times timeout"
    if isinstance(error, requests.exceptions.Timeout) or is_among(ReadTimeoutError):
        return "nothing came within timeout"
    if is_among(NewConnectionError):
        return "the connection was refused"
    if is_among(BodyNotDecoded):
        return "its body is packed in a way that cannot be read, or was cut off"
    return "the connection broke"
