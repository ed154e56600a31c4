# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The check of plain English, which `make lint` runs over everything that users read."""

from __future__ import annotations

import pytest
from prose import texts
from prose.check import findings, register_rules

CHECKS = register_rules()
MODULE = '''\
DOCUMENTATION = r"""
module: example
description:
  - Sets the note{}
options:
  alone:
    description: V(letter by letter) is not prose, and neither is O(brakes).
"""
told = "the code of a module"
'''


def found(read, text):
    return findings("text", read(text), CHECKS)


@pytest.mark.parametrize(
    "sentence",
    [
        "The service may ignore another note.",
        "Names are compared letter by letter.",
        "Spaces and blanks do not count.",
        "None with it is no error.",
        "If left out, all are sent.",
        "Where the organization is there already, begin with its files.",
        "Users alone are deactivated.",
        "The task warns, each time anew.",
        "How far it is, is told on standard error.",
        "A text is taken for an ID.",
        "The file is removed in place of of the link.",
    ],
)
@pytest.mark.parametrize("read", [texts.markdown, texts.changelog_fragment])
def test_a_sentence_that_is_not_idiomatic_is_found(read, sentence):
    assert found(read, f"Users have roles.\n\n{sentence}")
    assert found(texts.plugin, MODULE.format(f".\n  - {sentence}"))
    assert found(texts.yaml_file, f"options: {{name: {{description: [{sentence!r}]}}}}")


def test_a_finding_has_its_place_and_what_to_write():
    assert found(texts.plugin, MODULE.format(" of users\n    alone.")) == ['text:5:5: Write "only" instead of "alone".']


@pytest.mark.parametrize(
    "text",
    [
        "`left out` is a value.\n\n```yaml\nname: told\n```\n\n<!-- alone -->\n[Decisions](told.md)",
        "There is no model, and there are no links.",
        "Operations that are no longer served.",
    ],
)
def test_code_and_plain_english_are_not_found(text):
    assert found(texts.markdown, text) == []
    assert found(texts.plugin, MODULE.format(".")) == []


CODE = '''\
"""A file{0}."""
alone = {{"told": "holds"}}


def told(brakes):
    raise ValueError(f"the service may do {{alone}} things{0}")  # A remark{0}.
'''


def test_docstrings_messages_and_comments_of_code_are_prose_and_names_are_not():
    assert found(texts.source, CODE.format("")) == []
    said = found(texts.source, CODE.format(" for users alone"))
    assert [line.split(":")[1] for line in said] == ["1", "6", "6"]
    assert said[0] == 'text:1:21: Write "only" instead of "alone".'
