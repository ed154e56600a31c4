# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a release promises, and what the workflows do. `make release` itself makes one."""

from __future__ import annotations

import importlib.util
import io
import re
import tarfile
from pathlib import Path

import pytest
import yaml
from release import archive

ROOT = Path(__file__).resolve().parents[2]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted(GITHUB.glob("workflows/*.yml"))
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def read(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def matrix():
    spec = importlib.util.spec_from_file_location("matrix", ROOT / "tests" / "ansible_test" / "matrix.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def steps(workflow):
    return [step for job in read(workflow)["jobs"].values() for step in job["steps"]]


def test_the_oldest_core_is_the_same_everywhere():
    oldest = next(iter(matrix().SUPPORTED))
    assert read(ROOT / "meta" / "runtime.yml")["requires_ansible"] == f">={oldest}.0"
    for meta in ROOT.glob("roles/*/meta/main.yml"):
        assert read(meta)["galaxy_info"]["min_ansible_version"] == oldest
    newest = list(matrix().SUPPORTED)[-1]
    assert f"ansible-core {oldest} to {newest}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_one_pair_of_the_matrix_can_be_chosen():
    assert matrix().pairs("2.16", "3.11") == [("2.16", "3.11")]
    assert {core for core, _python in matrix().pairs(version="3.14")} == {"2.20", "2.21"}


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_run_targets_that_exist_with_few_permissions(workflow):
    targets = [name for step in steps(workflow) for name in re.findall(r"^make ([\w-]+)", step.get("run", ""), re.M)]
    assert targets
    assert [name for name in targets if f"\n{name}: " not in MAKEFILE] == []
    used = re.findall(r"uses: (.+)", workflow.read_text(encoding="utf-8"))
    assert all(re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v[\d.]+", each) for each in used), used
    assert read(workflow)["permissions"] == {"contents": "read"}
    # An expression is put into the text of a command, and what comes from outside would be run.
    assert not [step for step in steps(workflow) if "${{" in step.get("run", "")]


@pytest.mark.parametrize("path", sorted(GITHUB.glob("ISSUE_TEMPLATE/*_*.yml")), ids=lambda path: path.name)
def test_forms_of_issues_ask_for_something(path):
    fields = [field for field in read(path)["body"] if field["type"] != "markdown"]
    assert all(field["id"] and field["attributes"]["label"] for field in fields)
    assert any(field.get("validations", {}).get("required") for field in fields)


def test_everything_outside_the_folders_of_users_is_ignored_by_the_build():
    ignored = read(ROOT / "galaxy.yml")["build_ignore"]
    assert {"tests", "extensions", "changelogs/fragments", "Makefile", "requirements-*"} <= set(ignored)
    # What is ignored exists: a name that is misspelt ignores nothing.
    exact = [name for name in ignored if not set(name) & set("*[") and not name.startswith((".", "__"))]
    generated = {"changelogs/.plugin-cache.yaml"}
    assert [name for name in exact if name not in generated and not (ROOT / name).exists()] == []


def test_galaxy_accepts_the_authors():
    """It refuses an archive if one of them is longer than 64 characters."""
    authors = read(ROOT / "galaxy.yml")["authors"]
    assert all(re.fullmatch(r".+ \(@[\w-]+\)", name) and len(name) <= 64 for name in authors)


def build(path, *names):
    with tarfile.open(path, "w:gz") as opened:
        for name in names:
            opened.addfile(tarfile.TarInfo(name), io.BytesIO())
    return path


def test_an_archive_with_a_test_or_without_a_module_is_refused(tmp_path):
    root = tmp_path / "collection"
    (root / "plugins" / "modules").mkdir(parents=True)
    (root / "plugins" / "modules" / "bigpanda_role.py").touch()
    module = "plugins/modules/bigpanda_role.py"
    with pytest.raises(archive.ReleaseError, match=r"build_ignore in galaxy\.yml: \.netrc, tests/unit/test_a\.py"):
        archive.check(build(tmp_path / "a.tar.gz", module, "tests/unit/test_a.py", ".netrc"), root)
    with pytest.raises(archive.ReleaseError, match="Missing in the archive: plugins/modules/bigpanda_role.py"):
        archive.check(build(tmp_path / "a.tar.gz", "README.md"), root)
    archive.check(build(tmp_path / "a.tar.gz", module, "README.md"), root)
