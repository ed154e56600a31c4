# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a bulk plan does, and what became of it, for people: entries, counts, one diff. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from ..engine.finding.unknown_groups import warning_of
from ..engine.planning.plan import NOT_COMPARED, doubts, not_compared
from ..engine.planning.step import NONE
from ..values.text import listed
from .model.graph import Ref
from .model.plan import BulkPlan, BulkStep
from .run.scheduler import DONE, FAILED, SKIPPED, Outcome

UNCHANGED, PLANNED = "unchanged", "planned"
DECLARED, ABSENT, UNDECLARED = "declared", "declared absent", "not declared"
SHOWN_FAILURES = 10


def entries(plan: BulkPlan, outcomes: Mapping[Ref, Outcome] | None) -> list[dict]:
    """Each step: resource, key, action, diff, outcome, error, reason. outcomes: None before anything is done."""
    return [_entry(step, outcomes) for step in plan.steps]


def _entry(step: BulkStep, outcomes: Mapping[Ref, Outcome] | None) -> dict:
    entry = {
        "resource": step.step.resource.plural,
        "key": step.step.key,
        "action": step.action,
        "diff": step.diff,
        "outcome": UNCHANGED if not step.changed else PLANNED,
        "error": None,
        "reason": UNDECLARED if step.is_purged else ABSENT if step.step.state == "absent" else DECLARED,
    }
    outcome = _outcome(step.ref, outcomes or {})
    if outcome and (step.changed or outcome.error):
        entry.update(outcome=outcome.state, error=str(outcome.error) if outcome.error else None)
    return entry


def _outcome(ref: Ref, outcomes: Mapping[Ref, Outcome]) -> Outcome | None:
    """The outcome of the object. If only its first phase succeeded, it has failed, whatever the reason."""
    outcome = outcomes.get(ref)
    if outcome is None or outcome.is_well:
        return outcome
    first = outcomes.get(ref.first)
    return Outcome(FAILED, outcome.error) if first and first.state != SKIPPED else outcome


def summary(plan: BulkPlan) -> dict[str, dict[str, int]]:
    """How many steps of each action, by plural of the kind."""
    counts: dict[str, dict[str, int]] = {}
    for step in plan.steps:
        of_kind = counts.setdefault(step.step.resource.plural, {})
        action = UNCHANGED if step.action == NONE else step.action
        of_kind[action] = of_kind.get(action, 0) + 1
    return counts


def warnings(plan: BulkPlan) -> list[str]:
    """What is not compared because the service does not show it or does not list it, by kind and field."""
    hiding: dict[tuple[str, str], list[str]] = {}
    for step in plan.steps:
        for name in not_compared(step.step):
            hiding.setdefault((step.step.resource.plural, name), []).append(step.step.key)
    fields = [(plural, f"{name} of {listed(keys)}") for (plural, name), keys in hiding.items()]
    doubtful = [f"{step.step.title}: {doubt}" for step in plan.steps for doubt in doubts(step.step)]
    hidden = (f"{plural}: {NOT_COMPARED.format(named)}" for plural, named in fields)
    return [*hidden, *doubtful, *_unknown_groups(plan)]


def _unknown_groups(plan: BulkPlan) -> list[str]:
    showing = [step for step in plan.steps if step.unknown_groups]
    if plan.relation is None or not showing:
        return []
    members = [step.step.key for step in showing]
    keys = (key for step in showing for key in step.unknown_groups)
    return [f"{plan.relation.member.plural}: {warning_of(plan.relation.groups.name, members, keys)}"]


def diff(plan: BulkPlan) -> dict:
    """One diff of the whole plan: only what differs, by kind and key; from the second of a name on with the id."""
    sides: dict[str, dict] = {"before": {}, "after": {}}
    for step in plan.steps:
        if step.changed:
            header = step.diff.get("after_header")
            for side, by_kind in sides.items():
                key = header if side == "after" and header else step.step.key
                of_kind = by_kind.setdefault(step.step.resource.plural, {})
                # Names of some kinds are not unique.
                of_kind[f"{key} ({step.ref.name})" if key in of_kind else key] = step.diff[side]
    return sides


def failure(entries: Sequence[Mapping[str, Any]], why: str | None = None) -> str:
    """What a run says that could not do everything: `3,998 of 4,000 done, 2 failed`. why: it ended early, if it did."""
    changing = [entry for entry in entries if entry["action"] != NONE or entry["error"]]
    outcomes = Counter(entry["outcome"] for entry in changing)
    counts = [f"{outcomes[DONE]:,} of {len(changing):,} done"]
    counts += [f"{outcomes[state]:,} {state}" for state in (FAILED, SKIPPED) if outcomes[state]]
    if why:
        return f"{', '.join(counts)}. {why}"
    not_done = [entry for state in (FAILED, SKIPPED) for entry in changing if entry["outcome"] == state]
    shown = [f"{each['resource']} {each['key']} ({each['outcome']}): {each['error']}" for each in not_done]
    more = f" … and {len(shown) - SHOWN_FAILURES:,} more." if len(shown) > SHOWN_FAILURES else ""
    return f"{', '.join(counts)}: {'; '.join(shown[:SHOWN_FAILURES])}{more} What succeeded stays; run it again."
