# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""All job templates, and the workflows with what one job passes on to the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from awx import job
from awx.injected import environment_of
from simulator.embedded import Simulator

FEED = "user_name,display_name,groups\nada@acme.example,Ada {{ 7 * 6 }},noc\n"
GIVEN = {
    "awx_setup_project_url": "https://git.example.com/bigpanda.git",
    "awx_setup_inventory_variables": {"user_provisioning_group_roles": {"noc": "Viewer"}},
}
DECLARED = "roles: [{name: Auditors, permissions: [{resource_type: users, actions: [read]}]}]\n"
# What people answer; questions that are missing here stay empty.
ANSWERS = {
    "BigPanda export": {"bigpanda_export_directory": "exported"},
    "BigPanda maintenance window": {
        "bigpanda_maintenance_name": "Release",
        "bigpanda_maintenance_condition": "host = web-* AND check = cpu",
        "bigpanda_maintenance_state": "open",
    },
    "BigPanda provision users": {"bigpanda_users_csv": FEED},
}
# Before anything was onboarded, there is drift.
FAILS = {"BigPanda drift"}


def run_everything(simulator: Simulator, folder: Path) -> list[str]:
    """What went wrong."""
    known = job.variables_of_role(folder, GIVEN)
    organization = simulator.organization("acme")
    key = next(iter(organization.api_keys))
    environment = {
        **environment_of(known["controller_credential_types"][0], {"api_key": key, "region": "us"}),
        "BIGPANDA_API_URL": simulator.api_url("us"),
        "BIGPANDA_RATE_LIMIT_SHARE": "100",
    }
    declaration = folder / "declared"
    declaration.mkdir()
    (declaration / "roles.yml").write_text(DECLARED, encoding="utf-8")
    variables = {**known["controller_inventories"][0]["variables"], "organization_directory": str(declaration)}
    inventory = {"all": {"hosts": {"acme": {}}, "vars": variables}}
    problems: list[str] = []

    def run(template: Mapping[str, Any], answers: Mapping[str, Any], passed_on: Mapping[str, Any]) -> job.Ended:
        place = folder / f"job-{len(list(folder.glob('job-*')))}"
        asked = {question["variable"]: "" for question in template["survey_spec"]["spec"]}
        extra = job.extra_variables(template, {**asked, **answers}, passed_on)
        ended = job.run(place, template, inventory, environment, extra)
        # ansible-runner writes the environment there; AWX deletes it with the directory of the job.
        if set(job.files_with(key, place)) - {"command"}:
            problems.append(f"{template['name']}: the key is in {job.files_with(key, place)}")
        print(f"{template['name']}: {ended.status}", flush=True)
        return ended

    templates = {each["name"]: each for each in known["controller_templates"]}
    workflows = known["controller_workflows"]
    nodes = [node for each in workflows for node in each["simplified_workflow_nodes"]]
    of_workflows = {node.get("unified_job_template") for node in nodes}
    for name, template in templates.items():
        if name not in of_workflows:
            ended = run(template, ANSWERS.get(name, {}), {})
            if (ended.status == "successful") == (name in FAILS):
                problems.append(f"{name}: {ended.status}\n{ended.said}")
    for workflow in workflows:
        problems += run_workflow(workflow, templates, run, simulator)
    return problems


def run_workflow(
    workflow: Mapping[str, Any],
    templates: Mapping[str, Mapping[str, Any]],
    run: Callable[..., job.Ended],
    simulator: Simulator,
) -> list[str]:
    """Plan, nothing written; without the plan's fingerprint nothing is applied; with it the plan, and only once."""
    nodes = {node["identifier"]: node for node in workflow["simplified_workflow_nodes"]}
    plan, apply = (templates[nodes[name]["unified_job_template"]] for name in ("plan", "apply"))
    answers = ANSWERS.get(workflow["name"], {})
    problems = []

    def expect(what: str, ended: job.Ended, status: str, writes: bool) -> None:
        written = [entry["operation_id"] for entry in simulator.requests(writes_only=True)]
        simulator.clear_requests()
        if ended.status != status or bool(written) != writes:
            problems.append(f"{workflow['name']}, {what}: {ended.status}, written: {written}\n{ended.said}")

    simulator.clear_requests()
    planned = run(plan, answers, {})
    expect("plan", planned, "successful", writes=False)
    expect("apply without approval", run(apply, answers, {}), "failed", writes=False)
    expect("apply", run(apply, answers, planned.stats), "successful", writes=True)
    expect("apply the same plan again", run(apply, answers, planned.stats), "failed", writes=False)
    return problems
