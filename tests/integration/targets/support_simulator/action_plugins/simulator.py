# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ansible.errors import AnsibleActionFail
from ansible.plugins.action import ActionBase

PATIENCE_S = 60


class ActionModule(ActionBase):
    """Starts the simulator, and stops it.

    This runs in Ansible's own process: by modules, each of them a process, its few steps would take longer than the
    tests that need them.
    """

    _requires_connection = False

    def run(self, tmp=None, task_vars=None):
        result = super().run(tmp, task_vars)
        _validated, options = self.validate_argument_spec(
            {
                "state": {"choices": ["started", "stopped"], "default": "started"},
                "program": {"type": "path"},
                "arguments": {"type": "list", "elements": "str", "default": []},
                "pid": {"type": "int"},
                "folder": {"type": "path"},
            },
            required_if=[("state", "started", ["program"]), ("state", "stopped", ["pid", "folder"])],
        )
        if options["state"] == "stopped":
            stop(options["pid"], Path(options["folder"]))
            return {**result, "changed": True}
        return {**result, "changed": True, "simulator": start(options["program"], options["arguments"])}


def start(program: str, arguments: list[str]) -> dict:
    """Where it listens, its pid, and `folder`, which is for files of the tests as well."""
    folder = Path(tempfile.mkdtemp(prefix="bigpanda-"))
    ready, log = folder / "ready.json", folder / "simulator.log"
    command = [sys.executable, program, "--ready-file", str(ready), *arguments]
    with log.open("wb") as output:
        # Of a session of its own, so that it outlives the worker that runs this task.
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
        )
    deadline_s = time.monotonic() + PATIENCE_S
    while process.poll() is None and time.monotonic() < deadline_s:
        try:
            return {**json.loads(ready.read_text(encoding="utf-8")), "folder": str(folder)}
        except (FileNotFoundError, json.JSONDecodeError):
            time.sleep(0.02)
    raise AnsibleActionFail(f"The simulator does not answer: {log.read_text(encoding='utf-8')}")


def stop(pid: int, folder: Path) -> None:
    os.kill(pid, signal.SIGTERM)
    shutil.rmtree(folder)
