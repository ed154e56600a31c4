# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The stages of a maintenance plan: planned, running, done. Source: contract, configuration notes."""

from __future__ import annotations

from collections.abc import Sequence

from .._core.errors import InvalidOption
from .._core.model.feature import FrozenFields
from .._core.model.plan_context import CONTEXT, context_of
from .._core.model.window import Window
from .._core.values.times.windows import begins_relatively

PLANNED, RUNNING, DONE = "planned", "running", "done"
PAST = (DONE, "expired")
STOPPED = "stopped"
WINDOW = Window("start", "end", changed=("created_at", "updated_at"))


def stage_of(plan: dict, now: int) -> str:
    """`planned`, `running`, `done`, or `begun` for a repeating plan between two of its windows.

    Older words are `active`, for planned or running, and `expired` (notes; list_maintenance_plans_legacy), so that
    if the word says less, the times do.
    """
    status = str(plan.get("status") or "").lower()
    start, end = plan.get("start"), plan.get("end")
    if status in PAST:
        return DONE
    if status == RUNNING:
        return RUNNING
    if start is None or start > now:
        return PLANNED
    if status == PLANNED:
        return "begun"
    return RUNNING if end is None or end > now else DONE


def frozen_fields_of(plan: dict, desired: dict) -> FrozenFields | None:
    """ "Running, or run at least once: only `end`" (notes, "Maintenance plans")."""
    stage = stage_of(plan, context_of(desired).now_s)
    if stage == PLANNED:
        return None
    if stage == DONE:
        return FrozenFields("it is over", "Declare another plan, with another start or another marker.", but=("end",))
    return FrozenFields(
        "it is running" if stage == RUNNING else "it has run before",
        "Omit that, or end the plan (state=stopped, or an earlier end) and declare another one.",
        but=("end",),
    )


def is_over(plan: dict) -> bool:
    """Of a plan as it is, its status says it; of one that is wanted, its end."""
    if str(plan.get("status") or "").lower() in PAST:
        return True
    return CONTEXT in plan and "end" in plan and plan["end"] <= context_of(plan).now_s


def those_that_are_meant(plans: Sequence[dict], desired: dict) -> Sequence[dict]:
    """Of two plans of one name, one past and one not, each is another window, unless both begin at the same time.

    Without `start`, or with one relative to now, those that are not over are meant; with the latter, rather those that
    have begun. If all are over, none is left to be stopped: the last one speaks for all.
    """
    is_relative = begins_relatively(WINDOW, desired)
    if "start" in desired and not is_relative:
        is_past = is_over(desired)
        return [plan for plan in plans if plan.get("start") == desired["start"] or not (is_past or is_over(plan))]
    lasting = [plan for plan in plans if not is_over(plan)]
    if not lasting and CONTEXT in desired and context_of(desired).state == STOPPED:
        return [max(plans, key=lambda plan: (plan.get("start") or 0, str(plan["id"])))]
    if is_relative:
        begun = [plan for plan in lasting if plan.get("start") is None or plan["start"] <= context_of(desired).now_s]
        return begun or lasting
    return lasting or plans


def is_to_be_stopped(plan: dict, desired: dict) -> bool:
    """ "Stop works on running plans only and keeps the record" (notes, "Maintenance plans")."""
    stage = stage_of(plan, context_of(desired).now_s)
    if stage in (RUNNING, DONE):
        return stage == RUNNING
    raise InvalidOption(
        f'the maintenance plan "{plan["identity"]}" is not running, so it cannot be stopped.',
        "Remove it with state=absent, or give it another end.",
    )
