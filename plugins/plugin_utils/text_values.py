# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Lists and dicts that arrive as text, as surveys and `-e key=value` hand them over: JSON or YAML."""

from __future__ import annotations

import json
import math
from collections.abc import Hashable
from typing import Any

import yaml
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.json_text import (
    DuplicateKey,
    unique_keys,
)

DEEPEST = 100
WRONG_VALUE = "a value is not what its form or its tag says, or a number has too many digits"


class Unreadable(ValueError):
    """The text is neither JSON nor YAML, or means something that nobody can have meant."""


def read_text(text: str) -> Any:
    """What the text contains: dicts, lists, text, numbers, booleans and null. Raises Unreadable, with the place."""
    try:
        value = json.loads(text, object_pairs_hook=unique_keys, parse_constant=_no_number)
    except RecursionError:
        raise Unreadable("it is nested too deeply") from None
    except json.JSONDecodeError as json_error:
        value = _read_yaml(text, json_error)
    except Unreadable:
        raise
    except DuplicateKey as duplicate:
        raise Unreadable(str(duplicate)) from None
    except ValueError:
        raise Unreadable(WRONG_VALUE) from None
    return _checked(value)


def _read_yaml(text: str, json_error: json.JSONDecodeError) -> Any:
    try:
        return yaml.load(text, _Loader)
    except RecursionError:
        raise Unreadable("it is nested too deeply") from None
    except yaml.YAMLError as yaml_error:
        mark = getattr(yaml_error, "problem_mark", None)
        where = f" at line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        why = f"as YAML: {getattr(yaml_error, 'problem', None) or 'it cannot be read'}{where}"
        raise Unreadable(
            f"as JSON: {json_error.msg} at line {json_error.lineno}, column {json_error.colno}; {why}"
        ) from None
    # The library raises these for a tag that its value does not fit, and for what only begins as a number does: 0x_.
    except (ValueError, LookupError, AttributeError):
        raise Unreadable(WRONG_VALUE) from None


def _no_number(word: str) -> Any:
    raise Unreadable(f"it contains {word}, which is not a number")


def _checked(value: Any) -> Any:
    """Only what JSON has too, and no deeper than what walks through it later can follow by calling itself."""
    level, depth = [value], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise Unreadable("it is nested too deeply")
        for each in level:
            if isinstance(each, float) and not math.isfinite(each):
                raise Unreadable(f"it contains {each}, which is not a number")
            if not isinstance(each, (dict, list, str, int, float, type(None))):
                raise Unreadable("it contains a value that JSON does not have, such as a date without quotes")
        level = [inner for each in level for inner in _parts(each)]
    return value


def _parts(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


class _Loader(yaml.SafeLoader):
    """YAML without aliases, which a few lines can blow up to billions; a date stays text as in JSON."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.MarkedYAMLError(problem="aliases are not read", problem_mark=self.peek_event().start_mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> dict:
        seen: set[Any] = set()
        for key_node, _value_node in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, Hashable) or key in seen:
                why = f'duplicate key "{key}"' if isinstance(key, Hashable) else "a list or dict cannot be a key"
                raise yaml.MarkedYAMLError(problem=why, problem_mark=key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep)


# Text of an export is marked so that Ansible does not evaluate it; nothing that is read here is ever evaluated.
_Loader.add_constructor("!unsafe", lambda loader, node: loader.construct_scalar(node))
