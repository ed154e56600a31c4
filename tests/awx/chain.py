# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""All job templates, the workflows with what one job passes on to the next, and a job in slices."""

from __future__ import annotations

import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from awx import job, notification, slices
from awx.extra_variables import as_awx_writes_them
from awx.injected import environment_of
from simulator.embedded import Simulator

# How many times the published limits the simulator allows.
FACTOR, SLOW_FACTOR = 100, 5
NAME = "Ada {{ 7 * 6 }} `id` $(id) =1+1"
FEED = f'user_name,display_name,groups\nada@acme.example,"{NAME}",noc\n'
GIVEN = {
    "awx_setup_project_url": "https://git.example.com/bigpanda.git",
    "awx_setup_inventory_variables": {"user_provisioning_group_roles": {"noc": "User"}},
    "awx_setup_notification_url": "https://chat.example.com/hook",
    "awx_setup_notification_plan": True,
}
DECLARED = 'roles: [{name: !unsafe "Auditors {{ 7 * 6 }}", permissions: [{resource_type: users, actions: [read]}]}]\n'
# The second organization has a name that is no identifier, and a key of its own.
FIRST, SECOND = "acme", "Müller GmbH"
# What people answer. AWX sends questions that are not answered as empty text, or not at all.
ANSWERS: dict[str, dict[str, Any]] = {
    "BigPanda export": {"bigpanda_export_directory": "exported äöü"},
    "BigPanda maintenance window": {
        "bigpanda_maintenance_name": "Büro {{ 7 * 6 }}",
        "bigpanda_maintenance_condition": "host = web-* AND check = cpu",
        "bigpanda_maintenance_state": "open",
        "bigpanda_maintenance_description": "{{ lookup('ansible.builtin.pipe', 'touch evaluated') }}; touch evaluated",
    },
    "BigPanda plan": {"bigpanda_hosts": f"{SECOND}, {FIRST}"},
    "BigPanda provision users": {"bigpanda_users_csv": FEED},
}
# Before anything was onboarded, there is drift.
FAILS = {"BigPanda drift"}
SLICES, USERS_OF_A_SLICE = 4, 8


