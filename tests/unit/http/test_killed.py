# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A run that ends midway, and the next one that finishes it."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import threading

import pytest
from unit.http.in_process import SERVING

MODULE = "ansible_collections.community.bigpanda.plugins.modules.bigpanda_organization"
KEY = "test-api-key-acme-5f1d8e37a6b0"
NUMBER = 150
TEAMS = 3
# Far more than anything here takes, even on a busy machine.
PATIENCE_S = 120
DECLARED = {
    "roles": [{"name": f"Team {each}", "permissions": []} for each in range(TEAMS)],
    "scim_users": [
        {"user_name": f"user{each}@example.com", "roles": [f"Team {each % TEAMS}"]} for each in range(NUMBER)
    ],
}
ENDINGS = {
    "SIGTERM": lambda process, _simulator: process.send_signal(signal.SIGTERM),
    "SIGKILL": lambda process, _simulator: process.kill(),
    "network gone": lambda _process, simulator: simulator.set_faults([{"kind": "reset_before"}]),
}


@pytest.fixture
def start(simulator, tmp_path):
    """Starts the module as a process of its own."""
    running = []

    def start_module():
        report = {"report": str(tmp_path / "report.json")}
        connection = {"api_key": KEY, "api_url": simulator.api_url(), "rate_limit_share": 100, "retry_timeout": 2}
        process = subprocess.Popen(
            [sys.executable, "-m", MODULE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        running.append(process)
        process.stdin.write(json.dumps({"ANSIBLE_MODULE_ARGS": {**DECLARED, **connection, **report}}))
        process.stdin.close()
        process.stdin = None
        return process

    yield start_module
    for process in running:
        process.kill()
        process.communicate()


class Gate:
    """Lets a third of the users be created and holds the next ones back until it is opened."""

    def __init__(self, simulator):
        self.reached, self.opened = threading.Event(), threading.Event()
        self._users = simulator.organization("acme").users
        self._answer = simulator.service.answer

    def answer(self, listener, http):
        if http.method == "POST" and http.path.endswith("/Users") and len(self._users) >= NUMBER // 3:
            self.reached.set()
            self.opened.wait(PATIENCE_S)
        return self._answer(listener, http)


@pytest.fixture
def gate(simulator, monkeypatch):
    gate = Gate(simulator)
    monkeypatch.setattr(simulator.service, "answer", gate.answer)
    yield gate
    gate.opened.set()


def wait_for_what_is_under_way(before):
    """What was on its way when the process ended still arrives. before: threads that served others."""
    for thread in set(threading.enumerate()) - before:
        if SERVING in thread.name:
            thread.join(PATIENCE_S)
            assert not thread.is_alive()


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_next_run_finishes_what_was_begun_and_does_nothing_twice(simulator, start, gate, tmp_path, ending):
    # Whatever is left when the gate opens takes longer than a signal.
    simulator.set_faults([{"kind": "latency", "seconds": 0.1}])
    before = set(threading.enumerate())
    process = start()
    assert gate.reached.wait(PATIENCE_S)
    ENDINGS[ending](process, simulator)
    gate.opened.set()
    printed, complaint = process.communicate(timeout=PATIENCE_S)
    assert "Traceback" not in complaint
    wait_for_what_is_under_way(before)
    begun = len(simulator.organization("acme").users)
    assert NUMBER // 3 <= begun < NUMBER
    if ending == "SIGKILL":
        assert not (tmp_path / "report.json").exists()
    else:
        check_what_is_told(json.loads(printed), tmp_path / "report.json", begun)

    simulator.clear_faults()
    simulator.clear_requests()
    assert json.loads(start().communicate(timeout=PATIENCE_S)[0])["changed"]
    created = [entry for entry in simulator.requests(writes_only=True) if entry["operation_id"] == "create_scim_user"]
    acme = simulator.organization("acme")
    names = [user["userName"] for user in acme.users.values()]
    assert len(names) == len(set(names)) == NUMBER + 1 == begun + len(created)
    assert [len(acme.find_role(f"Team {each}")["users"]) for each in range(TEAMS)] == [NUMBER // TEAMS] * TEAMS
    assert not json.loads(start().communicate(timeout=PATIENCE_S)[0])["changed"]


def check_what_is_told(result, report, begun):
    """What was done and what was not, in the result and in the report alike."""
    assert result["failed"] and result["changed"] and "run it again" in result["msg"]
    steps = json.loads(report.read_text(encoding="utf-8"))["steps"]
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    users = [step for step in steps if step["resource"] == "scim_users"]
    outcomes = [step["outcome"] for step in users]
    # The one who is there from the start is not of this plan.
    assert outcomes.count("done") <= begun - 1 and set(outcomes) <= {"done", "failed", "skipped"}
    assert len(outcomes) == NUMBER and "skipped" in outcomes
    assert all(step["error"] for step in users if step["outcome"] != "done")
