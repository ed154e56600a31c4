# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The options of bigpanda_organization, put together from the documentation of the modules of single objects."""

from __future__ import annotations

import re

import yaml
from ansible_collections.community.bigpanda.plugins.module_utils._resources.catalog import CATALOG
from documentation.operations import MODULES, ROOT

TARGET = MODULES / "bigpanda_organization.py"
BEGIN, END = "  # begin of what `make documentation` writes\n", "  # end of what `make documentation` writes\n"
STATE = ROOT / "plugins" / "doc_fragments" / "_state.py"


def options_of(name: str) -> dict:
    source = (MODULES / f"bigpanda_{name}.py").read_text(encoding="utf-8")
    documented = yaml.safe_load(re.search(r'DOCUMENTATION = r"""(.*?)"""', source, re.S)[1])
    state = yaml.safe_load(re.search(r'DOCUMENTATION = r"""(.*?)"""', STATE.read_text(encoding="utf-8"), re.S)[1])
    return {**state["options"], **documented["options"]}


def below(plural: str, names: set[str], value: object) -> object:
    """The same documentation with its references to options leading into the list."""
    if isinstance(value, dict):
        return {name: below(plural, names, inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [below(plural, names, inner) for inner in value]
    if isinstance(value, str):
        return re.sub(r"O\((\w+)", lambda found: f"O({plural}[].{found[1]}" if found[1] in names else found[0], value)
    return value


def generated() -> str:
    kinds = {}
    for resource in CATALOG.resources:
        plural, name = resource.plural, resource.name
        options = options_of(name)
        kinds[plural] = {
            "description": [
                f"What M(community.bigpanda.bigpanda_{name}) takes, for each object.",
                "Left out, objects of this kind are left alone.",
            ],
            "type": "list",
            "elements": "dict",
            "suboptions": below(plural, set(options), options),
        }
    text = yaml.dump(kinds, sort_keys=False, width=76, allow_unicode=True)
    return "".join(f"  {line}\n" for line in text.splitlines())


def renewed(source: str) -> str:
    before, rest = source.split(BEGIN)
    _old, after = rest.split(END)
    return f"{before}{BEGIN}{generated()}{END}{after}"
