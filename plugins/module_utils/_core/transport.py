# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One HTTP session: credentials, pacing, retries and errors. Knows operations, not what a role is."""

from __future__ import annotations

import json
import os
import socket
import ssl
import traceback
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote, urlencode, urljoin, urlsplit

from .encoding import json_bytes, refuse_half_characters
from .errors import (
    ApiError,
    AuthoritiesUnreadable,
    BadRequest,
    BigPandaError,
    CertificateRefused,
    Conflict,
    ConnectionLost,
    Forbidden,
    Gone,
    HostNotFound,
    MissingLibrary,
    NotFound,
    NotSupported,
    ProxyFailed,
    RateLimited,
    RedirectRefused,
    ServerError,
    TlsFailed,
    Unauthorized,
    UncertainWrite,
    UnreadableAnswer,
)
from .pacing import Pacer, Patience
from .schema import MULTIPART, NOT_STATED, Operation, check_id
from .settings import REGIONS, Settings

try:
    import requests
    from requests.auth import AuthBase
    from requests.utils import DEFAULT_CA_BUNDLE_PATH, get_environ_proxies, select_proxy
    from urllib3.exceptions import InvalidHeader, NewConnectionError
    from urllib3.util.retry import Retry
except ImportError:
    REQUESTS_MISSING: str | None = traceback.format_exc()
    # The class statement below needs a base even where the library is missing.
    AuthBase = object  # type: ignore[assignment,misc]
else:
    REQUESTS_MISSING = None

VERSION = "0.1.0"
USER_AGENT = f"community.bigpanda/{VERSION}"
# By name: that of the interpreter, and that of urllib3 1.26, which compares the name of the host itself.
CERTIFICATE_ERRORS = ("SSLCertVerificationError", "CertificateError")
# The first is meant where none is said.
PROXY_SCHEMES = ("http", "https", "socks4", "socks4a", "socks5", "socks5h")
SOMEBODY_ELSE = "Something else answers in its place, such as a proxy or a login page: check api_url and the proxies."
# How much is told of an error that comes as plain text.
TOLD_CHARACTERS = 300
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
REGION_TABLE = "; ".join(
    f"{region}: {', '.join(url.split('://')[1] for url in hosts.values())}" for region, hosts in REGIONS.items()
)


@dataclass(frozen=True)
class Call:
    """One request to be made. `url`, where given, replaces the URL built from the operation."""

    operation: Operation
    values: Mapping[str, str]
    query: Mapping[str, Any]
    body: Any = None
    url: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        if self.url:
            return urlsplit(self.url).path
        return self.operation.path.format_map({name: _segment(name, str(value)) for name, value in self.values.items()})


@dataclass(frozen=True)
class Answer:
    """A 2xx answer.

    body: the parsed JSON, None where there is none; never parsed for a 204.
    text: the body as it came, where its content type says that it is no JSON and the operation may be answered so.
    location: where a job can be polled; next_url: the following page, by the Link header.
    repeated: the same call had been sent before, and its answer was lost.
    """

    status: int
    body: Any
    location: str | None = None
    next_url: str | None = None
    repeated: bool = False
    text: str | None = None


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


