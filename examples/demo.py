# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Onboard two organizations against the embedded simulator, by the same playbooks that customers run.

Shows the lines that people read of each step, and writes everything to a log.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parent
ROOT = EXAMPLES.parent
sys.path.insert(0, str(ROOT / "tests"))

from simulator.control import counts  # noqa: E402  the line above makes it importable
from simulator.embedded import Simulator  # noqa: E402  the same

# The published limits, scaled on both sides so that nobody has to wait for the demonstration.
FACTOR = 10
COLUMNS = ("environments", "roles", "scim_users", "enrichment_map_rows", "incidents", "requests", "writes")
OUTPUT = ROOT / ".cache" / "demo"
LOG, FILES, CUT_OFF = OUTPUT / "demo.log", OUTPUT / "organizations", OUTPUT / "feed_cut_off.csv"
PLANNED, APPLIED = OUTPUT / "feed_planned.html", OUTPUT / "feed_applied.html"
# Lines of one step that are shown; the log has all of them.
MOST_LINES = 7
PLAN_LINE = re.compile(r"  .{0,24}[!+~-] \S")
LISTED = re.compile(r'\s{4,}("(?:[^"\\]|\\.)*"),?')
MESSAGE = re.compile(r'"msg": ("(?:[^"\\]|\\.)*")')
FINGERPRINT = re.compile(r"Fingerprint: ([0-9a-f]{64})")


@dataclass(frozen=True)
class Step:
    """One playbook. variables: as `--extra-vars`. fails: whether that is what it is to show."""

    title: str
    playbook: str
    variables: dict
    arguments: tuple[str, ...] = ()
    fails: bool = False


def feed(**variables: object) -> dict:
    """Variables of the identity team's feed."""
    return {"provisioning": f"@{EXAMPLES / 'provisioning.yml'}", **variables}


ACME = ("--limit", "acme")
BEFORE_APPROVAL = (
    Step(
        "Onboard both organizations, each by one task: environment, filters, roles, users and a map of 1,000 rows",
        "community.bigpanda.onboard",
        {},
    ),
    Step("Once more in check mode: is there anything left to do?", "community.bigpanda.onboard", {}, ("--check",)),
    Step(
        "Plan what changes if auditors may change users",
        "community.bigpanda.plan",
        {"auditor_actions": ["read", "full_access"]},
        ACME,
    ),
    Step(
        "Plan the identity team's feed: joiners, a mover, leavers; with a report to look at",
        "community.bigpanda.provision_users",
        feed(user_provisioning_report=str(PLANNED)),
        (*ACME, "--check", "--diff"),
    ),
)
AFTER_APPROVAL = (
    Step(
        "A feed that was cut off fails: the safety limit refuses it, and nothing is changed",
        "community.bigpanda.provision_users",
        feed(bigpanda_users_csv=str(CUT_OFF)),
        ACME,
        fails=True,
    ),
    Step("Export everything to files", "community.bigpanda.export", {"bigpanda_export_directory": str(FILES)}, ACME),
    Step(
        "Somebody changes a role by hand: drift of the files is found",
        "community.bigpanda.drift",
        {"organization_directory": str(FILES / "acme")},
        ACME,
        fails=True,
    ),
    Step("An operator handles an incident that an alert raises", str(EXAMPLES / "handle_incident.yml"), {}),
)


