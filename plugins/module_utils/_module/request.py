# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A module that sends what the user says."""

from __future__ import annotations

import io
from typing import Any

from ansible.module_utils.basic import AnsibleModule

from .._core.client import Client
from .._core.errors import UncertainWrite
from .._core.jobs import read_job
from .._core.request import FIELDS, PublishedLimits, Request, make_request
from .._core.schema import Operation
from .._core.transport import Answer
from .session import make_module, session


def run_request(limits: PublishedLimits, job: Operation) -> None:
    """The whole of a module that sends what the user says. job: where jobs are asked for that name no place."""
    module = make_module(FIELDS)
    result: dict[str, Any] = dict.fromkeys(("status", "json", "objects", "job"))
    with session(module) as client:
        # Nulls inside a body mean something, so only options that were left out are dropped.
        options = {name: value for name, value in module.params.items() if value is not None}
        request = make_request(options, limits)
        client.check_access(request.operation)
        is_sent = not (module.check_mode and request.operation.is_write)
        if is_sent and request.paging:
            result["objects"] = client.read_all(request.operation, request.paging, **request.query)
        elif is_sent:
            answer = _send(client, request)
            result.update(status=answer.status, json=answer.body)
            result["job"] = _job_of(module, client, answer, job)
    module.exit_json(changed=request.operation.is_write, **result)


def _send(client: Client, request: Request) -> Answer:
    body = io.BytesIO(request.body.encode()) if _is_file(request) else request.body
    try:
        return client.send(request.operation, request.query, body)
    except UncertainWrite as uncertain:
        uncertain.advice = (
            "It may have been carried out all the same, so it was not repeated: look before you run it again."
        )
        raise


def _is_file(request: Request) -> bool:
    return request.body is not None and "json" not in request.operation.content_type


def _job_of(module: AnsibleModule, client: Client, answer: Answer, job: Operation) -> dict | None:
    """The job that the answer names, once it is done, if it is to be waited for."""
    if not module.params["wait_job"]:
        return None
    if not answer.location and read_job(answer.body).id is None:
        module.warn("The answer names no job, so none was waited for: read the object to see when the change is there.")
        return None
    done = client.wait_for_job(answer, job, module.params["wait_timeout"])
    return {"id": done.id, "status": done.status}
