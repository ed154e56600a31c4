# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Everything that can go wrong, as one tree. Pure: no network, no clock.

Each error says what was being done (`context`), what came back and what to do. Errors never hold a token or a body.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

# How much is told of a text that somebody else wrote.
MAX_EXCERPT_CHARACTERS = 300


def excerpt(text: str, max_characters: int = MAX_EXCERPT_CHARACTERS) -> str:
    """Text of somebody else as it may stand in a message: on one line, without control characters, not too long."""
    printable = " ".join("".join(each if each.isprintable() else " " for each in text[: 4 * max_characters]).split())
    return printable if len(printable) <= max_characters else f"{printable[:max_characters]} …"


class BigPandaError(Exception):
    """Base of all errors of the collection; `to_result()` is what a failed task returns."""

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
        """Name what was being done, unless a place nearer to the cause has named it already."""
        self.context = self.context or context
        return self

    def to_result(self) -> dict[str, Any]:
        return {"msg": str(self)}


class error_context:
    """Errors from within a `with` say what was being done. A class, since thousands of objects enter it."""

    def __init__(self, what: str) -> None:
        self._what = what

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _traceback: object) -> None:
        if isinstance(error, BigPandaError):
            error.add_context(self._what)


class InvalidOption(BigPandaError):
    """The user's input cannot be used; found before anything is sent."""


class MissingLibrary(BigPandaError):
    """The Python library `requests` is not installed where the module runs."""


class WrongCredential(BigPandaError):
    """The call needs the other kind of credential; found before anything is sent."""


class UnknownReference(InvalidOption):
    """An option names an object of another kind that does not exist."""


class AmbiguousKey(BigPandaError):
    """Several objects answer to the same name."""


class ImmutableField(InvalidOption):
    """The service cannot change this field of an existing object."""


class TooManyRemovals(InvalidOption):
    """More would be removed than the user allows."""


class PlanChanged(InvalidOption):
    """The plan is not the one that was approved."""


class Stopped(BigPandaError):
    """The run was told to end before it was through."""


class UnexpectedError(BigPandaError):
    """An error of another kind than all of these: of the collection itself, or of an answer that nobody thought of."""


class RequestError(BigPandaError):
    """A call to the service went wrong."""

    def __init__(self, message: str, advice: str = "", method: str | None = None, path: str | None = None) -> None:
        super().__init__(message, advice)
        self.method = method
        self.path = path

    def at(self, method: str, path: str) -> RequestError:
        """Add the request that failed, to an error that was made where it is not known."""
        self.method, self.path = method, path
        return self

    def to_result(self) -> dict[str, Any]:
        result = super().to_result()
        result.update(method=self.method, path=self.path)
        return result


class ConnectionFailed(RequestError):
    """No connection, or it broke before the whole answer was there."""


class HostNotFound(RequestError):
    """The name of the host does not resolve."""


class TlsFailed(RequestError):
    """No TLS connection can be made."""


class CertificateRefused(TlsFailed):
    """The server's certificate was not accepted."""


class CaBundleUnreadable(TlsFailed):
    """The certificates of the authorities to trust cannot be read, so nobody was asked."""


class ProxyFailed(RequestError):
    """The proxy of the environment cannot be used."""


class RedirectRefused(RequestError):
    """The service answered with a redirect; credentials are never sent along it."""


class UnreadableResponse(RequestError):
    """The answer is not what the API promises: HTML, cut off, or of another shape."""


class IncompleteList(RequestError):
    """A list ended before it held as many objects as the service says there are."""


class ChangeNotVisible(RequestError):
    """The service accepted a change and did not show it in the time allowed."""


class ApiError(RequestError):
    """An error status was answered; `errors` is the service's own list of texts.

    is_page: the body was HTML, so somebody else may have answered in its place.
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
        result = super().to_result()
        result.update(status=self.status, errors=self.errors)
        return result


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


class Gone(ApiError):
    """410."""


class RateLimited(ApiError):
    """429."""


class ServerError(ApiError):
    """500, 502, 503, 504 and other 5xx: the service failed."""


class NotSupported(ApiError):
    """501."""


class UncertainWrite(BigPandaError):
    """A write may or may not have happened: its answer was lost, or was a 5xx.

    Never repeated before its effect was looked up. `cause` is the error that hid the outcome.
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
    """A background job of the service did not end well; `job` is its id."""

    def __init__(self, message: str, advice: str = "", job: str | None = None) -> None:
        super().__init__(message, advice)
        self.job = job

    def to_result(self) -> dict[str, Any]:
        result = super().to_result()
        result["job"] = {"id": self.job}
        return result


class JobFailed(JobError):
    """The service says that the job failed."""


class JobLost(JobError):
    """The service no longer knows the job."""


class JobUnfinished(JobError):
    """The job did not end in the time allowed."""
