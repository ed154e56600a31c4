# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Waits for background jobs of the service."""

from __future__ import annotations

from typing import Any

from ..errors import JobFailed, JobLost, JobUnfinished, NotFound, RedirectRefused, excerpt
from ..model.operation import Operation
from ..record import Record
from .clock import CLOCK, Clock
from .error_texts import body_errors, joined
from .paging import unwrap
from .polling import polling_pauses
from .request import ApiRequest
from .response import ApiResponse
from .transport import Transport

MAX_STATUS_CHARACTERS = 60
STATUSES = ("pending", "started", "done", "failed")
# How long the service may take to know a job that it has just accepted.
NEW_JOB_S = 10.0


class Job(Record):
    """A background job as the service reports it.

    status: pending, started, done, failed, or one that is not documented, as the service writes it.
    """

    id: str | None
    status: str


def read_job(body: Any, job_id: str | None = None) -> Job:
    """The job in the response that accepts it or that reports on it, with or without an envelope."""
    body = unwrap(body)
    body = body if isinstance(body, dict) else {}
    named = body.get("job_id")
    job_id = str(named) if isinstance(named, (str, int)) and named else job_id
    status = excerpt(str(body.get("status", "pending")), MAX_STATUS_CHARACTERS)
    # Other text of the service may contain a secret, which is only found and masked as it was sent.
    return Job(id=job_id, status=status.lower() if status.lower() in STATUSES else status)


def wait_for_job(
    transport: Transport, accepted: ApiResponse, operation: Operation, timeout_s: float, clock: Clock = CLOCK
) -> Job:
    """Poll until the job is done: its Location if there is one, otherwise `operation` with its job_id.

    Raises JobFailed; JobLost if the service does not know the job any more; JobUnfinished after `timeout_s`.
    """
    job = read_job(accepted.body)
    if not accepted.location and job.id is None:
        raise JobLost(
            "the service accepted the request but names no job, so the task cannot wait for it.",
            "Check in BigPanda whether the change was made; if not, run the task again.",
            None,
        )
    return _wait(transport, _poll_requests(accepted, job, operation), job, timeout_s, clock, NEW_JOB_S)


def _poll_requests(accepted: ApiResponse, job: Job, operation: Operation) -> list[ApiRequest]:
    """Requests that may report on the job, the most likely one first.

    The Location "wins over any built URL as long as it stays on the configured host" (enrichment notes, "Asynchronous
    jobs").
    """
    located = [ApiRequest(operation, {}, {}, url=accepted.location)] if accepted.location else []
    return [*located, *([ApiRequest(operation, {"job_id": job.id}, {})] if job.id and operation.path else [])]


def check_job(transport: Transport, operation: Operation, job_id: str, timeout_s: float, clock: Clock = CLOCK) -> Job:
    """An earlier job: as it is now if `timeout_s` is 0, otherwise once it is done. Raises as `wait_for_job`."""
    request = ApiRequest(operation, {"job_id": job_id}, {})
    job = _poll(transport, request, Job(job_id, "pending"))
    if job.status == "done" or not timeout_s:
        return job
    return _wait(transport, [request], job, timeout_s, clock)


def _wait(
    transport: Transport, requests: list[ApiRequest], job: Job, timeout_s: float, clock: Clock, unknown_s: float = 0.0
) -> Job:
    """Sends the first request; continues with the next one if that leads to another host or does not know the job.

    unknown_s: for how long the service need not know the job yet.
    """
    for waited_s in polling_pauses(timeout_s, clock):
        try:
            job = _poll(transport, requests[0], job)
            unknown_s = 0.0
        except (JobLost, RedirectRefused) as error:
            is_new = isinstance(error, JobLost) and waited_s < unknown_s
            if len(requests) == 1 and not is_new:
                raise
            requests = requests[1:] or requests
            continue
        if job.status == "done":
            return job
    raise JobUnfinished(
        f"{_name_of(job)} did not end within {timeout_s:g} s (last status: {job.status}).",
        "It may still end: run the task again later, or set a longer wait_timeout.",
        job.id,
    )


def _poll(transport: Transport, request: ApiRequest, job: Job) -> Job:
    try:
        body = transport.send(request).body
        job = read_job(body, job.id)
    except NotFound:
        raise JobLost(f"the service does not know {_name_of(job)} any more.", "Run the task again.", job.id) from None
    if job.status == "failed":
        reasons = joined(body_errors(unwrap(body)))
        raise JobFailed(
            f"{_name_of(job)} failed{f': {reasons}' if reasons else ' without a reason'}. The previous data is kept.",
            "Check the data, such as column names, duplicates, cell sizes and line breaks, then run the task again.",
            job.id,
        )
    return job


def _name_of(job: Job) -> str:
    """The ID is the service's text; a job that is only known by its place has none."""
    return f"job {excerpt(job.id, MAX_STATUS_CHARACTERS)}" if job.id else "the job"