class Transport:
    """Sends calls, one keep-alive session for a task; not for use by several threads at once."""

    def __init__(self, settings: Settings, pacer: Pacer | None = None) -> None:
        """Raises MissingLibrary."""
        if REQUESTS_MISSING:
            raise MissingLibrary(
                "The Python library requests is missing.", "Install it for the Python that runs the module."
            )
        self._settings = settings
        self._pacer = pacer or Pacer(settings.rate_limit_share)
        self._session = requests.Session()
        self._session.headers.update({"Accept": "application/json", "User-Agent": USER_AGENT})

    def close(self) -> None:
        self._session.close()

    def patience(self) -> Patience:
        """A fresh allowance of retry time, for one request."""
        return Patience(self._settings.retry_timeout_s)

    def send(self, call: Call, patience: Patience | None = None) -> Answer:
        """Send, paced; repeat what is safe to repeat.

        Safe are reads, writes that surely had no effect (refused with 429, or never sent), and operations declared
        repeatable. Raises UncertainWrite when another write may have happened, ApiError on other statuses, a CallError
        when there is no readable answer.
        """
        patience = patience or self.patience()
        answer_lost = False
        while True:
            try:
                return replace(self._send_once(call), repeated=answer_lost)
            except _Repeatable as repeatable:
                patience.pause(repeatable.error, repeatable.retry_after_s)
            except UncertainWrite as uncertain:
                if not call.operation.repeatable:
                    raise
                answer_lost = True
                patience.pause(uncertain, uncertain.retry_after_s)

    def check_access(self, operation: Operation) -> None:
        """Refuse what cannot be sent for want of a credential or a host, without sending. Raises BigPandaError."""
        self._settings.token(operation)
        self._settings.base_url(operation.host)

    def _send_once(self, call: Call) -> Answer:
        token = self._settings.token(call.operation)
        url = self._url(call)
        self._pacer.wait(call.operation, token)
        return _read_answer(call, self._request(call, url, BearerToken(token)))

    def _request(self, call: Call, url: str, auth: AuthBase) -> requests.Response:
        try:
            return self._session.request(
                call.operation.method,
                url,
                params=_encode_query(call),
                **_encode_body(call),
                headers=_headers(call),
                auth=auth,
                timeout=self._settings.timeout_s,
                allow_redirects=False,
                # Given with each request: the environment's bundle would override the session's.
                verify=self._verification(),
            )
        except requests.exceptions.SSLError as error:
            raise _tls_error(call, error, urlsplit(url).hostname, self._verification()) from None
        except requests.exceptions.RequestException as error:
            raise _connection_error(call, error, urlsplit(url).hostname) from None

    def knock(self, host: str) -> None:
        """Ask the host once, without a credential, for an answer of any kind. Raises a CallError if none comes."""
        call = Call(Operation("", "HEAD", "/", (NOT_STATED, ""), None, host=host), {}, {})
        try:
            self._request(call, self._url(call), NoCredential())
        except _Repeatable as repeatable:
            raise repeatable.error from None

    def proxy_of(self, host: str) -> str | None:
        """The proxy by which the environment leads to the host, without its user and password."""
        url = self._settings.base_url(host)
        proxy = select_proxy(url, get_environ_proxies(url))
        return _without_user(proxy) if proxy else None

    def _verification(self) -> bool | str:
        if not self._settings.validate_certs:
            return False
        return self._settings.ca_path or DEFAULT_CA_BUNDLE_PATH

    def _url(self, call: Call) -> str:
        base = self._settings.base_url(call.operation.host)
        if call.url is None:
            return f"{base}{call.path}"
        return self._on_configured_host(call, base)

    def _on_configured_host(self, call: Call, base: str) -> str:
        """The URL that the service named, absolute or relative. Raises RedirectRefused if it leads elsewhere."""
        url = urljoin(f"{base}/", call.url)
        if urlsplit(url)[:2] != urlsplit(base)[:2]:
            raise RedirectRefused(
                f"the service names a URL on {urlsplit(url).hostname}, which is not the configured host.",
                "Credentials are sent to the configured host only; check region and api_url.",
                call.operation.method,
                call.path,
            )
        return url


def _without_user(proxy: str) -> str:
    """Scheme and host of a proxy, which may be no URL: everything before the last @ may be secret."""
    scheme = next((each for each in PROXY_SCHEMES if proxy.lower().startswith(f"{each}://")), PROXY_SCHEMES[0])
    return f"{scheme}://{proxy.rpartition('@')[2].rpartition('://')[2].partition('/')[0]}"


class _Repeatable(Exception):
    """A failure after which the same request may be sent again."""

    def __init__(self, error: BigPandaError, retry_after_s: float | None = None) -> None:
        super().__init__(str(error))
        self.error = error
        self.retry_after_s = retry_after_s


def _encode_query(call: Call) -> str:
    """Blanks as %20 (the contract asks for percent-encoding); a list as one value with commas, or key by key."""
    if call.operation.repeated_keys:
        return urlencode(call.query, doseq=True, quote_via=quote, safe="")
    pairs = {
        name: ",".join(map(str, value)) if isinstance(value, (list, tuple)) else value
        for name, value in call.query.items()
    }
    return urlencode(pairs, quote_via=_quoted, safe=",")


def _segment(name: str, value: str) -> str:
    """One part of a path. Raises InvalidOption for a value that would make it another path."""
    check_id(name, value)
    return _quoted(value)


def _quoted(text: Any, safe: Any = "", *_coding: Any) -> str:
    """Raises InvalidOption for text that UTF-8 cannot hold."""
    refuse_half_characters("the path or query", text)
    return quote(text, safe=safe)


