# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Options as people write them, in the words of the argument specification. Pure.

Ansible compares choices exactly, keeps aliases next to the names they stand for, and splits a text with commas without
removing the spaces. So this comes first, and the documented choices stay what they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..errors import InvalidOption


def canonical_options(argument_spec: Mapping[str, Any], given: Mapping[str, Any], within: str = "") -> dict:
    """The options by their names, with choices as they are documented, lists for texts with commas, and without nulls.

    What is not an option, or is of another type, is returned unchanged. Raises InvalidOption if a name and its alias
    are given with different values.
    """
    names = {alias: name for name, option in argument_spec.items() for alias in option.get("aliases", ())}
    canonical: dict[str, Any] = {}
    for written, value in given.items():
        name = names.get(written, written)
        read = _canonical(argument_spec[name], value, f"{within}{name}") if name in argument_spec else value
        if name in canonical and None not in (read, canonical[name]) and read != canonical[name]:
            alias = written if written != name else next(each for each in given if names.get(each) == name)
            raise InvalidOption(f"{within}{name} and its alias {alias} have different values.", "Give one of them.")
        if canonical.get(name) is None:
            canonical[name] = read
    return {
        name: value
        for name, value in canonical.items()
        if name not in argument_spec or not _is_not_given(argument_spec[name], value)
    }


def _is_not_given(option: Mapping[str, Any], value: Any) -> bool:
    """Whether the value is the same as an omitted option: null, and what a survey passes for no answer.

    Ansible takes null for a value: of a required option, as one of the choices, or to convert to another type. It is
    only kept where an omitted option would come from the environment, which may belong to another organization: those
    are options that have no default, such as tokens.
    """
    is_of_connection, has_default = "fallback" in option, "default" in option
    if isinstance(value, str):
        return is_of_connection and has_default and not value.strip()
    return value is None and (has_default or not is_of_connection)


def _canonical(option: Mapping[str, Any], value: Any, where: str) -> Any:
    if option.get("type") == "list":
        return _canonical_list(option, value, where)
    if isinstance(value, str) and option.get("choices"):
        return _documented(option["choices"], value)
    if isinstance(value, Mapping) and option.get("options"):
        return canonical_options(option["options"], value, f"{where}.")
    return value


def _canonical_list(option: Mapping[str, Any], value: Any, where: str) -> Any:
    if isinstance(value, str) and "," in value and option.get("elements") == "str":
        value = [part.strip() for part in value.split(",")]
    if isinstance(value, str) and option.get("choices"):
        return _documented(option["choices"], value)
    if not isinstance(value, list):
        return value
    element = {**option, "type": option.get("elements")}
    return [_canonical(element, each, f"{where}[{number}]") for number, each in enumerate(value)]


def _documented(choices: Any, value: str) -> Any:
    """The choice that differs only in case and surrounding spaces, else the value."""
    same = [choice for choice in choices if str(choice).lower() == value.strip().lower()]
    return same[0] if len(same) == 1 and value not in choices else value
