# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A module that sends what the user says."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Callable

from ansible.module_utils.basic import AnsibleModule

from .._core.errors import BigPandaError, UncertainWrite
from .._core.http.client import Client, page_of
from .._core.http.jobs import read_job
from .._core.http.paging import ListReader
from .._core.http.response import ApiResponse
from .._core.model.operation import Paging
from .._core.plan import Result
from .._core.raw.model import KnownPaths
from .._core.raw.request import FIELDS, Request, make_request
from .run import run
from .session import make_module, session


def run_request(known: KnownPaths) -> None:
    """The whole of a module that sends what the user says."""
    module = make_module(FIELDS)

    def plan(client: Client) -> RequestPlan:
        # Nulls inside a body mean something, so only options that were omitted are dropped.
        options = {name: value for name, value in module.params.items() if value is not None}
        request = make_request(options, known)
        # A job takes the credential and the host of the call, so this covers waiting too.
        client.check_access(request.operation)
        return RequestPlan(module, client, request)

    run(module, session(module), plan)


class RequestPlan:
    """One request. A read changes nothing, so it is sent at once, in check mode too."""

    diff = None
    warnings: tuple[str, ...] = ()

    def __init__(self, module: AnsibleModule, client: Client, request: Request) -> None:
        self._module = module
        self._request = request
        self._response = {} if self.changed else self._sent(client)

    @property
    def changed(self) -> bool:
        return self._request.operation.is_write

    def predicted(self) -> Result:
        """The response to a read; nothing is known of the response to a write."""
        return self._result(self._response)

    def carry_out(self, client: Client) -> Result:
        """Raises BigPandaError."""
        return self._result(self._sent(client) if self.changed else self._response)

    def _result(self, response: dict) -> Result:
        return Result(self.changed, None, {**dict.fromkeys(("status", "json", "text", "objects", "job")), **response})

    def _sent(self, client: Client) -> dict:
        if self._request.paging:
            return {"objects": _read_all(client, self._request, self._request.paging)}
        response = _send(client, self._request)
        job = _job_of(self._module, client, response, self._request)
        return {"status": response.status, "json": response.body, "text": response.text, "job": job}


def _read_all(client: Client, request: Request, paging: Paging) -> list:
    def fetch(query: Mapping[str, Any], check: Callable[[Any], object]) -> tuple[Any, str | None]:
        return page_of(_send(client, replace(request, query=query), check))

    return list(ListReader(request.operation, paging, request.query, fetch))


def _send(client: Client, request: Request, check: Callable[[Any], object] | None = None) -> ApiResponse:
    body = io.BytesIO(request.body.encode()) if _is_file(request) else request.body
    try:
        return client.send(request.operation, request.query, body, request.headers, check)
    except UncertainWrite as uncertain:
        uncertain.advice = (
            "It may have been carried out all the same, so it was not repeated: look before you run it again."
        )
        raise


def _is_file(request: Request) -> bool:
    return request.body is not None and "csv" in request.operation.content_type


def _job_of(module: AnsibleModule, client: Client, answer: ApiResponse, request: Request) -> dict | None:
    """The job that the answer names, once it is done, if it is to be waited for."""
    if not module.params["wait_job"]:
        return None
    if not _names_job(answer, request):
        module.warn("The answer names no job, so none was waited for: read the object to see when the change is there.")
        return None
    try:
        done = client.wait_for_job(answer, request.job, module.params["wait_timeout"])
    except BigPandaError as error:
        raise error.add_context("The service accepted the request, and its job was not seen to end") from None
    return {"id": done.id, "status": done.status}


def _names_job(answer: ApiResponse, request: Request) -> bool:
    """Only 202 promises that something is still to be done: another Location may be that of a new object."""
    if read_job(answer.body).id is None:
        return answer.status == 202 and answer.location is not None
    return answer.location is not None or bool(request.job.path)
