# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a step removes: an object, its effect, everything it contains, or the key that others know it by. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from ...access.switched_off import has_lost_content, is_switched_off
from ...engine.planning.plan import find_transition
from ...engine.planning.step import REMOVE, Step
from ...model.resource import Resource
from ...values.canonical import canonical
from ..model.plan import BulkStep


@dataclass(frozen=True)
class Harm:
    """what: in a sentence such as "the role is to …". avoided_by: what to omit from the declaration.

    counts: whether the safety limits count it. A renamed object is still there.
    """

    what: str
    avoided_by: str
    counts: bool = True


def harm_of(step: BulkStep) -> Harm | None:
    """None if the step takes nothing away."""
    if not step.changed:
        return None
    resource = step.step.resource
    if step.action == REMOVE:
        return Harm("be removed", "its state: absent")
    if find_transition(resource, "name", step.action):
        return Harm(f"be {step.step.state}", f"its state: {step.step.state}")
    if is_switched_off(step.step):
        return Harm("be switched off", f"its {resource.effect.switch or resource.soft_delete}: false")
    if has_lost_content(step.step):
        return Harm(resource.effect.lost, "that change")
    if _is_renamed(step.step):
        return Harm(f'be renamed to "{(step.step.after or {}).get(resource.key)}"', f"its {resource.renamed_by}", False)
    return None


def _is_renamed(step: Step) -> bool:
    """Whether the object would answer to another key, so that the next run would take it for another one."""
    resource, before, after = step.resource, step.current, step.after
    if not resource.renamed_by or before is None or after is None:
        return False
    key = resource.field(resource.key)
    return canonical(key, before.get(resource.key)) != canonical(key, after.get(resource.key))


def ways_to_harm(resource: Resource, *more: str) -> str:
    """What the safety limits of a kind count, after "would be". more: further ways."""
    states = [transition.state for feature in resource.timed for transition in feature.transitions]
    if resource.effect.switch or resource.soft_delete:
        states.append("switched off")
    *ways, last = ["removed", *states, *([resource.effect.lost] if resource.effect.lost else []), *more]
    return f"{', '.join(ways)} or {last}" if ways else last
