# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from unit.imports import (
    COLLECTION,
    MODULE_UTILS,
    PLUGINS,
    called_in,
    imports_in,
    imports_of,
    loaded,
    named_in,
    ours,
    ours_among,
    top_level,
)

ROOT = Path(__file__).resolve().parents[2]
NETWORK = {"requests", "urllib3", "socket", "http", "ssl"}
CLOCK = {"time"}
ASKS_THE_CLOCK = {"now", "utcnow", "today"}

# What the files of each directory of the engine may import of ours, their own directory aside. A file that lies in none
# counts as one. A directory includes those within it, except for its own files. A directory that is missing here fails
# the test: name it first.
DIRECTORIES = {
    "errors": set(),
    "record": set(),
    "plan": {"record"},
    "unexpected": {"errors"},
    "model": {"record", "errors"},
    "values": {"record", "model", "errors"},
    "values/times": {"model", "errors"},
    "values/bpql": {"values", "model", "errors"},
    "http": {"record", "values", "model", "errors"},
    "engine/planning": {"record", "values", "model", "errors"},
    "engine/finding": {"engine/planning", "record", "http", "values", "model", "errors"},
    "engine/writing": {"engine/finding", "engine/planning", "record", "http", "values", "model", "errors"},
    "engine": {
        *("engine/writing", "engine/finding", "engine/planning"),
        *("record", "plan", "http", "values", "model"),
    },
    "features": {"engine", "values", "model", "errors"},
    "tables": {"record", "features", "plan", "engine", "http", "values", "model", "errors"},
    "access": {"record", "engine", "http", "values", "model", "errors"},
    "report": {"values", "errors"},
    "organization/model": {"engine", "values", "model", "errors"},
    "organization/planning": {"organization/model", "features", "engine", "values", "model", "errors"},
    "organization/safety": {
        *("organization/planning", "organization/model"),
        *("report", "access", "engine", "http", "values", "model", "errors"),
    },
    "organization/run": {
        *("organization/model", "tables", "engine", "http", "values", "model", "unexpected", "errors"),
    },
    "organization/progress": {"report", "http", "errors"},
    "organization": {
        *("organization/run", "organization/safety", "organization/planning", "organization/model"),
        *("features", "report", "plan", "access", "tables", "engine", "http", "values", "model"),
        *("unexpected", "errors"),
    },
    "incidents": {"record", "plan", "http", "model", "errors"},
    "alerts": {"record", "plan", "http", "values", "model", "errors"},
    "doctor": {"record", "access", "http", "values", "model", "errors"},
    "raw": {"plan", "http", "values", "model", "errors"},
    "validation": {"features", "tables", "provisioning", "engine", "values", "model", "errors"},
    "provisioning": {"values", "errors"},
}

# The directories, and single files, that some files of the module layer need, and no other may load, be it by way of a
# third.
ORGANIZATIONS = {"organization", "organization_info", "reported_plan"}
WITH_TABLES = {"table_resource", "table_info", *ORGANIZATIONS}
NEEDED_BY = {
    "access.guard": {"guarded_resource", *ORGANIZATIONS},
    "engine.writing.apply": {"resource", "guarded_resource", *WITH_TABLES},
    "engine.ensure": {"resource", "guarded_resource"},
    "engine.planning.plan": {"resource", "guarded_resource", *WITH_TABLES},
    "tables": WITH_TABLES,
    "incidents.incident": {"incident"},
    "incidents.search": {"incident", "incident_info"},
    "alerts.sender": {"batch", "observed_batch"},
    "raw.request": {"request"},
    "doctor.report": {"doctor"},
    "doctor.probe": {"doctor"},
    "organization": ORGANIZATIONS,
    "organization.export": {"organization_info"},
    "organization.run": ORGANIZATIONS,
    "organization.prepare": ORGANIZATIONS,
    "report": {*ORGANIZATIONS, "report"},
    "organization.progress": {"organization"},
}


CORE = MODULE_UTILS / "_core"
CORE_FILES = sorted(CORE.rglob("[!_]*.py"))
# Declarations that have more than one file, and which of these each imports.
PARTS = {
    "environment": {"environment_name"},
    "incident": {"incident_actions", "incident_reads"},
    "incident_actions": {"incident_reads", "incident_tag_values"},
    "incident_search": {"incident_reads"},
    "incident_v1": {"incident", "incident_reads"},
    "maintenance_plan": {"maintenance_stages"},
    "role": {"permission"},
}
RESOURCE_FILES = sorted((MODULE_UTILS / "_resources").glob("[!_]*.py"))
MODULE_LAYER_FILES = sorted((MODULE_UTILS / "_module").glob("[!_]*.py"))
MODULE_FILES = sorted((ROOT / "plugins" / "modules").glob("[!_]*.py"))


