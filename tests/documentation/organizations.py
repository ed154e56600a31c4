# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the modules of whole organizations say of each kind, put together from the modules of single objects."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import yaml
from ansible_collections.community.bigpanda.plugins.module_utils._resources.catalog import CATALOG
from documentation.operations import MODULES, ROOT

BEGIN, END = "# begin of what `make documentation` writes\n", "# end of what `make documentation` writes\n"
BLOCK = re.compile(rf"^( *){BEGIN}.*?^ *{END}", re.DOTALL | re.MULTILINE)
STATE = ROOT / "plugins" / "doc_fragments" / "_state.py"


# Said of a task as a whole, not of one object.
OF_THE_TASK = {"allow_admin_changes", "max_row_removals"}


def options_of(name: str) -> dict:
    source = (MODULES / f"bigpanda_{name}.py").read_text(encoding="utf-8")
    documented = yaml.safe_load(re.search(r'DOCUMENTATION = r"""(.*?)"""', source, re.S)[1])
    state = yaml.safe_load(re.search(r'DOCUMENTATION = r"""(.*?)"""', STATE.read_text(encoding="utf-8"), re.S)[1])
    options = {**state["options"], **documented["options"]}
    return {option: said for option, said in options.items() if option not in OF_THE_TASK}


def as_links(name: str, options: dict, path: str = "") -> dict:
    """The same options, each described by a link to the module of one object."""
    linked = {}
    for option, said in options.items():
        where = f"{path}{option}"
        link = f"See O(community.bigpanda.bigpanda_{name}#module:{where})."
        inner = f"{where}[]." if said.get("type") == "list" else f"{where}."
        linked[option] = {**said, "description": [link]}
        if "suboptions" in said:
            linked[option]["suboptions"] = as_links(name, said["suboptions"], inner)
    return linked


def options() -> dict:
    kinds = {}
    for resource in CATALOG.resources:
        plural, name = resource.plural, resource.name
        own = options_of(name)
        kinds[plural] = {
            "description": [
                f"Objects with the options of M(community.bigpanda.bigpanda_{name}), which explains them.",
                "If omitted, objects of this kind are not changed.",
            ],
            "type": "list",
            "elements": "dict",
            "suboptions": as_links(name, own),
        }
    return kinds


def plurals() -> list[str]:
    return [resource.plural for resource in CATALOG.resources]


def purgeable() -> list[str]:
    return [resource.plural for resource in CATALOG.resources if not resource.singleton]


def modules() -> list[dict]:
    return [{"module": f"community.bigpanda.bigpanda_{resource.name}"} for resource in CATALOG.resources]


def returned() -> dict:
    return {
        resource.plural: {
            "description": f"Objects with the options of M(community.bigpanda.bigpanda_{resource.name}).",
            "type": "list",
            "elements": "dict",
            "returned": "when gathered",
        }
        for resource in CATALOG.resources
    }


def purgeable_in_words() -> list[str]:
    return [f"Possible kinds are {', '.join(f'V({plural})' for plural in purgeable())}."]


# What each file holds between the marks, in the order in which the marks come.
WRITTEN = {
    MODULES / "bigpanda_organization.py": (options, purgeable, modules),
    MODULES / "bigpanda_organization_info.py": (plurals, returned),
    ROOT / "roles" / "organization" / "meta" / "argument_specs.yml": (purgeable_in_words,),
}


def renewed(path: Path) -> str:
    source, parts = path.read_text(encoding="utf-8"), iter(WRITTEN[path])

    def anew(found: re.Match[str]) -> str:
        text = yaml.dump(next(parts)(), sort_keys=False, width=76, allow_unicode=True)
        return textwrap.indent(f"{BEGIN}{text}{END}", found[1])

    return BLOCK.sub(anew, source)
