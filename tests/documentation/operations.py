# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which operations the contract has, and which of them a module sends. Everything is read off the files themselves."""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from ansible_collections.community.bigpanda.plugins.module_utils._core.doctor.model import found_in
from ansible_collections.community.bigpanda.plugins.module_utils._core.features.live_words import LiveWords
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.catalog import Catalog
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.operation import Operation
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.resource import Resource

ROOT = Path(__file__).resolve().parents[2]
MODULES = ROOT / "plugins" / "modules"
TESTS = ROOT / "tests" / "unit" / "http" / "modules"
RESOURCES = "ansible_collections.community.bigpanda.plugins.module_utils._resources"
# They run on the controller alone, as action plugins, and send nothing.
OFFLINE = {"bigpanda_export", "bigpanda_validate"}
# They send what they are told to, or only look: no operation is served because of them.
SERVING_NOTHING = {"bigpanda_api", "bigpanda_ping"}
# Modules that read what has no objects share a file of tests.
READING_TESTS = "test_info"


@dataclass(frozen=True)
class Described:
    """One operation of the contract. host: `api` or `integrations`. document: where its references lead."""

    id: str
    method: str
    path: str
    host: str
    definition: dict = field(repr=False)
    document: dict = field(repr=False)

    @property
    def group(self) -> str:
        return self.definition["tags"][0]


def contract() -> dict[str, Described]:
    """Every operation of the contract, by its id, in the order of the documents."""
    found = {}
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for document in sorted((ROOT / "tests" / "contract").glob("*.openapi.yaml")):
        content = yaml.load(document.read_text(encoding="utf-8"), Loader=loader)
        for path, item in content["paths"].items():
            for method, definition in item.items():
                if isinstance(definition, dict) and "operationId" in definition:
                    servers = definition.get("servers") or item.get("servers") or content["servers"]
                    host = "integrations" if "integrations" in servers[0]["url"] else "api"
                    name = definition["operationId"]
                    found[name] = Described(name, method.upper(), path, host, definition, content)
    return found


def declared() -> dict[str, Operation]:
    """Every operation that any declaration holds, by its id."""
    found = {}
    for path in sorted((ROOT / "plugins" / "module_utils" / "_resources").glob("[!_]*.py")):
        for value in vars(importlib.import_module(f"{RESOURCES}.{path.stem}")).values():
            found.update({operation.id: operation for operation in found_in(value, Operation)})
    return found


def served() -> dict[str, list[str]]:
    """Names of the modules that serve each operation, by its id.

    A module serves what the declarations hold that it hands over; what it only resolves names with (`refers`) is served
    by others. The modules of whole organizations serve what no module of one kind does.
    """
    modules: dict[str, list[str]] = {}
    for path in sorted(MODULES.glob("bigpanda_*.py")):
        if path.stem not in SERVING_NOTHING | OFFLINE:
            for operation_id in _operations_of(path):
                modules.setdefault(operation_id, []).append(path.stem)
    whole = {"bigpanda_organization", "bigpanda_organization_info"}
    return {name: [each for each in found if each not in whole] or found for name, found in modules.items()}


def _operations_of(path: Path) -> set[str]:
    """A module that only reads serves no write, and checks no change, though its declaration knows how."""
    only_reads = path.stem.endswith("_info")
    values = _handed_over(path)
    if only_reads:
        values = (_without_checks(value) for value in values)
    found = (operation for value in values for operation in found_in(value, Operation))
    return {operation.id for operation in found if not (only_reads and operation.is_write)}


def _without_checks(value: Any) -> Any:
    if not isinstance(value, Resource):
        return value
    return value.replace(features=tuple(each for each in value.features if not isinstance(each, LiveWords)))


def _handed_over(path: Path) -> Iterator[Any]:
    """The declarations that a module gives to its run_... function, without those given by keyword.

    With each come the operations that its files declare by themselves, since functions of a declaration use them.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    origins = {
        alias.asname or alias.name: (node.module, alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(RESOURCES)
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id.startswith("run_"):
            for argument in node.args:
                if isinstance(argument, ast.Name) and argument.id in origins:
                    file, name = origins[argument.id]
                    declarations = vars(importlib.import_module(file))
                    if isinstance(declarations[name], Catalog) and path.stem.endswith("_info"):
                        # Whose the API key is matters to those who may remove users.
                        yield declarations[name].resources
                        continue
                    yield declarations[name]
                    yield from _declared_beside(file)


def _declared_beside(file: str) -> Iterator[list[Operation]]:
    """The operations of a file of declarations, and of those whose functions it imports."""
    functions = [value for value in vars(importlib.import_module(file)).values() if inspect.isfunction(value)]
    for each in {file, *(function.__module__ for function in functions)}:
        if each.startswith(RESOURCES):
            declarations = vars(importlib.import_module(each)).values()
            yield [value for value in declarations if isinstance(value, Operation)]


def tests_of(module: str) -> str:
    """The file, without its ending, whose tests send what the module sends."""
    name = module.removesuffix("_info")
    for candidate in (f"test_{module}", f"test_{name}"):
        if (TESTS / f"{candidate}.py").is_file():
            return candidate
    return READING_TESTS


def proved() -> dict[str, set[str]]:
    """The operations that the tests of each file must have sent with success, or they fail: their marks `sends`."""
    return {path.stem: set(_marks(path)) for path in sorted(TESTS.glob("test_*.py"))}


def _marks(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "sends":
            yield from (argument.value for argument in node.args if isinstance(argument, ast.Constant))
