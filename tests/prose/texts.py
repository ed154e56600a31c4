# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Extract the prose of files. Everything else is masked, so that lines and columns remain correct."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

import yaml

# Stands for everything that is not prose. It is neither a letter nor a space.
MASK = "¤"
ANY = re.compile(r"[^\n]")
PROSE_KEYS = {"description", "short_description", "notes", "details", "returned", "name", "fail_msg", "success_msg"}
BLOCK = re.compile(r'^\s*(DOCUMENTATION|EXAMPLES|RETURN) = r"""\n(.*?)"""', re.DOTALL | re.MULTILINE)
NOT_PROSE_IN_MARKDOWN = re.compile(r"<!--.*?-->|^```.*?^```|`[^`]*`|\]\([^)]*\)", re.DOTALL | re.MULTILINE)
# Markup of module documentation, such as O(name) or RV(changed), and values in double backticks.
NOT_PROSE_IN_YAML = re.compile(r"\b(?:RV|[CVOMPLUE])\((?:[^()]|\([^()]*\))*\)|``.*?``|\{\{.*?\}\}", re.DOTALL)
# Names and expressions in code. Code calls BigPanda the service.
NOT_PROSE_IN_SOURCE = re.compile(r"`[^`]*`|\{[^{}]*\}|\bthe service\b", re.IGNORECASE)
LICENSE = re.compile(r"# (?:Copyright|GNU General|SPDX)")
# From Python 3.12 on, the text of an f-string is a token of its own.
PROSE_TOKENS = {tokenize.STRING, tokenize.COMMENT, getattr(tokenize, "FSTRING_MIDDLE", tokenize.STRING)}
# The folders whose code is checked.
PLAIN_FOLDERS = (
    "_module",
    *(f"_core/{name}" for name in ("alerts", "doctor", "provisioning", "raw", "tables", "values")),
)
COMMENT = re.compile(r"^ *# (?!Copyright|GNU General|SPDX).*", re.MULTILINE)


def masked(text: str, pattern: re.Pattern[str]) -> str:
    """The text with each match replaced by a mask of the same length."""
    return pattern.sub(lambda found: ANY.sub(MASK, found[0]), text)


def markdown(text: str) -> str:
    return masked(text, NOT_PROSE_IN_MARKDOWN)


def descriptions(node: yaml.Node, key: str = "") -> Iterator[tuple[int, int]]:
    """Where the values of prose keys begin and end in the text of a YAML document."""
    if isinstance(node, yaml.ScalarNode):
        if key in PROSE_KEYS:
            yield node.start_mark.index, node.end_mark.index
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from descriptions(item, key)
    elif isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            # An option can have the name of a prose key; then its value is a mapping.
            inner = name.value if not isinstance(value, yaml.MappingNode) else ""
            if inner != "sample":
                yield from descriptions(value, inner)


def yaml_file(text: str) -> str:
    """The prose of a YAML document: descriptions, names of tasks, messages and comments."""
    spans = list(descriptions(yaml.compose(text, Loader=yaml.CSafeLoader)))
    spans += [found.span() for found in COMMENT.finditer(text)]
    return only(text, spans)


def changelog_fragment(text: str) -> str:
    return masked(text, NOT_PROSE_IN_YAML)


def plugin(text: str) -> str:
    """The prose of the documentation in a plugin."""
    spans = []
    for block in BLOCK.finditer(text):
        start = block.start(2)
        found = yaml.compose(block[2], Loader=yaml.CSafeLoader)
        spans += [(start + begin, start + end) for begin, end in descriptions(found)]
    return only(text, spans)


def only(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with everything outside the spans masked, and markup too."""
    kept = list(ANY.sub(MASK, text))
    for start, end in spans:
        kept[start:end] = text[start:end]
    return masked("".join(kept), NOT_PROSE_IN_YAML)


def source(text: str) -> str:
    """The prose of Python code: docstrings, comments, and texts of several words, which are messages."""
    lines = [0, *accumulate(map(len, text.splitlines(keepends=True)))]
    spans = [
        (lines[token.start[0] - 1] + token.start[1], lines[token.end[0] - 1] + token.end[1])
        for token in tokenize.generate_tokens(io.StringIO(text).readline)
        if token.type in PROSE_TOKENS and " " in token.string and not LICENSE.match(token.string)
    ]
    return masked(only(text, spans), NOT_PROSE_IN_SOURCE)


READERS = {
    "README.md": markdown,
    "CONTRIBUTING.md": markdown,
    "docs/**/*.md": markdown,
    "roles/*/README.md": markdown,
    "roles/*/meta/*.yml": yaml_file,
    "roles/*/tasks/*.yml": yaml_file,
    "roles/*/vars/*.yml": yaml_file,
    "playbooks/**/*.yml": yaml_file,
    "examples/**/*.yml": yaml_file,
    "examples/**/*.md": markdown,
    "changelogs/fragments/*.yml": changelog_fragment,
    "plugins/modules/*.py": plugin,
    "plugins/doc_fragments/*.py": plugin,
    "plugins/filter/*.py": plugin,
    "plugins/test/*.py": plugin,
    **{f"plugins/module_utils/{folder}/*.py": source for folder in PLAIN_FOLDERS},
}


def prose(root: Path) -> Iterator[tuple[Path, str]]:
    """Each file with prose for users, and its prose."""
    for pattern, read in READERS.items():
        for path in sorted(root.glob(pattern)):
            yield path, read(path.read_text(encoding="utf-8"))
