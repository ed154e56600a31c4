# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A whole organization at once: thousands of users, against single tasks and against a bare script that only reads."""

from __future__ import annotations

import json
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from measure import (
    FACTOR,
    READ_ROLES,
    READ_USERS,
    Simulator,
    bare_reading,
    connection,
    module_command,
    peak_memory_mb,
    playbook,
    ratio,
    timed,
)

LATENCY_S = 0.2
# So many users are created at so many times the published rate, on both sides.
CREATED, CREATION_FACTOR = 500, 20
SCIM_PER_S = 2


@dataclass(frozen=True)
class Run:
    seconds: float
    requests: int
    writes: int
    limited: int
    peak_mb: float
    result: dict


def run(simulator: Simulator, options: dict, factor: float = FACTOR) -> Run:
    """The module of an organization as a process, and what it asked for."""
    command, stdin = module_command("bigpanda_organization", {**options, **connection(simulator, factor)})
    simulator.clear_requests()
    began = time.monotonic()
    peak_mb, printed = peak_memory_mb(command, stdin)
    seconds = time.monotonic() - began
    result = json.loads(printed)
    if result.get("failed"):
        raise RuntimeError(result["msg"])
    sent = simulator.requests()
    limited = sum(entry["status"] == 429 for entry in sent)
    return Run(seconds, len(sent), sum(entry["is_write"] for entry in sent), limited, peak_mb, result)


def users(number: int, roles: int = 50) -> list[dict]:
    return [
        {"user_name": f"user{each}@example.com", "display_name": f"User {each}", "roles": [f"Team {each % roles}"]}
        for each in range(number)
    ]


def populate(simulator: Simulator, number: int, roles: int = 50) -> None:
    acme = simulator.organization("acme")
    ids = [acme.add_user(user["user_name"], displayName=user["display_name"])["id"] for user in users(number)]
    for each in range(roles):
        acme.add_role(f"Team {each}", [], ids[each::roles])


def unchanged(simulator: Simulator, folder: Path) -> list[str]:
    options = {"roles": [{"name": f"Team {each}", "permissions": []} for each in range(50)], "scim_users": users(4999)}
    once = run(simulator, options)
    rival = bare_reading(simulator, READ_USERS, READ_ROLES)
    own, bare, quotient = ratio(lambda: run(simulator, options).seconds, lambda: timed(rival))
    task = {"community.bigpanda.bigpanda_scim_user": {"user_name": "{{ item.user_name }}", **connection(simulator)}}
    loop_s = timed(playbook({**task, "loop": users(50)}, folder)) * 100
    return [
        f"| 5,000 users and 50 roles, unchanged: requests | {once.requests} | | | 12 |",
        f"| … writes | {once.writes} | | | 0 |",
        f"| … seconds, compared with a script that reads these lists | {own:.2f} | {bare:.2f} | {quotient:.2f} | 2 |",
        f"| … compared with a loop over tasks (from 50) | {own:.2f} | {loop_s:.0f} | 1/{loop_s / own:.0f} | 1/100 |",
    ]


def moved(simulator: Simulator) -> str:
    people = [{**user, "roles": ["Team 7"]} if each % 5 == 0 else user for each, user in enumerate(users(4999))]
    done = run(simulator, {"scim_users": people, "max_removals": "100%"})
    return f"| moving 1,000 of 5,000 users to another role: requests | {done.requests} | | | 60 |"


def created(latency_s: float) -> str:
    """The rate is of creating alone: a run that finds nothing to do, with the same start and reading, is taken off."""
    with Simulator(rate_limit_factor=CREATION_FACTOR) as simulator:
        if latency_s:
            simulator.set_faults([{"kind": "latency", "seconds": latency_s}])
        people = [{"user_name": f"user{each}@example.com", "roles": ["User"]} for each in range(CREATED)]
        nothing = run(simulator, {"scim_users": [{"user_name": "admin@acme.example"}]}, CREATION_FACTOR)
        done = run(simulator, {"scim_users": people}, CREATION_FACTOR)
    allowed = SCIM_PER_S * CREATION_FACTOR
    rate = CREATED / (done.seconds - nothing.seconds)
    name = f"creating 500 users, {latency_s * 1000:.0f} ms added: users/s, limit {allowed} ({done.limited} 429s)"
    return f"| {name} | {rate:.1f} | {allowed} | {rate / allowed:.2f} | 0.95 |"


def by_size() -> list[str]:
    rows = []
    for number in (100, 1000, 10000):
        with Simulator(rate_limit_factor=FACTOR) as simulator:
            populate(simulator, number)
            done = run(simulator, {"scim_users": users(number)})
        each_ms = done.seconds / number * 1000
        rows.append(
            f"| {number:,} unchanged users: ms per user (peak memory {done.peak_mb:.0f} MB) | {each_ms:.2f} | | | |"
        )
    return rows


def scale() -> str:
    with tempfile.TemporaryDirectory() as name, Simulator(rate_limit_factor=FACTOR) as simulator:
        populate(simulator, 4999)
        rows = [*unchanged(simulator, Path(name)), moved(simulator)]
    rows += [created(0), created(LATENCY_S), *by_size()]
    return "\n".join(["| what | collection | reference | ratio | target |", "|---|---|---|---|---|", *rows])
