# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import (
    JobFailed,
    JobLost,
    JobUnfinished,
    NotFound,
    RedirectRefused,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.jobs import (
    NEW_JOB_S,
    Job,
    check_job,
    read_job,
    wait_for_job,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.response import ApiResponse
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.operation import Operation
from unit.plugins.module_utils._core.http.fake_clock import FakeClock

ASK = Operation("get_job", "GET", "/jobs/{job_id}", ("none", "view"))
UNKNOWN_PLACE = Operation("get_job", "GET", "", ("none", "view"))


@pytest.mark.parametrize("named", [{"x": 1}, [], "", None])
def test_only_a_name_identifies_a_job(named):
    assert read_job({"job_id": named}, "j1").id == "j1"


class Service:
    """Answers each call with the next of `answers`, and notes where it was asked."""

    def __init__(self, *answers):
        self.answers, self.asked = list(answers), []

    def send(self, call):
        self.asked.append(call.url or call.path)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return ApiResponse(200, answer)


def accepted(body=None, location=None):
    return ApiResponse(202, body, location=location)


def status(word):
    return {"status": word}


@pytest.mark.parametrize(
    ("body", "job"),
    [
        ({"job_id": "7", "status": "started"}, Job("7", "started")),
        ({"data": {"job_id": "7"}}, Job("7", "pending")),
        ({"status": "done"}, Job("earlier", "done")),
        ("accepted", Job("earlier", "pending")),
        (None, Job("earlier", "pending")),
    ],
)
def test_a_job_is_read_from_each_shape(body, job):
    assert read_job(body, "earlier") == job


def test_a_job_is_asked_for_until_it_is_done():
    service, clock = Service(status("pending"), status("started"), status("done")), FakeClock()
    assert wait_for_job(service, accepted({"job_id": "7"}), ASK, 60, clock) == Job("7", "done")
    assert service.asked == ["/jobs/7"] * 3 and len(clock.slept) == 3


@pytest.mark.parametrize("word", ["done", "DONE", "Done", " done\n"])
def test_the_end_of_a_job_is_seen_however_the_status_is_spelled(word):
    service, clock = Service(status("STARTED"), status(word)), FakeClock()
    assert wait_for_job(service, accepted({"job_id": "7"}), ASK, 60, clock) == Job("7", "done")
    assert check_job(Service(status(word)), ASK, "7", 0, clock) == Job("7", "done")


@pytest.mark.parametrize("word", ["failed", "FAILED", "Failed"])
def test_the_failure_of_a_job_is_seen_however_the_status_is_spelled(word):
    with pytest.raises(JobFailed):
        wait_for_job(Service(status(word)), accepted({"job_id": "7"}), ASK, 2, FakeClock())


def test_its_location_is_asked_before_the_place_that_is_documented():
    service = Service(status("done"))
    wait_for_job(service, accepted({"job_id": "7"}, "https://x/where"), ASK, 60, FakeClock())
    assert service.asked == ["https://x/where"]


@pytest.mark.parametrize("error", [NotFound("no"), RedirectRefused("elsewhere")])
def test_a_location_that_leads_nowhere_is_left_for_the_documented_place(error):
    service = Service(error, status("done"))
    assert wait_for_job(service, accepted({"job_id": "7"}, "https://x/where"), ASK, 60, FakeClock()).status == "done"
    assert service.asked == ["https://x/where", "/jobs/7"]


@pytest.mark.parametrize(
    ("body", "operation"), [({}, ASK), ({"job_id": "7"}, UNKNOWN_PLACE)], ids=["no id", "no place to ask"]
)
def test_where_only_the_location_can_be_asked_its_error_is_the_end(body, operation):
    service, clock = Service(NotFound("no")), FakeClock()
    with pytest.raises(JobLost, match="the service does not know (the job|job 7) any more"):
        wait_for_job(service, accepted(body, "https://x/where"), operation, 60, clock)
    assert {*service.asked} == {"https://x/where"}
    assert NEW_JOB_S <= sum(clock.slept) < 2 * NEW_JOB_S
    with pytest.raises(RedirectRefused):
        wait_for_job(Service(RedirectRefused("no")), accepted(body, "https://x/where"), operation, 60, FakeClock())


def test_a_job_may_be_unknown_at_first():
    service = Service(NotFound("no"), NotFound("no"), status("done"))
    assert wait_for_job(service, accepted({"job_id": "7"}), ASK, 60, FakeClock()).status == "done"
    assert service.asked == ["/jobs/7"] * 3


def test_a_job_that_was_known_is_lost_at_once():
    service = Service(status("started"), NotFound("no"))
    with pytest.raises(JobLost):
        wait_for_job(service, accepted({"job_id": "7"}), ASK, 60, FakeClock())
    assert len(service.asked) == 2
    with pytest.raises(JobLost):
        check_job(Service(NotFound("no")), ASK, "7", 60, FakeClock())


def test_a_job_that_has_no_name_is_lost():
    with pytest.raises(JobLost, match="names no job") as lost:
        wait_for_job(Service(), accepted({}), ASK, 60, FakeClock())
    assert lost.value.job is None


def test_a_failed_job_is_reported_with_its_id():
    with pytest.raises(JobFailed, match="job 7 failed") as failed:
        wait_for_job(Service(status("started"), status("failed")), accepted({"job_id": "7"}), ASK, 60, FakeClock())
    assert failed.value.to_result()["job"] == {"id": "7"}


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ({"status": "failed"}, "the job failed without a reason. The previous"),
        ({"status": "failed", "job_id": "7", "errors": ["Bad column."]}, "job 7 failed: Bad column. The previous"),
        (
            {"data": {"status": "failed", "error": {"owner": "too long"}}},
            "the job failed: owner: too long. The previous",
        ),
        ({"status": "failed", "job_id": "7" * 99}, f"job {'7' * 60} … failed"),
    ],
)
def test_a_failed_job_is_reported_with_the_reasons_that_the_service_gives(answer, says):
    with pytest.raises(JobFailed) as failed:
        wait_for_job(Service(answer), accepted(location="/jobs/7"), ASK, 60, FakeClock())
    assert says in str(failed.value) and "None" not in str(failed.value)


def test_a_job_that_does_not_end_is_reported_with_its_last_status():
    clock = FakeClock()
    with pytest.raises(JobUnfinished, match=r"job 7 did not end within 2.5 s \(last status: started\)") as unfinished:
        wait_for_job(Service(status("started")), accepted({"job_id": "7"}), ASK, 2.5, clock)
    assert sum(clock.slept) == pytest.approx(2.5) and unfinished.value.job == "7"


def test_an_earlier_job_is_looked_at_once_unless_its_end_is_awaited():
    service, clock = Service(status("started"), status("done")), FakeClock()
    assert check_job(service, ASK, "7", 0, clock) == Job("7", "started")
    assert (service.asked, clock.slept) == (["/jobs/7"], [])
    assert check_job(service, ASK, "7", 9, clock) == Job("7", "done")
    assert (len(service.asked), clock.slept) == (2, [])


def test_an_earlier_job_is_waited_for():
    service, clock = Service(status("started"), status("started"), status("done")), FakeClock()
    assert check_job(service, ASK, "7", 9, clock) == Job("7", "done")
    assert len(service.asked) == 3 and len(clock.slept) == 2
