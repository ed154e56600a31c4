# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A plan whose result people can read, and which is written to a report."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .._core.engine.finding.object_index import ObjectIndex
from .._core.http.client_pool import ClientPool
from .._core.http.settings import Settings
from .._core.organization.ensure import OrganizationPlan, OrganizationResult
from .._core.organization.expected_time import ExpectedTime
from .._core.organization.role_holders import role_holders
from .._core.plan import Result
from .._core.report.feed_lines import with_lines
from .._core.report.plan_text import diff_text, plan_text
from .._core.report.run import NONE, Run
from .report import Report

# A failed task prints its result as one line, so it only contains the steps that matter.
MOST_STEPS_OF_A_FAILURE = 100


@dataclass(frozen=True)
class RunContext:
    """What the task knows of the run besides its plan.

    feed_lines: see the option. shows_diff: whether Ansible prints the diff. values: what the task returns besides.
    """

    label: str
    place: str
    remarks: Sequence[str]
    feed_lines: Mapping[str, Any]
    expected: ExpectedTime
    shows_diff: bool
    values: Mapping[str, Any]


class ReportedPlan:
    """A plan whose result is written to the report."""

    def __init__(self, plan: OrganizationPlan, report: Report, context: RunContext) -> None:
        self._plan = plan
        self._report = report
        self._context = context
        self._made_at_epoch_s = time.time()
        self.changed, self.diff, self.warnings = plan.changed, plan.diff, plan.warnings

    def predicted(self) -> Result:
        """What the task would return."""
        return self._reported(self._plan.predicted(), is_check_mode=True)

    def carry_out(self, connection: tuple[ClientPool, Settings]) -> Result:
        """What became of it. Errors are in the result, together with what was done before them."""
        return self._reported(self._plan.carry_out(connection[0]), is_check_mode=False)

    def _reported(self, result: OrganizationResult, is_check_mode: bool) -> Result:
        facts = dict(result.failure or {})
        run = self._run(result, facts.get("msg"), is_check_mode)
        unwritten = self._report.write(run)
        shown = _steps_of_failure(run) if facts else run.changing
        if facts:
            sentences = (facts.get("msg"), unwritten or _where_all_steps_are(run, shown))
            facts["msg"] = " ".join(filter(None, sentences))
        elif unwritten:
            facts["msg"] = unwritten
        text = plan_text(run, shown)
        values = {
            **result.values,
            "plan": [step for step in shown if step["action"] != NONE],
            "plan_text": text,
            **self._context.values,
        }
        # A failed task shows no diff, and that of thousands of steps would only be in the way.
        diff = None if len(shown) < len(run.changing) else self._diff(result.diff, run)
        return result.replace(values=values, diff=diff, failure=facts or None)

    def _run(self, result: OrganizationResult, message: str | None, is_check_mode: bool) -> Run:
        context, prepared = self._context, self._plan.prepared
        return Run(
            entries=with_lines(result.entries, context.feed_lines),
            summary=result.values["summary"],
            label=context.label,
            place=context.place,
            fingerprint=prepared.fingerprint,
            made_at_epoch_s=self._made_at_epoch_s,
            expected_s=context.expected.seconds,
            pace=context.expected.pace,
            names=_names([*prepared.live.values(), *prepared.named.values()]),
            facts={"check_mode": is_check_mode},
            message=message,
            remarks=context.remarks,
            path=self._report.path,
            limits=prepared.limits,
            holders=role_holders(prepared.plan, prepared.live),
        )

    def _diff(self, diff: dict | None, run: Run) -> dict:
        """Ansible prints `before` and `after` as well as `prepared`, so a diff to be shown only contains the latter."""
        if not self.changed:
            return dict(diff or {})
        values = {} if self._context.shows_diff else dict(diff or {})
        return {**values, "prepared": diff_text(run)}


def _names(known: Iterable[ObjectIndex]) -> dict[str, str]:
    """The name of each object by its id."""
    return {str(item["id"]): str(item.get(each.resource.key)) for each in known for item in each.objects}


def _steps_of_failure(run: Run) -> list[Mapping[str, Any]]:
    """What was not done; all that was planned if nothing was begun."""
    return (run.not_done if run.is_carried_out else run.changing)[:MOST_STEPS_OF_A_FAILURE]


def _where_all_steps_are(run: Run, shown: Sequence[Mapping[str, Any]]) -> str:
    if len(shown) == len(run.changing):
        return ""
    return f"All steps are in {run.path}." if run.path else "Set report to get all steps in a file."
