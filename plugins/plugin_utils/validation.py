# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Checks every directory and feed that a command or a task names. Sends nothing."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from ansible_collections.community.bigpanda.plugins.module_utils._core.validation.problem import ERROR
from ansible_collections.community.bigpanda.plugins.plugin_utils.declaration_directory import (
    Finding,
    check_declaration,
    is_declaration_file,
    read_declaration,
)


class UsageError(ValueError):
    """The command cannot do anything with what it was given."""


def findings_of(paths: Sequence[str], now_s: float, known: Iterable[str] = ()) -> list[Finding]:
    """known: `kind=name`, as the command line gives them. Raises UsageError."""
    names = known_names(known)
    declarations = [read_declaration(directory) for directory in directories_of(paths)]
    return [finding for each in declarations for finding in check_declaration(each, now_s, names)]


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
