# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Onboard two organizations against the embedded simulator, by the same playbooks that customers run."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parent
ROOT = EXAMPLES.parent
sys.path.insert(0, str(ROOT / "tests"))

from simulator.control import counts  # noqa: E402  the line above makes it importable
from simulator.embedded import Simulator  # noqa: E402  the same

# The published limits, scaled on both sides so that nobody has to wait for the demonstration.
FACTOR = 10
# Seconds between two lines of progress: few, since nothing here takes as long as in an organization of thousands.
PROGRESS_S = 0.4
COLUMNS = (
    "environments",
    "roles",
    "scim_users",
    "enrichment_maps",
    "enrichment_map_rows",
    "incidents",
    "requests",
    "writes",
)
OUTPUT = ROOT / ".cache" / "demo"
REPORT, FILES = OUTPUT / "provisioning.csv", OUTPUT / "organizations"
PROVISION_ACME = ["--limit", "acme", "--extra-vars", f"@{EXAMPLES / 'provisioning.yml'}"]
FROM_FILES = {"organization_directory": str(FILES / "acme")}
STEPS = (
    (
        "1. Onboard both organizations, each by one task: 5 roles, a map of 1,000 rows, and 40 and 12 users; "
        "at acme an environment, an alert filter, a correlation pattern and a maintenance plan too",
        ["community.bigpanda.onboard", "--extra-vars", json.dumps({"organization_progress_interval": PROGRESS_S})],
    ),
    ("2. Check mode: is there anything left to do?", ["community.bigpanda.onboard", "--check"]),
    (
        "3. Change what auditors may do at acme, shown as a diff",
        [
            "community.bigpanda.onboard",
            "--limit",
            "acme",
            "--diff",
            "--extra-vars",
            '{"auditor_actions": ["read", "full_access"]}',
        ],
    ),
    (
        "4. The identity team's feed, in check mode with a diff: 4 joiners, a mover, 3 leavers",
        ["community.bigpanda.provision_users", *PROVISION_ACME, "--check", "--diff"],
    ),
    (
        "5. The feed, carried out with a report",
        [
            "community.bigpanda.provision_users",
            *PROVISION_ACME,
            "--extra-vars",
            json.dumps({"user_provisioning_report": str(REPORT), "user_provisioning_progress_interval": PROGRESS_S}),
        ],
    ),
    (
        "6. Everything as files",
        [
            "community.bigpanda.export",
            "--limit",
            "acme",
            "--extra-vars",
            json.dumps({"bigpanda_export_directory": str(FILES)}),
        ],
    ),
    (
        "7. The files applied again: nothing to do",
        ["community.bigpanda.drift", "--limit", "acme", "--extra-vars", json.dumps(FROM_FILES)],
    ),
    ("8. An operator handles an incident that an alert raises", [str(EXAMPLES / "handle_incident.yml")]),
)


def environment(simulator: Simulator) -> dict[str, str]:
    """Where the organizations are, and their keys, as the inventory of the examples asks for them."""
    variables = {**os.environ, "DEMO_RATE_LIMIT_SHARE": str(FACTOR), "ANSIBLE_DISPLAY_SKIPPED_HOSTS": "false"}
    for name, region in (("acme", "us"), ("globex", "eu")):
        organization = simulator.organization(name)
        variables[f"{name.upper()}_API_KEY"] = next(iter(organization.api_keys))
        variables[f"{name.upper()}_ORG_TOKEN"] = organization.org_token
        variables[f"{name.upper()}_API_URL"] = simulator.api_url(region)
        variables[f"{name.upper()}_INTEGRATIONS_URL"] = simulator.integrations_url(region)
    return variables


def run(title: str, arguments: list[str], variables: dict[str, str]) -> None:
    print(f"\n\n=== {title}\n", flush=True)
    command = [sys.executable, "-m", "ansible", "playbook", "--inventory", str(EXAMPLES / "inventory"), *arguments]
    subprocess.run(command, env=variables, cwd=ROOT, check=True, stdin=subprocess.DEVNULL)


def table(simulator: Simulator) -> str:
    """What there is now, and how many requests it took."""
    rows = [("", *(organization for organization in simulator.service.organizations))]
    found = [counts(simulator.service, organization) for organization in simulator.service.organizations.values()]
    rows += [(name.replace("_", " "), *(str(each[name]) for each in found)) for name in COLUMNS]
    return "\n".join(f"  {name:<22}" + "".join(f"{value:>10}" for value in values) for name, *values in rows)


def main() -> int:
    began = time.monotonic()
    shutil.rmtree(OUTPUT, ignore_errors=True)
    OUTPUT.mkdir(parents=True)
    with Simulator(EXAMPLES / "simulator.yml", rate_limit_factor=FACTOR) as simulator:
        variables = environment(simulator)
        for title, arguments in STEPS:
            run(title, arguments, variables)
        print("\n\n=== From the report of step 5\n")
        print("\n".join(line for line in REPORT.read_text(encoding="utf-8").splitlines() if ",unchanged," not in line))
        print(f"\n\n=== What there is now, and what it took ({time.monotonic() - began:.0f} s)\n\n{table(simulator)}\n")
        violations = simulator.violations()
    if violations:
        print(f"Requests that broke the contract: {violations}")
    return bool(violations)


if __name__ == "__main__":
    sys.exit(main())
