# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The order of removals, dependents first. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..engine.references import mentioned
from .plan import BulkStep, Ref


def ordered_removals(steps: Sequence[BulkStep], removals: Sequence[BulkStep], kinds: Sequence[str]) -> list[BulkStep]:
    """Each after everything of later kinds that still mentions it, so that nothing is left without what it names.

    kinds: names of the kinds in the order in which they are made.
    """
    order = {name: number for number, name in enumerate(kinds)}
    waits: dict[Ref, set[Ref]] = {step.ref: set() for step in removals if step.changed}
    names = {
        Ref(step.ref.resource, text): step.ref
        for step in removals
        if step.changed
        for text in (step.ref.name, str((step.step.current or {}).get(step.step.resource.key)))
    }
    for step in (*steps, *removals):
        if step.changed:
            for name, value in mentioned(step.step.resource.fields, step.step.current or {}):
                ref = names.get(Ref(name, value))
                if ref and order[name] < order[step.ref.resource]:
                    waits[ref].add(step.ref)
    return [replace(step, after=step.after | waits.get(step.ref, set())) for step in removals]


def without_idle_waits(steps: Sequence[BulkStep]) -> tuple[BulkStep, ...]:
    """Nobody waits for a step that writes nothing itself; it waits for those that do."""
    idle = {step.ref for step in steps if step.wanted is None}
    return tuple(replace(step, after=step.after - idle) if step.after & idle else step for step in steps)
