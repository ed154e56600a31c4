# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The state of one organization, as plain dicts. One lock serves it all."""

from __future__ import annotations

import itertools
import threading
import time
import uuid
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from .readings import Readings

BUILT_IN_ROLES = ("Admin", "User", "Viewer")
RESOURCE_TYPES = (
    "roles",
    "users",
    "api_keys",
    "analytics",
    "enrichments",
    "enrichments-jobs",
    "incident_enrichment",
    "integrations",
    "audit_logs",
    "sso",
    "dashboards",
    "plans",
    "schedules",
    "correlation_patterns",
    "topology",
    "changes",
)


@dataclass
class Organization:
    """Ids map to objects. A role's users are ordered; users hold no roles: membership is kept in one place."""

    name: str
    region: str
    org_token: str
    readings: Readings
    api_keys: dict[str, dict] = field(default_factory=dict)
    users: dict[str, dict] = field(default_factory=dict)
    roles: dict[str, dict] = field(default_factory=dict)
    environments: dict[str, dict] = field(default_factory=dict)
    incident_tags: dict[str, dict] = field(default_factory=dict)
    maps: dict[str, dict] = field(default_factory=dict)
    tables: dict[str, list[dict]] = field(default_factory=dict)
    jobs: dict[str, dict] = field(default_factory=dict)
    alerts: dict[str, dict] = field(default_factory=dict)
    # By incident key, which tells alerts of one problem from those of another.
    last_events: dict[str, dict] = field(default_factory=dict)
    incidents: dict[str, dict] = field(default_factory=dict)
    activities: dict[str, list[dict]] = field(default_factory=dict)
    # Oldest first.
    audit_logs: list[dict] = field(default_factory=list)
    # Kinds that are kept as they were sent, by plural.
    stores: dict[str, dict[str, dict]] = field(default_factory=lambda: defaultdict(dict))

    def __post_init__(self):
        self.lock = threading.RLock()
        self._ids = itertools.count(1)
        self._seed = uuid.uuid5(uuid.NAMESPACE_URL, f"{self.region}/{self.name}").hex[:12]
        self._later: list[tuple[float, Callable[[], None]]] = []
        self._add_built_in()

    def new_id(self) -> str:
        """24 hex digits, another one each time, the same in each run."""
        return f"{self._seed}{next(self._ids):012x}"

    def later(self, seconds: float, effect: Callable[[], None]) -> None:
        """Have something happen after a while, as asynchronous calls do."""
        self._later.append((time.monotonic() + seconds, effect))

    def catch_up(self) -> None:
        """Let happen what is due, and what that makes due."""
        now = time.monotonic()
        while due := [effect for when, effect in self._later if when <= now]:
            self._later = [(when, effect) for when, effect in self._later if when > now]
            for effect in due:
                effect()
            now = time.monotonic()

    def audit(self, entry: dict) -> None:
        self.audit_logs.append({"timestamp": int(time.time()), **entry})

    def _add_built_in(self) -> None:
        everything = [
            {"resource_type": kind, "resource_id": None, "actions": ["read", "full_access"]} for kind in RESOURCE_TYPES
        ]
        reading = [{"resource_type": kind, "resource_id": None, "actions": ["read"]} for kind in RESOURCE_TYPES]
        environments = {"resource_type": "environments", "resource_id": None}
        self.add_role("Admin", [{**environments, "actions": ["read", "incident_actions", "full_access"]}, *everything])
        self.add_role("User", [{**environments, "actions": ["read", "incident_actions"]}])
        self.add_role("Viewer", [{**environments, "actions": ["read"]}, *reading])
        self.add_environment({"name": "All Incidents"})
        for kind, objects in (("roles", self.roles), ("environments", self.environments)):
            for object_id in objects:
                entry = {"action_type": "init_state", "resource_type": kind, "resource_id": object_id}
                self.audit({"actor": {"type": "system-generated"}, **entry, "object": {"id": object_id}})

    def add_role(self, name: str, permissions: list[dict], users: list[str] | None = None, by: str = "system") -> dict:
        now = int(time.time())
        role = {
            "id": self.new_id(),
            "name": name,
            "permissions": permissions,
            "users": dict.fromkeys(users or []),
            "created_by": by,
            "created_at": now,
            "updated_at": now,
        }
        self.roles[role["id"]] = role
        return role

    def add_user(self, user_name: str, **values) -> dict:
        user = {
            "id": self.new_id(),
            "userName": user_name,
            "active": True,
            "created": time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime()),
            **values,
        }
        self.users[user["id"]] = user
        return user

    def add_environment(self, values: dict, by: str = "system") -> dict:
        now = int(time.time())
        environment = {
            "id": self.new_id(),
            "roles": [],
            "read_only_roles": [],
            "filter": "",
            **values,
            "created_at": now,
            "created_by": by,
            "updated_at": now,
            "updated_by": by,
        }
        self.environments[environment["id"]] = environment
        return environment

    def find_role(self, name: str) -> dict | None:
        return next((role for role in self.roles.values() if role["name"].lower() == name.lower()), None)

    def find_user(self, user_name: str) -> dict | None:
        return next((user for user in self.users.values() if user["userName"].lower() == user_name.lower()), None)

    def role_names(self) -> dict[str, list[str]]:
        """Names of the roles of each user, by user id."""
        names: dict[str, list[str]] = {user_id: [] for user_id in self.users}
        for role in self.roles.values():
            for user_id in role["users"]:
                names.setdefault(user_id, []).append(role["name"])
        return names

    def permissions_of(self, user_id: str) -> list[dict]:
        return [
            permission for role in self.roles.values() if user_id in role["users"] for permission in role["permissions"]
        ]
