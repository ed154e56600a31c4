# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs commands side by side, one more than there are cores; `integration` stands for all targets, in groups.

A target runs one process after the other, and so does most of what else is tested: alone, each leaves a core idle.
"""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TARGETS = ROOT / "tests" / "integration" / "targets"
GROUPS = 4


def weigh(target: Path) -> int:
    """About how long a target takes: by the size of its tasks."""
    return sum(path.stat().st_size for path in target.rglob("tasks/*.yml"))


def split(weights: dict[str, int]) -> list[list[str]]:
    """The heaviest first, each to the group that has the least so far."""
    groups: list[list[str]] = [[] for _group in range(GROUPS)]
    for name in sorted(weights, key=lambda name: (-weights[name], name)):
        min(groups, key=lambda group: sum(weights[each] for each in group)).append(name)
    return groups


def integration() -> list[list[str]]:
    """One for each group, in a copy of the tree of its own."""
    found = [path for path in sorted(TARGETS.iterdir()) if not path.name.startswith("support_")]
    groups = split({path.name: weigh(path) for path in found})
    return [
        ["env", f"COPY=-{number}", "tests/ansible_test/run.sh", "integration", "--local", *sorted(targets)]
        for number, targets in enumerate(groups)
    ]


def run(command: list[str]) -> tuple[bool, str]:
    """Whether it passed, and its output with a line that says so."""
    print(f"=== {shlex.join(command)}: started", flush=True)
    start_s = time.monotonic()
    ended = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    passed = ended.returncode == 0
    told = f"{shlex.join(command)}: {'passed' if passed else 'FAILED'} after {time.monotonic() - start_s:.0f} s"
    return passed, f"=== {told}\n{ended.stdout}=== {told}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("commands", nargs="*", default=["integration"], help="in order, last what can use all cores")
    wanted: list[list[str]] = []
    for command in parser.parse_args().commands:
        wanted += integration() if command == "integration" else [shlex.split(command)]
    # One more than there are cores, since each of them waits now and then.
    with ThreadPoolExecutor((os.cpu_count() or 1) + 1) as pool:
        results = []
        for ended in as_completed([pool.submit(run, command) for command in wanted]):
            passed, told = ended.result()
            results.append((passed, told.rpartition("\n")[2]))
            print(told, flush=True)
    print(*(told for _passed, told in results), sep="\n")
    return not all(passed for passed, _told in results)


if __name__ == "__main__":
    sys.exit(main())
