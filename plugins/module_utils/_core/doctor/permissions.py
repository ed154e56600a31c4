# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which permissions the credential has, and which modules need those that it lacks. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..model.operation import API_KEY
from ..values.text import caseless
from .findings import ERROR, Permission, make_finding, token_kind
from .model import DoctorSpec
from .observations import ACCEPTED, FORBIDDEN, Observations


def permission_of(observations: Observations, spec: DoctorSpec, permission: Permission, modules: list[str]) -> dict:
    name, level = permission
    granted, reason = _granted(observations, spec, name, level)
    return {"name": name, "level": level, "granted": granted, "reason": reason, "needed_by": modules}


def _granted(observations: Observations, spec: DoctorSpec, name: str, level: str) -> tuple[bool | None, str | None]:
    """(whether the owner of the API key has it, why that cannot be told). Full access includes view."""
    viewed = observations.views.get(name)
    if viewed and viewed.outcome == FORBIDDEN:
        if _may_be_for_the_kind(observations, spec, name):
            return None, "It is forbidden, which may be for the kind of the token and not for the permission."
        return False, None
    if level == "view":
        if viewed is None:
            return None, "There is no call to try it on, or the API key cannot be used."
        return (True, None) if viewed.outcome == ACCEPTED else (None, viewed.text)
    return _held(observations, spec.held_as.get((name, level)), spec.perhaps_held_as.get((name, level)))


def _may_be_for_the_kind(observations: Observations, spec: DoctorSpec, name: str) -> bool:
    """Whether 403 may mean that the call takes the other kind of token: both are possible (see `token_verdict`).

    Which kind lists API keys is said in two ways (access notes, "API keys and service accounts").
    """
    return name == spec.api_keys.permission[0] or token_kind(observations, API_KEY)[1] != API_KEY


def _held(
    observations: Observations, held_as: tuple[str, str] | None, perhaps: tuple[str, str] | None
) -> tuple[bool | None, str | None]:
    """The same by the roles of the owner, since what changes something is not tried.

    perhaps: another permission that may hold it as well; whether it does is not sure.
    """
    if held_as is None:
        return None, "How roles hold it is not documented, and it is not tried, since that would change something."
    if observations.roles is None:
        return None, "The roles cannot be read, and it is not tried, since that would change something."
    roles, reason = _roles_of_owner(observations, observations.roles)
    if roles is None:
        return None, reason
    held = _permissions_of(roles, *held_as)
    if held and all(permission.get("resource_id") for permission in held):
        return None, "The owner has it only on some environments."
    if perhaps and not held and _permissions_of(roles, *perhaps):
        return None, f"The owner has {perhaps[1]} on {perhaps[0]}, and whether that includes it is not sure."
    return bool(held), None


def _permissions_of(roles: list[dict], kind: str, action: str) -> list[dict]:
    return [
        permission
        for role in roles
        for permission in role.get("permissions") or []
        if caseless(str(permission.get("resource_type"))) == kind and action in map(caseless, permission["actions"])
    ]


def _roles_of_owner(observations: Observations, roles: list[dict]) -> tuple[list[dict] | None, str | None]:
    """(the roles of the owner of the API key, why they cannot be told)."""
    if observations.keys is None:
        return None, "Whose the API key is cannot be found out, since API keys cannot be listed."
    if len(observations.keys) != 1:
        which = "several keys end" if observations.keys else "no key that is listed ends"
        return None, f"Whose the API key is cannot be found out, since {which} like it."
    key = observations.keys[0]
    if key.get("user_id"):
        return [role for role in roles if key["user_id"] in (role.get("users") or [])], None
    # Roles list users alone; the key of a service account carries the names of its own.
    names = {caseless(str(name)) for name in key.get("roles") or []}
    held = [role for role in roles if caseless(str(role.get("name"))) in names]
    if not names or len(held) < len(names):
        return (
            None,
            "The API key belongs to no user, and which roles it has is not told, or not all of them are listed.",
        )
    return held, None


def permission_findings(permissions: Iterable[Mapping]) -> Iterator[dict]:
    for each in permissions:
        if each["granted"] is False:
            title = f'"{each["name"]}" ({each["level"].replace("_", " ")})'
            yield make_finding(
                ERROR,
                f"The owner of the API key lacks the permission {title}.",
                f"Give it to one of the owner's roles; needed by {', '.join(each['needed_by'])}.",
            )