def _headers(call: Call) -> dict[str, str]:
    # The library writes that of parts, since it chooses what stands between them.
    is_said = call.body is not None and call.operation.content_type != MULTIPART
    return {**({"Content-Type": call.operation.content_type} if is_said else {}), **call.headers}


def _encode_body(call: Call) -> dict[str, Any]:
    """The body, as the argument by which the library takes it."""
    if call.body is None:
        return {}
    if call.operation.content_type == MULTIPART:
        return {"files": call.body}
    if "json" in call.operation.content_type:
        return {"data": json_bytes(call.body)}
    # A file is streamed, from its beginning each time it is sent.
    call.body.seek(0)
    return {"data": call.body}


def _connection_error(call: Call, error: requests.exceptions.RequestException, host: str | None) -> Exception:
    method, path = call.operation.method, call.path
    if isinstance(error, requests.exceptions.ProxyError):
        advice = "Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY in the environment of the host where the module runs."
        return ProxyFailed(f"the proxy could not be used to reach {host}.", advice, method, path)
    causes = list(_causes(error))
    if _is_unknown_name(causes):
        advice = f"Check region and api_url; the hosts are {REGION_TABLE}."
        return HostNotFound(f"the name {host} cannot be resolved.", advice, method, path)
    if isinstance(error, (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema)):
        # What the library says of it may hold the password of a proxy.
        came_back = f"the URL of {host}, or that of the proxy that leads there, cannot be used."
        return ConnectionLost(came_back, "Check api_url and the proxies of the environment.", method, path)
    lost = ConnectionLost(
        f"no answer from {host}: {_connection_text(error)}.", "Check the network and timeout.", method, path
    )
    never_sent = any(isinstance(cause, (NewConnectionError, requests.exceptions.ConnectTimeout)) for cause in causes)
    if call.operation.is_write and not never_sent:
        return UncertainWrite(lost)
    return _Repeatable(lost)


def _tls_error(
    call: Call, error: requests.exceptions.SSLError, host: str | None, verification: bool | str
) -> TlsFailed:
    method, path, why = call.operation.method, call.path, _root_text(error)
    if any(type(cause).__name__ in CERTIFICATE_ERRORS for cause in _causes(error)):
        advice = "Give ca_path if a private authority signed it, or check that nothing stands in between."
        return CertificateRefused(f"the certificate of {host} was not accepted ({why}).", advice, method, path)
    if isinstance(verification, str) and not _can_be_loaded(verification):
        advice = "Correct ca_path: give a PEM file with the certificates of authorities, or a folder of hashed ones."
        return AuthoritiesUnreadable(f"no certificate can be read from {verification} ({why}).", advice, method, path)
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


def _connection_text(error: requests.exceptions.RequestException) -> str:
    if isinstance(error, requests.exceptions.ConnectTimeout):
        return "no connection within timeout"
    if isinstance(error, requests.exceptions.Timeout):
        return "nothing came within timeout"
    if any(isinstance(cause, NewConnectionError) for cause in _causes(error)):
        return "the connection was refused"
    return "the connection broke"


def _read_answer(call: Call, response: requests.Response) -> Answer:
    if response.is_redirect or 300 <= response.status_code < 400:
        raise _redirect_error(call, response)
    if response.status_code >= 400:
        raise _status_error(call, response)
    if _has_nothing_to_read(call.operation, response):
        return Answer(response.status_code, None, response.headers.get("Location"))
    is_text = call.operation.any_text and _is_text(response)
    return Answer(
        response.status_code,
        _parse_text(response) if is_text else _parse(call, response),
        response.headers.get("Location"),
        response.links.get("next", {}).get("url"),
        text=_text(response) if is_text else None,
    )


def _has_nothing_to_read(operation: Operation, response: requests.Response) -> bool:
    may_be_empty = operation.is_write or operation.method == "HEAD"
    if response.status_code == 204 or may_be_empty and not response.content:
        return True
    return operation.status_only and not _is_html(response)


def _is_text(response: requests.Response) -> bool:
    """Whether the body is said to be no JSON, and all of it came."""
    is_json = "json" in response.headers.get("Content-Type", "json").lower()
    return not is_json and bool(response.content) and not _is_html(response) and _is_whole(response)


