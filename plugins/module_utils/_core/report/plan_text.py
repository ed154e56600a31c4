# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A plan as text: a line an object, then the sum. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timezone
from typing import Any

from .names import with_names
from .readable import duration, one_line
from .run import FAILED, NONE, PLANNED, SKIPPED, UNCHANGED, Run
from .wording import done_verb, key_of, kind_of, kind_title, sign_of, text_of, verb_of

MOST_LINES = 200
MOST_REMARKS = 20
NAMELESS = "BigPanda"
WIDEST_KEY = 40
# The order within a kind, and which lines matter most if not all of them are shown.
ORDER, IMPORTANCE = "!+~-", "!-~+"
VERBS = ("create", "change", "reactivate", "deactivate", "remove")


def plan_text(run: Run, entries: Sequence[Mapping[str, Any]] | None = None) -> str:
    """entries: those to show; by default all that change something."""
    shown = run.changing if entries is None else entries
    return "\n".join([heading(run), *_lines(run, shown), sum_line(run), *_after_the_sum(run)])


def diff_text(run: Run) -> str:
    """What changes, for the diff: the same before, while and after the plan is carried out."""
    planned = [{**entry, "outcome": PLANNED, "error": None} for entry in run.entries if entry["action"] != NONE]
    unchanged = [entry for entry in run.entries if entry["action"] == NONE]
    complete = replace(run, entries=[*planned, *({**entry, "outcome": UNCHANGED} for entry in unchanged)])
    return "\n".join([*_lines(run, planned), sum_line(complete), ""])


def heading(run: Run) -> str:
    """`acme (us) – plan 0eca619b, as of 05:00 UTC, about 33 min`."""
    place = f" ({run.place})" if run.place else ""
    made_at = datetime.fromtimestamp(run.made_at_epoch_s, timezone.utc).strftime("%H:%M UTC")
    parts = [f"plan {run.fingerprint[:8]}" if run.fingerprint else "no plan", f"as of {made_at}"]
    if run.expected_s >= 1 and not run.is_carried_out:
        parts.append(f"about {duration(run.expected_s)}")
    return f"{one_line(run.label or NAMELESS)}{place} – {', '.join(parts)}"


def _lines(run: Run, entries: Sequence[Mapping[str, Any]]) -> Iterable[str]:
    kept = with_names(most_important(entries), run.names)
    width = max((len(kind_of(entry)) for entry in kept), default=0)
    keys = min(WIDEST_KEY, max((len(key_of(entry)) for entry in kept), default=0))
    for kind in dict.fromkeys(entry["resource"] for entry in kept):
        title = kind_title(kind)
        of_kind = [entry for entry in kept if entry["resource"] == kind]
        for entry in sorted(of_kind, key=_place):
            yield f"  {title:<{width}}  {sign_of(entry)} {key_of(entry):<{keys}}  {text_of(entry)}".rstrip()
            title = ""
    if len(entries) > len(kept):
        yield f"  {where_the_rest_is(entries, kept, run.path)}"


def where_the_rest_is(entries: Sequence[Mapping[str, Any]], kept: Sequence[Mapping[str, Any]], path: str | None) -> str:
    """`… and 3,950 more users: see the report plan.html.`"""
    where = f"see the report {one_line(path)}" if path else "set report to get all of them in a file"
    return f"… and {_counted(entries, kept)}: {where}."


def most_important(entries: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """In the order of the plan; removals before additions if not all have a line."""
    if len(entries) <= MOST_LINES:
        return entries
    numbered = sorted(range(len(entries)), key=lambda number: IMPORTANCE.index(sign_of(entries[number])))
    return [entries[number] for number in sorted(numbered[:MOST_LINES])]


def _counted(entries: Sequence[Mapping[str, Any]], kept: Sequence[Mapping[str, Any]]) -> str:
    rest = Counter(kind_of(entry) for entry in entries)
    rest.subtract(kind_of(entry) for entry in kept)
    return ", ".join(f"{count:,} more {kind}" for kind, count in rest.items() if count)


def _place(entry: Mapping[str, Any]) -> tuple[int, str, str]:
    key = key_of(entry)
    return ORDER.index(sign_of(entry)), key.lower(), key


def sum_line(run: Run) -> str:
    """`Plan: 40 to create, 32 to change, 20 to deactivate, 3,948 unchanged.`"""
    counts = counts_of(run)
    unchanged = f"{counts.pop(UNCHANGED, 0):,} unchanged"
    failed = [f"{counts.pop(state):,} {state}" for state in (FAILED, SKIPPED) if state in counts]
    if run.is_carried_out:
        done = [f"{count:,} {done_verb(verb)}" for verb, count in counts.items()]
        return f"Done: {', '.join([*failed, *done, unchanged])}."
    planned = [f"{count:,} to {verb}" for verb, count in counts.items()]
    return f"Plan: {', '.join([*planned, unchanged])}." if planned else f"Plan: nothing to do, {unchanged}."


def counts_of(run: Run) -> dict[str, int]:
    """How many steps: by verb what is planned or done, then `failed`, `skipped` and `unchanged`."""
    found = Counter(_count_as(entry) for entry in run.entries)
    others = [name for name in found if name not in (*VERBS, FAILED, SKIPPED, UNCHANGED)]
    return {name: found[name] for name in (*VERBS, *others, FAILED, SKIPPED, UNCHANGED) if found[name]}


def _count_as(entry: Mapping[str, Any]) -> str:
    return entry["outcome"] if entry["outcome"] in (FAILED, SKIPPED, UNCHANGED) else verb_of(entry)


def _after_the_sum(run: Run) -> list[str]:
    remarks = [one_line(str(remark)) for remark in run.remarks]
    pace = [run.pace] if run.pace and not run.is_carried_out else []
    return (
        pace
        + remarks[:MOST_REMARKS]
        + ([f"… and {len(remarks) - MOST_REMARKS} more."] if len(remarks) > MOST_REMARKS else [])
    )
