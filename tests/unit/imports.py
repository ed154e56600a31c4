# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the source of a plugin imports, names and calls."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

PLUGINS = Path(__file__).resolve().parents[2] / "plugins"
MODULE_UTILS = PLUGINS / "module_utils"
COLLECTION = "ansible_collections.community.bigpanda.plugins.module_utils"


def imports_in(source, path):
    """Every module that a source at the path imports, relative ones resolved: (absolute name, imported names)."""
    package = [*COLLECTION.split(".")[:-1], *path.relative_to(PLUGINS).parts[:-1]] if PLUGINS in path.parents else []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield name.name, set()
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            name = ".".join([*base, *([node.module] if node.module else [])])
            yield name, {alias.name for alias in node.names}


@cache
def imports_of(path):
    return tuple(imports_in(path.read_text(encoding="utf-8"), path))


def top_level(path):
    return {name.split(".")[0] for name, _names in imports_of(path)}


def ours_among(imports):
    """Of what is imported, modules of the collection, named from module_utils on."""
    for name, names in imports:
        if name.startswith(COLLECTION):
            inner = name[len(COLLECTION) :].strip(".")
            parts = inner.split(".") if inner else []
            if MODULE_UTILS.joinpath(*parts).is_dir():
                yield from (".".join([*parts, imported]) for imported in names)
            else:
                yield inner


def ours(path):
    """Modules of the collection that the file imports."""
    return list(ours_among(imports_of(path)))


def loaded(path):
    """Modules of the collection that the file imports, and what those import in their turn."""
    found, waiting = set(), [path]
    while waiting:
        for name in set(ours(waiting.pop())) - found:
            found.add(name)
            waiting.append(MODULE_UTILS.joinpath(*name.split(".")).with_suffix(".py"))
    return found


def named_in(source):
    """Names that are read or imported, attributes too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.alias):
            yield from node.name.split(".")


def called_in(source):
    """Names of what is called, whether by itself or of something else: `exit(1)`, `sys.exit(1)`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, (ast.Name, ast.Attribute)):
            yield node.func.id if isinstance(node.func, ast.Name) else node.func.attr
