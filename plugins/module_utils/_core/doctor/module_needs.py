# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which operations, permissions and credentials the modules need. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from ..errors import InvalidOption
from ..http.settings import CREDENTIAL_TITLES
from ..model.operation import API_KEY, NOT_STATED, Operation
from ..values.suggestions import did_you_mean
from .finding import ERROR, WARNING, Finding
from .model import DoctorSpec, FallbackOperation, Permission, found_in


@dataclass(frozen=True)
class Need:
    """A permission that modules need of the owner of the API key.

    modules: those that need it. is_optional: whether they all need it for some of their options only.
    """

    permission: Permission
    modules: tuple[str, ...]
    is_optional: bool


def module_names(spec: DoctorSpec, given: Iterable[str]) -> list[str]:
    """The modules, by their full or short names. Raises InvalidOption with a list of all."""
    names = [name.rpartition(".")[2] for name in given]
    unknown = [name for name in names if name not in spec.modules]
    if unknown:
        known = sorted(spec.modules)
        advice = did_you_mean(unknown[0], known) or f"Possible are {', '.join(known)}."
        raise InvalidOption(f"for_modules: unknown module {', '.join(unknown)}.", advice)
    return list(dict.fromkeys(names))


def operations_of(spec: DoctorSpec, module: str) -> list[Operation]:
    """All operations of a module. A module that only reads uses no write of the declarations that it shares."""
    calls = spec.modules[module]
    return [*_operations_in(module, calls.always), *_operations_in(module, calls.optional)]


def _operations_in(module: str, declarations: tuple) -> list[Operation]:
    found = {operation.id: operation for operation in found_in(declarations, Operation)}
    return [each for each in found.values() if not (module.endswith("_info") and each.is_write)]


def needed_by(spec: DoctorSpec, modules: Iterable[str], given: Collection[str] = ()) -> dict[Permission, Need]:
    """The permissions that the owner of the API key needs, the level `view` first.

    given: the types of token that were given. What is sent with the Org Token needs no permission.
    """
    required: dict[Permission, list[str]] = {}
    needed: dict[Permission, list[str]] = {}
    for module in modules:
        calls = spec.modules[module]
        for declarations, found in ((calls.always, (required, needed)), (calls.optional, (needed,))):
            for operation in _operations_in(module, declarations):
                if _is_checked(operation, given):
                    for by_permission in found:
                        by_permission.setdefault(operation.permission, []).append(module)
    ordered = sorted(needed, key=lambda permission: (permission[0], permission[1] != "view"))
    return {each: Need(each, tuple(dict.fromkeys(needed[each])), each not in required) for each in ordered}


def _is_checked(operation: Operation, given: Collection[str]) -> bool:
    """Whether the service checks the roles of the owner of the API key."""
    sent_with = next((kind for kind in operation.credentials if kind in given), API_KEY)
    is_by_api_key = sent_with == API_KEY and API_KEY in operation.credentials
    return is_by_api_key and operation.permission[0] not in ("none", NOT_STATED)


def missing_credential_findings(spec: DoctorSpec, modules: Iterable[str], given: Collection[str]) -> Iterator[Finding]:
    """given: the types of token that were given."""
    for module in modules:
        # Either type shows whose an API key is, and no module is only for that.
        operations = [each for each in operations_of(spec, module) if each.id != spec.api_keys.id]
        taken = sorted({kind for each in operations for kind in each.credentials})
        if taken and not set(taken) & set(given):
            titles = " or ".join(CREDENTIAL_TITLES[kind] for kind in taken)
            yield Finding(ERROR, f"{module} needs the {titles}, which was not given.", f"Set {' or '.join(taken)}.")
            continue
        for kind in _optional_credentials(spec, module, operations, given):
            yield Finding(
                WARNING,
                f"{module} needs the {CREDENTIAL_TITLES[kind]} for some of its options, and it was not given.",
                f"Set {kind}, unless you do not use these options.",
            )


def _optional_credentials(
    spec: DoctorSpec, module: str, operations: Iterable[Operation], given: Collection[str]
) -> list[str]:
    """The types of token that some operations of the module need, and that were not given."""
    calls = spec.modules[module]
    fallbacks = {each.operation.id for each in found_in((calls.always, calls.optional), FallbackOperation)}
    accepted = [each.credentials for each in operations if each.id not in fallbacks]
    return sorted({kinds[0] for kinds in accepted if not set(kinds) & set(given)})
