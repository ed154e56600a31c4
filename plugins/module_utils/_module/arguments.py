# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Checks the options of a task before Ansible does."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from ansible.module_utils.basic import AnsibleModule

from .._core.errors import InvalidOption
from .._core.http.settings import check_url, secret_forms
from .._core.model.given_options import canonical_options
from .._core.values.json_text import refuse_half_characters_in
from .environment import refuse_unusable_variables, variable_of
from .given_types import refuse_wrong_types
from .masking import base64_forms, escaped_forms, long_enough, shortened, with_masked_names, without_cut_secrets

OF_ANSIBLE = "_ansible_"
OF_OURS = "BIGPANDA_"
TOKENS = ("api_key", "org_token")
URLS = ("api_url", "integrations_url")


class Module(AnsibleModule):  # type: ignore[misc]  # Ansible has no type annotations
    """An AnsibleModule that checks options before Ansible does; it accepts choices in any case, and lists as text with
    commas.

    given: the options in the task, by their names, without defaults and without those that Ansible adds.
    """

    given: dict[str, Any]

    def _load_params(self) -> None:
        super()._load_params()
        try:
            self.params: dict[str, Any] = canonical_options(self.argument_spec, self.params)
            self.given = {name: value for name, value in self.params.items() if not name.startswith(OF_ANSIBLE)}
            _refuse_half_characters(self.given)
            refuse_wrong_types(self.argument_spec, self.given)
            refuse_unusable_variables(self.argument_spec, self.given)
        except InvalidOption as error:
            _fail(error.to_result())
        for option in _refused_urls(self.given):
            self.argument_spec[option] = {**self.argument_spec[option], "no_log": True}

    def exit_json(self, **result: Any) -> None:
        super().exit_json(**with_masked_names(result, self.no_log_values))

    def fail_json(self, msg: str, **result: Any) -> None:
        told = without_cut_secrets({"msg": shortened(msg), **result}, self.no_log_values)
        super().fail_json(**with_masked_names(told, self.no_log_values))

    def warn(self, warning: str, **how: Any) -> None:
        super().warn(without_cut_secrets(shortened(warning), self.no_log_values), **how)


def checked_module(argument_spec: Mapping[str, Any], **rules: Any) -> Module:
    """A module whose options Ansible can handle, and whose tokens are masked in all output."""
    module = Module(argument_spec=dict(argument_spec), supports_check_mode=True, **rules)
    module.no_log_values = long_enough(module.no_log_values)
    for option in TOKENS:
        # Ansible masks the given text, not the part of it that is used.
        tokens = long_enough(secret_forms(str(module.params[option] or "")))
        # Some write a text that they repeat in lower or upper case, such as a status or the name of a header.
        in_cases = {form for token in tokens for form in (token, token.lower(), token.upper())}
        module.no_log_values.update(in_cases, *map(base64_forms, tokens))
    module.no_log_values.update(*map(escaped_forms, module.no_log_values))
    return module


def _refused_urls(given: Mapping[str, Any]) -> Iterator[str]:
    """The URL options that will be refused: the mistake in them may be a secret, such as a password."""
    for option in URLS:
        value = given.get(option)
        try:
            check_url(option, os.environ.get(variable_of(option)) if value is None else str(value))
        except InvalidOption:
            yield option


def _refuse_half_characters(given: Mapping[str, Any]) -> None:
    """Raises InvalidOption if an option or an environment variable of the collection contains half a character.

    Ansible breaks on it: AnsibleModule writes text options to the log in UTF-8, and returns what it was given in a
    result that the controller then takes for a failure of the module, after everything was done.
    """
    environment = {name: value for name, value in os.environ.items() if name.startswith(OF_OURS)}
    for name, value in (*given.items(), *environment.items()):
        refuse_half_characters_in("the name of an option", name)
        refuse_half_characters_in(name, value)


def _fail(facts: Mapping[str, Any]) -> NoReturn:
    """Fail the task before there is an AnsibleModule."""
    sys.stdout.write(json.dumps({"failed": True, **facts}) + "\n")
    raise SystemExit(1)
