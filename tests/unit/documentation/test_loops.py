# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Ansible shows each item of a loop, so a loop over objects that may contain secrets needs a label without them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[3]
PLACES = ("README.md", "docs", "roles", "playbooks", "examples", "plugins/modules", "plugins/filter", "plugins/test")
BLOCK = re.compile(r"^```ya?ml\n(.*?)^```", re.MULTILINE | re.DOTALL)
SECRET = re.compile(r"password|api_key|org_token|app_key|secret|\bitem\s*(\||\}\})")


class Loader(yaml.SafeLoader):
    """Reads files with tags of Ansible."""


Loader.add_multi_constructor("!", lambda _loader, _tag, _node: "tagged")


def files() -> Iterator[Path]:
    for place in PLACES:
        path = ROOT / place
        found = [path] if path.is_file() else sorted(path.rglob("*"))
        yield from (each for each in found if each.suffix in (".md", ".yml", ".yaml", ".py"))


def documents(path: Path) -> Iterator[Any]:
    """The YAML in a file: the file, its code blocks, or the examples of a plugin."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        texts = BLOCK.findall(text)
    elif path.suffix == ".py":
        texts = [
            node.value.value
            for node in ast.parse(text).body
            if isinstance(node, ast.Assign)
            and isinstance(node.value, ast.Constant)
            and getattr(node.targets[0], "id", "") in ("EXAMPLES", "DOCUMENTATION")
        ]
    else:
        texts = [text]
    for each in texts:
        yield from yaml.load_all(each, Loader)


def loops(value: Any) -> Iterator[dict]:
    """Every task with a loop, at any depth."""
    if isinstance(value, dict):
        if any(key == "loop" or str(key).startswith("with_") for key in value):
            yield value
        for inner in value.values():
            yield from loops(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from loops(inner)


def is_shown_safely(task: dict) -> bool:
    looped = next(inner for key, inner in task.items() if key == "loop" or str(key).startswith("with_"))
    if isinstance(looped, list) and all(isinstance(each, (str, int)) and "{{" not in str(each) for each in looped):
        return True
    label = (task.get("loop_control") or {}).get("label")
    return task.get("no_log") is True or (bool(label) and not SECRET.search(str(label)))


@pytest.mark.parametrize(
    ("task", "is_safe"),
    [
        ({"loop": ["a", "b"]}, True),
        ({"loop": ["a", "{{ b }}"]}, False),
        ({"loop": "{{ users }}"}, False),
        ({"with_items": "{{ users }}"}, False),
        ({"loop": [{"password": "x"}]}, False),
        ({"loop": "{{ users }}", "loop_control": {"label": "{{ item }}"}}, False),
        ({"loop": "{{ users }}", "loop_control": {"label": "{{ item.password }}"}}, False),
        ({"loop": "{{ users }}", "loop_control": {"label": "{{ item.user_name }}"}}, True),
        ({"loop": "{{ users }}", "no_log": True}, True),
    ],
)
def test_a_loop_is_only_safe_with_a_label(task, is_safe):
    assert is_shown_safely(task) is is_safe


def test_every_loop_that_we_show_has_a_label():
    found = [(path, task) for path in files() for document in documents(path) for task in loops(document)]
    assert len(found) > 5
    unsafe = [f"{path.relative_to(ROOT)}: {task.get('name')}" for path, task in found if not is_shown_safely(task)]
    assert unsafe == []
