# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Variables that look like those of a role and that it does not have: a misspelled one would silently do nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from ansible_collections.community.bigpanda.plugins.module_utils._core.validation.problem import ERROR, WARNING
from ansible_collections.community.bigpanda.plugins.plugin_utils.declaration_directory import Finding
from ansible_collections.community.bigpanda.plugins.plugin_utils.role_variables import OF_ROLES

# The prefix that others use, too, as in `organization_name`.
COMMON = ("organization",)
# Below that, `name` would be treated as a misspelled `gather`.
LIKENESS = 0.75
# By role, variables of which it needs one. Below this likeness, `bigpanda_plan_users` would be a misspelled one.
NEEDED = {
    "organization": ("bigpanda_organization", "organization_directory"),
    "user_provisioning": ("bigpanda_users", "bigpanda_users_csv"),
}
LIKENESS_OF_NEEDED = 0.9
FOLDERS = ("tasks", "vars", "defaults", "meta", "handlers")


def wrong_variables(role: str | None, given: Iterable[str], role_path: str | None) -> list[Finding]:
    """given: names of all variables. role_path: directory of the role, whose own variables are not wrong."""
    if role is None or role_path is None:
        return []
    names = [name for name in given if isinstance(name, str) and _has_prefix(name, role, Path(role_path).parent)]
    if not names:
        return []
    mentioned = _mentioned_in(Path(role_path), f"{role}_")
    unknown = [name for name in sorted(names) if not _is_mentioned(name, mentioned)]
    return list(_findings(role, unknown))


def misspelled_needs(role: str | None, given: Mapping[Any, Any], role_path: str | None) -> list[Finding]:
    """Variables that resemble the ones of which a role needs one, if none of these is given.

    Otherwise they may be the user's own, such as a `bigpanda_organizations` from which each declaration is taken.
    role_path: directory of the role, whose own variables may resemble them.
    """
    needed = NEEDED.get(role or "", ())
    if role_path is None or any(given.get(name) not in (None, "") for name in needed):
        return []
    known = {*needed, *_mentioned_in(Path(role_path), f"{role}_")}
    found = []
    for name in sorted(name for name in given if isinstance(name, str) and name not in known):
        close = get_close_matches(name.lower(), needed, n=1, cutoff=LIKENESS_OF_NEEDED)
        if close:
            said = f"it is not a variable of the role {role}, which needs {' or '.join(needed)}."
            found.append(Finding(name, None, said, f"Did you mean {close[0]}?"))
    return found


def _has_prefix(name: str, role: str, roles: Path) -> bool:
    """Whether the variable has the prefix of this role, and not the longer one of another."""
    if not name.startswith(f"{role}_"):
        return False
    others = [path.name for path in roles.glob(f"{role}_*") if path.is_dir()]
    return not any(name.startswith(f"{other}_") for other in others)


def _mentioned_in(role_path: Path, prefix: str) -> set[str]:
    """Every name with the prefix that the files of the role contain: its options, and those that it sets itself."""
    files = [path for folder in FOLDERS for path in (role_path / folder).glob("*.yml")]
    return {name for path in files for name in re.findall(rf"\b{prefix}\w+", path.read_text(encoding="utf-8"))}


def _is_mentioned(name: str, mentioned: set[str]) -> bool:
    """A name that ends in `_` is the beginning of others, which are numbered."""
    return name in mentioned or any(each.endswith("_") and name.startswith(each) for each in mentioned)


def _findings(role: str, unknown: Iterable[str]) -> Iterator[Finding]:
    suffixes = {variable.removeprefix(f"{role}_"): variable for variable in OF_ROLES[role]}
    of_others = {
        variable.removeprefix(f"{other}_"): variable
        for other, variables in OF_ROLES.items()
        for variable in variables
        if other != role
    }
    for name in unknown:
        suffix = name.removeprefix(f"{role}_")
        close = get_close_matches(suffix.lower(), list(suffixes), n=1, cutoff=LIKENESS)
        said = f"it is not a variable of the role {role}."
        if close:
            yield Finding(name, None, said, f"Did you mean {suffixes[close[0]]}?")
        elif suffix in of_others:
            yield Finding(name, None, said, f"Only another role has {of_others[suffix]}.")
        elif role in COMMON:
            yield Finding(name, None, said, "It has no effect there.", WARNING)
        else:
            yield Finding(name, None, said, f"See ansible-doc -t role community.bigpanda.{role}.", ERROR)
