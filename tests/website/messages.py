# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""All messages of the collection with what to do, read off the places that raise them. Pure: reads files.

Only the site lists them all: a page in the repository would change with every message.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

MARK = "<!-- messages -->\n"
ANYTHING = "…"
HEAD = """\
## All messages

Every message of the collection, with `…` for what differs. The heading says what kind of error it is.
"""


class Message(NamedTuple):
    """kind: name of the class of the error. advice: empty if it depends on the case."""

    kind: str
    text: str
    advice: str


def section(plugins: Path) -> str:
    """The messages as a table for each kind of error, in the order of their classes."""
    kinds = kinds_of_errors(plugins / "module_utils" / "_core" / "errors.py")
    found = sorted({message for path in plugins.rglob("*.py") for message in _messages(path, set(kinds))})
    blocks = [HEAD]
    for kind, description in kinds.items():
        rows = [f"| {_cell(each.text)} | {_cell(each.advice)} |" for each in found if each.kind == kind]
        if rows:
            blocks.append("\n".join([f"### {description}", "", "| message | what to do |", "|---|---|", *rows, ""]))
    return "\n".join(blocks)


def kinds_of_errors(path: Path) -> dict[str, str]:
    """The first sentence of what each class of errors says of itself, by its name."""
    classes = [node for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.ClassDef)]
    described = {node.name: (ast.get_docstring(node) or "").partition(".")[0] for node in classes}
    return {
        # The base says what it is made of, and is raised as it is if somebody else interfered.
        name: "Somebody else changed the object" if name == "BigPandaError" else text.replace("The service", "BigPanda")
        for name, text in described.items()
        if name[0].isupper()
    }


def _messages(path: Path, kinds: set[str]) -> Iterator[Message]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in kinds:
            text, advice = (_text(each) for each in (*node.args[:2], *[ast.Constant("")] * 2)[:2])
            if text.strip(ANYTHING):
                yield Message(node.func.id, text, advice.strip(ANYTHING))


def _text(node: ast.expr) -> str:
    """The text with every value that is put into it replaced."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(each) for each in node.values)
    return ANYTHING


def _cell(text: str) -> str:
    return f"`{text.replace('`', '')}`".replace("|", "\\|") if text else ""
