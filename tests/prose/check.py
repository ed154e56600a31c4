# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Check prose with proselint, with the rules of this collection in addition to its own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml
from prose.texts import MASK
from proselint.checks import __register__ as checks_of_proselint
from proselint.config import Config
from proselint.registry import CheckRegistry
from proselint.registry.checks import Check, CheckFlags
from proselint.registry.checks.engine import Fancy
from proselint.registry.checks.types import ExistenceSimple
from proselint.tools import LintFile

RULES = Path(__file__).with_name("rules.yml")
# A match across it is in two paragraphs, or has code in it, which is masked.
BOUNDARY = re.compile(rf"{MASK}|\n\n")
# The name of our rules among the checks of proselint.
OURS = "bigpanda"


def register_rules() -> dict[str, bool]:
    """Register the rules with proselint. Returns which checks to use."""
    settings: dict[str, Any] = yaml.safe_load(RULES.read_text(encoding="utf-8"))
    registry = CheckRegistry()
    if not registry.checks:
        registry.register_many(checks_of_proselint)
        registry.register_many(tuple(rule(**each) for each in settings["rules"]))
    return {OURS: True, **settings["checks"]}


def rule(find: str, use: str) -> Check:
    pattern = rf"\b(?:{find})\b".replace(" ", r"\s+")
    return Check(
        check_type=ExistenceSimple(pattern),
        engine=Fancy(),
        path=OURS,
        message=f'Write "{use}" instead of "{{}}".',
        flags=CheckFlags(allow_quotes=True),
    )


def findings(name: str, text: str, checks: dict[str, bool]) -> list[str]:
    """What is not plain English in a text, as lines with the name of its file, line and column."""
    linted = LintFile(name, text)
    found = linted.lint(Config(max_errors=1000, checks=checks))
    return [
        f"{name}:{line}:{column}: {' '.join(result.message.split())}"
        for result, (line, column) in found
        if not BOUNDARY.search(linted.content[slice(*result.span)])
    ]
