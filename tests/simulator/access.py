# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Who asks, and whether they may: tokens, and the permission that the contract names for each operation."""

from __future__ import annotations

import time
from dataclasses import dataclass

from .contract import API_KEY, ORG_TOKEN, Operation
from .organization import Organization

# The names of permissions in the contract, and the resource types that roles hold for them.
RESOURCE_TYPE_OF = {
    "Roles Management": "roles",
    "User Management": "users",
    "API Keys": "api_keys",
    "Alert Enrichment": "enrichments",
    "Mapping Enrichment (API Only)": "enrichments-jobs",
    "Incident Enrichment": "incident_enrichment",
    "Integrations": "integrations",
    "Alert Filtering & Planned Maintenance": "plans",
    "Schedules (API Only)": "schedules",
    "Alert Correlation": "correlation_patterns",
    "Topology View": "topology",
    "Audit Logs": "audit_logs",
    "Root Cause Changes": "changes",
    "Single Sign-On": "sso",
}
ENVIRONMENT_ACTIONS = {
    "Manage Environments": {"view": {"read", "full_access"}, "full_access": {"full_access"}},
    "Environment - View": {"view": {"read", "incident_actions", "full_access"}},
    "Environment - Incident Actions": {"full_access": {"incident_actions"}},
}


@dataclass(frozen=True)
class Caller:
    """A token that was recognized. `user` is the owner of an API key, None for the org token.

    roles: names of the roles that the key of a service account carries; a user has theirs by membership.
    """

    organization: Organization
    kind: str
    token: str
    user: dict | None = None
    roles: tuple[str, ...] | None = None

    @property
    def permissions(self) -> list[dict]:
        if self.roles is None:
            return self.organization.permissions_of(self.id)
        roles = (self.organization.find_role(name) for name in self.roles)
        return [permission for role in roles if role for permission in role["permissions"]]

    @property
    def id(self) -> str:
        return self.user["id"] if self.user else "system"


def recognize(organizations: list[Organization], token: str) -> Caller | None:
    """Whose token it is; None for an unknown one, an expired one, and the key of an inactive owner."""
    for organization in organizations:
        if token == organization.org_token:
            return Caller(organization, ORG_TOKEN, token)
        if token in organization.api_keys:
            return _holder(organization, token, organization.api_keys[token])
    return None


def _holder(organization: Organization, token: str, key: dict) -> Caller | None:
    if (key.get("expires_at") or float("inf")) <= time.time():
        return None
    if key.get("service_account_id"):
        account = {"id": key["service_account_id"], "userName": key["name"]}
        return Caller(organization, API_KEY, token, account, tuple(key["roles"]))
    owner = organization.users.get(key["user_id"])
    return Caller(organization, API_KEY, token, owner) if owner and owner["active"] else None


def may(caller: Caller, operation: Operation, values: dict[str, str]) -> bool:
    """Whether the caller's roles hold what the operation asks for. An org token is checked for no role."""
    name, level = operation.permission["name"], operation.permission["level"]
    if caller.user is None or name in ("none", "not stated"):
        return True
    held = caller.permissions
    if name in ENVIRONMENT_ACTIONS:
        return _holds_environment(held, ENVIRONMENT_ACTIONS[name][level], values.get("environment_id"))
    kind = RESOURCE_TYPE_OF.get(name, name)
    needed = {"full_access"} if level == "full_access" else {"read", "full_access"}
    return any(each["resource_type"] == kind and needed & set(each["actions"]) for each in held)


def _holds_environment(held: list[dict], needed: set[str], environment_id: str | None) -> bool:
    return any(
        each["resource_type"] == "environments"
        and needed & set(each["actions"])
        and each.get("resource_id") in (None, environment_id)
        for each in held
    )
