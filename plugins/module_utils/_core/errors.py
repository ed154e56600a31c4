# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""All errors of the collection, as one tree. Pure: no network, no clock.

BigPandaError               base: message, advice, and the context in which it happened
    InvalidOption           an option cannot be used; found before anything is sent
        UnknownReference    an option names an object that does not exist
        ImmutableField      the service cannot change this field of an existing object
        TooManyRemovals     more objects would be removed than the safety limits allow
        PlanChanged         the plan is not the one that was approved
    MissingLibrary          the Python library requests is not installed
    WrongCredential         the request needs a credential that is not set
    AmbiguousKey            several objects have this key
    Stopped                 the run was stopped before its end
    UnexpectedError         an exception that is not an error of this tree
    RequestError            a request failed: method and path
        ConnectionFailed    no connection, or it was lost before the whole response was received
        HostNotFound        the host name cannot be resolved
        TlsFailed           no TLS connection
            CertificateRefused      the server's certificate was not accepted
            CaBundleUnreadable      the CA certificates cannot be read; nothing was sent
        ProxyFailed         the proxy of the environment cannot be used
        RedirectRefused     a redirect, or a link to another host; credentials are not sent there
        UnreadableResponse  not what the API promises: HTML, cut off, or of another shape
        IncompleteList      a list ended before as many objects came as the service states
        ChangeNotVisible    the service accepted a change and did not show it in time
        ApiError            a status of 400 or above: status and the service's own texts
            BadRequest      400
            Unauthorized    401
            Forbidden       403
            NotFound        404
                Gone        410: removed for good
            Conflict        409
            RateLimited     429
            ServerError     500, 502, 503, 504 and other 5xx: the service failed
            NotSupported    501
    UncertainWrite          a write may have been carried out: its response was lost, or was a 5xx
    JobError                a background job of the service did not succeed: id of the job
        JobFailed           the service reports that the job failed
        JobLost             the service does not know the job any more
        JobUnfinished       the job did not end in time
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

# How much of a text from the service or from a user is shown in a message.
MAX_EXCERPT_CHARACTERS = 300


def excerpt(text: str, max_characters: int = MAX_EXCERPT_CHARACTERS) -> str:
    """The text on one line, without control characters, cut to a length that fits into a message."""
    shown = text[: 4 * max_characters]
    if not shown.isprintable():
        shown = "".join(each if each.isprintable() else " " for each in shown)
    printable = " ".join(shown.split())
    return printable if len(printable) <= max_characters else f"{printable[:max_characters]} …"


class BigPandaError(Exception):
    """message: what came back; advice: what to do; context: what was being done. Never a token or a request's body."""

    def __init__(self, message: str, advice: str = "", context: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice
        self.context = context

    def __str__(self) -> str:
        lead = f"{self.context}: " if self.context else ""
        advice = f" {self.advice}" if self.advice else ""
        return f"{lead}{self.message}{advice}"

    def add_context(self, context: str) -> BigPandaError:
        """Set the context, unless code closer to the cause has set it."""
        self.context = self.context or context
        return self

    def to_result(self) -> dict[str, Any]:
        """What a failed task returns."""
        return {"msg": str(self)}


class error_context:
    """Adds a context to errors that are raised in a `with` block. A class, since thousands of objects enter it."""

    def __init__(self, context: str) -> None:
        self._context = context

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _traceback: object) -> None:
        if isinstance(error, BigPandaError):
            error.add_context(self._context)


class InvalidOption(BigPandaError):
    """An option cannot be used. Found before anything is sent."""


class MissingLibrary(BigPandaError):
    """The Python library requests is not installed on the host that runs the module."""


class WrongCredential(BigPandaError):
    """The request needs a credential that is not set. Found before anything is sent."""


class UnknownReference(InvalidOption):
    """An option names an object of another kind that does not exist."""


class AmbiguousKey(BigPandaError):
    """Several objects have this key."""


class ImmutableField(InvalidOption):
    """The service cannot change this field of an existing object."""


