# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""ansible-builder accepts the definitions of environments, and finds what the collection needs of Python."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
DEFINITIONS = ROOT / "roles" / "awx_setup" / "files" / "environments"
VERSION = yaml.safe_load((ROOT / "galaxy.yml").read_text(encoding="utf-8"))["version"]


def build(*arguments):
    command = [sys.executable, "-m", "ansible_builder", *map(str, arguments)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@pytest.mark.parametrize(
    ("name", "python", "system"),
    [("execution", "", ""), ("decision", "ansible-rulebook>=1.3", "java-21-openjdk-headless [platform:rpm]")],
)
def test_a_definition_becomes_a_context_of_an_image(tmp_path, name, python, system):
    definition = DEFINITIONS / f"{name}-environment.yml"
    build("create", "--file", definition, "--context", tmp_path, "--output-filename", "Containerfile")
    built = tmp_path / "_build"
    assert yaml.safe_load((built / "requirements.yml").read_text(encoding="utf-8")) == {
        "collections": [{"name": "community.bigpanda", "version": VERSION}]
    }
    for file, content in (("requirements.txt", python), ("bindep.txt", system)):
        path = built / file
        assert (path.read_text(encoding="utf-8").strip() if path.exists() else "") == content
    assert (tmp_path / "Containerfile").read_text(encoding="utf-8").startswith("ARG EE_BASE_IMAGE=")


def test_an_environment_with_the_collection_gets_its_requirements():
    found = build("introspect", ROOT / ".cache" / "link")
    assert "requests>=2.25  # from collection community.bigpanda" in found
