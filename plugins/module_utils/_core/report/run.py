# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a report says of a run, whatever its format. Pure data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any

# The kind whose removal deactivates, and its list that users mean first when they speak of a change.
USERS, ROLES = "scim_users", "roles"
NONE, CREATE, UPDATE, REACTIVATE, REMOVE = "none", "create", "update", "reactivate", "remove"
PLANNED, DONE, FAILED, SKIPPED, UNCHANGED = "planned", "done", "failed", "skipped", "unchanged"
NOT_DONE = (FAILED, SKIPPED)


@dataclass(frozen=True)
class LimitUse:
    """How much of a safety limit a plan uses: `used` of at most `allowed`, of `total` objects there are."""

    name: str
    kind: str
    used: int
    allowed: int
    total: int


@dataclass(frozen=True)
class RoleHolders:
    """Who has which role after the run. users: by user name, per role one of `kept`, `added`, `removed`."""

    roles: Sequence[str] = ()
    users: Mapping[str, Mapping[str, str]] = dataclass_field(default_factory=dict)


@dataclass(frozen=True)
class Run:
    """entries: each step as the return value `plan` describes it, unchanged ones too.

    label: the organization, as people call it. place: its region or host. expected_s: how long carrying it out takes,
    at least. pace: why it takes that long. message: why the run failed, if it did. path: of the report, if there is
    one. names: of objects, by id. facts: further ones for programs, by their key in JSON.
    """

    entries: Sequence[Mapping[str, Any]]
    summary: Mapping[str, Mapping[str, int]] = dataclass_field(default_factory=dict)
    label: str = ""
    place: str = ""
    fingerprint: str = ""
    made_at_epoch_s: float = 0.0
    expected_s: float = 0.0
    pace: str = ""
    message: str | None = None
    remarks: Sequence[str] = ()
    path: str | None = None
    limits: Sequence[LimitUse] = ()
    holders: RoleHolders = RoleHolders()
    names: Mapping[str, str] = dataclass_field(default_factory=dict)
    facts: Mapping[str, Any] = dataclass_field(default_factory=dict)

    @property
    def changing(self) -> list[Mapping[str, Any]]:
        """The steps that do something, or failed to."""
        return [entry for entry in self.entries if entry["action"] != NONE or entry["error"]]

    @property
    def not_done(self) -> list[Mapping[str, Any]]:
        """The steps that failed, then those that were skipped."""
        return [entry for state in NOT_DONE for entry in self.entries if entry["outcome"] == state]

    @property
    def is_carried_out(self) -> bool:
        return any(entry["outcome"] in (DONE, *NOT_DONE) for entry in self.entries)
