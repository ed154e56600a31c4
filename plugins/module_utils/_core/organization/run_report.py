# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a bulk plan does, and what became of it, for people: entries, counts, one diff, a file as JSON or CSV."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Mapping, Sequence
from typing import Any

from ..engine.plan import NOT_COMPARED, not_compared
from ..engine.references import listed
from ..engine.step import NONE
from ..engine.unknown_groups import warning_of
from ..errors import InvalidOption
from .graph import Ref
from .plan import BulkPlan, BulkStep
from .scheduler import FAILED, SKIPPED, Outcome
from .whole_file import is_other_than_file, read_whole, try_writing, write_whole

READABLE_FOR_OWNER = 0o600
UNCHANGED, PLANNED, REMARK = "unchanged", "planned", "remark"
COLUMNS = ("resource", "key", "action", "outcome", "error", "before", "after")
# Each report as JSON holds it near its beginning.
FINGERPRINT = '"fingerprint":'
# A spreadsheet takes a cell that begins so for a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def entries(plan: BulkPlan, outcomes: Mapping[Ref, Outcome] | None) -> list[dict]:
    """Each step: resource, key, action, diff, outcome, error. outcomes: None as long as nothing was carried out."""
    return [_entry(step, outcomes) for step in plan.steps]


def _entry(step: BulkStep, outcomes: Mapping[Ref, Outcome] | None) -> dict:
    entry = {
        "resource": step.step.resource.plural,
        "key": step.step.key,
        "action": step.action,
        "diff": step.diff,
        "outcome": UNCHANGED if not step.changed else PLANNED,
        "error": None,
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
    """What is not compared: by kind and field, where the service does not show it, or where it does not list it."""
    hiding: dict[tuple[str, str], list[str]] = {}
    for step in plan.steps:
        for name in not_compared(step.step):
            hiding.setdefault((step.step.resource.plural, name), []).append(step.step.key)
    fields = [(plural, f"{name} of {listed(keys)}") for (plural, name), keys in hiding.items()]
    return [*(f"{plural}: {NOT_COMPARED.format(named)}" for plural, named in fields), *_unknown_groups(plan)]


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


def failure(failed: Sequence[Mapping[str, Any]]) -> str:
    """What a run says that could not do everything."""
    first = [f"{entry['resource']} {entry['key']} ({entry['outcome']}): {entry['error']}" for entry in failed[:10]]
    more = f" … and {len(failed) - 10} more." if len(failed) > 10 else ""
    return f"{len(failed)} objects are not as declared: {'; '.join(first)}{more} What succeeded stays; run it again."


def check_path(path: str) -> None:
    """Raises InvalidOption, before anything is sent, if a report cannot be written there."""
    if not path.endswith((".json", ".csv")):
        raise InvalidOption(f"report is {path}.", "Give the path of a file that ends in .json or .csv.")
    if is_other_than_file(path):
        raise InvalidOption(f"report: {path} is there and is no regular file.", "Give another path, or remove it.")
    if _is_of_somebody(path):
        raise InvalidOption(f"report: {path} exists and is not a report.", "Give another path, or remove it.")
    try:
        try_writing(path)
    except OSError as error:
        folder = os.path.dirname(os.path.abspath(path))
        raise InvalidOption(
            f"report: no file can be written in {folder}: {error.strerror}.", "It is a path where the module runs."
        ) from None


def _is_of_somebody(path: str) -> bool:
    """Whether the file there says something else than reports do, such as the feed or the table that is to be read."""
    try:
        text = read_whole(path)
    except OSError:
        return False
    return bool(text) and not (text.startswith(",".join(COLUMNS)) or text.startswith("{") and FINGERPRINT in text)


def remove_older(path: str) -> None:
    """So that the report of an earlier run does not pass for that of this one. Raises InvalidOption."""
    try:
        os.unlink(path)
    except FileNotFoundError:
        pass
    except OSError as error:
        raise InvalidOption(f"report: the older {path} cannot be removed: {error.strerror}.") from None


def write(path: str, content: Mapping[str, Any]) -> None:
    """Write the report, readable for its owner alone, and there only once it is complete. Raises OSError.

    content: what is told of the run, in it msg (why the run failed, or None), remarks, and steps, which are `entries`.
    """
    write_whole(path, _as_csv(content) if path.endswith(".csv") else _as_json(content), READABLE_FOR_OWNER)


def _as_json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False, default=str) + "\n"


def _as_csv(content: Mapping[str, Any]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for step in content["steps"]:
        sides = {side: _as_text(step["diff"][side]) for side in ("before", "after")}
        writer.writerow([harmless(str({**step, **sides}[name] or "")) for name in COLUMNS])
    # Of no object, but of all: without it, a plan that was refused looks like one of check mode.
    whole = [{"outcome": FAILED, "error": content["msg"]}] if content["msg"] else []
    for row in (*({"outcome": REMARK, "error": remark} for remark in content["remarks"]), *whole):
        writer.writerow([harmless(row.get(name, "")) for name in COLUMNS])
    return text.getvalue()


def _as_text(values: dict) -> str:
    return json.dumps(values, sort_keys=True, ensure_ascii=False, default=str) if values else ""


def harmless(cell: str) -> str:
    """The cell as text, also where it looks like a formula."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
