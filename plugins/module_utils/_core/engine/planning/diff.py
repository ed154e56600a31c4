# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A step as a user sees it: before and after, secrets masked. Pure."""

from __future__ import annotations

from typing import Any

from .step import CREATE, MASK, REACTIVATE, Step


def make_diff(step: Step) -> dict:
    """`{before, after}` holding only what differs, secrets masked; both empty when nothing changes.

    A user who becomes active again without being asked for by name is called so, for Ansible to show.
    """
    if not step.changed:
        return {"before": {}, "after": {}}
    before, after = step.current or {}, step.after or {}
    internal = {field.name for field in step.resource.fields if field.internal}
    names = [name for name in {**before, **after} if before.get(name) != after.get(name) and name not in internal]
    diff: dict[str, Any] = {
        "before": {name: before[name] for name in names if name in before},
        "after": {name: after[name] for name in names if after.get(name) is not None or name in before and step.after},
    }
    diff = _with_secrets(step, diff)
    if step.action == REACTIVATE:
        diff.update(before_header=step.title, after_header=f"{step.title} (reactivated)")
    return diff


def _with_secrets(step: Step, diff: dict) -> dict:
    for field in step.resource.fields:
        if field.write_only and step.action == CREATE and field.name in step.desired:
            diff["after"][field.name] = MASK if field.secret else step.desired[field.name]
        elif field.secret:
            for side in diff.values():
                if side.get(field.name) is not None:
                    side[field.name] = MASK
    return diff
