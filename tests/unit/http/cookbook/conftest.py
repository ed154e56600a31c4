# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from simulator.seed import make_organization, read_seed

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[3]
COOKBOOK = ROOT / "examples" / "cookbook"
KEY = "test-api-key-acme-5f1d8e37a6b0"
OTHER_KEY = "test-api-key-acme-2-b6c80f3d17e9"


@pytest.fixture
def simulator(simulator):
    for entry in read_seed(HERE / "organizations.yml"):
        simulator.service.organizations[entry["name"]] = make_organization(entry, simulator.service.readings)
    simulator.clear_requests()
    return simulator


@pytest.fixture
def acme(simulator):
    return simulator.organization("acme")


@pytest.fixture
def globex(simulator):
    return simulator.organization("globex")


@pytest.fixture(scope="session")
def ansible(shared_simulator, tmp_path_factory):
    """Starts Ansible once: a function that runs a playbook with arguments; see runner.py."""
    home = tmp_path_factory.mktemp("ansible")
    others = {name: value for name, value in os.environ.items() if not name.startswith(("ANSIBLE", "BIGPANDA"))}
    environment = {
        **others,
        "BIGPANDA_API_KEY": KEY,
        "BIGPANDA_NEW_API_KEY": OTHER_KEY,
        "BIGPANDA_ORG_TOKEN": "test-org-token-acme-1b7e5a90c4d2",
        "BIGPANDA_APP_KEY": "test-app-key-acme-7c2e9d40b1f5",
        "BIGPANDA_API_URL": shared_simulator.api_url(),
        "BIGPANDA_INTEGRATIONS_URL": shared_simulator.integrations_url(),
        "BIGPANDA_RATE_LIMIT_SHARE": "100",
        "ANSIBLE_HOME": str(home),
        "ANSIBLE_NOCOLOR": "true",
        "ANSIBLE_COLLECTIONS_PATH": str(ROOT / ".cache" / "link"),
        "ANSIBLE_CONFIG": str(ROOT / "ansible.cfg"),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "tests"), str(ROOT / ".cache" / "link")]),
        "LC_ALL": "C.UTF-8",
    }
    output = home / "output"
    command = [sys.executable, str(HERE / "runner.py")]
    with subprocess.Popen(
        command, env=environment, cwd=home, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:

        def run(*arguments):
            print(json.dumps({"output": str(output), "arguments": arguments}), file=process.stdin, flush=True)
            answer = process.stdout.readline()
            assert answer, "Ansible ended."
            return {**json.loads(answer), "said": output.read_text(encoding="utf-8")}

        yield run
        process.stdin.close()


@pytest.fixture
def inventory(shared_simulator, tmp_path):
    """The two organizations as hosts, each with its own key and region."""
    hosts = {
        name: {
            "bigpanda_api_key": f"test-api-key-{name}-5f1d8e37a6b0",
            "bigpanda_region": region,
            "bigpanda_api_url": shared_simulator.api_url(region),
        }
        for name, region in (("acme", "us"), ("globex", "eu"))
    }
    path = tmp_path / "inventory.yml"
    path.write_text(yaml.safe_dump({"organizations": {"hosts": hosts}}), encoding="utf-8")
    return str(path)


@pytest.fixture
def cook(ansible, inventory, simulator):
    """Runs a recipe, by default twice, where the second run must not change anything. Returns what Ansible printed."""

    def run(recipe, again=True, **variables):
        path = str(COOKBOOK / f"{recipe}.yml")
        done = ansible("-i", inventory, "-e", json.dumps(variables), *[path] * (2 if again else 1))
        assert done["status"] == 0, done["said"]
        assert not any(done["changed"][1:]), done["said"]
        return done["said"]

    return run
