# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Who has which role after a run, for its report. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from ..engine.finding.object_index import ObjectIndex
from ..engine.planning.plan import is_gone
from ..engine.planning.step import REMOVE
from ..report.run import RoleHolders
from .model.plan import BulkPlan

KEPT, ADDED, REMOVED = "kept", "added", "removed"


def role_holders(plan: BulkPlan, live: Mapping[str, ObjectIndex]) -> RoleHolders:
    """Nobody, unless groups and members were read."""
    relation = plan.relation
    if relation is None:
        return RoleHolders()
    member_keys = _keys(plan, live[relation.member.name])
    group_keys = _keys(plan, live[relation.group.name])
    users: dict[str, dict[str, str]] = {}
    for item in live[relation.member.name].objects:
        shown = item.get(relation.groups.name) or []
        if not is_gone(relation.member, item):
            users[str(item.get(relation.member.key))] = {str(key): KEPT for key in shown}
    for change in plan.membership:
        of_user = users.setdefault(member_keys.get(change.member, change.member), {})
        of_user[group_keys.get(change.group, change.group)] = ADDED if change.joins else REMOVED
    for step in plan.steps:
        if step.ref.resource == relation.member.name and step.action == REMOVE:
            users[step.step.key] = dict.fromkeys(users.get(step.step.key, {}), REMOVED)
    found = {user: roles for user, roles in users.items() if roles}
    return RoleHolders(sorted({role for roles in found.values() for role in roles}, key=str.lower), found)


def _keys(plan: BulkPlan, known: ObjectIndex) -> dict[str, str]:
    """The key of each object by its ref, also of those that the run creates."""
    resource = known.resource
    created = {step.ref.name: step.step.key for step in plan.steps if step.ref.resource == resource.name}
    return {**created, **{str(item["id"]): str(item.get(resource.key)) for item in known.objects}}
