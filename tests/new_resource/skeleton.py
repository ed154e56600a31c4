# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Writes the skeletons of a new resource into a collection."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import jinja2
import yaml

from .kind import Kind

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = Path(__file__).resolve().parent / "templates"
WIDTH = 118
FILES = {
    "declaration.py.j2": "plugins/module_utils/_resources/{name}.py",
    "module.py.j2": "plugins/modules/bigpanda_{name}.py",
    "info_module.py.j2": "plugins/modules/bigpanda_{name}_info.py",
    "rules.py.j2": "tests/simulator/rules/{plural}.py",
    "test_module.py.j2": "tests/unit/http/modules/test_bigpanda_{name}.py",
}


def taken(kind: Kind, root: Path) -> list[Path]:
    """What is there already of the files that would be written."""
    return [path for path in _paths(kind, root).values() if path.exists()]


def write(kind: Kind, root: Path = ROOT) -> list[Path]:
    """root: the folder of the collection that the files go to. Raises FileExistsError before it writes any."""
    for path in taken(kind, root):
        raise FileExistsError(f"{path.relative_to(root)} is there already.")
    environment, paths = _environment(), _paths(kind, root)
    for template, path in paths.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(environment.get_template(template).render(kind=kind), encoding="utf-8")
    _lay_out([path for path in paths.values() if path.suffix == ".py"])
    return list(paths.values())


def _paths(kind: Kind, root: Path) -> dict[str, Path]:
    return {template: root / target.format(name=kind.name, plural=kind.plural) for template, target in FILES.items()}


def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
    )
    version = yaml.safe_load((ROOT / "galaxy.yml").read_text(encoding="utf-8"))["version"]
    # A candidate of a version, such as 1.0.0-rc.1, adds what that version adds.
    environment.globals["version"] = version.partition("-")[0]
    environment.filters.update(yaml=as_yaml, prose=as_prose, python=repr)
    return environment


def _lay_out(paths: list[Path]) -> None:
    """Lines and imports in the order that the linter wants."""
    for arguments in (["format"], ["check", "--select", "I", "--fix"], ["format"]):
        command = [sys.executable, "-m", "ruff", *arguments, "--quiet", "--no-cache"]
        subprocess.run([*command, "--config", str(ROOT / "pyproject.toml"), *map(str, paths)], check=True)


def as_yaml(value: Any, indent: int) -> str:
    """What follows the colon of a key that stands `indent` blanks deep: on the same line where it fits."""
    # A document that is one scalar has an end mark.
    line = yaml.dump(value, default_flow_style=True, width=float("inf"), allow_unicode=True).split("\n...")[0].strip()
    if len(line) + indent < WIDTH - 30 or not isinstance(value, (dict, list)):
        return f" {line}"
    block = yaml.dump(value, default_flow_style=False, width=WIDTH - indent - 2, allow_unicode=True)
    return "\n" + textwrap.indent(block.rstrip(), " " * (indent + 2))


def as_prose(text: str, indent: int) -> str:
    """The same for a text, in lines; as a block where YAML would read a plain one as something else."""
    lines = textwrap.wrap(text, WIDTH - indent - 14, break_long_words=False, break_on_hyphens=False)
    plain = ("\n" + " " * (indent + 2)).join(lines)
    try:
        is_plain = yaml.safe_load(plain) == text
    except yaml.YAMLError:
        is_plain = False
    return plain if is_plain else f">-\n{' ' * (indent + 2)}{plain}"
