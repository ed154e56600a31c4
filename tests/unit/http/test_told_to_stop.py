# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A run that is told to stop ends within seconds, whatever it waits for, and reports what was done and what was not."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.clock import CLOCK
from simulator.rules import RULES

CLOCK_FILE = "ansible_collections.community.bigpanda.plugins.module_utils._core.http.clock"
MAP = {
    "name": "owners",
    "fields": [{"title": "host", "type": "query_tag"}, {"title": "owner", "type": "result_tag"}],
    "rows": [{"host": "db-1", "owner": "dba"}],
}
# Far less than the run would wait, and enough for a busy machine.
PATIENCE_S = 30
# What a run waits for.
JOB = {"kind": "job_never_ends", "operations": ["upload_map_csv"]}
SERVER = {"kind": "status", "status": 503, "operations": ["upload_map_csv"]}
LIMIT = {"kind": "status", "status": 429, "retry_after": 1000, "operations": ["create_mapping_enrichment"]}
LIST = {"kind": "status", "status": 503, "operations": ["list_mapping_enrichments"]}


@pytest.fixture
def send_after(simulator, monkeypatch):
    """Sends a signal to this process once the operations have been requested."""
    monkeypatch.setattr(f"{CLOCK_FILE}.GRACE_S", 1.0)
    # A signal that comes too late must not end the tests.
    before = {number: signal.signal(number, lambda *_signal: None) for number in (signal.SIGTERM, signal.SIGINT)}
    threads = []

    def send(number, operation_id, *also, delay_s=0.1):
        simulator.clear_requests()

        def wait_and_send():
            give_up_at = time.monotonic() + PATIENCE_S
            while not {operation_id, *also} <= {entry["operation_id"] for entry in simulator.requests()}:
                assert time.monotonic() < give_up_at
                time.sleep(0.02)
            time.sleep(delay_s)
            os.kill(os.getpid(), number)

        threads.append(threading.Thread(target=wait_and_send, daemon=True))
        threads[-1].start()

    yield send
    for thread in threads:
        thread.join()
    for number, handler in before.items():
        signal.signal(number, handler)


def bring(call, **more):
    began = time.monotonic()
    result = call("organization", enrichment_maps=[MAP], roles=[{"name": "Ops", "permissions": []}], **more)
    assert time.monotonic() - began < PATIENCE_S
    return result


@pytest.mark.parametrize(
    ("fault", "number", "said"),
    [
        (JOB, signal.SIGTERM, "the run was told to stop before this was finished. Run the task again."),
        (SERVER, signal.SIGINT, "Not tried again, since the run was told to stop."),
        (LIMIT, signal.SIGTERM, "Not tried again, since the run was told to stop."),
    ],
    ids=["job", "server", "rate limit"],
)
def test_what_a_run_waits_for_is_given_up(simulator, call, send_after, fault, number, said):
    simulator.set_faults([fault])
    send_after(number, fault["operations"][0], "create_role")
    result = bring(call, retry_timeout=2000)
    assert result["failed"] and result["changed"]
    assert "1 of 2 done, 1 failed: enrichment_maps owners (failed): " in result["msg"] and said in result["msg"]
    simulator.clear_faults()
    assert not bring(call).get("failed")
    acme = simulator.organization("acme")
    assert [*acme.tables.values()] == [MAP["rows"]] and acme.find_role("Ops")


def test_a_signal_that_comes_twice_at_once_is_one(simulator, call, send_after):
    """`timeout` and terminals signal a process and its group, so the same signal reaches the run twice."""
    simulator.set_faults([JOB])
    signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(143))
    for delay_s in (0.1, 0.15):
        send_after(signal.SIGTERM, "upload_map_csv", delay_s=delay_s)
    result = bring(call)
    assert "1 of 2 done, 1 failed: enrichment_maps owners (failed): " in result["msg"]


@pytest.fixture
def stop_at(monkeypatch):
    """Tells the run to stop as soon as the service has carried this operation out."""

    def tell(operation_id):
        answer = RULES[operation_id]

        def answer_and_stop(request):
            CLOCK.stop()
            return answer(request)

        monkeypatch.setitem(RULES, operation_id, answer_and_stop)

    yield tell
    CLOCK.resume()


def test_a_role_that_exists_is_done_though_its_users_are_not(simulator, call, stop_at):
    stop_at("create_role")
    user = {"user_name": "new@acme.example", "roles": ["Ops"]}
    result = call("organization", roles=[{"name": "Ops", "permissions": []}], scim_users=[user])
    assert simulator.organization("acme").find_role("Ops")
    assert "1 of 2 done, 1 skipped: scim_users new@acme.example (skipped)" in result["msg"]


@pytest.mark.parametrize("stops_at", ["update_scim_user", "add_role_users"])
def test_a_user_whose_change_is_partly_done_is_not_skipped(simulator, call, stop_at, stops_at):
    acme = simulator.organization("acme")
    ada = acme.add_user("ada@acme.example", displayName="Ada")
    acme.find_role("Viewer")["users"][ada["id"]] = None
    stop_at(stops_at)
    mover = {"user_name": "ada@acme.example", "roles": ["User"]}
    if stops_at == "update_scim_user":
        mover["display_name"] = "Ada Lovelace"
    result = call("organization", scim_users=[mover], max_removals="100%")
    (entry,) = [each for each in result["plan"] if each["outcome"] != "unchanged"]
    assert (entry["outcome"], entry["error"]) == ("failed", "only a part of it was done: the run was told to stop.")
    assert "0 of 1 done, 1 failed" in result["msg"]


def test_a_job_of_an_earlier_run_is_not_waited_for(simulator, call, send_after):
    simulator.set_faults([JOB])
    options = {**MAP, "compare": "digest"}
    assert call("enrichment_map", **options, wait=False)["changed"]
    send_after(signal.SIGTERM, "get_map_job", delay_s=0.3)
    began = time.monotonic()
    result = call("organization", enrichment_maps=[options])
    assert time.monotonic() - began < PATIENCE_S
    assert result["failed"] and "0 of 1 done, 1 failed" in result["msg"] and "told to stop" in result["msg"]


def test_a_run_that_is_told_to_stop_while_it_reads_writes_nothing(simulator, call, send_after):
    simulator.set_faults([LIST])
    send_after(signal.SIGINT, "list_mapping_enrichments")
    result = bring(call, retry_timeout=2000)
    assert result["failed"] and "Not tried again, since the run was told to stop." in result["msg"]
    assert simulator.requests(writes_only=True) == []
    simulator.clear_faults()
    assert bring(call)["changed"]


def test_an_export_ends_too(simulator, call, send_after):
    simulator.set_faults([LIST])
    send_after(signal.SIGTERM, "list_mapping_enrichments")
    began = time.monotonic()
    result = call("organization_info", gather=["enrichment_maps", "roles"], retry_timeout=2000)
    assert result["failed"] and "told to stop" in result["msg"] and time.monotonic() - began < PATIENCE_S
