# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Checks every directory and feed that a command or a task names. Sends nothing."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import Any

from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.validation.organization import declared_roles
from ansible_collections.community.bigpanda.plugins.module_utils._core.validation.problem import ERROR, holds_unknown
from ansible_collections.community.bigpanda.plugins.module_utils._resources.catalog import CATALOG
from ansible_collections.community.bigpanda.plugins.plugin_utils.declaration_check import check_declaration
from ansible_collections.community.bigpanda.plugins.plugin_utils.declaration_directory import (
    Finding,
    is_declaration_file,
    read_declaration,
)
from ansible_collections.community.bigpanda.plugins.plugin_utils.feed_findings import (
    MAPPING_VARIABLES,
    check_feed_at,
    mapping_of,
)
from ansible_collections.community.bigpanda.plugins.plugin_utils.reading_roots import (
    LEADS_OUTSIDE,
    READ_FROM_ABOVE,
    leads_outside,
    roots_of,
)
from ansible_collections.community.bigpanda.plugins.plugin_utils.role_variables import read_variables
from ansible_collections.community.bigpanda.plugins.plugin_utils.yaml_documents import LARGEST_BYTES, read_document


class UsageError(ValueError):
    """The command cannot do anything with what it was given."""


def findings_of(
    paths: Sequence[str],
    now_s: float,
    known: Iterable[str] = (),
    feed: str | None = None,
    variables: str | None = None,
) -> list[Finding]:
    """known: `kind=name`. feed, variables: paths. All as the command line gives them. Raises UsageError."""
    names = known_names(known)
    roots = roots_of(directory for path in paths for directory in _given_directories(path))
    declarations = [read_declaration(directory, roots) for directory in directories_of(paths)]
    found = [finding for each in declarations for finding in check_declaration(each, now_s, names)]
    if feed is None:
        return found
    mapping, wrong = read_mapping(variables)
    roles = [declared_roles(CATALOG, each.organization, now_s, names, each.is_whole) for each in declarations] or [None]
    in_feed = [finding for each in roles for finding in check_feed_at(feed, mapping, each, is_offline=True)[0]]
    return [*found, *wrong, *dict.fromkeys(in_feed)]


def read_mapping(path: str | None) -> tuple[dict[str, Any], list[Finding]]:
    """The options by which a feed is read, out of a file with the variables of the role; and what is wrong with it."""
    if path is None:
        return {}, []
    if leads_outside(path):
        raise UsageError(f"{path}: {LEADS_OUTSIDE} {READ_FROM_ABOVE}")
    try:
        with open(path, "rb") as file:
            document = read_document(file.read(LARGEST_BYTES + 1))
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from None
    wrong = [Finding(path, each.line, each.message, each.advice) for each in document.mistakes]
    given = document.value if isinstance(document.value, dict) else {}
    taken = {name: value for name, value in given.items() if name in MAPPING_VARIABLES and not holds_unknown(value)}
    try:
        return mapping_of(read_variables(taken)), wrong
    except InvalidOption as error:
        return {}, [*wrong, Finding(path, None, error.message, error.advice)]


def known_names(pairs: Iterable[str]) -> dict[str, list[str]]:
    """Names by kind. Raises UsageError."""
    names: dict[str, list[str]] = {}
    for pair in pairs:
        kind, sign, name = pair.partition("=")
        if not (kind and sign and name):
            raise UsageError(f'--known {pair!r} is not of the form KIND=NAME, such as "roles=Night watch".')
        names.setdefault(kind.strip(), []).append(name.strip())
    return names


def directories_of(paths: Sequence[str]) -> list[str]:
    """Directories with files of declarations, each once: those that are given, those in them, those of given files."""
    found: dict[str, str] = {}
    for path in paths:
        for directory in _directories_at(path):
            found.setdefault(os.path.realpath(directory), directory)
    return list(found.values())


def _given_directories(path: str) -> list[str]:
    """Those that the user named, unlike what a link in them leads to."""
    return [path] if os.path.isdir(path) else _directories_at(path)


def _directories_at(path: str) -> list[str]:
    if not os.path.exists(path):
        return [path]
    if not os.path.isdir(path):
        above = os.path.dirname(path) or "."
        # A table lies in a directory of its own, below the files that name it.
        return [above] if _declares(above) else [os.path.normpath(os.path.join(above, ".."))]
    if _declares(path):
        return [path]
    inner = [os.path.join(path, name) for name in sorted(os.listdir(path)) if not name.startswith(".")]
    return [each for each in inner if os.path.isdir(each) and _declares(each)] or [path]


def _declares(directory: str) -> bool:
    try:
        return any(is_declaration_file(directory, name) for name in os.listdir(directory))
    except OSError:
        return False


def has_errors(findings: Iterable[Finding], is_strict: bool = False) -> bool:
    return any(is_strict or finding.severity == ERROR for finding in findings)
