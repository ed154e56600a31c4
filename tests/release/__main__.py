# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Makes a release: changelog, archive, the checks that Galaxy runs, installation into an empty place, demo from there.

Nothing is published. Only the changelog is written into the working tree; everything else is in .cache/release.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS))

from release import archive, changelog  # noqa: E402  the line above makes it importable

ROOT = TESTS.parent
OUTPUT = ROOT / ".cache" / "release"
INSTALLED = OUTPUT / "installed"
IMPORTER = ROOT / ".cache" / "venv" / "release" / "bin"


def run(*command: str, folder: Path = ROOT, **environment: str) -> str:
    """What the command printed. Raises ReleaseError with its output if it failed."""
    ended = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if ended.returncode:
        raise archive.ReleaseError(f"{ended.stdout}\n{' '.join(command)} failed.")
    return ended.stdout


def build(version: str) -> Path:
    """Build the archive and its checksum. Raises ReleaseError if it contains what only developers need."""
    run("ansible-galaxy", "collection", "build", "--force", "--output-path", str(OUTPUT))
    built = OUTPUT / f"community-bigpanda-{version}.tar.gz"
    archive.check(built, ROOT)
    archive.write_checksum(built)
    return built


def check_as_galaxy(built: Path, version: str) -> None:
    """Run Galaxy's importer, with what certification asks for. Raises ReleaseError on any warning."""
    # It looks for ansible-lint and ansible-doc on PATH.
    path = f"{IMPORTER}{os.pathsep}{os.environ['PATH']}"
    said = run(
        str(IMPORTER / "python"),
        "-m",
        "galaxy_importer.main",
        str(built),
        folder=OUTPUT,
        PATH=path,
        GALAXY_IMPORTER_CHECK_REQUIRED_TAGS="true",
        # It takes a candidate of 1.0.0 for a version before 1.0.0.
        GALAXY_IMPORTER_REQUIRE_V1_OR_GREATER=str("-" not in version),
    )
    (OUTPUT / "importer.log").write_text(said, encoding="utf-8")
    warnings = [line for line in said.splitlines() if line.startswith(("WARNING", "ERROR"))]
    if warnings or "Importer processing completed successfully" not in said:
        raise archive.ReleaseError("\n".join([*warnings, f"The importer is not content, see {OUTPUT}/importer.log."]))


def install(built: Path) -> None:
    """Install the archive where nothing else is, and compare what is installed with its manifest."""
    shutil.rmtree(INSTALLED, ignore_errors=True)
    place = str(INSTALLED)
    galaxy = ("ansible-galaxy", "collection")
    run(*galaxy, "install", str(built), "-p", place, "--offline", "--no-deps", ANSIBLE_COLLECTIONS_PATH=place)
    run(*galaxy, "verify", "community.bigpanda", "--offline", "-p", place, ANSIBLE_COLLECTIONS_PATH=place)


def use() -> None:
    """Use what is installed in an environment without the packages of tests, and without a path to this repository."""
    example = INSTALLED / "ansible_collections" / "community" / "bigpanda" / "examples" / "repository"
    environment = {"ANSIBLE_CONFIG": "ansible.cfg", "ANSIBLE_COLLECTIONS_PATH": str(INSTALLED)}
    playbook = str(IMPORTER / "ansible-playbook")
    run(playbook, "community.bigpanda.validate", folder=example, **environment)


def main() -> int:
    OUTPUT.mkdir(parents=True, exist_ok=True)
    try:
        version = changelog.version(ROOT)
        print(changelog.write(ROOT, version, run), flush=True)
        built = build(version)
        print(f"{built.relative_to(ROOT)}: {built.stat().st_size // 1000} kB, checksum beside it", flush=True)
        check_as_galaxy(built, version)
        print("Galaxy's importer: no warning", flush=True)
        install(built)
        use()
        print("Installed into an empty place, verified, and used", flush=True)
        said = run(sys.executable, "examples/demo.py", ANSIBLE_COLLECTIONS_PATH=str(INSTALLED))
        (OUTPUT / "demo.log").write_text(said, encoding="utf-8")
        print(f"The demo ran from the archive, see {(OUTPUT / 'demo.log').relative_to(ROOT)}", flush=True)
    except archive.ReleaseError as error:
        print(error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
