# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The module that brings many objects of many kinds to what is declared."""

from __future__ import annotations

import gc
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from ansible.module_utils.basic import AnsibleModule

from .._core.engine import step
from .._core.errors import BigPandaError, InvalidOption, error_context
from .._core.model.catalog import Catalog
from .._core.model.field import Field, argument_spec
from .._core.model.resource import Resource
from .._core.organization import prepare, run_report
from .._core.organization.graph import Ref
from .._core.organization.progress import INTERVAL_S, Progress, check_interval
from .._core.organization.run import BulkRun
from .._core.organization.safety import Brakes
from .._core.organization.scheduler import Outcome
from .._core.unexpected import only_our_errors
from .arguments import checked_module
from .options import desired_of, options_of, rules_of
from .report import Report
from .session import connection_spec, sessions
from .table_options import MAX_ROW_REMOVALS, TABLE_OPTIONS, TABLE_SOURCES, table_options_of

BULK_OPTIONS = (
    Field("protect", type="dict", default={}),
    Field("max_removals", default="10%"),
    MAX_ROW_REMOVALS,
    Field("allow_admin_changes", type="bool", default=False),
    Field("report", type="path"),
    Field("remarks", type="list", elements="str", default=[]),
    Field("approved_plan"),
    Field("progress", type="bool", default=True),
    Field("progress_interval", type="float", default=INTERVAL_S),
    Field("progress_file", type="path"),
)

# -vvv, at which Ansible shows it.
VERBOSITY_OF_INVOCATION = 3


def run_organization(catalog: Catalog) -> None:
    """The whole of the module that brings many objects of many kinds to what is declared."""
    with _all_kept():
        module = _make_module(catalog)
    report = Report(module)
    with sessions(module) as (clients, settings), report.of_failure():
        check_interval(module.params["progress_interval"])
        with _all_kept():
            wanted = _wanted_organization(catalog, module)
            made = prepare.prepare(clients, catalog, wanted, settings.api_key or "", settings.base_url("api"))
        outcomes, failure = None, None
        if not module.check_mode and not made.refusal:
            run = BulkRun(
                clients, made.plan, made.live, made.options, lambda _ref, became: progress.ended(became.is_well)
            )
            progress = Progress(module.params["progress_file"], run.total)
            with _told_to_stop(run.stop):
                outcomes, failure = _carry_out(run)
            for told in run.warnings:
                module.warn(told)
        _exit_organization(module, made, outcomes, failure, report, _shortened(module, catalog))


def _carry_out(run: BulkRun) -> tuple[Mapping[Ref, Outcome], BigPandaError | None]:
    """What became of the steps, and the error that ended the run before it was through, if one did."""
    try:
        with only_our_errors():
            return run.carry_out(), None
    except BigPandaError as error:
        return run.outcomes, error


@contextmanager
def _all_kept() -> Iterator[None]:
    """What is declared, read and planned stays to the end, so nobody needs to look through it for what could go.

    With thousands of users, Python's collector took a sixth of the time for that.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _make_module(catalog: Catalog) -> AnsibleModule:
    kinds = {resource.plural: _items_spec(resource) for resource in catalog.resources}
    # Of what there is one at most, nothing can be undeclared.
    several = tuple(resource.plural for resource in catalog.resources if not resource.singleton)
    purge = Field("purge", type="list", elements="str", default=[], choices=several)
    return checked_module({**kinds, **argument_spec((purge, *BULK_OPTIONS)), **connection_spec()})


def _item_options(resource: Resource) -> tuple[Field, ...]:
    """What the module of one object takes."""
    return (*options_of(resource), *(TABLE_OPTIONS if resource.table else ()))


def _items_spec(resource: Resource) -> dict:
    rules = rules_of(resource, *((TABLE_SOURCES,) if resource.table else ()))
    return {"type": "list", "elements": "dict", "options": argument_spec(_item_options(resource)), **rules}


def _wanted_organization(catalog: Catalog, module: AnsibleModule) -> prepare.Wanted:
    items = []
    for resource in catalog.resources:
        for number, given in enumerate(module.params[resource.plural] or []):
            with error_context(f"{resource.plural}[{number}]"):
                desired = desired_of(resource, given)
            table_options = table_options_of(given) if resource.table else None
            items.append((resource, number, desired, given["state"], table_options))
    return prepare.Wanted(
        items=items,
        purge=frozenset(module.params["purge"]),
        brakes=Brakes(
            max_removals=module.params["max_removals"],
            protect=_checked_protect(catalog, module.params["protect"]),
            max_row_removals=module.params["max_row_removals"],
            allow_admin_changes=module.params["allow_admin_changes"],
        ),
        approved=module.params["approved_plan"],
    )


def _checked_protect(catalog: Catalog, protect: Mapping[str, Any]) -> Mapping[str, Any]:
    """Raises InvalidOption for what is no kind: whoever protects `users` means somebody who would not be protected."""
    kinds = [resource.plural for resource in catalog.resources]
    unknown = [str(kind) for kind in protect if kind not in kinds]
    if unknown:
        raise InvalidOption(f"protect names {', '.join(unknown)}, which is no kind.", f"Kinds are {', '.join(kinds)}.")
    return protect


@contextmanager
def _told_to_stop(stop: Callable[[], None]) -> Iterator[None]:
    """Whoever ends the task early still gets to know what was done and what was not. Asked twice, it ends at once."""

    def stop_once(number: int, _frame: Any) -> None:
        signal.signal(number, before[number])
        stop()

    before: dict[int, Any] = {}
    numbers: tuple[int, ...] = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
    for number in numbers:
        before[number] = signal.signal(number, stop_once)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _shortened(module: AnsibleModule, catalog: Catalog) -> dict:
    """The invocation in the result without the objects, of which there may be thousands, below -vvv.

    Newer cores tell the invocation at -vvv only. Older ones tell it always and whole, through the search for secrets
    and into the events of AWX, unless the result says it.
    """
    if module._verbosity >= VERBOSITY_OF_INVOCATION:
        return {}
    kinds = {resource.plural for resource in catalog.resources}
    return {"invocation": {"module_args": {name: module.params[name] for name in {*module.params} - kinds}}}


def _exit_organization(
    module: AnsibleModule,
    made: prepare.Prepared,
    outcomes: Mapping[Ref, Outcome] | None,
    failure: BigPandaError | None,
    report: Report,
    invocation: dict,
) -> None:
    """outcomes: None where nothing was carried out; failure: why not all of it was.

    invocation: what to say of the options, if not all of them.
    """
    for warning in (*made.warnings, *run_report.warnings(made.plan)):
        module.warn(warning)
    entries, summary = run_report.entries(made.plan, outcomes), run_report.summary(made.plan)
    result = {
        "changed": made.plan.changed,
        "plan": [entry for entry in entries if entry["action"] != step.NONE],
        "summary": summary,
        "fingerprint": made.fingerprint,
        "diff": run_report.diff(made.plan),
        "remarks": module.params["remarks"],
        **invocation,
    }
    failed = [entry for entry in entries if entry["error"]]
    facts: dict[str, Any] = {}
    refusal = made.refusal or failure
    if refusal or failed:
        result["changed"] = any(outcome.is_well for outcome in (outcomes or {}).values())
        facts = refusal.to_result() if refusal else {"msg": run_report.failure(failed)}
    unwritten = report.write(entries, summary, made.fingerprint, facts.get("msg"))
    if unwritten:
        facts["msg"] = " ".join(filter(None, (facts.get("msg"), unwritten)))
    if facts:
        module.fail_json(**facts, **result)
    module.exit_json(**result)
