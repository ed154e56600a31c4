# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The changelog of a release, from its fragments."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import yaml
from release.archive import ReleaseError


def version(root: Path) -> str:
    """The version that galaxy.yml names."""
    return str(yaml.safe_load((root / "galaxy.yml").read_text(encoding="utf-8"))["version"])


def write(root: Path, released: str, run: Callable[..., str]) -> str:
    """Write the changelog of the version unless it is written; what was done. Raises ReleaseError.

    A version that is written takes in fragments that came later: `make release` may run again until it is published.
    """
    fragments = sorted((root / "changelogs" / "fragments").glob("*.yml"))
    known = yaml.safe_load((root / "changelogs" / "changelog.yaml").read_text(encoding="utf-8"))["releases"]
    run("antsibull-changelog", "lint")
    if released in known and not fragments:
        run("antsibull-changelog", "generate", "--reload-plugins")
        done = f"The changelog of {released} is written already"
    else:
        today = datetime.date.today().isoformat()
        again = ["--update-existing"] if released in known else []
        run("antsibull-changelog", "release", "--reload-plugins", "--version", released, "--date", today, *again)
        done = f"The changelog of {released} was written from {len(fragments)} fragments: commit it"
    if f"v{released}\n" not in (root / "CHANGELOG.rst").read_text(encoding="utf-8"):
        raise ReleaseError(f"CHANGELOG.rst does not have {released}.")
    return done
