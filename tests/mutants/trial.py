# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Tries a change in a copy of the tree: forks a process in which everything is loaded but what may be changed."""

from __future__ import annotations

import importlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from .mutation import CACHE, ROOT, Mutant

KILLED, SURVIVED, TIMED_OUT, NOT_TRIED = "killed", "survived", "timed out", "not tried"
# What loads slowly and is never changed.
LOADED = ("ansible.module_utils.basic", "hypothesis", "jsonschema", "requests", "trustme", "werkzeug", "yaml")
PATIENCE_S = 60.0
SLOWNESS = 5.0
NOTHING_RUN = {pytest.ExitCode.USAGE_ERROR, pytest.ExitCode.NO_TESTS_COLLECTED, pytest.ExitCode.INTERNAL_ERROR}


@dataclass(frozen=True)
class Trial:
    """changed: the file with the change. tests: in their order. expected_s: how long they take if none fails."""

    mutant: Mutant
    changed: str
    tests: Sequence[str]
    expected_s: float


class Chosen:
    """A plugin of pytest: these tests and no others, in this order."""

    def __init__(self, tests: Sequence[str]) -> None:
        self._order = {test: place for place, test in enumerate(tests)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted(
            (item for item in items if item.nodeid in self._order), key=lambda item: self._order[item.nodeid]
        )


def copy_tree(tree: Path) -> Path:
    """What tests need, in a folder of its own, so that nobody's tree is ever left with a change."""
    shutil.rmtree(tree, ignore_errors=True)
    tree.mkdir(parents=True)
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", "plugins", "tests", "meta",
         "roles", "playbooks", "docs", "examples", "galaxy.yml", "pyproject.toml", "ansible.cfg"],
        cwd=ROOT, capture_output=True, check=True,
    )  # fmt: skip
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, tree / name)
    link = tree / ".cache" / "link" / "ansible_collections" / "community"
    link.mkdir(parents=True)
    (link / "bigpanda").symlink_to("../../../..")
    return tree


def prepare() -> None:
    """Make this process a worker: a copy of the tree of its own, and what loads slowly loaded."""
    tree = copy_tree(CACHE / "trees" / str(os.getpid()))
    os.chdir(tree)
    sys.path[:0] = [str(tree / "tests"), str(tree / ".cache" / "link")]
    os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = str(tree / ".cache" / "hypothesis")
    for name in LOADED:
        importlib.import_module(name)


def attempt(trial: Trial) -> str:
    """KILLED where a test failed, or where the change could not even be loaded."""
    path = Path.cwd() / trial.mutant.path
    original, status = path.read_bytes(), path.stat()
    path.write_text(trial.changed, encoding="utf-8")
    # Two changes of one file may be equal in length and second, and Python would take the compiled first for the other.
    os.utime(
        path, (status.st_atime, status.st_mtime + 10 + trial.mutant.occurrence + 7919 * hash(trial.mutant) % 10**6)
    )
    try:
        return _outcome(_run(trial.tests, PATIENCE_S + SLOWNESS * trial.expected_s))
    finally:
        path.write_bytes(original)
        os.utime(path, (status.st_atime, status.st_mtime))


def _outcome(code: int | None) -> str:
    if code is None:
        return TIMED_OUT
    if code in NOTHING_RUN:
        raise RuntimeError(f"pytest ended with {code}; see {Path.cwd() / 'output.txt'}.")
    return KILLED if code else SURVIVED


def _run(tests: Sequence[str], limit_s: float) -> int | None:
    """The exit status of pytest; None where it took too long."""
    child = os.fork()
    if not child:
        os.setsid()
        output = os.open("output.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(output, 1)
        os.dup2(output, 2)
        files = sorted({test.partition("::")[0] for test in tests})
        os._exit(pytest.main(["-x", "-q", "-p", "no:xdist", *files], plugins=[Chosen(tests)]))
    return _wait(child, time.monotonic() + limit_s)


def _wait(child: int, deadline_s: float) -> int | None:
    while time.monotonic() < deadline_s:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None
