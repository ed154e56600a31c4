# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The picture of the page about the architecture, drawn from the imports."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLUGINS = ROOT / "plugins"
PACKAGE = "ansible_collections.community.bigpanda.plugins."
PAGE = ROOT / "docs" / "architecture.md"
BEGIN, END = "```mermaid\n", "```\n"
# What lies beside each other and is imported by the same: drawn as one box.
ON_THE_CONTROLLER = ("action", "filter", "plugin_utils")


def renewed() -> str:
    """The page with the picture as the imports are now."""
    before, _begin, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _picture, _end, after = rest.partition(END)
    return f"{before}{BEGIN}{picture()}{END}{after}"


def picture() -> str:
    """An arrow leads from what imports to what is imported; one that others imply is omitted."""
    arrows = [
        f"    {_title(directory)} --> {_title(each)}\n"
        for directory, imported in sorted(direct(imports_of_directories()).items())
        for each in sorted(imported)
    ]
    return "graph TD\n" + "".join(arrows)


def imports_of_directories() -> dict[str, set[str]]:
    """Which other directories each directory imports."""
    found: dict[str, set[str]] = {}
    for path in sorted(PLUGINS.rglob("*.py")):
        directory = _directory(path.relative_to(PLUGINS).with_suffix("").parts)
        if directory:
            found.setdefault(directory, set()).update(filter(None, map(_directory, _imports(path))))
    return {directory: imported - {directory} for directory, imported in found.items()}


def direct(imports: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """Without those that are reached by way of another directory as well."""
    reached: dict[str, set[str]] = {}

    def reach(directory: str) -> set[str]:
        if directory not in reached:
            reached[directory] = set(imports[directory]).union(*map(reach, imports[directory]))
        return reached[directory]

    return {
        directory: {each for each in imported if not any(each in reach(other) for other in imported - {each})}
        for directory, imported in imports.items()
    }


def _directory(parts: tuple[str, ...]) -> str | None:
    """`http` for module_utils/_core/http/client; None for what imports nothing of ours and nobody imports."""
    if parts[0] in ON_THE_CONTROLLER:
        return "controller"
    if parts[:2] == ("module_utils", "_core"):
        return parts[2]
    return {"modules": "modules", "module_utils": parts[1]}.get(parts[0]) if len(parts) > 1 else None


def _title(directory: str) -> str:
    return 'controller["filters and action plugins"]' if directory == "controller" else directory


def _imports(path: Path) -> Iterator[tuple[str, ...]]:
    package = path.relative_to(PLUGINS).parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.ImportFrom):
            continue
        if node.level:
            base = package[: len(package) - node.level + 1]
        elif (node.module or "").startswith(PACKAGE):
            base = ()
        else:
            continue
        named = tuple((node.module or "").removeprefix(PACKAGE).split(".")) if node.module else ()
        for alias in node.names:
            yield (*base, *named, alias.name)
