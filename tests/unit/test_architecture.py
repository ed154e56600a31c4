# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULE_UTILS = ROOT / "plugins" / "module_utils"
COLLECTION = "ansible_collections.community.bigpanda.plugins.module_utils"
NETWORK = {"requests", "urllib3", "socket", "http", "ssl"}
CLOCK = {"time", "datetime"}

# What each layer may import of ours. A layer that is missing here fails the test: name it first.
LAYERS = {
    "errors": set(),
    "text": set(),
    "lookalike": {"schema", "text", "errors"},
    "schema": {"errors"},
    "elements": {"schema"},
    "comparison": {"elements", "schema", "text", "errors"},
    "duplicates": {"comparison", "moment", "schema"},
    "references": {"lookalike", "comparison", "duplicates", "schema", "errors"},
    "plan": {"comparison", "elements", "schema", "errors"},
    "table": {"text", "errors"},
    "settings": {"schema", "errors"},
    "pacing": {"schema", "errors"},
    "encoding": {"errors"},
    "call": {"encoding", "schema", "errors"},
    "answer": {"call", "encoding", "schema", "errors"},
    "body": set(),
    "deadline": set(),
    "transport": {"answer", "body", "call", "deadline", "settings", "pacing", "schema", "errors"},
    "paging": {"schema", "errors"},
    "shape": {"schema", "errors"},
    "jobs": {"answer", "call", "transport", "paging", "pacing", "schema", "errors"},
    "client": {"answer", "call", "transport", "paging", "jobs", "shape", "schema", "errors"},
    "clients": {"client"},
    "rebase": {"comparison", "elements", "plan", "schema"},
    "member_groups": {"client", "comparison", "schema", "errors"},
    "duplicate_removal": {"client", "comparison", "duplicates", "jobs", "plan", "references", "errors"},
    "apply": {
        "lookalike",
        "client",
        "duplicate_removal",
        "member_groups",
        "rebase",
        "shape",
        "references",
        "plan",
        "jobs",
        "schema",
        "errors",
    },
    "situation": {"client", "jobs", "paging", "schema", "errors"},
    "upload": {
        "apply",
        "client",
        "comparison",
        "duplicate_removal",
        "references",
        "plan",
        "jobs",
        "table",
        "schema",
        "errors",
    },
    "batch": {"encoding", "schema", "errors"},
    "deliver": {"batch", "client", "jobs", "schema", "errors"},
    "condition_text": {"text", "errors"},
    "condition": {"condition_text", "encoding", "text", "errors"},
    "moment": {"schema", "errors"},
    "request": {"encoding", "schema", "errors"},
    "ownership": {"schema", "text"},
    "limits": {"errors"},
    "row_limits": {"limits", "upload", "errors"},
    "lockout": {"membership", "ownership", "plan", "references", "schema", "text", "errors"},
    "guard": {"client", "lockout", "ownership", "plan", "schema", "text", "errors"},
    "bulk_lockout": {"bulk_plan", "lockout", "ownership", "plan", "references", "schema"},
    "safe_order": {"bulk_lockout", "bulk_plan", "lockout", "ownership", "schema", "errors"},
    "place": {"bulk_plan", "client", "references", "schema", "errors"},
    "diagnosis": {"settings", "schema", "text", "errors"},
    "examination": {"client", "diagnosis", "ownership", "settings", "schema", "errors"},
    "membership": {"schema", "text", "errors"},
    "bulk_plan": {"lookalike", "membership", "comparison", "references", "plan", "schema", "text", "errors"},
    "pattern": {"text"},
    "brakes": {
        *("bulk_plan", "lockout", "ownership", "limits", "pattern"),
        *("comparison", "references", "plan", "schema", "errors"),
    },
    "feed_rows": {"text", "errors"},
    "feed_cells": {"feed_rows", "text"},
    "feed_options": {"feed_cells", "feed_rows", "errors"},
    "feed_groups": {"feed_cells", "feed_options", "feed_rows", "text", "errors"},
    "feed": {"feed_cells", "feed_groups", "feed_options", "feed_rows", "pattern", "text", "errors"},
    "whole_file": set(),
    "progress": {"pacing", "whole_file", "errors"},
    "export": {"comparison", "elements", "membership", "references", "plan", "schema", "errors"},
    "border": {"errors"},
    "schedule": {"border", "errors"},
    "bulk_report": {"whole_file", "bulk_plan", "schedule", "references", "plan", "errors"},
    "bulk_duplicates": {
        "apply",
        "bulk_plan",
        "client",
        "duplicate_removal",
        "plan",
        "references",
        "schema",
        "errors",
    },
    "lost_membership": {"client", "jobs", "membership", "references", "schema", "errors"},
    "bulk_membership": {
        "bulk_plan",
        "client",
        "lost_membership",
        "member_groups",
        "membership",
        "references",
        "schedule",
        "schema",
        "errors",
    },
    "bulk_apply": {
        "bulk_duplicates",
        "bulk_membership",
        "bulk_plan",
        "rebase",
        "schedule",
        "upload",
        "apply",
        "clients",
        "client",
        "references",
        "plan",
        "schema",
        "errors",
    },
    "bulk_prepare": {
        *(
            "bulk_apply",
            "brakes",
            "bulk_lockout",
            "bulk_plan",
            "guard",
            "ownership",
            "place",
            "row_limits",
            "safe_order",
        ),
        *("membership", "upload", "clients", "references", "schema", "text", "errors"),
    },
}
PURE = {
    "errors",
    "shape",
    "text",
    "lookalike",
    "schema",
    "elements",
    "comparison",
    "duplicates",
    "references",
    "plan",
    "rebase",
    "condition_text",
    "condition",
    "table",
    "membership",
    "bulk_plan",
    "pattern",
    "brakes",
    "export",
    "feed_rows",
    "feed_cells",
    "feed_options",
    "feed_groups",
    "feed",
    "encoding",
    "body",
    "call",
    "batch",
    "request",
    "ownership",
    "limits",
    "lockout",
    "bulk_lockout",
    "safe_order",
    "diagnosis",
}

