# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which tests execute a place, fastest first: noted once for each state of code and tests."""

from __future__ import annotations

import ast
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import coverage

from .mutation import CACHE, ROOT, Mutant
from .recording import FOLDER
from .trial import copy_tree

TESTED_BY = ("tests/unit/plugins", "tests/unit/http")
# A change that tests of this many seconds do not notice is not noticed in time: they are all that are tried.
LONGEST_S = 40.0
# To note what the tests execute takes some ten minutes on two processors.
RECORDING_TIMEOUT_S = 3600.0


class Tests:
    """The tests of the engine, with what they execute and how long they take."""

    def __init__(self) -> None:
        folder = recorded()
        self.durations_s: dict[str, float] = {}
        for path in folder.glob("durations.*.json"):
            self.durations_s.update(json.loads(path.read_text(encoding="utf-8")))
        self._data = coverage.CoverageData(str(folder / "lines"))
        self._data.read()
        self._lines: dict[str, dict[int, list[str]]] = {}

    def of(self, mutant: Mutant) -> list[str]:
        """Those that execute the statement; if only an import does, what is around it, the file, at last the folder."""
        lines = self._lines_of(mutant)
        spans = [*_spans((ROOT / mutant.path).read_text(encoding="utf-8"), mutant), (0, sys.maxsize)]
        for first, last in spans:
            executed = {test for line, tests in lines.items() if first <= line <= last for test in tests}
            found = executed & set(self.durations_s)
            if found:
                return self._within_time(found)
        return self._within_time({test for test in self.durations_s if f"/{Path(mutant.file).parent}/" in test})

    def _lines_of(self, mutant: Mutant) -> dict[int, list[str]]:
        if mutant.file not in self._lines:
            self._lines[mutant.file] = self._data.contexts_by_lineno(
                str((CACHE / "trees" / "noting" / mutant.path).resolve())
            )
        return self._lines[mutant.file]

    def _within_time(self, tests: set[str]) -> list[str]:
        chosen, seconds = [], 0.0
        for test in sorted(tests, key=lambda test: (self.durations_s[test], test)):
            seconds += self.durations_s[test]
            if chosen and seconds > LONGEST_S:
                break
            chosen.append(test)
        return chosen


def _spans(source: str, mutant: Mutant) -> list[tuple[int, int]]:
    """Lines of the statements around a place, innermost first; a compound one without what stands in it."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.stmt):
            decorated = [each.lineno for each in getattr(node, "decorator_list", ())]
            first, last = min([node.lineno, *decorated]), node.end_lineno or node.lineno
            if first <= mutant.start[0] <= last:
                found.append((last - first, first, last))
    return [(first, last) for _size, first, last in sorted(found)]


def recorded() -> Path:
    """The folder of what was noted, for the tests and the code as they are now."""
    folder = CACHE / "recorded" / _state()
    if not (folder / "lines").exists():
        folder.mkdir(parents=True, exist_ok=True)
        tree = copy_tree(CACHE / "trees" / "noting")
        print("Noting which test executes which line ...", flush=True)
        environment = {**os.environ, FOLDER: str(folder), "PYTHONPATH": str(tree / "tests")}
        command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "-p", "mutants.recording", *TESTED_BY]
        # A test that fails here, in a copy or by chance, is not used: it would notice every change.
        subprocess.run(command, cwd=tree, env=environment, check=False, timeout=RECORDING_TIMEOUT_S)
        combined = coverage.Coverage(data_file=str(folder / "lines"))
        combined.combine([str(path) for path in folder.glob("lines.*")])
        combined.save()
    return folder


def _state() -> str:
    digest = hashlib.sha256()
    for top in ("plugins", "tests/unit", "tests/simulator"):
        for path in sorted((ROOT / top).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
