# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The page that says of each operation of the contract which module serves it and which test sends it, or why none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml
from documentation.operations import ROOT, Described, contract, proved, served, tests_of

PAGE = ROOT / "docs" / "coverage.md"
REASONS = Path(__file__).resolve().parent / "not_served.yml"
NOT_YET = "not yet served"
LICENSE = """\
Copyright (c) 2026 The community.bigpanda contributors
GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
SPDX-License-Identifier: GPL-3.0-or-later"""
INTRODUCTION = """\
# Coverage

Every operation of the contract in `tests/contract`, the modules that serve it, and the file in
`tests/unit/http/modules` whose tests send it: a test that is marked with an operation asks the simulator at its end
whether it was sent, and answered well. `bigpanda_organization` and `bigpanda_organization_info` send what the modules
of single kinds do; `bigpanda_api` can send the rest, and counts for none of it.

Written by `make documentation`; a test fails when it is stale.
"""


def reasons() -> dict[str, str]:
    """Why an operation is not served, where the contract itself does not say it, by operation or group."""
    return yaml.safe_load(REASONS.read_text(encoding="utf-8"))


def reason_of(operation: Described, known: Mapping[str, str]) -> str:
    """Why no module serves the operation."""
    said = operation.definition
    if operation.id in known:
        return known[operation.id]
    if said.get("x-superseded-by"):
        return f"superseded by {said['x-superseded-by']}"
    if said.get("x-vendor-status"):
        return f"{'deprecated: ' if said.get('deprecated') else ''}{said['x-vendor-status']}"
    return known.get(operation.group, "deprecated" if said.get("deprecated") else NOT_YET)


def unserved() -> dict[str, str]:
    """Operations that no module serves, with the reason."""
    known, by_module = reasons(), served()
    return {name: reason_of(operation, known) for name, operation in contract().items() if name not in by_module}


def unproved() -> dict[str, set[str]]:
    """By file of tests, the operations that it has to send and no test of it is marked with."""
    found: dict[str, set[str]] = {}
    for operation_id, modules in served().items():
        for tests in {tests_of(module) for module in modules}:
            if operation_id not in proved()[tests]:
                found.setdefault(tests, set()).add(operation_id)
    return found


def page() -> str:
    by_module, missing = served(), unserved()
    lines = [f"<!--\n{LICENSE}\n-->\n{INTRODUCTION}"]
    lines.append(f"{len(by_module)} of {len(by_module) + len(missing)} operations are served.\n")
    for group, operations in _by_group().items():
        lines.append(f"## {group}\n\n| operation | request | served by | sent by |\n|---|---|---|---|")
        lines += [_row(operation, by_module.get(operation.id, []), missing) for operation in operations]
        lines.append("")
    return "\n".join(lines)


def _by_group() -> dict[str, list[Described]]:
    groups: dict[str, list[Described]] = {}
    for operation in contract().values():
        groups.setdefault(operation.group, []).append(operation)
    return groups


def _row(operation: Described, modules: list[str], missing: Mapping[str, str]) -> str:
    request = f"| `{operation.id}` | `{operation.method} {operation.path}` |"
    if not modules:
        return f"{request} *{missing[operation.id]}* | |"
    tests = sorted({tests_of(module) for module in modules})
    return f"{request} {', '.join(f'`{each}`' for each in modules)} | {', '.join(f'`{each}`' for each in tests)} |"
