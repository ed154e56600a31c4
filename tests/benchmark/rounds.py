# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Provisioning while everything goes wrong at random, with a fixed seed for each round."""

from __future__ import annotations

import random

from measure import FACTOR, Simulator
from scale import run

NUMBER = 200
FAULTS = (
    [{"kind": "reset_before", "probability": 0.1}],
    [{"kind": "reset_after", "writes": True, "probability": 0.1}],
    [{"kind": "status", "status": 429, "probability": 0.1}],
    [{"kind": "status", "status": 500, "probability": 0.05}, {"kind": "status", "status": 503, "probability": 0.05}],
    [{"kind": "status", "status": 503, "after_write": True, "writes": True, "probability": 0.1}],
    [{"kind": "latency", "seconds": [0, 0.5]}],
    [{"kind": "short_pages"}],
    [{"kind": "unknown_fields"}],
)
DECLARED = {
    "roles": [{"name": f"Team {each}", "permissions": []} for each in range(5)],
    "scim_users": [{"user_name": f"user{each}@example.com", "roles": [f"Team {each % 5}"]} for each in range(NUMBER)],
    "retry_timeout": 60,
}


def one_round(seed: int) -> tuple[str, int]:
    """How the first run ended, and how many requests it took. Raises AssertionError if a rerun does not end right."""
    chance = random.Random(seed)
    chosen = [fault for group in FAULTS if chance.random() < 0.6 for fault in group]
    with Simulator(rate_limit_factor=FACTOR) as simulator:
        leaver = simulator.organization("acme").add_user("bystander@example.com")
        simulator.set_faults(chosen, seed=seed)
        try:
            ended, requests = "correct", run(simulator, DECLARED).requests
        except RuntimeError as error:
            ended, requests = f"error: {str(error)[:60]}", len(simulator.requests())
        simulator.clear_faults()
        if ended != "correct":
            run(simulator, DECLARED)
        check(simulator, leaver)
        assert run(simulator, DECLARED).writes == 0
    return f"{len(chosen)} faults, {ended}", requests


def check(simulator: Simulator, bystander: dict) -> None:
    """Nobody twice, no role lost, nobody removed unasked."""
    acme = simulator.organization("acme")
    names = [user["userName"] for user in acme.users.values()]
    assert len(names) == len(set(names)) == NUMBER + 2
    assert all(user["active"] for user in acme.users.values()) and bystander["id"] in acme.users
    for each in range(5):
        assert len(acme.find_role(f"Team {each}")["users"]) == NUMBER // 5


def fault_rounds(number: int) -> str:
    rows = [(seed, *one_round(seed)) for seed in range(number)]
    lines = [f"| {seed} | {ended} | {requests} |" for seed, ended, requests in rows]
    return "\n".join(["| round | first run | requests |", "|---|---|---|", *lines])