def relative_name(path):
    return str(path.relative_to(PLUGINS))


def inner_name(path):
    """Of a file of the engine: `http/client`."""
    return str(path.relative_to(CORE).with_suffix(""))


def directory_of(path):
    """Of a file of the engine: `organization/planning`."""
    inner = inner_name(path)
    return inner.rpartition("/")[0] or inner


def imported_directories(path):
    """Directories that a file of the engine imports from."""
    for name in ours(path):
        parts = name.split(".")[1:]
        yield "/".join(parts[:-1] or parts)


def may_import(directory, other):
    """Whether files of one directory may import files of the other."""
    subject = other.partition("/")[0]
    allowed = DIRECTORIES[directory] | {directory}
    return other in allowed or (subject in allowed and subject != directory.partition("/")[0])


@pytest.mark.parametrize("path", CORE_FILES, ids=inner_name)
def test_directories_import_downwards_only(path):
    assert not {each for each in imported_directories(path) if not may_import(directory_of(path), each)}


@pytest.mark.parametrize("path", sorted((CORE / "features").glob("*.py")), ids=lambda path: path.stem)
def test_no_feature_imports_another(path):
    """Only kinds that declare a feature import it, and wings that plan what it means for many objects."""
    assert not [name for name in ours(path) if name.startswith("_core.features.")]


def test_every_directory_exists():
    assert set(DIRECTORIES) == {directory_of(path) for path in CORE_FILES}


def test_no_two_files_of_the_engine_import_each_other():
    imports = {f"_core.{inner_name(path).replace('/', '.')}": set(ours(path)) for path in CORE_FILES}
    while imports:
        free = {name for name, imported in imports.items() if not imported & set(imports)}
        assert free, f"a circle among {sorted(imports)}"
        imports = {name: imported for name, imported in imports.items() if name not in free}


@pytest.mark.parametrize("path", CORE_FILES, ids=inner_name)
def test_core_does_not_know_ansible(path):
    assert "ansible" not in top_level(path)


@pytest.mark.parametrize("path", CORE_FILES, ids=inner_name)
def test_only_one_file_imports_requests(path):
    assert inner_name(path) == "http/libraries" or not {"requests", "urllib3"} & top_level(path)


PURE_FILES = [path for path in CORE_FILES if re.search(r"\bPure\b", ast.get_docstring(ast.parse(path.read_text())))]


def test_most_of_the_engine_calls_itself_pure():
    assert len(PURE_FILES) > len(CORE_FILES) / 2


@pytest.mark.parametrize("path", PURE_FILES, ids=inner_name)
def test_pure_files_know_neither_network_nor_clock(path):
    """Nor do those that they import."""
    imported = [MODULE_UTILS.joinpath(*name.split(".")).with_suffix(".py") for name in loaded(path)]
    for each in [path, *imported]:
        assert not (NETWORK | CLOCK) & top_level(each), each
        assert not ASKS_THE_CLOCK & set(called_in(each.read_text(encoding="utf-8"))), each


@pytest.mark.parametrize("path", CORE_FILES, ids=inner_name)
def test_core_does_not_know_check_mode(path):
    assert "check_mode" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", CORE_FILES + RESOURCE_FILES, ids=relative_name)
def test_nobody_below_the_module_layer_exits_or_prints(path):
    assert exits_or_prints(path.read_text(encoding="utf-8")) == set()


CALLS = {"print", "exit", "_exit", "input", "breakpoint", "warn", "deprecate", "fail_json", "exit_json"}
# Not even to be named: to raise it, to write to it, to call it by another name.
NAMES = {"SystemExit", "stdout", "stderr", *CALLS - {"input", "warn"}}
MODULES = {"logging", "syslog", "warnings"}


def exits_or_prints(source):
    """Names in the source by which it would exit, warn or print."""
    imported = {name.split(".")[0] for name, _names in imports_in(source, CORE / "any.py")}
    return set(called_in(source)) & CALLS | set(named_in(source)) & NAMES | imported & MODULES


@pytest.mark.parametrize(
    "line",
    [
        *("sys.exit(1)", "exit(1)", "raise SystemExit", "raise SystemExit(1)", "os._exit(1)"),
        *("self.module.fail_json(msg='x')", "module.exit_json()", "leave = self.module.exit_json"),
        *("print('x')", "sys.stdout.write('x')", "write = sys.stderr.write", "input()", "tell = print"),
        *("warnings.warn('x')", "self.module.warn('x')", "from sys import exit as leave", "from os import _exit"),
        *("import logging", "from logging import getLogger", "import warnings as told"),
    ],
)
def test_each_way_to_exit_or_print_is_noticed(line):
    assert exits_or_prints(f"def work(self):\n    {line}")