# What of the core some files of the module layer need, and no other may load, be it by way of a third.
WITH_TABLES = {"table_options", "table_resource", "table_info", "organization", "organization_info"}
ORGANIZATIONS = {"organization", "organization_info"}
NEEDED_BY = {
    "guard": {"guarded_resource", *ORGANIZATIONS},
    "apply": {"names", "resource", "guarded_resource", "info", "action", "search", "observed_delivery", *WITH_TABLES},
    "upload": WITH_TABLES,
    "situation": {"action", "search"},
    "deliver": {"delivery", "observed_delivery"},
    "request": {"request"},
    "diagnosis": {"checkup"},
    "examination": {"checkup"},
    "export": {"organization_info"},
    "bulk_plan": {*ORGANIZATIONS, "report"},
    "bulk_duplicates": ORGANIZATIONS,
    "bulk_apply": ORGANIZATIONS,
    "bulk_prepare": ORGANIZATIONS,
    "bulk_report": {"whole_file", "organization", "report"},
    "progress": {"organization"},
}


def imports_of(path):
    """Every module that the file imports, relative ones resolved: (absolute name, imported names)."""
    package = (
        [*COLLECTION.split("."), *path.relative_to(MODULE_UTILS).parts[:-1]] if MODULE_UTILS in path.parents else []
    )
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield name.name, set()
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            name = ".".join([*base, *([node.module] if node.module else [])])
            yield name, {alias.name for alias in node.names}


def top_level(path):
    return {name.split(".")[0] for name, _names in imports_of(path)}


def ours(path):
    """Modules of the collection that the file imports, named from module_utils on."""
    for name, names in imports_of(path):
        if name.startswith(COLLECTION):
            inner = name[len(COLLECTION) :].strip(".")
            parts = inner.split(".") if inner else []
            if parts in ([], ["_core"], ["_module"], ["_resources"]):
                yield from (".".join([*parts, imported]) for imported in names)
            else:
                yield inner


