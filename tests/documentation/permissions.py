# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The page that lists which permissions each module needs, generated from the notes of the modules."""

from __future__ import annotations

import re

import yaml
from documentation.operations import MODULES, OFFLINE, ROOT

PAGE = ROOT / "docs" / "permissions.md"
BEGIN = "<!-- begin of what `make documentation` writes -->\n"
END = "<!-- end of what `make documentation` writes -->\n"
DOCUMENTED = re.compile(r'DOCUMENTATION = r"""(.*?)"""', re.DOTALL)
CREDENTIALS = ("Requires the User API Key", "Requires the Org Token")
# A permission with its level, as notes name it: C(Roles Management) (view), or V(...) if parentheses are part of it.
PERMISSION = re.compile(r"[CV]\(((?:[^()]|\([^()]*\))+)\) \((view|full access)")
LEAD = re.compile(r"^Requires the [^.]*?\)\. (?:Its owner needs (?:the|these) permissions?,? ?)?")
MARKUP = re.compile(r"\b([COVM])\(((?:[^()]|\([^()]*\))*)\)")


def renewed() -> str:
    """The page with the table as the notes of the modules are now."""
    before, _begin, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    return f"{before}{BEGIN}\n{table()}\n{END}{rest.partition(END)[2]}"


def table() -> str:
    paths = [path for path in sorted(MODULES.glob("bigpanda_*.py")) if path.stem not in OFFLINE]
    rows = [f"| `{path.stem}` | {_needed(path.read_text('utf-8'))} |" for path in paths]
    return "\n".join(["| module | the owner of the API key needs |", "|---|---|", *rows, ""])


def _needed(source: str) -> str:
    """What the notes say about permissions, each note a sentence of the cell."""
    notes = [_plain(note) for note in yaml.safe_load(DOCUMENTED.search(source)[1]).get("notes", [])]
    wanted = [note for note in notes if PERMISSION.search(note) or note.startswith(CREDENTIALS)]
    text = " ".join(_sentence(LEAD.sub("", note)) for note in wanted).replace(" - C(", ": C(")
    text = PERMISSION.sub(r"**\1** (\2", text)
    return MARKUP.sub(_marked, text.replace(" (full access; view is enough in check mode)", " (full access)"))


def _plain(note: str) -> str:
    return " ".join(note.replace("\\(", "(").replace("\\)", ")").split())


def _sentence(text: str) -> str:
    return text.removeprefix(", ")[:1].upper() + text.removeprefix(", ")[1:]


def _marked(found: re.Match[str]) -> str:
    """Names of permissions in bold, names of options and values as code."""
    kind, text = found.groups()
    if kind == "C":
        return f"**{text}**"
    return f"`{text.partition('#')[0].removeprefix('community.bigpanda.')}`"
