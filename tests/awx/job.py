# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One job, run by ansible-runner from a directory as AWX makes it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ansible_runner
import yaml

ROOT = Path(__file__).resolve().parents[2]
PROJECT = ROOT / "roles" / "awx_setup" / "files" / "project"
COLLECTION = Path("collections", "ansible_collections", "community", "bigpanda")
SHIPPED = ("galaxy.yml", "meta", "playbooks", "plugins", "roles")
LONGEST_S = 120


@dataclass(frozen=True)
class Ended:
    """A job that ended. stats: what it set with set_stats; said: its output."""

    status: str
    stats: dict[str, Any]
    said: str
    folder: Path


def prepare(
    folder: Path,
    template: Mapping[str, Any],
    inventory: Mapping[str, Any],
    environment: Mapping[str, str],
    variables: str,
) -> None:
    """Write what ansible-runner runs the job template from. The folder must not exist."""
    for name in ("env", "inventory"):
        (folder / name).mkdir(parents=True)
    shutil.copytree(PROJECT, folder / "project")
    # AWX installs what collections/requirements.yml of the project names.
    for name in SHIPPED:
        source, target = ROOT / name, folder / "project" / COLLECTION / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copy)(source, target)
    (folder / "inventory" / "hosts.yml").write_text(yaml.safe_dump(dict(inventory)), encoding="utf-8")
    (folder / "env" / "extravars").write_text(variables, encoding="utf-8")
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LC_ALL") if name in os.environ}
    own = {"ANSIBLE_COLLECTIONS_PATH": "collections"}
    (folder / "env" / "envvars").write_text(json.dumps({**kept, **own, **environment}), encoding="utf-8")
    flags = [
        *(["--check"] if template.get("job_type") == "check" else []),
        *(["--diff"] if template.get("diff_mode") else []),
    ]
    (folder / "env" / "cmdline").write_text(" ".join(flags), encoding="utf-8")


def run(folder: Path, playbook: str) -> Ended:
    """Run the playbook from a folder that is prepared."""
    ended = ansible_runner.run(private_data_dir=str(folder), playbook=playbook, quiet=True, timeout=LONGEST_S)
    stats: dict[str, Any] = {}
    for event in ended.events:
        stats.update(event.get("event_data", {}).get("artifact_data", {}))
    said = (Path(ended.config.artifact_dir) / "stdout").read_text(encoding="utf-8")
    return Ended(ended.status, stats, said, folder)


def files_with(secret: str, folder: Path) -> list[str]:
    """The files of what a job leaves behind that contain the secret."""
    found = (path for path in (folder / "artifacts").rglob("*") if path.is_file())
    return sorted(path.name for path in found if secret.encode() in path.read_bytes())


def variables_of_role(folder: Path, given: Mapping[str, Any]) -> dict[str, Any]:
    """What the role defines for infra.aap_configuration, as Ansible evaluates it."""
    kinds = ("credential_types", "inventories", "notifications", "templates", "workflows")
    content = "{{ {" + ", ".join(f"'{kind}': controller_{kind}" for kind in kinds) + "} | to_json }}"
    output = folder / "variables.json"
    play = {
        "hosts": "localhost",
        "gather_facts": False,
        "vars": {**given, "awx_setup_apply": False, "ansible_python_interpreter": sys.executable},
        "roles": ["community.bigpanda.awx_setup"],
        "tasks": [{"ansible.builtin.copy": {"content": content, "dest": str(output), "mode": "0600"}}],
    }
    book = folder / "variables.yml"
    book.write_text(yaml.safe_dump([play]), encoding="utf-8")
    command = [str(Path(sys.executable).with_name("ansible-playbook")), "-i", "localhost,", "-c", "local", str(book)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT, stdin=subprocess.DEVNULL)
    return json.loads(output.read_text(encoding="utf-8"))