def loaded(path):
    """The same, with what those import in their turn."""
    found, waiting = set(), [path]
    while waiting:
        for name in set(ours(waiting.pop())) - found:
            found.add(name)
            waiting.append(MODULE_UTILS.joinpath(*name.split(".")).with_suffix(".py"))
    return found


CORE_FILES = sorted((MODULE_UTILS / "_core").glob("[!_]*.py"))
RESOURCE_FILES = sorted((MODULE_UTILS / "_resources").glob("[!_]*.py"))
MODULE_LAYER_FILES = sorted((MODULE_UTILS / "_module").glob("[!_]*.py"))
MODULE_FILES = sorted((ROOT / "plugins" / "modules").glob("[!_]*.py"))


@pytest.mark.parametrize("path", CORE_FILES, ids=lambda path: path.stem)
def test_core_layers_import_downwards_only(path):
    allowed = {f"_core.{name}" for name in LAYERS[path.stem]}
    assert set(ours(path)) <= allowed


@pytest.mark.parametrize("path", CORE_FILES, ids=lambda path: path.stem)
def test_core_does_not_know_ansible(path):
    assert "ansible" not in top_level(path)


@pytest.mark.parametrize("path", CORE_FILES, ids=lambda path: path.stem)
def test_requests_is_imported_in_transport_alone(path):
    assert path.stem == "transport" or not {"requests", "urllib3"} & top_level(path)


@pytest.mark.parametrize("path", [path for path in CORE_FILES if path.stem in PURE], ids=lambda path: path.stem)
def test_pure_layers_know_neither_network_nor_clock(path):
    assert not (NETWORK | CLOCK) & top_level(path)


@pytest.mark.parametrize("path", CORE_FILES, ids=lambda path: path.stem)
def test_core_does_not_know_check_mode(path):
    assert "check_mode" not in path.read_text(encoding="utf-8").replace("check mode", "")


@pytest.mark.parametrize("path", CORE_FILES + RESOURCE_FILES, ids=lambda path: path.stem)
def test_nobody_below_the_module_layer_exits_or_prints(path):
    assert set(called_in(path.read_text(encoding="utf-8"))) & EXITS_OR_PRINTS == set()


EXITS_OR_PRINTS = {"print", "exit", "_exit", "input", "breakpoint", "warn", "deprecate", "fail_json", "exit_json"}


def called_in(source):
    """Names of what is called, whether by itself or of something else: `exit(1)`, `sys.exit(1)`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, (ast.Name, ast.Attribute)):
            yield node.func.id if isinstance(node.func, ast.Name) else node.func.attr


@pytest.mark.parametrize("call", ["sys.exit(1)", "exit(1)", "self.module.fail_json(msg='x')", "warnings.warn('x')"])
def test_each_way_to_exit_or_print_is_noticed(call):
    assert set(called_in(f"def work(self):\n    {call}")) & EXITS_OR_PRINTS


@pytest.mark.parametrize("path", RESOURCE_FILES, ids=lambda path: path.stem)
def test_a_resource_imports_the_vocabulary_alone(path):
    allowed = {"_core.schema", "_core.errors", "_core.condition_text", "_core.condition", "_core.moment"}
    if path.stem in ("catalog", "checkup", "administration"):
        allowed = {"_core.schema", *(f"_resources.{other.stem}" for other in RESOURCE_FILES)}
    assert set(ours(path)) <= allowed
    assert not (NETWORK | CLOCK | {"ansible", "os", "io", "pathlib"}) & top_level(path)


@pytest.mark.parametrize("path", MODULE_LAYER_FILES, ids=lambda path: path.stem)
def test_the_module_layer_names_no_resource(path):
    assert not [name for name in ours(path) if not name.startswith(("_core.", "_module."))]


@pytest.mark.parametrize("path", MODULE_LAYER_FILES, ids=lambda path: path.stem)
def test_the_module_layer_loads_what_its_kind_needs_alone(path):
    needless = {name for name, files in NEEDED_BY.items() if path.stem not in files}
    assert not loaded(path) & {f"_core.{name}" for name in needless}


@pytest.mark.parametrize("path", MODULE_FILES, ids=lambda path: path.stem)
def test_a_module_imports_the_module_layer_and_resources_alone(path):
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
