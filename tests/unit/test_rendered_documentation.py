# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What `ansible-doc` shows: no markup is left over, and every parenthesis has its other half."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from ansible.cli.doc import DocCLI

ROOT = Path(__file__).resolve().parents[2]
PLUGINS = sorted(
    path for path in (ROOT / "plugins").glob("[admft]*/*.py") if "DOCUMENTATION" in path.read_text("utf-8")
)
ROLES = sorted((ROOT / "roles").glob("*/meta/argument_specs.yml"))
LEFT_OVER = re.compile(r"\b(?:[BCEILMOPRUV]|RV)\(|\\[()]")
BLOCKS = re.compile(r'^ *(?:DOCUMENTATION|RETURN) = r?"""\n?(.*?)"""', re.DOTALL | re.MULTILINE)
PROSE = {"description", "short_description", "notes", "details", "requirements", "deprecated"}


def texts_of(value, is_prose=False):
    """Everything that is prose, at every depth."""
    if isinstance(value, dict):
        for name, inner in value.items():
            # An option may have the name of a part of the documentation.
            yield from texts_of(inner, (is_prose or name in PROSE) and not isinstance(inner, dict))
    elif isinstance(value, list):
        for inner in value:
            yield from texts_of(inner, is_prose)
    elif is_prose and isinstance(value, str):
        yield value


def documents_of(path):
    source = path.read_text("utf-8")
    return (
        [yaml.safe_load(block) for block in BLOCKS.findall(source)]
        if path.suffix == ".py"
        else [yaml.safe_load(source)]
    )


@pytest.mark.parametrize("path", [*PLUGINS, *ROLES], ids=lambda path: str(path.relative_to(ROOT)))
def test_the_rendered_text_is_clean(path):
    texts = [text for document in documents_of(path) for text in texts_of(document)]
    assert texts
    rendered = {text: " ".join(DocCLI.tty_ify(text).split()) for text in texts}
    garbled = [shown for shown in rendered.values() if shown.count("(") != shown.count(")") or LEFT_OVER.search(shown)]
    assert garbled == []
