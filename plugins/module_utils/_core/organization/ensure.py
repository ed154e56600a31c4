# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The verb for an organization: bring its objects to what is declared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any, Callable

from ..engine.planning.step import NONE
from ..errors import BigPandaError
from ..http.client_pool import ClientPool
from ..model.catalog import Catalog
from ..plan import Result
from ..unexpected import only_our_errors
from . import run_report
from .model.graph import Ref
from .prepare import Prepared, prepare
from .run.bulk_run import BulkRun, Ended
from .run.scheduler import Outcome
from .spec import OrganizationSpec

# Watches a run: yields what is called after each of its tasks, until the run has ended.
Watch = Callable[[BulkRun], AbstractContextManager[Ended]]


@contextmanager
def _unwatched(_run: BulkRun) -> Iterator[Ended]:
    yield lambda _ref, _outcome: None


class OrganizationResult(Result):
    """entries: what became of each object, unchanged ones too. error: why nothing, or not everything, was done."""

    entries: Sequence[dict] = ()
    error: BigPandaError | None = None


@dataclass(frozen=True)
class OrganizationPlan:
    """What becomes of an organization. A plan that was refused does nothing, and its result is a failure.

    watch: watches the run.
    """

    prepared: Prepared
    watch: Watch = _unwatched

    @property
    def changed(self) -> bool:
        return self.prepared.plan.changed

    @property
    def diff(self) -> dict:
        return run_report.diff(self.prepared.plan)

    @property
    def warnings(self) -> tuple[str, ...]:
        return (*self.prepared.warnings, *run_report.warnings(self.prepared.plan))

    def predicted(self) -> OrganizationResult:
        """What the task would return."""
        return self._result(None, self.prepared.refusal, ())

    def carry_out(self, clients: ClientPool) -> OrganizationResult:
        """What became of it. Errors are in the result, together with what was done before them."""
        made = self.prepared
        if made.refusal:
            return self.predicted()
        run = BulkRun(clients, made.plan, made.live, made.options)
        with self.watch(run) as ended:
            try:
                with only_our_errors():
                    return self._result(run.carry_out(ended), None, run.warnings)
            except BigPandaError as error:
                return self._result(run.outcomes, error, run.warnings)

    def _result(
        self, outcomes: Mapping[Ref, Outcome] | None, error: BigPandaError | None, warnings: Sequence[str]
    ) -> OrganizationResult:
        plan = self.prepared.plan
        entries = run_report.entries(plan, outcomes)
        failed = [entry for entry in entries if entry["error"]]
        changed, failure = self.changed, None
        if error or failed:
            changed = any(outcome.is_well for outcome in (outcomes or {}).values())
            failure = _failure(entries, error, is_begun=outcomes is not None)
        values = {
            "plan": [entry for entry in entries if entry["action"] != NONE],
            "summary": run_report.summary(plan),
            "fingerprint": self.prepared.fingerprint,
        }
        return OrganizationResult(changed, self.diff, values, warnings, failure, entries, error)


def _failure(entries: Sequence[Mapping[str, Any]], error: BigPandaError | None, is_begun: bool) -> dict[str, Any]:
    if error is None:
        return {"msg": run_report.failure(entries)}
    facts = error.to_result()
    return {**facts, "msg": run_report.failure(entries, facts["msg"])} if is_begun else facts


def plan_organization(
    clients: ClientPool, catalog: Catalog, spec: OrganizationSpec, api_key: str, host: str
) -> OrganizationPlan:
    """Read and plan. Sends only reads. Raises BigPandaError if no plan can be made."""
    return OrganizationPlan(prepare(clients, catalog, spec, api_key, host))
