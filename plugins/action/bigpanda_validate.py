# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Checks declarations and variables on the controller; the module of this name only documents it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, replace
from typing import Any

from ansible.errors import AnsibleError
from ansible.plugins.action import ActionBase
from ansible.plugins.loader import lookup_loader
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption, excerpt
from ansible_collections.community.bigpanda.plugins.module_utils._core.provisioning.feed import Feed
from ansible_collections.community.bigpanda.plugins.module_utils._core.validation.organization import (
    declared_roles,
    existing_roles,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.validation.problem import ERROR
from ansible_collections.community.bigpanda.plugins.module_utils._resources.catalog import CATALOG
from ansible_collections.community.bigpanda.plugins.plugin_utils.declaration_check import check_declaration
from ansible_collections.community.bigpanda.plugins.plugin_utils.declaration_directory import (
    NOT_READ,
    Declaration,
    Finding,
    vaulted_files,
)
from ansible_collections.community.bigpanda.plugins.plugin_utils.feed_findings import MAPPING_OPTIONS, check_feed_at
from ansible_collections.community.bigpanda.plugins.plugin_utils.layers import read_layers
from ansible_collections.community.bigpanda.plugins.plugin_utils.reading_roots import Roots, roots_of
from ansible_collections.community.bigpanda.plugins.plugin_utils.role_variable_names import (
    misspelled_needs,
    wrong_variables,
)
from ansible_collections.community.bigpanda.plugins.plugin_utils.role_variables import (
    KINDS,
    OF_ROLES,
    read_variables,
)
from ansible_collections.community.bigpanda.plugins.plugin_utils.unsafe import as_unsafe
from ansible_collections.community.bigpanda.plugins.plugin_utils.validation import has_errors
from ansible_collections.community.bigpanda.plugins.plugin_utils.validation_output import plain
from ansible_collections.community.bigpanda.plugins.plugin_utils.variables import (
    plain_value,
    read_by_kind,
    read_dict,
    read_names,
    read_options,
    read_paths,
    read_text_of,
    read_truth,
)

CHECKED = ("directory", "organization", "feed", "variables_of")
VARIABLE = "bigpanda_organization"
NO_PASSWORD = "Give its password, such as with --vault-password-file."
MOST_WARNINGS = 50


class ActionModule(ActionBase):
    """Fails once, with everything that is wrong."""

    _supports_check_mode = True
    _supports_async = False
    _requires_connection = False

    def run(self, tmp=None, task_vars=None):
        result = super().run(tmp, task_vars)
        variables = task_vars or {}
        try:
            options = read_arguments(plain_value(self._task.args, variables.get("omit")))
            self._refuse_unreadable(options.get("variables_of"), variables)
            role_path = self._task._role.get_role_path() if self._task._role else None
            found = wrong_variables(options.get("variables_of"), variables, role_path)
            found += misspelled_needs(options.get("variables_of"), variables, role_path)
            found += findings_of(options, time.time())
            self._refuse_undecrypted(options)
            in_feed, feed = findings_of_feed(options, time.time(), self._decrypted)
        except InvalidOption as error:
            return {**result, "failed": True, "msg": str(error)}
        granted = {"feed_roles": sorted({each.role for each in feed.grants})} if feed else {}
        return {**result, **as_unsafe({**result_of([*found, *in_feed], options.get("strict", False)), **granted})}

    def _refuse_unreadable(self, role, variables):
        """Values that a variable of the role does not accept. The filter that reads them would say it less clearly."""
        problems = []
        for name in OF_ROLES.get(role, ()):
            try:
                read_variables({name: self._templar.template(variables.get(name))}, variables.get("omit"))
            except InvalidOption as error:
                problems.append(str(error))
            except AnsibleError:
                # What it refers to is only known later, or not at all, which Ansible says then.
                continue
        if problems:
            raise InvalidOption("\n".join(problems))

    def _refuse_undecrypted(self, options):
        """A role reads its files where nothing is shown, so Ansible could not say that it has no password for one."""
        for path in vaulted_files(options.get("directory", [])) if options.get("variables_of") else ():
            try:
                self._loader.load_from_file(_absolute(path))
            except AnsibleError as error:
                raise InvalidOption(f"{excerpt(path)} cannot be read: {error.message}") from error

    def _decrypted(self, path):
        """The text of a feed that Ansible Vault encrypted, read as the role reads it. Raises InvalidOption."""
        lookup = lookup_loader.get("ansible.builtin.file", loader=self._loader, templar=self._templar)
        try:
            return str(lookup.run([_absolute(path)], {}, rstrip=False)[0])
        except AnsibleError as error:
            raise InvalidOption(f"the feed cannot be decrypted: {error.message}", NO_PASSWORD) from error


def _absolute(path: str) -> str:
    """Ansible resolves a relative path against the playbook, and a role against the directory where it is called."""
    return os.path.abspath(os.path.expanduser(path))


def read_feed_option(_name: str, given: Any) -> Any:
    """A path, a CSV or a list, which may be empty by mistake; its reader says what is wrong with it."""
    return None if given == "" else given


READERS = {
    "directory": read_paths,
    "organization": read_dict,
    "known": read_by_kind(KINDS, read_names),
    "strict": read_truth,
    "offline": read_truth,
    "variables_of": read_text_of,
    "feed": read_feed_option,
    "feed_mapping": read_dict,
    "roles": read_names,
}


def read_arguments(given: Mapping[str, Any]) -> dict[str, Any]:
    """Raises InvalidOption."""
    options = read_options(READERS, given)
    if not any(name in options for name in CHECKED):
        raise InvalidOption("nothing to check.", "Give directory, organization or feed.")
    return options


def findings_of(options: Mapping[str, Any], now_s: float) -> list[Finding]:
    """What is wrong with the declaration."""
    is_offline, directories = options.get("offline", True), options.get("directory", [])
    if "organization" not in options:
        found = _checked(_layers_of(options), options, now_s) if directories else []
    else:
        values = plain_data(options["organization"])
        found = _checked(Declaration(VARIABLE, organization=values, roots=_roots_of(options)), options, now_s)
        if found and directories:
            # Only now does it matter in which lines the values are, since reading them takes time.
            found = _checked(replace(_layers_of(options), organization=values, findings=[]), options, now_s)
    return found if is_offline else [each for each in found if each.severity == ERROR or each.message == NOT_READ]


def _layers_of(options: Mapping[str, Any]) -> Declaration:
    return read_layers(options["directory"], _roots_of(options))


def _roots_of(options: Mapping[str, Any]) -> Roots | None:
    """A run evaluates templates of the files, which may read whatever they like, so it may read all files."""
    return roots_of(options.get("directory", [])) if options.get("offline", True) else None


def _checked(declaration: Declaration, options: Mapping[str, Any], now_s: float) -> list[Finding]:
    return check_declaration(declaration, now_s, options.get("known"), options.get("offline", True))


def findings_of_feed(
    options: Mapping[str, Any], now_s: float, decrypted: Callable[[str], str] | None = None
) -> tuple[list[Finding], Feed | None]:
    """What is wrong with the feed, and the feed if it could be read. decrypted: see `check_feed_at`."""
    if "feed" not in options:
        return [], None
    mapping = {name: value for name, value in options.get("feed_mapping", {}).items() if name in MAPPING_OPTIONS}
    if "roles" in options:
        existing = existing_roles(CATALOG, options["roles"])
        return check_feed_at(options["feed"], mapping, existing, is_live=True, decrypted=decrypted)
    if not options.get("offline", True):
        return check_feed_at(options["feed"], mapping, decrypted=decrypted)
    declaration = _layers_of(options) if "directory" in options else Declaration(VARIABLE)
    values = plain_data(options.get("organization", declaration.organization))
    roles = declared_roles(CATALOG, values, now_s, options.get("known"), declaration.is_whole)
    return check_feed_at(options["feed"], mapping, roles, is_offline=True)


def plain_data(value: Any) -> Any:
    """Only dicts, lists and what JSON knows; a date of YAML is the text that it is written as."""
    if isinstance(value, Mapping):
        return {key: plain_data(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain_data(inner) for inner in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def result_of(found: list[Finding], is_strict: bool) -> dict[str, Any]:
    """What the task returns."""
    is_failure = has_errors(found, is_strict)
    values = {"changed": False, "failed": is_failure, "findings": [asdict(each) for each in found]}
    if is_failure:
        values["msg"] = "\n".join(_sentences(found, is_error=True, is_strict=is_strict))
    values["warnings"] = list(_sentences(found, is_error=False, is_strict=is_strict))[:MOST_WARNINGS]
    return values


def _sentences(found: list[Finding], is_error: bool, is_strict: bool) -> Iterator[str]:
    for each in found:
        if (is_strict or each.severity == ERROR) == is_error:
            yield plain(each.sentence)
