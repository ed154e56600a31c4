# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the archive of a release may contain."""

from __future__ import annotations

import hashlib
import tarfile
from pathlib import Path, PurePosixPath

# Larger, something that nobody needs at run time has slipped in: an archive has about 500 kB, 350 of them plugins.
LARGEST_BYTES = 600_000
# What users get: see `build_ignore` in galaxy.yml for what stays in the repository.
FOLDERS = {"changelogs", "docs", "examples", "meta", "playbooks", "plugins", "roles"}
FILES = {
    ".ansible-lint",
    "CHANGELOG.md",
    "CHANGELOG.rst",
    "FILES.json",
    "LICENSE",
    "MANIFEST.json",
    "README.md",
    "requirements.txt",
}


class ReleaseError(Exception):
    """The release cannot be made; the message says why."""


def check(built: Path, root: Path) -> None:
    """Raises ReleaseError if the archive is too large, has a file that users do not need, or lacks a plugin or role."""
    if built.stat().st_size > LARGEST_BYTES:
        raise ReleaseError(f"{built.name} has {built.stat().st_size:,} bytes; {LARGEST_BYTES:,} are allowed.")
    with tarfile.open(built) as opened:
        names = {member.name for member in opened if member.isfile()}
    if unknown := sorted(name for name in names if not is_for_users(name)):
        raise ReleaseError(f"Not for users, add it to build_ignore in galaxy.yml: {', '.join(unknown)}")
    if missing := sorted(needed(root) - names):
        raise ReleaseError(f"Missing in the archive: {', '.join(missing)}")


def is_for_users(name: str) -> bool:
    first, *rest = PurePosixPath(name).parts
    return first in FOLDERS if rest else first in FILES


def needed(root: Path) -> set[str]:
    """Every file of plugins, roles and playbooks."""
    return {
        path.relative_to(root).as_posix()
        for folder in ("plugins", "roles", "playbooks", "meta")
        for path in (root / folder).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }


def write_checksum(built: Path) -> None:
    """Beside it, as `sha256sum --check` reads it."""
    digest = hashlib.sha256(built.read_bytes()).hexdigest()
    built.with_name(f"{built.name}.sha256").write_text(f"{digest}  {built.name}\n", encoding="utf-8")
