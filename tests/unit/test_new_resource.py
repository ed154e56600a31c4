# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the skeletons of a resource say. That ansible-test accepts them is seen where it runs."""

from __future__ import annotations

import subprocess
import sys

import pytest
import yaml
from documentation.operations import contract
from new_resource.kind import kinds_in
from new_resource.skeleton import ROOT, write

KINDS = kinds_in(contract())


def ruff(root, *arguments):
    # What the settings exempt is named by paths in the collection.
    command = [sys.executable, "-m", "ruff", *arguments, "--no-cache", "--config", str(ROOT / "pyproject.toml"), "."]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The skeletons of every kind that the contract has, in one folder."""
    root = tmp_path_factory.mktemp("collection")
    return root, {name: write(kind, root) for name, kind in KINDS.items()}


def test_they_are_as_the_linter_wants_them(written):
    root, _paths = written
    checked, formatted = ruff(root, "check"), ruff(root, "format", "--check")
    assert checked.returncode == 0, checked.stdout
    assert formatted.returncode == 0, formatted.stdout


@pytest.mark.parametrize("name", KINDS)
def test_they_say_what_the_contract_says(name, written):
    root, _paths = written
    module = {}
    source = (root / "plugins" / "modules" / f"bigpanda_{name}.py").read_text(encoding="utf-8")
    exec(source.partition("\nfrom ansible_collections")[0], module)
    described, returned = (yaml.safe_load(module[part]) for part in ("DOCUMENTATION", "RETURN"))
    kind = KINDS[name]
    of_the_engine = {"id", "state"} - {field.name for field in kind.fields}
    assert {option: each["type"] for option, each in described["options"].items() if option not in of_the_engine} == {
        field.name: field.type for field in kind.fields
    }
    assert {name for name, each in described["options"].items() if each.get("required")} == {
        field.name for field in kind.fields if field.required
    }
    assert kind.permission in " ".join(described["notes"])
    assert set(returned[name]["contains"]) == {field.name for field in kind.shown}
    assert yaml.safe_load(module["EXAMPLES"])


@pytest.mark.parametrize("name", KINDS)
def test_their_lifecycle_can_be_read(name, written):
    _root, paths = written
    path = next(path for path in paths[name] if path.name == f"test_bigpanda_{name}.py")
    told = {}
    exec(path.read_text(encoding="utf-8"), told)
    assert told["LIFE"].module == name
    assert told["LIFE"].absent["state"] == "absent"


def test_every_one_says_what_an_object_looks_like():
    # Where the contract leaves a schema open, the sample tells.
    assert [field.name for field in KINDS["jit_role"].fields] == ["role_id"]
    # An envelope is no part of the object.
    assert "data" not in [field.name for field in KINDS["service_account"].shown]
    assert {"id", "name", "roles"} <= {field.name for field in KINDS["service_account"].shown}
    # Ansible writes names otherwise than some of the API.
    user_name = next(field for field in KINDS["scim2_user"].fields if field.name == "user_name")
    assert user_name.api_name == "userName"


@pytest.mark.parametrize(
    ("name", "is_enveloped", "status", "not_shown"),
    [("service_account", True, 200, ("updated_by",)), ("maintenance_plan", False, 204, ())],
)
def test_their_rules_answer_as_the_contract_says(name, is_enveloped, status, not_shown):
    kind = KINDS[name]
    assert (kind.is_enveloped, kind.status("update"), kind.not_shown) == (is_enveloped, status, not_shown)


def test_what_exists_is_not_overwritten():
    with pytest.raises(FileExistsError, match="alert_filter.py is there already"):
        write(KINDS["alert_filter"])


def test_a_name_that_the_contract_does_not_know_is_refused_with_those_it_knows():
    told = subprocess.run(
        [sys.executable, ROOT / "tests" / "new_resource", "nonsense"], capture_output=True, text=True, check=False
    )
    assert told.returncode == 2
    assert "no create_nonsense" in told.stderr and "service_account" in told.stderr
