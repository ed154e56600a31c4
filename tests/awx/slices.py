# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A job in slices, each sent to an execution node, run there at the same time as the others, and sent back."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from awx import job

RUNNER = ("python", "-m", "ansible_runner")


@dataclass(frozen=True)
class Slice:
    """The part of one slice. sender: what AWX sends to the execution node, and gets back; node: what is left there."""

    sender: Path
    node: Path

    @property
    def succeeded(self) -> bool:
        codes = list((self.sender / "artifacts").rglob("rc"))
        return [code.read_text(encoding="utf-8") for code in codes] == ["0"]

    @property
    def said(self) -> str:
        return "".join(path.read_text(encoding="utf-8") for path in (self.sender / "artifacts").rglob("stdout"))


def inventory_of(hosts: Mapping[str, Any], number: int, count: int) -> dict[str, Any]:
    """Every so many-th host, as AWX slices an inventory. number: from 0."""
    chosen = list(hosts)[number::count]
    return {"all": {"hosts": {name: hosts[name] for name in chosen}}}


def run(
    folder: Path,
    template: Mapping[str, Any],
    hosts: Mapping[str, Any],
    environment: Mapping[str, str],
    variables: str,
    count: int,
) -> list[Slice]:
    """Run all slices at the same time."""
    slices = [Slice(folder / f"sender-{number}", folder / f"node-{number}") for number in range(count)]
    for number, each in enumerate(slices):
        job.prepare(each.sender, template, inventory_of(hosts, number, count), environment, variables)
        each.node.mkdir()
    pipelines = [process for each in slices for process in start(each, template["playbook"])]
    for process in pipelines:
        process.wait(timeout=job.LONGEST_S)
    return slices


def start(part: Slice, playbook: str) -> list[subprocess.Popen]:
    """`transmit | worker | process`, as AWX runs them on two machines."""
    commands = (
        ("transmit", str(part.sender), "--playbook", playbook),
        ("worker", "--private-data-dir", str(part.node)),
        ("process", str(part.sender)),
    )
    started: list[subprocess.Popen] = []
    source: Any = subprocess.DEVNULL
    for command in commands:
        target = subprocess.DEVNULL if command is commands[-1] else subprocess.PIPE
        process = subprocess.Popen((*RUNNER, *command), stdin=source, stdout=target, stderr=subprocess.DEVNULL)
        started.append(process)
        source = process.stdout
    return started
