# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Where the engine can be changed, by the operators of cosmic-ray, and a sample of such changes."""

from __future__ import annotations

import ast
import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import yaml
from cosmic_ray import plugins
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code

ROOT = Path(__file__).resolve().parents[2]
ENGINE = Path("plugins/module_utils/_core")
CACHE = ROOT / ".cache" / "mutants"
EQUIVALENT = Path(__file__).resolve().parent / "equivalent.yml"
# Nodes of which no operator changes anything. To ask all of them would take most of the time.
NEVER_CHANGED = {"name", "newline", "string", "endmarker", "fstring_start", "fstring_string", "fstring_end"}


@dataclass(frozen=True)
class Mutant:
    """One change of a file of the engine, `http/client.py`.

    start, end: line, from 1, and column. occurrence: which of those that the operator can make.
    """

    file: str
    start: tuple[int, int]
    end: tuple[int, int]
    operator: str
    occurrence: int

    @property
    def path(self) -> Path:
        return ENGINE / self.file

    def applied(self) -> str | None:
        """The whole file with the change; None where the operator leaves it as it is."""
        source = (ROOT / self.path).read_text(encoding="utf-8")
        return mutate_code(source, plugins.get_operator(self.operator)(), self.occurrence)


@dataclass(frozen=True)
class Equivalent:
    """A change that no test can notice. before, after: the line, without indentation."""

    file: str
    before: str
    after: str
    reason: str


def sample(size: int, seed: int, files: Iterable[str] = ()) -> Iterator[tuple[Mutant, str]]:
    """Changes at places drawn at random, at most one at each, with the file as it then is.

    A place is drawn first, and one of the changes that it allows then: else the eleven other operators that `+` can
    become would hide the one `not` beside it. What is only another annotation or no Python is passed over.
    """
    places: dict[tuple, list[Mutant]] = {}
    for mutant in _all_mutants(files):
        places.setdefault((mutant.file, mutant.start, mutant.end), []).append(mutant)
    chance = random.Random(seed)
    drawn = chance.sample(sorted(places), len(places))
    for place in drawn:
        mutant = chance.choice(places[place])
        changed = mutant.applied()
        if changed is not None and _is_another_program(mutant, changed):
            yield mutant, changed
            size -= 1
        if size <= 0:
            return


def _all_mutants(files: Iterable[str]) -> Iterator[Mutant]:
    for path in sorted((ROOT / ENGINE).rglob("*.py")):
        name = str(path.relative_to(ROOT / ENGINE))
        if name in files or not files:
            yield from (Mutant(name, *each) for each in _places(path))


def _places(path: Path) -> list:
    """What cosmic-ray can change in a file; remembered, since it takes seconds to ask."""
    source = path.read_text(encoding="utf-8")
    remembered = CACHE / "places" / f"{path.stem}-{sha256(source.encode()).hexdigest()[:16]}.json"
    if not remembered.exists():
        remembered.parent.mkdir(parents=True, exist_ok=True)
        nodes = [node for node in ast_nodes(get_ast(source)) if node.type not in NEVER_CHANGED]
        remembered.write_text(json.dumps(list(_positions(nodes))), encoding="utf-8")
    return [
        (tuple(start), tuple(end), operator, occurrence)
        for start, end, operator, occurrence in json.loads(remembered.read_text(encoding="utf-8"))
    ]


def _positions(nodes: list) -> Iterator[tuple]:
    for name in plugins.operator_names():
        operator = plugins.get_operator(name)
        # Those with arguments replace variables by values that somebody has to think of.
        if not operator.arguments():
            positions = (position for node in nodes for position in operator().mutation_positions(node))
            for occurrence, (start, end) in enumerate(positions):
                yield start, end, name, occurrence


def _is_another_program(mutant: Mutant, changed: str) -> bool:
    source = (ROOT / mutant.path).read_text(encoding="utf-8")
    return means_another(source, changed) and not takes_stars_for_operators(source, mutant.start, mutant.end)


def means_another(source: str, changed: str) -> bool:
    try:
        return meaning(source) != meaning(changed)
    except SyntaxError:
        return False


def meaning(source: str) -> str:
    """Without annotations, which are not evaluated: every file has `from __future__ import annotations`.

    And without `frozen` of data classes, which keeps people from mistakes, not the program.
    """
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            node.annotation = None
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            node.returns = None
        elif isinstance(node, ast.AnnAssign):
            node.annotation = ast.Constant(None)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "dataclass":
            node.keywords = [each for each in node.keywords if each.arg != "frozen"]
    return ast.dump(tree)


def takes_stars_for_operators(source: str, start: tuple[int, int], end: tuple[int, int]) -> bool:
    """cosmic-ray reads the stars of `**options` and `*names` as operators; what it makes of them is never written."""
    line = source.splitlines()[start[0] - 1]
    before = line[: start[1]].rstrip()
    return line[start[1] : end[1]] in ("*", "**") and (not before or before[-1] in "([{,=")


def changed_line(mutant: Mutant, changed: str) -> tuple[str, str]:
    """The first line that differs, as it was and as it is, without indentation."""
    source = (ROOT / mutant.path).read_text(encoding="utf-8")
    pairs = zip(source.splitlines(), changed.splitlines(), strict=False)
    before, after = next(((old, new) for old, new in pairs if old != new), ("", ""))
    return before.strip(), after.strip()


def equivalents() -> set[tuple[str, str, str]]:
    """Changes that no test can notice, each with its reason in a file."""
    told = yaml.safe_load(EQUIVALENT.read_text(encoding="utf-8")) or []
    known = [Equivalent(**each) for each in told]
    return {(each.file, each.before, each.after) for each in known}