class Demonstration:
    """Runs the steps one after the other."""

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator
        self._environment = environment(simulator)
        self._number = 0

    def run(self, step: Step) -> str:
        """Everything that the playbook printed."""
        self._number += 1
        print(f"\n{self._number}. {step.title}", flush=True)
        began = time.monotonic()
        files = [value for value in step.variables.values() if str(value).startswith("@")]
        values = {name: value for name, value in step.variables.items() if value not in files}
        extra = [*files, json.dumps(values)]
        command = [sys.executable, "-m", "ansible", "playbook", "--inventory", str(EXAMPLES / "inventory")]
        command += [step.playbook, *step.arguments, *(part for each in extra for part in ("--extra-vars", each))]
        finished = subprocess.run(
            command,
            env=self._environment,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        with LOG.open("a", encoding="utf-8") as log:
            log.write(f"\n=== {self._number}. {step.title}\n\n$ {' '.join(command[1:])}\n{finished.stdout}")
        if (finished.returncode != 0) != step.fails:
            sys.exit(f"{finished.stdout}\nThe step ended with {finished.returncode}, see {LOG}.")
        for line in excerpt(finished.stdout):
            print(f"   {line}")
        if FILES.is_dir() and step.playbook.endswith(".export"):
            print(f"   {sum(path.is_file() for path in FILES.rglob('*'))} files")
        print(f"   ({time.monotonic() - began:.0f} s)", flush=True)
        return finished.stdout

    def change_by_hand(self) -> None:
        """What somebody does in BigPanda's console meanwhile."""
        self._simulator.organization("acme").find_role("Night watch")["permissions"] = []


def excerpt(output: str) -> list[str]:
    """The lines for people: the plan, its sum, and why a task failed."""
    lines = list(dict.fromkeys(filter(None, map(_readable, output.splitlines()))))
    if len(lines) <= MOST_LINES:
        return lines
    kept = MOST_LINES // 2
    return [*lines[:kept], f"… {len(lines) - 2 * kept} more lines", *lines[-kept:]]


def _readable(line: str) -> str:
    listed, message = LISTED.fullmatch(line), MESSAGE.search(line)
    if message:
        return str(json.loads(message[1]))
    text = str(json.loads(listed[1])) if listed else line
    if PLAN_LINE.match(text) or text.startswith(("Plan: ", "Done: ")) or re.search(" – plan [0-9a-f]{8}", text):
        return text
    return ""


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


def table(simulator: Simulator) -> str:
    """What there is now, and how many requests it took."""
    rows = [("", *(organization for organization in simulator.service.organizations))]
    found = [counts(simulator.service, organization) for organization in simulator.service.organizations.values()]
    rows += [(name.replace("_", " "), *(str(each[name]) for each in found)) for name in COLUMNS]
    return "\n".join(f"   {name:<22}" + "".join(f"{value:>10}" for value in values) for name, *values in rows)


def main() -> int:
    began = time.monotonic()
    shutil.rmtree(OUTPUT, ignore_errors=True)
    OUTPUT.mkdir(parents=True)
    CUT_OFF.write_text("".join((EXAMPLES / "feed.csv").open(encoding="utf-8").readlines()[:9]), encoding="utf-8")
    print(f"The playbooks run against a simulator of BigPanda on this machine. Everything they print is in {LOG}.")
    with Simulator(EXAMPLES / "simulator.yml", rate_limit_factor=FACTOR) as simulator:
        demonstration = Demonstration(simulator)
        for step in BEFORE_APPROVAL:
            said = demonstration.run(step)
        (approved,) = set(FINGERPRINT.findall(said))
        demonstration.run(
            Step(
                f"Apply exactly the plan that was approved, {approved[:8]}",
                "community.bigpanda.provision_users",
                feed(user_provisioning_report=str(APPLIED), user_provisioning_approved_plan=approved),
                ACME,
            )
        )
        for step in AFTER_APPROVAL:
            if step.playbook.endswith(".drift"):
                demonstration.change_by_hand()
            demonstration.run(step)
        print(f"\nWhat there is now, and what it took ({time.monotonic() - began:.0f} s):\n\n{table(simulator)}")
        violations = simulator.violations()
    paths = {"the plan of the feed": PLANNED, "its outcome": APPLIED, "acme as files": FILES / "acme", "the log": LOG}
    print("\nTo look at:\n" + "\n".join(f"   {path}  {title}" for title, path in paths.items()))
    if violations:
        print(f"Requests that broke the contract: {violations}")
    return bool(violations)


if __name__ == "__main__":
    sys.exit(main())
