# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Sanity, integration and unit tests on supported pairs of ansible-core and Python.

Without options, on every pair whose Python is at hand. With `--list`, prints all pairs as a workflow wants its matrix.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RUN = "tests/ansible_test/run.sh"
# Which controller runs on which Python, by ansible-core's own support matrix. 2.16 is what AAP 2.4 and 2.5 contain.
SUPPORTED = {
    "2.16": ("3.11", "3.12"),
    "2.17": ("3.11", "3.12"),
    "2.18": ("3.11", "3.12", "3.13"),
    "2.19": ("3.11", "3.12", "3.13"),
    "2.20": ("3.12", "3.13", "3.14"),
    "2.21": ("3.12", "3.13", "3.14"),
}
# Locked for one ansible-core: itself, what it bounds to certain versions, and what demands a certain one of it.
BOUND_TO_CORE = ("ansible-core==", "resolvelib==", "ansible-lint==", "ansible-compat==", "molecule==")

# Of what `make test` tries a few, for time.
MORE = {"BIGPANDA_TEST_STRANGE_SERVERS": "20", "BIGPANDA_TEST_EXAMPLES": "200"}


def find_python(version: str) -> str | None:
    """An interpreter that really answers: a name on PATH may be a stub, and pyenv keeps others aside."""
    root = os.environ.get("PYENV_ROOT") or str(Path(shutil.which("pyenv") or "/").resolve().parents[1])
    beside = sorted(Path(root, "versions").glob(f"{version}*/bin/python{version}"))
    for candidate in (shutil.which(f"python{version}"), *map(str, beside)):
        if candidate and subprocess.run([candidate, "--version"], capture_output=True, check=False).returncode == 0:
            return candidate
    return None


def make_environment(core: str, version: str, python: str) -> Path:
    """A virtual environment of its own: the locked packages, with another ansible-core."""
    folder = ROOT / ".cache" / "venv" / f"{core}-{version}"
    uv = [sys.executable, "-m", "uv"]
    if not (folder / "bin" / "ansible-test").exists():
        subprocess.run([*uv, "venv", "--quiet", "--clear", "--python", python, str(folder)], check=True)
        # Hashes are verified where there are some, and this core has none: it is the newest of its line.
        locked = folder / "requirements.txt"
        others = not_bound((ROOT / "requirements-dev.txt").read_text(encoding="utf-8").splitlines())
        locked.write_text("\n".join([*others, f"ansible-core~={core}.0", ""]), encoding="utf-8")
        install = [*uv, "pip", "install", "--quiet", "--compile-bytecode", "--python", str(folder / "bin" / "python")]
        subprocess.run([*install, "-r", str(locked)], check=True)
    return folder


def not_bound(lines: Iterable[str]) -> Iterator[str]:
    """The lines of the packages that suit any core, with the indented lines of hashes that follow each."""
    is_bound = False
    for line in lines:
        if not line.startswith(" "):
            is_bound = line.startswith(BOUND_TO_CORE)
        if not is_bound:
            yield line


def run(folder: Path) -> bool:
    """Whether everything passes there."""
    environment = {**os.environ, "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}", **MORE}
    commands = [f"{RUN} sanity --local", "integration", "python tests/awx", "python -m pytest --quiet"]
    command = ["python", "tests/ansible_test/side_by_side.py", *commands]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode == 0


def pairs(core: str | None = None, version: str | None = None) -> list[tuple[str, str]]:
    """(ansible-core, Python), those of one core or of one Python if given."""
    every = [(each, python) for each, pythons in SUPPORTED.items() for python in pythons]
    return [pair for pair in every if core in (None, pair[0]) and version in (None, pair[1])]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", action="store_true", help="print the pairs as JSON, and run nothing")
    parser.add_argument("--core", help="only this ansible-core, such as 2.16")
    parser.add_argument("--python", help="only this Python, such as 3.12")
    options = parser.parse_args()
    chosen = pairs(options.core, options.python)
    if options.list:
        print(json.dumps([{"core": core, "python": version} for core, version in chosen]))
        return 0
    if " " in str(ROOT):
        # From such a folder, neither ansible-test nor a task on the controller starts with ansible-core 2.16.
        parser.error(f"the oldest ansible-core cannot run in {ROOT}: its path contains a blank. Clone it elsewhere.")
    results = {}
    for core, version in chosen:
        python = find_python(version)
        if python is None:
            results[core, version] = "no such Python at hand"
            continue
        print(f"=== ansible-core {core}, Python {version}", flush=True)
        results[core, version] = "passed" if run(make_environment(core, version, python)) else "FAILED"
    for (core, version), result in results.items():
        print(f"ansible-core {core}, Python {version}: {result}")
    return "FAILED" in results.values() or "passed" not in results.values()


if __name__ == "__main__":
    sys.exit(main())