class TooManyRemovals(InvalidOption):
    """More objects would be removed than the safety limits allow."""


class PlanChanged(InvalidOption):
    """The plan is not the one that was approved."""


class Stopped(BigPandaError):
    """The run was stopped before its end."""


class UnexpectedError(BigPandaError):
    """An exception that is not an error of this tree: a fault of the collection, or of a response it cannot handle."""


class RequestError(BigPandaError):
    """A request to the service failed."""

    def __init__(self, message: str, advice: str = "", method: str | None = None, path: str | None = None) -> None:
        super().__init__(message, advice)
        self.method = method
        self.path = path

    def at(self, method: str, path: str) -> RequestError:
        """Set the request that failed, if the error was created by code that does not know it."""
        self.method, self.path = method, path
        return self

    def to_result(self) -> dict[str, Any]:
        return {**super().to_result(), "method": self.method, "path": self.path}


class ConnectionFailed(RequestError):
    """No connection, or it was lost before the whole response was received."""


class HostNotFound(RequestError):
    """The host name cannot be resolved."""


class TlsFailed(RequestError):
    """No TLS connection."""


class CertificateRefused(TlsFailed):
    """The server's certificate was not accepted."""


class CaBundleUnreadable(TlsFailed):
    """The CA certificates cannot be read. Nothing was sent."""


class ProxyFailed(RequestError):
    """The proxy of the environment cannot be used."""


class RedirectRefused(RequestError):
    """The service redirects, or links to another host. Credentials are not sent there."""


class UnreadableResponse(RequestError):
    """The response is not what the API promises: HTML, cut off, or of another shape."""


class IncompleteList(RequestError):
    """A list ended before as many objects came as the service states."""


class ChangeNotVisible(RequestError):
    """The service accepted a change and did not show it in time."""


class ApiError(RequestError):
    """A status of 400 or above.

    errors: the service's own texts. is_page: the body was HTML, so something else may have answered, such as a proxy.
    """

    def __init__(
        self,
        message: str,
        advice: str = "",
        method: str | None = None,
        path: str | None = None,
        status: int | None = None,
        errors: Iterable[str] = (),
        is_page: bool = False,
    ) -> None:
        super().__init__(message, advice, method, path)
        self.status = status
        self.errors = list(errors)
        self.is_page = is_page

    def to_result(self) -> dict[str, Any]:
        return {**super().to_result(), "status": self.status, "errors": self.errors}


class BadRequest(ApiError):
    """400."""


class Unauthorized(ApiError):
    """401."""


class Forbidden(ApiError):
    """403."""


class NotFound(ApiError):
    """404."""


class Conflict(ApiError):
    """409."""


class Gone(NotFound):
    """410: removed for good (contract README, "Reading rules")."""


class RateLimited(ApiError):
    """429."""


class ServerError(ApiError):
    """500, 502, 503, 504 and other 5xx: the service failed."""


class NotSupported(ApiError):
    """501."""


class UncertainWrite(BigPandaError):
    """A write may have been carried out: its response was lost, or was a 5xx.

    The write must not be sent again before its effect was looked up. cause: the error that hides the outcome.
    """

    def __init__(self, cause: RequestError, retry_after_s: float | None = None) -> None:
        super().__init__(cause.message, cause.advice)
        self.cause = cause
        self.retry_after_s = retry_after_s

    def to_result(self) -> dict[str, Any]:
        result = self.cause.to_result()
        result["msg"] = str(self)
        return result


class JobError(BigPandaError):
    """A background job of the service did not succeed. job: its id."""

    def __init__(self, message: str, advice: str = "", job: str | None = None) -> None:
        super().__init__(message, advice)
        self.job = job

    def to_result(self) -> dict[str, Any]:
        return {**super().to_result(), "job": {"id": self.job}}


class JobFailed(JobError):
    """The service reports that the job failed."""


class JobLost(JobError):
    """The service does not know the job any more."""


class JobUnfinished(JobError):
    """The job did not end in time."""
