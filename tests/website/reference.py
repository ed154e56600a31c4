# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The pages of modules, roles and filters, written by antsibull-docs, arranged for the site. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

# Sections of the reference, with what begins the names of their modules. The first that matches is taken.
SECTIONS = {
    "Connection and checks": ("ping", "api", "validate"),
    "Whole organizations": ("organization", "export"),
    "Users and roles": ("scim_", "role", "permission", "audit_log"),
    "Incidents": ("incident", "alert_resolve", "alert"),
    "Environments": ("environment",),
    "Enrichment and correlation": ("alert_tag", "enrichment", "correlation", "topology"),
    "Filters and maintenance": ("alert_filter", "maintenance"),
}
PLUGINS = {"role": "Roles", "filter": "Filters", "test": "Tests"}
KINDS = ("module", *PLUGINS)
CONTENTS = re.compile(r"^\.\. contents::\n(?:   .*\n)+", re.MULTILINE)
TITLE = re.compile(r"^community\.bigpanda\.(\w+) (\w+)( -- .*)\n(\++)$", re.MULTILINE)
TOCTREE = (".. toctree::", "    :maxdepth: 1", "    :hidden:", "")
LABEL = re.compile(r"^\.\. _[^:]+:$", re.MULTILINE)


def pages(names: Iterable[str]) -> dict[str, str]:
    """The page of each module, role and filter, by its name. names: of the files, without their ending."""
    split = (name.rpartition("_") for name in names)
    return {name: f"reference/{name}_{kind}.rst" for name, _line, kind in split if kind in KINDS}


def shortened(text: str) -> str:
    """Without the list of contents, which the theme has at its side, and with a short title."""
    return TITLE.sub(_title, CONTENTS.sub("", text))


def _title(found: re.Match[str]) -> str:
    title = f"{found[1]}{found[3]}"
    return f"{title}\n{'+' * len(title)}"


def index(text: str, described: Mapping[str, str]) -> str:
    """The first page of the reference. text: as antsibull-docs writes it; its labels are kept, other pages use them.

    described: what each page says of itself, by the name of its file.
    """
    blocks = ["\n".join(dict.fromkeys(LABEL.findall(text))), _heading("Modules, roles and filters", "=")]
    for section, members in sections(described).items():
        blocks.append(_heading(section, "-"))
        blocks.append("\n".join(f"* :doc:`{_name(each)} <{each}>` -- {described[each]}" for each in members))
        # The side has little space, and says already that these are the modules of BigPanda.
        entries = [f"    {_name(each).removeprefix('bigpanda_')} <{each}>" for each in members]
        blocks.append("\n".join([*TOCTREE, *entries, ""]))
    blocks.append("\n".join([*TOCTREE, "    environment_variables", ""]))
    return "\n\n".join(blocks)


def description(text: str) -> str:
    """What the title of a page says after its name."""
    found = TITLE.search(text)
    return found[3].removeprefix(" -- ") if found else ""


def sections(names: Iterable[str]) -> dict[str, list[str]]:
    """Names of pages by section. Raises KeyError if a module belongs to none."""
    found: dict[str, list[str]] = {section: [] for section in (*SECTIONS, *PLUGINS.values())}
    for name in sorted(names, key=_name):
        kind = name.rpartition("_")[2]
        if kind in KINDS:
            found[PLUGINS.get(kind) or _section(name.removeprefix("bigpanda_"))].append(name)
    return {section: members for section, members in found.items() if members}


def _section(name: str) -> str:
    """By the longest beginning that matches: `alert_tag` is no `alert`."""
    fitting = {begin: section for section, begins in SECTIONS.items() for begin in begins if name.startswith(begin)}
    return fitting[max(fitting, key=len, default="")]


def _name(page: str) -> str:
    return page.rpartition("_")[0]


def _heading(text: str, line: str) -> str:
    return f"{text}\n{line * len(text)}"
