# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The page of the cookbook, generated from the recipes, which are tested playbooks."""

from __future__ import annotations

import re
from pathlib import Path

from documentation.operations import ROOT

PAGE = ROOT / "docs" / "cookbook.md"
RECIPES = ROOT / "examples" / "cookbook"
SECTIONS = {
    "users": "Users and roles",
    "incidents": "Incidents",
    "maintenance": "Maintenance and filters",
    "alerts": "Alerts and enrichment",
    "organization": "The organization",
}
# The licence, the comment that says when to use the recipe, and the playbook.
RECIPE = re.compile(r"---\n(?:# [^\n]*\n)+\n((?:# [^\n]*\n)+)(- name: ([^\n]+)\n.*)\Z", re.DOTALL)
LICENSE = """\
<!--
Copyright (c) 2026 The community.bigpanda contributors
GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
SPDX-License-Identifier: GPL-3.0-or-later
-->
"""
INTRODUCTION = """\
# Cookbook

Short playbooks for single tasks. Each is a file in [examples/cookbook](../examples/cookbook) that a test runs. A second
run changes nothing, unless its text says otherwise. Copy a recipe into your own repository, and change its variables
there, or on the command line:

```console
$ export BIGPANDA_API_KEY=… BIGPANDA_REGION=us
$ cd examples/cookbook
$ ansible-playbook users/show_who_has_admin.yml
$ ansible-playbook incidents/take_over_an_incident.yml -e incident_id=653989e52d00001901351684 --check --diff
```

This page is generated from these files by `make documentation`; a test fails if it is outdated.
"""


def page() -> str:
    parts = [LICENSE + INTRODUCTION]
    for folder, title in SECTIONS.items():
        parts.append(f"## {title}\n")
        parts += [_recipe(path) for path in sorted((RECIPES / folder).glob("*.yml"))]
    return "\n".join(parts)


def _recipe(path: Path) -> str:
    found = RECIPE.match(path.read_text(encoding="utf-8"))
    if found is None:
        raise ValueError(f"{path} has no comment that says when to use it, or does not begin with a named play.")
    comment, playbook, title = found.groups()
    text = " ".join(line.removeprefix("# ") for line in comment.splitlines())
    return f"### {title}\n\n{text}\n\n```yaml\n{playbook}```\n"
