# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How whole processes are measured against each other."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# tests/ for the simulator, and the collection under its full name.
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / ".cache" / "link")]

from simulator.embedded import Simulator  # noqa: E402  the line above makes it importable

TOKEN = "test-api-key-acme-5f1d8e37a6b0"
FACTOR = 200
ROUNDS = 5
BARE_SESSION = """
import requests, sys
session = requests.Session()
session.headers.update({"Authorization": "Bearer TOKEN", "Accept": "application/json"})
"""
READ_USERS = """
index, found = 1, None
while found is None or found:
    query = {"startIndex": index, "count": 1000}
    found = session.get(sys.argv[1] + "/resources/v2.0/scim/Users", params=query).json()["Resources"]
    index += len(found)
assert index == 5001
"""
READ_ROLES = """
page, found = 1, None
while found is None or found:
    found = session.get(sys.argv[1] + "/resources/v2.1/roles", params={"page": page, "per_page": 100}).json()
    page += 1
"""
WITH_MEMORY = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, file=sys.stderr)
"""
MODULES = "ansible_collections.community.bigpanda.plugins.modules"


def timed(command: list[str], stdin: str | None = None) -> float:
    """Wall time of a whole process, in seconds. Raises when it fails."""
    began = time.monotonic()
    environment = {**os.environ, "PYTHONPATH": str(ROOT / ".cache" / "link")}
    finished = subprocess.run(
        command, input=stdin, capture_output=True, text=True, env=environment, cwd=ROOT, check=False
    )
    if finished.returncode:
        raise RuntimeError(f"{command}: {finished.stdout[-2000:]} {finished.stderr[-2000:]}")
    return time.monotonic() - began


def peak_memory_mb(command: list[str], stdin: str) -> tuple[float, str]:
    """Peak memory of a whole process, and what it printed. Raises when it prints no number of its memory.

    A process keeps the peak of the one that it was forked from, here of the simulator: so a small one stands between.
    """
    environment = {**os.environ, "PYTHONPATH": str(ROOT / ".cache" / "link")}
    finished = subprocess.run(
        [sys.executable, "-c", WITH_MEMORY, *command],
        input=stdin,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment,
        check=False,
    )
    return float(finished.stderr), finished.stdout


def ratio(ours: Callable[[], float], rival: Callable[[], float]) -> tuple[float, float, float]:
    """Medians of both, taken in turns so that the machine's mood strikes both alike, and their ratio."""
    pairs = [(ours(), rival()) for _round in range(ROUNDS)]
    own, other = (statistics.median(column) for column in zip(*pairs, strict=True))
    return own, other, own / other


def module_command(name: str, options: dict) -> tuple[list[str], str]:
    """A module as a process, its options on standard input as Ansible gives them."""
    return [sys.executable, "-m", f"{MODULES}.{name}"], json.dumps({"ANSIBLE_MODULE_ARGS": options})


def bare_reading(simulator: Simulator, *lists: str) -> list[str]:
    """The command of a script that only reads these lists."""
    return [sys.executable, "-c", BARE_SESSION.replace("TOKEN", TOKEN) + "".join(lists), simulator.api_url()]


def connection(simulator: Simulator, factor: float = FACTOR) -> dict:
    return {"api_key": TOKEN, "api_url": simulator.api_url(), "rate_limit_share": factor}


def playbook(task: dict, folder: Path) -> list[str]:
    """The command that runs a play of this one task."""
    play = [{"hosts": "localhost", "gather_facts": False, "connection": "local", "tasks": [task]}]
    path = folder / f"{len(list(folder.iterdir()))}.json"
    path.write_text(json.dumps(play), encoding="utf-8")
    python = json.dumps({"ansible_python_interpreter": sys.executable})
    return [sys.executable, "-m", "ansible", "playbook", "-i", "localhost,", "-e", python, str(path)]