class Controller:
    """AWX with everything that the role creates, and a credential for the first organization."""

    def __init__(self, simulator: Simulator, folder: Path) -> None:
        self.simulator, self.folder = simulator, folder
        self.known = job.variables_of_role(folder, GIVEN)
        self.templates = {each["name"]: each for each in self.known["templates"]}
        self.problems: list[str] = []
        organizations = [simulator.organization(name) for name in ("acme", "globex")]
        self.keys = [next(iter(each.api_keys)) for each in organizations]
        self.environment = {
            **environment_of(self.known["credential_types"][0], {"api_key": self.keys[0], "region": "us"}),
            "BIGPANDA_API_URL": simulator.api_url("us"),
            "BIGPANDA_RATE_LIMIT_SHARE": str(FACTOR),
        }
        directory = folder / "declared"
        directory.mkdir()
        (directory / "roles.yml").write_text(DECLARED, encoding="utf-8")
        other = {"bigpanda_api_key": self.keys[1], "bigpanda_api_url": simulator.api_url("eu"), "bigpanda_region": "eu"}
        variables = {**self.known["inventories"][0]["variables"], "organization_directory": str(directory)}
        self.inventory = {"all": {"hosts": {FIRST: {}, SECOND: other}, "vars": variables}}
        self.jobs = 0

    def run(self, template: Mapping[str, Any], answers: Mapping[str, Any], passed_on: Mapping[str, Any]) -> job.Ended:
        self.jobs += 1
        place, began = self.folder / f"job-{self.jobs}", time.monotonic()
        # As the two forms of AWX's interface do.
        asked = {} if self.jobs % 2 else {each["variable"]: "" for each in template["survey_spec"]["spec"]}
        extra = as_awx_writes_them(template, {**asked, **answers}, passed_on)
        job.prepare(place, template, self.inventory, self.environment, extra)
        ended = job.run(place, template["playbook"])
        print(f"{template['name']}: {ended.status} ({time.monotonic() - began:.0f} s)", flush=True)
        self.look_for_secrets(template["name"], place)
        return ended

    def look_for_secrets(self, what: str, *places: Path) -> None:
        # ansible-runner writes the environment into that file; AWX deletes it with the directory of the job.
        found = {(key, name) for key in self.keys for place in places for name in job.files_with(key, place)}
        if found - {(self.keys[0], "command")}:
            self.problems.append(f"{what}: a key is in {sorted(name for _key, name in found)}")
        if evaluated := [str(path) for place in places for path in place.rglob("evaluated")]:
            self.problems.append(f"{what}: an answer was run: {evaluated}")

    def run_template(self, name: str) -> None:
        ended = self.run(self.templates[name], ANSWERS.get(name, {}), {})
        if (ended.status == "successful") == (name in FAILS):
            self.problems.append(f"{name}: {ended.status}\n{ended.said}")

    def run_workflow(self, workflow: Mapping[str, Any]) -> None:
        """Plan, and nothing is written; then exactly this plan. Without its fingerprint, or twice, nothing is done."""
        nodes = {node["identifier"]: node for node in workflow["simplified_workflow_nodes"]}
        plan, apply = (self.templates[nodes[name]["unified_job_template"]] for name in ("plan", "apply"))
        answers = ANSWERS.get(workflow["name"], {})
        planned = self.step(f"{workflow['name']}, plan", "successful", 0, plan, answers)
        self.notify(plan, planned)
        if plan["playbook"] == "onboard.yml":
            self.step(f"{workflow['name']}, apply without approval", "failed", 0, apply, answers)
        self.step(f"{workflow['name']}, apply", "successful", 2, apply, answers, planned.stats)
        if plan["playbook"] == "onboard.yml":
            self.step(f"{workflow['name']}, apply again", "failed", 0, apply, answers, planned.stats)

    def step(
        self,
        what: str,
        status: str,
        organizations: int,
        template: Mapping[str, Any],
        answers: Mapping[str, Any],
        passed_on: Mapping[str, Any] | None = None,
    ) -> job.Ended:
        """organizations: how many of them the job writes to."""
        self.simulator.clear_requests()
        ended = self.run(template, answers, passed_on or {})
        written = {entry["organization"] for entry in self.simulator.requests(writes_only=True)}
        if ended.status != status or len(written) != organizations:
            self.problems.append(f"{what}: {ended.status}, written: {written}\n{ended.said}")
        return ended

    def notify(self, plan: Mapping[str, Any], planned: job.Ended) -> None:
        """What the notification of the plan sends contains both plans, as they are."""
        bodies = dict(notification.bodies(self.known["notifications"][0]["messages"]))
        sent = notification.sent(bodies["success"], {"name": plan["name"], "artifacts": planned.stats})
        expected = r"\u007b{ 7 * 6 }}"
        if sent["text"].count("Plan: 1 to create") != 2 or expected not in sent["text"] or "{{" in sent["text"]:
            self.problems.append(f"{plan['name']}: the notification is {sent}")

    def run_slices(self) -> None:
        """Four slices of a job for one organization: each gets a quarter of the limit, and all end well.

        Each task counts its own requests, so few of them are refused where one task follows another: at most 8 of 80
        were. If the slices do not share the limit, 18 of 90 to 41 of 113 are.
        """
        hosts = {f"feed {number}": {"bigpanda_users_csv": feed_of_slice(number)} for number in range(SLICES)}
        template = {"playbook": "provision_users.yml", "extra_vars": GIVEN["awx_setup_inventory_variables"]}
        extra, began = as_awx_writes_them(template, {}, {}), time.monotonic()
        # A slow simulator, which nobody has asked in the last second.
        with Simulator(rate_limit_factor=SLOW_FACTOR) as simulator:
            environment = {
                **self.environment,
                "BIGPANDA_API_URL": simulator.api_url("us"),
                "BIGPANDA_RATE_LIMIT_SHARE": str(SLOW_FACTOR / SLICES),
            }
            parts = slices.run(self.folder / "slices", template, hosts, environment, extra, SLICES)
            statuses = [entry["status"] for entry in simulator.requests("acme")]
            users = sum(user["userName"].startswith("user") for user in simulator.organization("acme").users.values())
            self.problems += [f"slices broke the contract: {violation}" for violation in simulator.violations()]
        print(f"{SLICES} slices ({time.monotonic() - began:.0f} s)", flush=True)
        self.look_for_secrets("slices", *(place for part in parts for place in (part.sender, part.node)))
        self.problems += [f"A slice failed:\n{part.said}" for part in parts if not part.succeeded]
        refused = statuses.count(429)
        if refused > len(statuses) / 6 or users != SLICES * USERS_OF_A_SLICE:
            self.problems.append(f"slices: {users} users, {refused} of {len(statuses)} requests refused")

    def look_at_the_end(self) -> None:
        """What people typed and what files declare is there as it is, in both organizations."""
        for name in ("acme", "globex"):
            organization = self.simulator.organization(name)
            user = organization.find_user("ada@acme.example") or {}
            windows = [plan["name"] for plan in organization.stores["maintenance_plans"].values()]
            found = (user.get("displayName"), bool(organization.find_role("Auditors {{ 7 * 6 }}")), windows)
            if found != (NAME, True, ["Büro {{ 7 * 6 }}"]):
                self.problems.append(f"{name}: {found}")


def feed_of_slice(number: int) -> str:
    users = (f"user{number}.{each}@acme.example,User {each},noc\n" for each in range(USERS_OF_A_SLICE))
    return FEED.partition("\n")[0] + "\n" + "".join(users)


def run_everything(simulator: Simulator, folder: Path) -> list[str]:
    """What went wrong."""
    controller = Controller(simulator, folder)
    workflows = controller.known["workflows"]
    nodes = [node for each in workflows for node in each["simplified_workflow_nodes"]]
    alone = [name for name in controller.templates if name not in {node.get("unified_job_template") for node in nodes}]
    with ThreadPoolExecutor(max_workers=2) as pool:
        list(pool.map(controller.run_template, alone))
    for workflow in workflows:
        controller.run_workflow(workflow)
    controller.look_at_the_end()
    controller.run_slices()
    return controller.problems
