# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A hundred organizations as hosts of an inventory: side by side by forks, and by jobs sliced as AWX slices them."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import ansible_runner
from measure import FACTOR, ROOT, Simulator, timed
from picture import draw_bars

HOSTS, USERS, FORKS, SLICES = 100, 20, (1, 5, 20), 5
# So fast may one organization be asked that several jobs share, so that its limit is felt. Tasks that know nothing of
# each other do not ask evenly, so their shares make less than the whole.
SHARED_FACTOR, SHARED = 20, 0.8
PICTURE = ROOT / "docs" / "fleet.svg"


@dataclass(frozen=True)
class Fleet:
    """hosts: the API key of each. share: of the limits, for each task. is_shared: all are parts of one organization."""

    simulator: Simulator
    hosts: dict[str, str]
    share: float
    is_shared: bool = False

    def inventory(self, hosts: list[str]) -> dict:
        of_hosts = {host: {"key": self.hosts[host], "number": list(self.hosts).index(host)} for host in hosts}
        connection = {"ansible_connection": "local", "ansible_python_interpreter": sys.executable}
        return {"all": {"hosts": of_hosts, "vars": connection}}

    def play(self) -> list[dict]:
        """Each host makes its people, or changes those that have its number where all share one organization."""
        people = [{"user_name": f"user{each}@example.com", "roles": ["User"]} for each in range(USERS)]
        if self.is_shared:
            numbers = range(USERS)
            people = [
                {"user_name": f"user{{{{ number }}}}-{each}@example.com", "display_name": "New"} for each in numbers
            ]
        connection = {
            "api_key": "{{ key }}",
            "api_url": self.simulator.api_url(),
            "rate_limit_share": self.share,
        }
        task = {"community.bigpanda.bigpanda_organization": {"scim_users": people, **connection}}
        return [{"hosts": "all", "gather_facts": False, "tasks": [task]}]


def seed_of(names: list[str]) -> dict:
    """Organizations with one user each, who owns the key."""
    return {
        "organizations": [
            {
                "name": name,
                "region": "us",
                "org_token": f"test-org-token-{name}-1b7e5a90c4d2",
                "api_keys": [{"key": key_of(name), "owner": f"admin@{name}.example"}],
                "users": [{"userName": f"admin@{name}.example", "roles": ["Admin"]}],
            }
            for name in names
        ]
    }


def key_of(name: str) -> str:
    return f"test-api-key-{name}-5f1d8e37a6b0"


NAMES = [f"organization-{number:03}" for number in range(HOSTS)]


def by_forks(forks: int) -> tuple[float, int, int]:
    """Seconds, requests and answers 429 of one playbook."""
    with tempfile.TemporaryDirectory() as name, Simulator(seed_of(NAMES), FACTOR) as simulator:
        fleet = Fleet(simulator, {name: key_of(name) for name in NAMES}, FACTOR)
        folder = Path(name)
        (folder / "hosts.json").write_text(json.dumps(fleet.inventory(NAMES)), encoding="utf-8")
        (folder / "play.json").write_text(json.dumps(fleet.play()), encoding="utf-8")
        command = [sys.executable, "-m", "ansible", "playbook", "-f", str(forks), "-i", str(folder / "hosts.json")]
        seconds = timed([*command, str(folder / "play.json")])
        check(simulator, USERS)
        return (seconds, *sent(simulator))


def by_slices(fleet: Fleet, forks: int) -> tuple[float, int, int]:
    """The same of jobs that run side by side, each with its part of the inventory."""
    with tempfile.TemporaryDirectory() as name:
        began = time.monotonic()
        jobs = [start_job(fleet, list(fleet.hosts)[number::SLICES], Path(name), forks) for number in range(SLICES)]
        for thread, runner in jobs:
            thread.join()
            if runner.rc:
                raise RuntimeError(f"a slice ended with {runner.rc}: {runner.stdout.read()[-2000:]}")
        return (time.monotonic() - began, *sent(fleet.simulator))


def start_job(fleet: Fleet, hosts: list[str], folder: Path, forks: int) -> tuple:
    private = Path(tempfile.mkdtemp(dir=folder))
    # The Ansible of this Python, whether its environment is activated or not.
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    return ansible_runner.run_async(
        private_data_dir=str(private),
        playbook=fleet.play(),
        inventory=fleet.inventory(hosts),
        forks=forks,
        envvars={"PATH": path, "ANSIBLE_CONFIG": str(ROOT / "ansible.cfg")},
        quiet=True,
    )


def sent(simulator: Simulator) -> tuple[int, int]:
    entries = simulator.requests()
    return len(entries), sum(entry["status"] == 429 for entry in entries)


def check(simulator: Simulator, number: int) -> None:
    """Each organization has its users, nobody is there twice."""
    for organization in simulator.service.organizations.values():
        names = [user["userName"] for user in organization.users.values()]
        if len(set(names)) != len(names) or len(names) != number + 1:
            raise RuntimeError(f"{organization.name} has {len(names)} users")


def sliced() -> tuple[float, int, int]:
    with Simulator(seed_of(NAMES), FACTOR) as simulator:
        fleet = Fleet(simulator, {name: key_of(name) for name in NAMES}, FACTOR / SLICES)
        measured = by_slices(fleet, FORKS[1])
        check(simulator, USERS)
        return measured


def sliced_on_one() -> tuple[float, int, int]:
    """All hosts are parts of one organization: its one limit is shared by every task that runs at a time."""
    with Simulator(seed_of(NAMES[:1]), SHARED_FACTOR) as simulator:
        organization = simulator.organization(NAMES[0])
        users = [
            organization.add_user(f"user{number}-{each}@example.com")
            for number in range(HOSTS)
            for each in range(USERS)
        ]
        hosts = {name: key_of(NAMES[0]) for name in NAMES}
        share = SHARED * SHARED_FACTOR / (SLICES * FORKS[1])
        measured = by_slices(Fleet(simulator, hosts, share, is_shared=True), FORKS[1])
        if any(user["displayName"] != "New" for user in users):
            raise RuntimeError("somebody was forgotten")
        return measured


def fleet() -> str:
    """The table; the picture is written beside the documentation."""
    rows = [(f"one playbook, forks: {forks}", *by_forks(forks)) for forks in FORKS]
    rows.append((f"{SLICES} slices, forks: {FORKS[1]}", *sliced()))
    draw_bars(PICTURE, f"{HOSTS} organizations, {USERS} users each", [row[:2] for row in rows])
    rows.append((f"{SLICES} slices, forks: {FORKS[1]}, all on one organization", *sliced_on_one()))
    lines = [f"| {name} | {seconds:.0f} | {requests} | {limited} |" for name, seconds, requests, limited in rows]
    return "\n".join(["| how | seconds | requests | 429 responses |", "|---|---|---|---|", *lines])
