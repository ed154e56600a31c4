# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Steps as the return value `plan` describes them, for tests of what people read."""

from __future__ import annotations


def entry(resource, key, action, before, after, outcome=None, error=None, reason=None, line=None):
    return {
        "resource": resource,
        "key": key,
        "action": action,
        "diff": {"before": before, "after": after},
        "outcome": outcome or ("unchanged" if action == "none" else "planned"),
        "error": error,
        "reason": reason,
        "line": line,
    }


NEW = {"user_name": "n0@corp.example", "display_name": "N Zero", "roles": ["Operations"]}
NIGHT = [
    entry("scim_users", "n0@corp.example", "create", {}, NEW),
    entry("scim_users", "p0008@corp.example", "update", {"roles": ["A"]}, {"roles": ["A", "Auditors"]}),
    entry("scim_users", "p3846@corp.example", "remove", {"active": True}, {"active": False}, reason="not in the feed"),
    entry(
        "roles",
        "Auditors",
        "update",
        {"permissions": [{"resource_type": "users", "actions": ["read"]}]},
        {"permissions": [{"resource_type": "users", "actions": ["full_access", "read"]}]},
    ),
    entry("scim_users", "same@corp.example", "none", {}, {}),
]


def night_of(joiners=0, leavers=0):
    new = [
        entry("scim_users", f"n{number}@x", "create", {}, {"user_name": f"n{number}@x", "roles": ["Operations"]})
        for number in range(joiners)
    ]
    gone = [
        entry("scim_users", f"p{number}@x", "remove", {"active": True}, {"active": False}) for number in range(leavers)
    ]
    return new + gone
