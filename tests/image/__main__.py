# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Builds an image from a definition of an environment, with the collection as it is here, and reads the documentation
of a module in it. Needs buildah.

The definition names a public base image. Another one, with other paths, is given by options.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
DEFINITIONS = ROOT / "roles" / "awx_setup" / "files" / "environments"
OUTPUT = ROOT / ".cache" / "image"
CONTEXT = OUTPUT / "context"
STORE = ("--root", str(OUTPUT / "store"), "--runroot", str(OUTPUT / "run"), "--storage-driver", "vfs")
# What works in a container as well, where namespaces and networks cannot be made.
ISOLATION = ("--isolation", "chroot")


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kind", choices=["execution", "decision"], default="execution")
    parser.add_argument("--base", help="another base image")
    parser.add_argument("--python", help="path of its Python, if it is not installed by the package manager")
    parser.add_argument("--package-manager", help="path of its package manager")
    return parser.parse_args()


def definition(chosen: argparse.Namespace, archive: Path) -> dict:
    """The definition for the archive in place of Galaxy, and for another base image."""
    found = yaml.safe_load((DEFINITIONS / f"{chosen.kind}-environment.yml").read_text(encoding="utf-8"))
    found["dependencies"]["galaxy"] = {"collections": [{"name": archive.name, "type": "file"}]}
    found["additional_build_files"] = [{"src": str(archive), "dest": "."}]
    if chosen.base:
        found["images"]["base_image"]["name"] = chosen.base
    if chosen.python:
        found["dependencies"]["python_interpreter"] = {"python_path": chosen.python}
    if chosen.package_manager:
        found["options"]["package_manager_path"] = chosen.package_manager
    return found


def run(*command: str, **environment: str) -> str:
    ended = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env={**os.environ, **environment})
    return ended.stdout


def main() -> int:
    if shutil.which("buildah") is None:
        print("buildah is not installed. Install it with the package manager of your system.")
        return 1
    chosen = options()
    OUTPUT.mkdir(parents=True, exist_ok=True)
    run("ansible-galaxy", "collection", "build", "--force", "--output-path", str(OUTPUT))
    archive = max(OUTPUT.glob("community-bigpanda-*.tar.gz"), key=lambda path: path.stat().st_mtime)
    path = OUTPUT / f"{chosen.kind}-environment.yml"
    path.write_text(yaml.safe_dump(definition(chosen, archive)), encoding="utf-8")
    shutil.rmtree(CONTEXT, ignore_errors=True)
    builder = (sys.executable, "-m", "ansible_builder", "create", "--output-filename", "Containerfile")
    run(*builder, "--file", str(path), "--context", str(CONTEXT))
    tag = f"localhost/bigpanda-{chosen.kind}-environment"
    file = str(CONTEXT / "Containerfile")
    run("buildah", *STORE, "build", *ISOLATION, "--network", "host", "--file", file, "--tag", tag, str(CONTEXT))
    container = run("buildah", *STORE, "from", tag).strip()
    command = ("ansible-doc", "--type", "module", "--snippet", "community.bigpanda.bigpanda_ping")
    said = run("buildah", *STORE, "run", *ISOLATION, container, "--", "/opt/builder/bin/entrypoint", *command)
    run("buildah", *STORE, "rm", container)
    print(said)
    print(f"Built {tag}. To push it: buildah {' '.join(STORE)} push {tag} docker://YOUR-REGISTRY/…")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as error:
        sys.exit(f"{error.cmd[0]} ended with {error.returncode}; its output is above.")
