# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Writes options.json from a copy of the collection awx.awx: names, types and choices of the options that we may use.

python tests/awx/derive.py PATH/awx_collection/plugins
"""

from __future__ import annotations

import ast
import json
import sys
from pathlib import Path

import yaml

OUTPUT = Path(__file__).with_name("options.json")
MODULES = (
    "credential_type",
    "host",
    "inventory",
    "job_template",
    "notification_template",
    "project",
    "schedule",
    "workflow_job_template",
    "workflow_job_template_node",
)
FACTS = ("type", "choices", "required")


def documentation(path: Path) -> dict:
    """What a module says of itself, without running it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return yaml.safe_load(ast.literal_eval(named["DOCUMENTATION"]))


def facts(options: dict) -> dict:
    return {
        name: {fact: option[fact] for fact in FACTS if option.get(fact)} for name, option in sorted(options.items())
    }


def main(plugins: Path) -> None:
    known = {name: facts(documentation(plugins / "modules" / f"{name}.py")["options"]) for name in MODULES}
    lines = [f"{json.dumps(name)}: {json.dumps(options)}" for name, options in known.items()]
    OUTPUT.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
