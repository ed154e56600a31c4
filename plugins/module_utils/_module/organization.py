# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The module that applies the declaration of an organization."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from ansible.module_utils.basic import AnsibleModule

from .._core.engine.normalize import normalize
from .._core.errors import InvalidOption, error_context
from .._core.http.client_pool import ClientPool
from .._core.http.settings import Settings
from .._core.model.catalog import Catalog
from .._core.model.field import Field, argument_spec
from .._core.model.options import options_of, rules_of
from .._core.model.resource import Resource
from .._core.organization.ensure import Watch, plan_organization
from .._core.organization.expected_time import ExpectedTime, expected_time
from .._core.organization.model.naming import name_in_messages
from .._core.organization.progress.progress import Progress, check_interval
from .._core.organization.run.bulk_run import BulkRun, Ended
from .._core.organization.safety.limits import SafetyLimits
from .._core.organization.spec import ObjectSpec, OrganizationSpec
from .._core.tables.options import MAX_ROW_REMOVALS, TABLE_OPTIONS, TABLE_SOURCES, table_options_of
from .arguments import checked_module
from .report import Report
from .reported_plan import ReportedPlan, RunContext
from .run import run
from .session import connection_spec
from .sessions import sessions

BULK_OPTIONS = (
    Field("protect", type="dict", default={}),
    Field("max_removals", default="10%"),
    MAX_ROW_REMOVALS,
    Field("allow_admin_changes", type="bool", default=False),
    Field("report", type="path"),
    Field("remarks", type="list", elements="str", default=[]),
    Field("label"),
    Field("feed_lines", type="dict", default={}),
    Field("approved_plan"),
    Field("after_plan", type="list", elements="dict", default=[]),
    Field("progress", type="bool", default=True),
    Field("progress_interval", type="float"),
    Field("progress_file", type="path"),
)

# -vvv, at which Ansible shows it.
VERBOSITY_OF_INVOCATION = 3


def run_organization(catalog: Catalog) -> None:
    """The whole of the module that applies the declaration of an organization."""
    with _without_garbage_collection():
        module = _make_module(catalog)
    report = Report(module)

    def plan(connection: tuple[ClientPool, Settings]) -> ReportedPlan:
        clients, settings = connection
        check_interval(module.params["progress_interval"])
        with _without_garbage_collection():
            spec = _spec_of(catalog, module)
            made = plan_organization(clients, catalog, spec, settings.api_key or "", settings.base_url("api"))
        expected = expected_time(made.prepared.plan, settings.rate_limit_share)
        watched = replace(made, watch=_watch(module, expected))
        return ReportedPlan(watched, report, _context_of(module, catalog, settings, expected))

    run(module, sessions(module), plan, report.of_failure)


def _context_of(module: AnsibleModule, catalog: Catalog, settings: Settings, expected: ExpectedTime) -> RunContext:
    remarks = module.params["remarks"]
    return RunContext(
        label=module.params["label"] or "",
        place=settings.place,
        remarks=remarks,
        feed_lines=module.params["feed_lines"],
        expected=expected,
        shows_diff=module._diff,
        values={"remarks": remarks, **_shortened(module, catalog)},
    )


def _watch(module: AnsibleModule, expected: ExpectedTime) -> Watch:
    @contextmanager
    def watch(bulk: BulkRun) -> Iterator[Ended]:
        progress = Progress(module.params["progress_file"], bulk.total, expected.pace)
        yield lambda _ref, became: progress.ended(became.is_well)

    return watch


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
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
    return (*options_of(resource), *(TABLE_OPTIONS if resource.mark else ()))


def _items_spec(resource: Resource) -> dict:
    rules = rules_of(resource, *((TABLE_SOURCES,) if resource.mark else ()))
    return {"type": "list", "elements": "dict", "options": argument_spec(_item_options(resource)), **rules}


def _spec_of(catalog: Catalog, module: AnsibleModule) -> OrganizationSpec:
    objects, now_s = [], time.time()
    for resource in catalog.resources:
        for number, given in enumerate(module.params[resource.plural] or []):
            with error_context(name_in_messages(resource, number, given)):
                desired = normalize(resource, given, given["state"], now_s)
            table_options = table_options_of(given) if resource.mark else None
            objects.append(ObjectSpec(resource, number, desired, given["state"], table_options))
    return OrganizationSpec(
        objects=objects,
        purge=frozenset(module.params["purge"]),
        limits=SafetyLimits(
            max_removals=module.params["max_removals"],
            protect=_checked_protect(catalog, module.params["protect"]),
            max_row_removals=module.params["max_row_removals"],
            allow_admin_changes=module.params["allow_admin_changes"],
        ),
        approved=module.params["approved_plan"],
        after_plan=module.params["after_plan"] if module.check_mode else (),
    )


def _checked_protect(catalog: Catalog, protect: Mapping[str, Any]) -> Mapping[str, Any]:
    """Raises InvalidOption for an unknown kind, such as `users`: nobody would be protected by it."""
    kinds = [resource.plural for resource in catalog.resources]
    unknown = [str(kind) for kind in protect if kind not in kinds]
    if unknown:
        raise InvalidOption(f"protect: unknown kind {', '.join(unknown)}.", f"Kinds are {', '.join(kinds)}.")
    return protect


def _shortened(module: AnsibleModule, catalog: Catalog) -> dict:
    """The invocation in the result without the objects and lines, of which there may be thousands, below -vvv.

    Newer cores only show the invocation at -vvv. Older ones always return all of it, search it for secrets and write it
    into the events of AWX, unless the result contains it.
    """
    if module._verbosity >= VERBOSITY_OF_INVOCATION:
        return {}
    long = {resource.plural for resource in catalog.resources} | {"feed_lines", "after_plan"}
    return {"invocation": {"module_args": {name: module.params[name] for name in {*module.params} - long}}}
