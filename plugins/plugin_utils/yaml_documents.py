# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""YAML files read without Ansible, with the line of each value, and with all that Ansible only finds later.

Values that only a run knows - templates and vaulted texts - are read as `UNKNOWN`. Files may come from anybody: nothing
in them is evaluated, and neither aliases nor nesting make a small file large.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import excerpt
from ansible_collections.community.bigpanda.plugins.module_utils._core.validation.problem import (
    CORRECT_FIRST,
    MOST_PROBLEMS,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.file_format import VAULT_FILE
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.text import SAVE_AS_UTF_8
from ansible_collections.community.bigpanda.plugins.plugin_utils.yaml_scalars import (
    CORE,
    MERGE,
    TEXT,
    UNSAFE_TAG,
    ScalarReader,
    UnknownTag,
    misread,
)

# The one in C is ten times as fast, and not part of every build of the library.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 100
MOST_VALUES = 1_000_000
LARGEST_BYTES = 20_000_000


@dataclass(frozen=True)
class Mistake:
    """line: from 1; None if it is that of the whole file."""

    line: int | None
    message: str
    advice: str = ""


@dataclass
class Node:
    """One value and where it begins. content: of a scalar its value, else its nodes, those of a dict by key."""

    kind: str
    line: int
    content: Any = None
    # Of a dict, the lines of its keys.
    key_lines: dict[Any, int] = field(default_factory=dict)
    # How many values it contains, those of aliases counted again.
    size: int = 1


@dataclass
class Document:
    """root: None if the file is empty or cannot be read. is_vaulted: whether the whole file is encrypted."""

    root: Node | None = None
    mistakes: list[Mistake] = field(default_factory=list)
    is_vaulted: bool = False
    lines: tuple[str, ...] = ()

    @property
    def value(self) -> Any:
        return value_of(self.root) if self.root else None

    def line_of(self, path: tuple[Any, ...]) -> int | None:
        """The line of the value, or of the closest one around it that the file contains."""
        node, line = self.root, None
        for step in path:
            inner, line = _step_into(node, step, line)
            if inner is None:
                break
            node = inner
        return line


def _step_into(node: Node | None, step: Any, line: int | None) -> tuple[Node | None, int | None]:
    if node is None:
        return None, line
    if node.kind == "dict" and step in node.content:
        return node.content[step], node.key_lines[step]
    if node.kind == "list" and isinstance(step, int) and step < len(node.content):
        return node.content[step], node.content[step].line
    return None, line


def value_of(node: Node) -> Any:
    """Plain dicts, lists and scalars."""
    if node.kind == "dict":
        return {key: value_of(inner) for key, inner in node.content.items()}
    if node.kind == "list":
        return [value_of(inner) for inner in node.content]
    return node.content


def read_document(data: bytes) -> Document:
    """Never raises: what is wrong with the file is in `mistakes`."""
    if len(data) > LARGEST_BYTES:
        size = f"the file is {len(data) // 1_000_000} MB large."
        return Document(mistakes=[Mistake(None, size, f"At most {LARGEST_BYTES // 1_000_000} MB are read; split it.")])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Document(mistakes=[_wrong_encoding(data, error.start)])
    document = Document(lines=tuple(text.splitlines()))
    if text.startswith(VAULT_FILE):
        document.is_vaulted = True
        return document
    composer = _Composer()
    try:
        document.root = composer.compose(text)
    except _Refused as refused:
        composer.mistakes.append(refused.mistake)
    except yaml.YAMLError as error:
        composer.mistakes.append(_mistake_of(error, text))
    document.mistakes = composer.mistakes
    return document


def _wrong_encoding(data: bytes, position: int) -> Mistake:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return Mistake(1, "the file is UTF-16, not UTF-8.", SAVE_AS_UTF_8)
    line = data.count(b"\n", 0, position) + 1
    return Mistake(line, f"the file is not UTF-8: a byte is 0x{data[position]:02X}.", SAVE_AS_UTF_8)


def _mistake_of(error: yaml.YAMLError, text: str) -> Mistake:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = excerpt(str(getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"))
    if mark is None and isinstance(getattr(error, "position", None), int):
        line = text.count("\n", 0, error.position) + 1
        return Mistake(line, "a character is not allowed in YAML.", "Remove the control character.")
    line = mark.line + 1 if mark else None
    return Mistake(line, f"not YAML: {said}.", _advice_of(said, mark, text))


def _advice_of(said: str, mark: Any, text: str) -> str:
    lines = text.splitlines()
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())] or "'\\t'" in said:
        return "Indent with spaces, not with tabs."
    if "mapping values are not allowed" in said:
        return "Put text that contains a colon into quotes, and check the indentation."
    if "{{" in line or "%}" in line:
        return "Put a value that begins with a template into quotes."
    return "Check the indentation and the quotes of this line and of the one before."


class _Refused(Exception):
    def __init__(self, line: int, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.mistake = Mistake(line, message, advice)


class _Composer:
    """Builds the nodes of one document out of the events of the parser."""

    def __init__(self) -> None:
        self.mistakes: list[Mistake] = []
        self._anchors: dict[str, Node | None] = {}
        self._scalars = ScalarReader()
        self._events: Iterator[Any] = iter(())

    def compose(self, text: str) -> Node | None:
        self._events = yaml.parse(text, Loader=LOADER)
        root = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    raise _Refused(_line(event), "a second document begins here.", "Give one document for each file.")
                root = self._node(next(self._events), 0)
        is_empty = root is not None and root.kind == "scalar" and root.content is None
        return None if is_empty else root

    def _node(self, event: Any, depth: int, is_evaluated: bool = True) -> Node:
        if len(self.mistakes) >= MOST_PROBLEMS:
            raise _Refused(_line(event), "more of the file is not read, since it has so many mistakes.", CORRECT_FIRST)
        if depth > DEEPEST:
            raise _Refused(_line(event), "it is nested too deeply.", f"At most {DEEPEST} levels are read.")
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        if event.anchor:
            # Known, and not complete: an alias inside of it would contain itself.
            self._anchors[event.anchor] = None
        is_evaluated = is_evaluated and event.tag != UNSAFE_TAG
        if isinstance(event, yaml.ScalarEvent):
            node = Node("scalar", _line(event), self._scalar(event, is_evaluated))
        elif isinstance(event, yaml.SequenceStartEvent):
            node = self._list(event, depth, is_evaluated)
        else:
            node = self._dict(event, depth, is_evaluated)
        if node.size > MOST_VALUES:
            raise _Refused(_line(event), "it contains too many values.", f"At most {MOST_VALUES:,} are read.")
        if event.anchor:
            self._anchors[event.anchor] = node
        return node

    def _alias(self, event: Any) -> Node:
        if event.anchor not in self._anchors:
            raise _Refused(_line(event), f'the alias "*{excerpt(event.anchor, 60)}" has no anchor.')
        node = self._anchors[event.anchor]
        if node is None:
            raise _Refused(_line(event), f'the anchor "&{excerpt(event.anchor, 60)}" contains itself.')
        return node

    def _list(self, event: Any, depth: int, is_evaluated: bool) -> Node:
        self._refuse_tag(event, f"{CORE}seq")
        node = Node("list", _line(event), [])
        for inner in iter(lambda: next(self._events), None):
            if isinstance(inner, yaml.SequenceEndEvent):
                return node
            element = self._node(inner, depth + 1, is_evaluated)
            node.content.append(element)
            node.size += element.size
        return node

    def _dict(self, event: Any, depth: int, is_evaluated: bool) -> Node:
        self._refuse_tag(event, f"{CORE}map")
        node = Node("dict", _line(event), {})
        merged: list[Node] = []
        for key_event in iter(lambda: next(self._events), None):
            if isinstance(key_event, yaml.MappingEndEvent):
                break
            is_merge = isinstance(key_event, yaml.ScalarEvent) and self._scalars.tag_of(key_event) == MERGE
            key = self._node(key_event, depth + 1, is_evaluated=False)
            value = self._node(next(self._events), depth + 1, is_evaluated)
            node.size += key.size + value.size
            if is_merge:
                merged += self._merged(value)
            else:
                self._add(node, key, value)
        for each in merged:
            for name, inner in each.content.items():
                if name not in node.content:
                    node.content[name], node.key_lines[name] = inner, each.key_lines[name]
        return node

    def _merged(self, value: Node) -> list[Node]:
        nodes = value.content if value.kind == "list" else [value]
        for each in nodes:
            if each.kind != "dict":
                self.mistakes.append(Mistake(value.line, '"<<" takes a dict, or a list of dicts.'))
        return [each for each in nodes if each.kind == "dict"]

    def _add(self, node: Node, key: Node, value: Node) -> None:
        name = key.content
        if key.kind != "scalar" or not isinstance(name, Hashable):
            advice = "Give text as key; put a template into quotes."
            self.mistakes.append(Mistake(key.line, "a key is a list or a dict.", advice))
        elif name in node.content:
            first = node.key_lines[name]
            said = f'duplicate key "{excerpt(str(name), 60)}", first in line {first}.'
            self.mistakes.append(Mistake(key.line, said, "Ansible would use the last one only."))
        else:
            node.content[name], node.key_lines[name] = value, key.line

    def _scalar(self, event: Any, is_evaluated: bool) -> Any:
        try:
            value = self._scalars.value_of(event, is_evaluated)
            became = misread(event, value)
            if became:
                said = f"{excerpt(event.value, 60)} is the {became}, since it is not in quotes."
                self.mistakes.append(Mistake(_line(event), said, "Put it in quotes, or write it like this."))
            return value
        except UnknownTag:
            self._refuse_tag(event, TEXT)
        except ValueError:
            advice = "" if event.tag else "Put it in quotes."
            said = f'"{excerpt(event.value, 60)}" is not a value of its type.'
            self.mistakes.append(Mistake(_line(event), said, advice))
        return event.value

    def _refuse_tag(self, event: Any, expected: str) -> None:
        if event.tag and event.tag not in ("!", UNSAFE_TAG, expected):
            said = f'unknown tag "{excerpt(str(event.tag), 60)}".'
            self.mistakes.append(Mistake(_line(event), said, "Possible are !vault and !unsafe."))


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1
