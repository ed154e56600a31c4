# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Connection options that are set by environment variables."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Any

from ansible.module_utils.basic import AnsibleFallbackNotFound

from .._core.errors import InvalidOption
from .given_types import read_as


def variable_of(option: str) -> str:
    return f"BIGPANDA_{option.upper()}"


def from_environment(variable: str, *choices: str) -> str:
    """The value of a variable. An empty one counts as not set: AWX and CI set it if a field was not filled in.

    choices: of the option, case-insensitive.
    """
    value = os.environ.get(variable, "").strip()
    if not value:
        raise AnsibleFallbackNotFound
    return next((choice for choice in choices if choice.lower() == value.lower()), value)


def taken_options(argument_spec: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, str]:
    """By option, the variable that sets it."""
    return {
        name: variable_of(name)
        for name, option in argument_spec.items()
        if "fallback" in option and name not in given and os.environ.get(variable_of(name), "").strip()
    }


def refuse_unusable_variables(argument_spec: Mapping[str, Any], given: Mapping[str, Any]) -> None:
    """Raises InvalidOption naming the variable; Ansible would name the option, which is not in the task."""
    for name, variable in taken_options(argument_spec, given).items():
        option = argument_spec[name]
        value = from_environment(variable, *(option.get("choices") or ()))
        read_as(option["type"], f"{variable} in the environment", value, bool(option.get("no_log")))
        choices = option.get("choices")
        if choices and value not in choices:
            raise InvalidOption(
                f'{variable} in the environment is "{value[:60]}".', f"It must be one of {', '.join(choices)}."
            )


def naming_variables(message: str, taken: Mapping[str, str]) -> str:
    """The message, with the variables that set the options in it."""
    named = [option for option in taken if re.search(rf"\b{option}\b", message)]
    sources = [f"{option} comes from {taken[option]} in the environment." for option in named]
    return " ".join([message, *sources])
