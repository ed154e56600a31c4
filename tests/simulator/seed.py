# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Organizations from a file, so that a test begins from a known state."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import yaml

from .organization import Organization
from .readings import Readings
from .rules.alerts import ingest
from .rules.incident_tag_definitions import made as made_definition
from .rules.maintenance_plans import made as made_plan

DEFAULT_SEED = {
    "organizations": [
        {
            "name": name,
            "region": region,
            "org_token": f"test-org-token-{name}-1b7e5a90c4d2",
            "api_keys": [
                {"key": f"test-api-key-{name}-5f1d8e37a6b0", "name": "onboarding", "owner": f"admin@{name}.example"}
            ],
            "users": [{"userName": f"admin@{name}.example", "displayName": "Ada Admin", "roles": ["Admin"]}],
        }
        for name, region in (("acme", "us"), ("globex", "eu"))
    ]
}


def read_seed(seed: dict | str | Path | None) -> list[dict]:
    """The organizations of a seed: a file, its content, or the built-in one."""
    if seed is None:
        return DEFAULT_SEED["organizations"]
    content: Any = seed if isinstance(seed, dict) else yaml.safe_load(Path(seed).read_text(encoding="utf-8"))
    return content["organizations"]


def make_organization(entry: dict, readings: Readings) -> Organization:
    """Raises KeyError naming what is missing or unknown."""
    organization = Organization(entry["name"], entry.get("region", "us"), entry["org_token"], readings)
    for environment in entry.get("environments", []):
        organization.add_environment(dict(environment))
    for user in entry.get("users", []):
        _add_user(organization, dict(user))
    for role in entry.get("roles", []):
        members = [_user(organization, name)["id"] for name in role.get("users", [])]
        organization.add_role(role["name"], role.get("permissions", []), members)
    for key in entry.get("api_keys", []):
        _add_key(organization, key)
    for definition in entry.get("incident_tags", []):
        stored = made_definition(definition, "system")
        organization.incident_tags[stored["id"]] = stored
    for values in entry.get("maintenance_plans", []):
        stored = {"id": organization.new_id(), **made_plan(organization, values)}
        organization.stores["maintenance_plans"][stored["id"]] = stored
    for event in entry.get("alerts", []):
        ingest(organization, dict(event), event.get("app_key", "seed"))
    return organization


def _add_user(organization: Organization, user: dict) -> None:
    names = user.pop("roles", [])
    stored = organization.add_user(user.pop("userName"), **user)
    for name in names:
        role = organization.find_role(name) or organization.add_role(name, [])
        role["users"][stored["id"]] = None


def _user(organization: Organization, user_name: str) -> dict:
    user = organization.find_user(user_name)
    if user is None:
        raise KeyError(f"no user {user_name} in the seed of {organization.name}")
    return user


def _add_key(organization: Organization, key: dict) -> None:
    """The key of a user, its `owner`; or of a service account, which has no name of its own, with its `roles`."""
    owner = _user(organization, key["owner"]) if "owner" in key else None
    organization.api_keys[key["key"]] = {
        "id": organization.new_id(),
        "name": key.get("name", "key"),
        "active": True,
        "organization": organization.name,
        "key_suffix": key["key"][-4:],
        "created_at": int(time.time()),
        "expires_at": key.get("expires_at"),
        "roles": key.get("roles", []),
        "user_id": owner["id"] if owner else None,
        "service_account_id": None if owner else organization.new_id(),
    }
