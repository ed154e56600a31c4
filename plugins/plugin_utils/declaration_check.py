# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is wrong with what the files of a directory declare, with the lines of the files."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ansible_collections.community.bigpanda.plugins.module_utils._core.validation.organization import check_organization
from ansible_collections.community.bigpanda.plugins.module_utils._core.validation.problem import (
    UNKNOWN,
    Problem,
    advice_of,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.text import shown_value
from ansible_collections.community.bigpanda.plugins.module_utils._resources.catalog import CATALOG
from ansible_collections.community.bigpanda.plugins.plugin_utils.declaration_directory import (
    Declaration,
    Finding,
    finding_at,
)
from ansible_collections.community.bigpanda.plugins.plugin_utils.reading_roots import Roots, is_within

MAPS = "enrichment_maps"
# Where a message says that a table is wrong, before it says what is there.
PLACE_IN_TABLE = re.compile(r"(?:.*?: )?src\b(?:, lines? \d+(?: and \d+)?)?")
NOT_SHOWN = (
    "What is wrong is not shown, since the file is hidden, or outside of the current directory. Run the check in a "
    "directory that contains it."
)


def check_declaration(
    declaration: Declaration,
    now_s: float,
    known: Mapping[str, Sequence[str]] | None = None,
    is_offline: bool = True,
) -> list[Finding]:
    """All findings, file by file and line by line.

    known: names of objects that BigPanda has, by kind. is_offline: see `check_organization`.
    """
    organization = with_paths(declaration.organization, declaration.of_tables)
    outside = _tables_outside(organization, declaration.roots)
    problems = check_organization(CATALOG, organization, now_s, known, declaration.is_whole, is_offline)
    problems += _unknown_kinds_of(known or {})
    problems = [_without_content(each) if each.path[:3] in outside else each for each in problems]
    found = [*declaration.findings, *(_placed(declaration, problem) for problem in problems)]
    return sorted(found, key=lambda each: (each.file, each.line or 0))


def _unknown_kinds_of(known: Iterable[str]) -> list[Problem]:
    kinds = [resource.plural for resource in CATALOG.resources]
    return [
        Problem((), f"unknown kind {shown_value(kind)} of known names.", advice_of(kind, kinds))
        for kind in known
        if kind not in kinds
    ]


def _placed(declaration: Declaration, problem: Problem) -> Finding:
    file, line = declaration.place_of(problem.path)
    document = declaration.documents.get(file)
    return finding_at(document, file, line, problem.message, problem.advice, problem.severity)


def with_paths(organization: Mapping[Any, Any], directory: str | None) -> dict[Any, Any]:
    """The same with complete paths of tables; those that may be on another host are unknown."""
    maps = organization.get(MAPS)
    if not isinstance(maps, list):
        return dict(organization)
    return {**organization, MAPS: [_with_path(item, directory) for item in maps]}


def _with_path(item: Any, directory: str | None) -> Any:
    src = item.get("src") if isinstance(item, dict) else None
    if not isinstance(src, str) or not src:
        return item
    is_elsewhere = directory is None or src.startswith(("/", "~", "$"))
    path = os.path.expandvars(os.path.expanduser(src)) if is_elsewhere else os.path.join(directory or "", src)
    # A complete path may be one of the host that runs the module; what is not a file may have no end.
    is_unknown = not os.path.isfile(path) if is_elsewhere else os.path.exists(path) and not os.path.isfile(path)
    return {**item, "src": UNKNOWN if is_unknown else path}


def _tables_outside(organization: Mapping[Any, Any], roots: Roots | None) -> set[tuple[Any, ...]]:
    """The paths of the options that name a file whose content must not be shown."""
    maps = organization.get(MAPS)
    if roots is None or not isinstance(maps, list):
        return set()
    sources = [(number, item.get("src")) for number, item in enumerate(maps) if isinstance(item, dict)]
    return {
        (MAPS, number, "src")
        for number, src in sources
        if isinstance(src, str) and src and os.path.exists(src) and not is_within(src, roots)
    }


def _without_content(problem: Problem) -> Problem:
    """The same, without what the file contains."""
    place = PLACE_IN_TABLE.match(problem.message)
    return replace(problem, message=f"{place[0] if place else 'src'} is wrong.", advice=NOT_SHOWN)
