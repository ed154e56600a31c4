# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which permissions the owner of the API key has, and which are missing or unknown. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model.operation import API_KEY, ORG_TOKEN
from ..values.text import caseless
from .finding import ERROR, WARNING, Finding
from .model import DoctorSpec, Permission
from .module_needs import Need
from .observations import ACCEPTED, FORBIDDEN, Observations
from .owner_roles import owner_roles
from .token_verdict import verdict_on


@dataclass(frozen=True)
class Verdict:
    """granted: whether the owner has the permission; None if unknown, for this reason."""

    granted: bool | None
    reason: str | None = None


@dataclass(frozen=True)
class PermissionCheck:
    """A permission that modules need, and whether the owner of the API key has it."""

    need: Need
    verdict: Verdict

    def to_result(self) -> dict:
        name, level = self.need.permission
        return {
            "name": name,
            "level": level,
            "granted": self.verdict.granted,
            "reason": self.verdict.reason,
            "needed_by": list(self.need.modules),
        }


def check_permissions(
    observations: Observations, spec: DoctorSpec, needs: Mapping[Permission, Need]
) -> list[PermissionCheck]:
    unusable = _unusable_key(observations)
    return [
        PermissionCheck(need, unusable or _verdict(observations, spec, *permission))
        for permission, need in needs.items()
    ]


def _unusable_key(observations: Observations) -> Verdict | None:
    """The verdict on every permission if nothing could be read with the API key; None if it can be used."""
    if API_KEY not in observations.tokens:
        return Verdict(None, "No API key was given.")
    token = verdict_on(observations, API_KEY)
    if observations.views or (token.valid and token.kind != ORG_TOKEN):
        return None
    return Verdict(None, "The API key cannot be used.")


def _verdict(observations: Observations, spec: DoctorSpec, name: str, level: str) -> Verdict:
    """Full access includes view, so it is missing if view is missing."""
    viewed = observations.views.get(name)
    if viewed and viewed.outcome == FORBIDDEN:
        if _may_be_for_the_token(observations, spec, name):
            return Verdict(None, "HTTP 403 can mean a missing permission or the wrong type of token.")
        return Verdict(False)
    if level == "view":
        if viewed is None:
            return Verdict(None, "No read request tests it.")
        return Verdict(True) if viewed.outcome == ACCEPTED else Verdict(None, viewed.text)
    return _verdict_by_roles(observations, spec.held_as.get((name, level)), spec.perhaps_held_as.get((name, level)))


def _may_be_for_the_token(observations: Observations, spec: DoctorSpec, name: str) -> bool:
    """Whether 403 may mean that the call takes the other type of token: both are possible (see `token_verdict`).

    The contract contradicts itself on which type lists API keys (access notes, "API keys and service accounts").
    """
    return name == spec.api_keys.permission[0] or verdict_on(observations, API_KEY).kind != API_KEY


def _verdict_by_roles(
    observations: Observations, held_as: tuple[str, str] | None, perhaps: tuple[str, str] | None
) -> Verdict:
    """Permissions to change something are not tested, but looked up in the roles of the owner.

    perhaps: another permission of roles that may include it.
    """
    if held_as is None:
        return Verdict(None, "BigPanda does not document how roles grant it, and testing it would change something.")
    if observations.roles is None:
        return Verdict(None, "The roles cannot be read, and testing it would change something.")
    owned = owner_roles(observations.keys, observations.roles)
    if owned.roles is None:
        return Verdict(None, owned.reason)
    held = _permissions_of(owned.roles, *held_as)
    if held and all(permission.get("resource_id") for permission in held):
        return Verdict(None, "The owner has it only on some environments.")
    if perhaps and not held and _permissions_of(owned.roles, *perhaps):
        return Verdict(
            None,
            f"The owner has {perhaps[1]} on {perhaps[0]}, and BigPanda does not document whether that includes it.",
        )
    return Verdict(bool(held))


def _permissions_of(roles: Iterable[dict], resource_type: str, action: str) -> list[dict]:
    return [
        permission
        for role in roles
        for permission in role.get("permissions") or []
        if caseless(str(permission.get("resource_type"))) == resource_type
        and action in map(caseless, permission["actions"])
    ]


def permission_findings(checks: Sequence[PermissionCheck]) -> Iterator[Finding]:
    """Missing permissions are errors, unless modules only need them for some options. Unknown ones are warnings."""
    useless = _modules_without_any(checks)
    for check in checks:
        if check.verdict.granted is False:
            is_error = not check.need.is_optional or not useless.isdisjoint(check.need.modules)
            yield _missing(check, is_error)
    yield from _unknown(checks)


def _modules_without_any(checks: Iterable[PermissionCheck]) -> set[str]:
    """The modules that can hardly do anything, since none of the permissions that they need is known to be granted."""
    modules = {module for check in checks for module in check.need.modules}
    return modules - {module for check in checks if check.verdict.granted for module in check.need.modules}


def _missing(check: PermissionCheck, is_error: bool) -> Finding:
    modules = ", ".join(check.need.modules)
    return Finding(
        ERROR if is_error else WARNING,
        f"The owner of the API key lacks the permission {_title(check.need.permission)}.",
        f"Add it to one of the owner's roles; needed by {modules}."
        if is_error
        else f"Add it to one of the owner's roles, unless you do not use the options of {modules} that need it.",
    )


def _unknown(checks: Iterable[PermissionCheck]) -> Iterator[Finding]:
    """One finding for each reason, or `bigpanda_organization` would have dozens of them."""
    by_reason: dict[str, list[Need]] = {}
    for check in checks:
        if check.verdict.granted is None:
            by_reason.setdefault(str(check.verdict.reason), []).append(check.need)
    for reason, needs in by_reason.items():
        modules = ", ".join(dict.fromkeys(module for need in needs for module in need.modules))
        yield Finding(
            WARNING,
            "It is unknown whether the owner of the API key has the "
            f"{'permission' if len(needs) == 1 else 'permissions'} "
            f"{', '.join(_title(need.permission) for need in needs)}. {reason}",
            f"Check the owner's roles; needed by {modules}.",
        )


def _title(permission: Permission) -> str:
    name, level = permission
    return f'"{name}" ({level.replace("_", " ")})'
