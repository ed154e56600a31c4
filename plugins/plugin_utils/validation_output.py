# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a check found, as people, pipelines and programs read it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import excerpt
from ansible_collections.community.bigpanda.plugins.module_utils._core.validation.problem import ERROR
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.text import counted
from ansible_collections.community.bigpanda.plugins.plugin_utils.declaration_directory import Finding


def as_text(findings: Sequence[Finding]) -> str:
    """A line for each, with the line of the file below it, and the sum at the end."""
    lines = []
    for each in findings:
        lines.append(f"{each.place}: {each.severity}: {plain(each.message)} {plain(each.advice)}".rstrip())
        if each.excerpt:
            lines.append(f"    {each.excerpt}")
    return "\n".join([*lines, total(findings)])


def total(findings: Sequence[Finding]) -> str:
    errors = sum(each.severity == ERROR for each in findings)
    if not findings:
        return "Nothing is wrong."
    return f"{counted(errors, 'error')}, {counted(len(findings) - errors, 'warning')}."


def as_github(findings: Sequence[Finding]) -> str:
    """Workflow commands, which GitHub shows at the lines of a pull request."""
    return "\n".join(
        f"::{each.severity} file={_property(each.file)},line={each.line or 1}::"
        f"{_data(f'{plain(each.message)} {plain(each.advice)}'.rstrip())}"
        for each in findings
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_json(findings: Sequence[Finding]) -> str:
    return json.dumps([asdict(each) for each in findings], indent=2)


def plain(text: str) -> str:
    """Without line breaks and control characters, which a file may contain."""
    return excerpt(text, MOST_CHARACTERS)


MOST_CHARACTERS = 2000
FORMATS = {"text": as_text, "github": as_github, "json": as_json}
