# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A value in the text of a condition may be `web-1 OR host = *`; in the object form it stays one value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from unit.documentation.test_loops import ROOT, documents, files

CONDITIONS = frozenset({"query", "condition", "filter", "bpql", "when"})
MODULES = "community.bigpanda."


def conditions(value: Any, is_of_module: bool = False) -> Iterator[Any]:
    """Those of modules of the collection, at any depth."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if is_of_module and key in CONDITIONS:
                yield inner
            yield from conditions(inner, is_of_module or str(key).startswith(MODULES))
    elif isinstance(value, list):
        for inner in value:
            yield from conditions(inner, is_of_module)


def is_composed(condition: Any) -> bool:
    """Whether it is a text with a value in the middle."""
    text = condition.strip() if isinstance(condition, str) else ""
    return "{{" in text and not (text.startswith("{{") and text.find("}}") == len(text) - 2)


def test_no_condition_that_we_show_is_composed_of_text():
    assert is_composed("host = {{ host }}") and not is_composed("{{ condition }}")
    shown = [(path, each) for path in files() for document in documents(path) for each in conditions(document)]
    assert len(shown) > 20
    assert [f"{path.relative_to(ROOT)}: {each}" for path, each in shown if is_composed(each)] == []