@pytest.mark.parametrize("path", [*CORE_FILES, *RESOURCE_FILES, *MODULE_LAYER_FILES, *MODULE_FILES], ids=relative_name)
def test_everything_is_imported_by_a_statement(path):
    """Ansible ships what import statements name, and the other tests see no more."""
    source = path.read_text(encoding="utf-8")
    assert "importlib" not in source and "__import__" not in source


def test_files_that_are_named_here_exist():
    names = {f"_core.{name}" for name in NEEDED_BY}
    there = {f"_core.{inner_name(path).replace('/', '.')}" for path in CORE_FILES}
    assert names <= there | {name.rpartition(".")[0] for name in there}
    assert set().union(*NEEDED_BY.values()) <= {path.stem for path in MODULE_LAYER_FILES}


def test_imports_are_seen_however_they_are_written():
    """As in a file of a filter: relative ones lead into the engine as well."""
    path = PLUGINS / "filter" / "in_directory.py"
    sources = ("from ..module_utils._core.http import client", "from ..module_utils._core.http.client import Client")
    for source in (*sources, f"import {COLLECTION}._core.http.client", f"from {COLLECTION}._core.http import client"):
        assert list(ours_among(imports_in(source, path))) == ["_core.http.client"], source


@pytest.mark.parametrize("path", RESOURCE_FILES, ids=lambda path: path.stem)
def test_a_resource_imports_only_the_vocabulary(path):
    """What a kind is made of: words of the model, and of the wing that its modules belong to; values; errors."""
    for name in ours(path):
        words = ("_core.model.", "_core.features.", "_core.values.", "_core.errors")
        is_word = name.startswith(words) or name.endswith("model")
        is_joined = path.stem in ("catalog", "doctor", "administration") and name.startswith("_resources.")
        is_joined = is_joined or name.removeprefix("_resources.") in PARTS.get(path.stem, ())
        assert is_word or is_joined
    assert not (NETWORK | CLOCK | {"ansible", "os", "io", "pathlib"}) & top_level(path)


@pytest.mark.parametrize("path", MODULE_LAYER_FILES, ids=lambda path: path.stem)
def test_the_module_layer_names_no_resource(path):
    assert not [name for name in ours(path) if not name.startswith(("_core.", "_module."))]


@pytest.mark.parametrize("path", MODULE_LAYER_FILES, ids=lambda path: path.stem)
def test_the_module_layer_loads_only_what_its_kind_needs(path):
    needless = tuple(f"_core.{name}." for name, files in NEEDED_BY.items() if path.stem not in files)
    assert not [name for name in loaded(path) if f"{name}.".startswith(needless)]


@pytest.mark.parametrize("path", MODULE_FILES, ids=lambda path: path.stem)
def test_a_module_imports_only_the_module_layer_and_resources(path):
    for name in ours(path):
        assert name.startswith(("_module.", "_resources."))
    assert top_level(path) <= {"__future__", "ansible_collections"}


@pytest.mark.parametrize("path", MODULE_FILES, ids=lambda path: path.stem)
def test_a_module_holds_documentation_and_little_code(path):
    statements = [
        node
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if not (isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant))
    ]
    lines = sum(node.end_lineno - node.lineno + 1 for node in statements)
    assert lines <= 40


CONTROLLER_FILES = sorted(
    path for folder in ("action", "filter", "plugin_utils") for path in (ROOT / "plugins" / folder).glob("[!_]*.py")
)


@pytest.mark.parametrize("path", CONTROLLER_FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_plugins_of_the_controller_send_nothing(path):
    assert not NETWORK & top_level(path)
    assert not [name for name in ours(path) if not name.startswith(("_core.", "_resources."))]


@pytest.mark.parametrize("path", CONTROLLER_FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_what_plugins_of_the_controller_share_imports_no_plugin(path):
    if path.parent.name == "plugin_utils":
        assert not [name for name, _names in imports_of(path) if ".plugins.filter" in name or ".plugins.action" in name]


SIMULATOR_FILES = sorted((ROOT / "tests" / "simulator").rglob("*.py"))


@pytest.mark.parametrize("path", SIMULATOR_FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_simulator_shares_nothing_with_the_client(path):
    assert not {name for name in top_level(path) if name.startswith(("ansible", "plugins"))}


def test_plugins_have_no_package_files():
    """A file `__init__.py` would be shipped with each task that imports something below it."""
    assert list((ROOT / "plugins").rglob("__init__.py")) == []
