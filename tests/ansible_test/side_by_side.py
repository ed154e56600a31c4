# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""All integration targets in two groups side by side, each in a copy of the tree of its own.

A target often waits for its simulator and for Ansible, and one ansible-test runs its targets one after the other.
"""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TARGETS = ROOT / "tests" / "integration" / "targets"
GROUPS = 2


def weigh(target: Path) -> int:
    """About how long a target takes: by the size of its tasks, and of the lifecycle where it runs that."""
    size = sum(path.stat().st_size for path in target.rglob("tasks/*.yml"))
    aliases = (target / "aliases").read_text(encoding="utf-8")
    return size + (weigh(TARGETS / "support_lifecycle") if "support_lifecycle" in aliases else 0)


def split(weights: dict[str, int]) -> list[list[str]]:
    """The heaviest first, each to the group that has the least so far."""
    groups: list[list[str]] = [[] for _group in range(GROUPS)]
    for name in sorted(weights, key=lambda name: (-weights[name], name)):
        min(groups, key=lambda group: sum(weights[each] for each in group)).append(name)
    return groups


def run(number: int, targets: list[str]) -> tuple[int, str]:
    """Exit status and output of one group."""
    command = ["tests/ansible_test/run.sh", "integration", "--local", *sorted(targets)]
    environment = ["env", f"COPY=-{number}"]
    ended = subprocess.run(
        [*environment, *command], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    return ended.returncode, ended.stdout


def main() -> int:
    found = [path for path in sorted(TARGETS.iterdir()) if path.is_dir() and not path.name.startswith("support_")]
    groups = split({path.name: weigh(path) for path in found})
    with ThreadPoolExecutor(GROUPS) as pool:
        ended = list(pool.map(run, range(GROUPS), groups))
    for number, (status, output) in enumerate(ended):
        print(f"=== group {number}: {', '.join(sorted(groups[number]))}", output, sep="\n")
        print(f"=== group {number} ended with status {status}")
    return max(status for status, _output in ended)


if __name__ == "__main__":
    sys.exit(main())
