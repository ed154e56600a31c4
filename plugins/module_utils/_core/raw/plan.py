# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a task does with one request."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Callable

from ..errors import BigPandaError, UncertainWrite
from ..http.client import Client, page_of
from ..http.jobs import read_job, wait_for_job
from ..http.paging import ListReader
from ..http.response import ApiResponse
from ..model.operation import Paging
from ..plan import Result
from .completeness import TotalsSeen, doubt_of, list_of
from .request import Request

VALUES = ("status", "json", "text", "objects", "job")
NO_JOB_WARNING = (
    "The response does not refer to a job, so the task did not wait: read the object to see whether the change is done."
)


@dataclass(frozen=True)
class _Response:
    """values: the return values, by name."""

    values: Mapping[str, Any] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


class RequestPlan:
    """One request. A read changes nothing, so it is sent when the plan is made, in check mode too."""

    diff = None

    def __init__(self, client: Client, request: Request) -> None:
        """Raises BigPandaError."""
        # A job takes the credential and the host of the request, so this covers waiting, too.
        client.transport.check_access(request.operation)
        self._request = request
        self._response = _Response() if self.changed else _response(client, request)

    @property
    def warnings(self) -> tuple[str, ...]:
        return self._request.warnings

    @property
    def changed(self) -> bool:
        return self._request.operation.is_write

    def predicted(self) -> Result:
        """The response to a read; the response to a write is unknown."""
        return self._result(self._response)

    def carry_out(self, client: Client) -> Result:
        """Raises BigPandaError."""
        return self._result(_response(client, self._request) if self.changed else self._response)

    def _result(self, response: _Response) -> Result:
        return Result(self.changed, None, {**dict.fromkeys(VALUES), **response.values}, response.warnings)


def _response(client: Client, request: Request) -> _Response:
    if request.paging:
        return _read_all(client, request, request.paging)
    response = _send(client, request)
    values = {"status": response.status, "json": response.body, "text": response.text}
    if request.job.timeout_s is None:
        return _Response(values)
    if not _names_job(response, request):
        return _Response(values, (NO_JOB_WARNING,))
    return _Response({**values, "job": _finished_job(client, response, request, request.job.timeout_s)})


def _read_all(client: Client, request: Request, paging: Paging) -> _Response:
    totals = TotalsSeen()

    def fetch(query: Mapping[str, Any], check: Callable[[Any], object]) -> tuple[Any, str | None]:
        body, link = page_of(_send(client, replace(request, query=query), check))
        totals.note(body)
        return body, link

    reader = ListReader(request.operation, paging, request.query, fetch, list_of)
    objects = list(reader)
    doubt = doubt_of(paging, len(objects), reader.is_first_page_repeated, totals.largest)
    return _Response({"objects": objects}, (doubt,) if doubt else ())


def _send(client: Client, request: Request, check: Callable[[Any], object] | None = None) -> ApiResponse:
    body = io.BytesIO(request.body.encode()) if _is_file(request) else request.body
    try:
        return client.send(request.operation, request.query, body, request.headers, check)
    except UncertainWrite as uncertain:
        uncertain.advice = "It may have been carried out, so it was not repeated: check before you run it again."
        raise


def _is_file(request: Request) -> bool:
    return request.body is not None and "csv" in request.operation.content_type


def _finished_job(client: Client, response: ApiResponse, request: Request, timeout_s: float) -> dict:
    """Raises BigPandaError."""
    try:
        done = wait_for_job(client.transport, response, request.job.operation, timeout_s)
    except BigPandaError as error:
        raise error.add_context("The service accepted the request and began a job") from None
    return {"id": done.id, "status": done.status}


def _names_job(response: ApiResponse, request: Request) -> bool:
    """Only 202 means that something is still to be done: another Location may be that of a new object."""
    if read_job(response.body).id is None:
        return response.status == 202 and response.location is not None
    return response.location is not None or bool(request.job.operation.path)
