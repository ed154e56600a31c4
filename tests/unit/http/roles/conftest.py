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

ROOT = Path(__file__).resolve().parents[4]
KEY = "test-api-key-acme-5f1d8e37a6b0"
TOKEN = "test-org-token-acme-1b7e5a90c4d2"
SHARE = 100
PATIENCE_S = 400
REFUSED = "refused"


@pytest.fixture
def play(simulator, tmp_path):
    """Runs playbooks by the ansible-core of this Python, as people and AWX do, in a folder of their own.

    plays: names of playbooks or whole plays; they run one after the other. variables: as `-e @file` gives them, as YAML
    text or as what it says. Returns the finished process, with all that was printed as `said`.
    """

    def run(*plays, variables=None, arguments=(), check=False, folder=tmp_path, credentials=True, **environment):
        book = tmp_path / "book.yml"
        book.write_text(yaml.safe_dump([_play(each) for each in plays], sort_keys=False), encoding="utf-8")
        command = [str(Path(sys.executable).with_name("ansible-playbook")), "-i", "localhost,", str(book), *arguments]
        if variables is not None:
            text = variables if isinstance(variables, str) else yaml.safe_dump(variables, allow_unicode=True)
            (tmp_path / "variables.yml").write_text(text, encoding="utf-8")
            command += ["-e", f"@{tmp_path / 'variables.yml'}"]
        others = {name: value for name, value in os.environ.items() if not name.startswith(("ANSIBLE", "BIGPANDA"))}
        connection = {
            "BIGPANDA_API_KEY": KEY,
            "BIGPANDA_ORG_TOKEN": TOKEN,
            "BIGPANDA_API_URL": simulator.api_url(),
            "BIGPANDA_INTEGRATIONS_URL": simulator.integrations_url(),
            "BIGPANDA_RATE_LIMIT_SHARE": str(SHARE),
            "BIGPANDA_RETRY_TIMEOUT": "5",
        }
        finished = subprocess.run(
            [*command, *(["--check"] if check else [])],
            cwd=folder,
            env={
                **others,
                **(connection if credentials else {}),
                "ANSIBLE_COLLECTIONS_PATH": str(ROOT / ".cache" / "link"),
                "ANSIBLE_CONFIG": str(ROOT / "ansible.cfg"),
                "ANSIBLE_HOME": str(tmp_path / "home"),
                "ANSIBLE_NOCOLOR": "true",
                "LC_ALL": "C.UTF-8",
                **environment,
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
        finished.said = finished.stdout
        return finished

    return run


def _play(each):
    if isinstance(each, str):
        return {"name": each, "ansible.builtin.import_playbook": f"community.bigpanda.{each}"}
    return each


@pytest.fixture
def call_roles(play, tmp_path):
    """Calls roles of the collection one after the other: of each case, what it registered, or what it failed with."""

    def call(cases, **options):
        tasks = []
        for name, (role, variables) in cases.items():
            result = f"{role}_result" if role != "organization_export" else "organization_export_live"
            kept = {"ended": f"{{{{ ended | combine({{'{name}': {result}}}) }}}}"}
            failed = {"ended": f"{{{{ ended | combine({{'{name}': {{'{REFUSED}': ansible_failed_result.msg}}}}) }}}}"}
            include = {"ansible.builtin.include_role": {"name": f"community.bigpanda.{role}"}, "vars": variables}
            tasks.append(
                {
                    "block": [include, {"ansible.builtin.set_fact": kept}],
                    "rescue": [{"ansible.builtin.set_fact": failed}],
                }
            )
        told = {"content": "{{ ended | to_json }}", "dest": str(tmp_path / "ended.json"), "mode": "0600"}
        tasks.append({"ansible.builtin.copy": told, "check_mode": False})
        given = {"ended": {}, "ansible_python_interpreter": "{{ ansible_playbook_python }}"}
        start = {"ansible.builtin.set_fact": {"ended": {}}}
        finished = play(
            {"hosts": "all", "gather_facts": False, "connection": "local", "vars": given, "tasks": [start, *tasks]},
            **options,
        )
        assert finished.returncode == 0, finished.said
        return json.loads((tmp_path / "ended.json").read_text(encoding="utf-8"))

    return call