def _is_whole(response: requests.Response) -> bool:
    """Whether the body has the length that was stated. Chunks that end early are an error of the library's."""
    length = response.headers.get("Content-Length")
    if length is None:
        return bool(response.raw.chunked)
    return length.isdigit() and response.raw.tell() == int(length)


def _text(response: requests.Response) -> str:
    return response.content.decode("utf-8", "replace")


def _parse_text(response: requests.Response) -> Any:
    try:
        return json.loads(_text(response))
    except ValueError:
        return None


def _is_html(response: requests.Response) -> bool:
    return response.content.lstrip()[:1] == b"<"


def _parse(call: Call, response: requests.Response) -> Any:
    try:
        return json.loads(response.content.decode("utf-8"))
    except ValueError:
        return _refuse_body(call, response)


def _refuse_body(call: Call, response: requests.Response) -> None:
    """HTML is somebody else's answer and stays so; a JSON body cut off on the way is worth another try."""
    method, path = call.operation.method, call.path
    came = f"HTTP {response.status_code} with a body that is"
    if _is_html(response):
        advice = f"{SOMEBODY_ELSE}{_may_be_done(call)}"
        raise UnreadableAnswer(f"{came} HTML, not the API's JSON.", advice, method, path)
    what = "no JSON or was cut off." if response.content else "empty."
    error = UnreadableAnswer(
        f"{came} {what}", "Run the task again; if it stays so, check what stands in between.", method, path
    )
    if call.operation.is_write:
        raise UncertainWrite(error)
    raise _Repeatable(error)


def _may_be_done(call: Call) -> str:
    return " What was sent may have been carried out: look before it is sent again." if call.operation.is_write else ""


def _redirect_error(call: Call, response: requests.Response) -> RedirectRefused:
    target = urlsplit(urljoin(response.url, response.headers.get("Location", ""))).hostname
    return RedirectRefused(
        f"HTTP {response.status_code}: the service redirects to {target}.",
        "Credentials are never sent along a redirect: check api_url, or give that host if you trust it."
        + _may_be_done(call),
        call.operation.method,
        call.path,
    )


def _status_error(call: Call, response: requests.Response) -> Exception:
    error = _api_error(call, response)
    retry_after_s = _retry_after_s(response)
    if response.status_code == 429:
        return _Repeatable(error, retry_after_s)
    if response.status_code >= 500 and response.status_code != 501 and call.operation.is_write:
        return UncertainWrite(error, retry_after_s)
    if response.status_code in RETRIED_STATUSES:
        return _Repeatable(error, retry_after_s)
    return error


def _retry_after_s(response: requests.Response) -> float | None:
    """Seconds that Retry-After asks for, given as a number or as a date; None if absent or unreadable."""
    value = response.headers.get("Retry-After")
    if not value:
        return None
    try:
        return max(0.0, float(Retry().parse_retry_after(value)))
    except InvalidHeader:
        return None


def _api_error(call: Call, response: requests.Response) -> ApiError:
    status = response.status_code
    kind = ERRORS_BY_STATUS.get(status, ServerError if status >= 500 else ApiError)
    errors = _service_errors(response)
    said = f": {'; '.join(errors).rstrip('.')}." if errors else "."
    method, path = call.operation.method, call.path
    # Gateways of the service itself may say in HTML that it failed, and a 401 "may have no JSON" (configuration notes,
    # "Errors"); but nothing else in HTML is said by the service.
    is_foreign = status < 500 and status != 401 and _is_html(response)
    advice = SOMEBODY_ELSE if is_foreign else _advice(call.operation, status)
    came_back = f"{method} {path} answered HTTP {status}{said}"
    return kind(came_back, advice, method, path, status, errors, _is_html(response))


def _service_errors(response: requests.Response) -> list[str]:
    """The service's own texts, as far as the body can be read: a list of them as a rule, or one by another name."""
    try:
        body = json.loads(_text(response))
    except ValueError:
        is_plain = response.headers.get("Content-Type", "").lower().startswith("text/plain")
        return [_text(response).strip()[:TOLD_CHARACTERS]] if is_plain and response.content.strip() else []
    if not isinstance(body, dict):
        return []
    errors: Any = next((body[name] for name in ("errors", "error", "message", "detail") if body.get(name)), [])
    return [str(error) for error in errors] if isinstance(errors, list) else [str(errors)]


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
    }.get(status, "The service failed; run the task again later." if status >= 500 else SOMEBODY_ELSE)
