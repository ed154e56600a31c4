# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Plans of many objects without a service: from what is declared and what is live to what tests compare."""

from __future__ import annotations

from dataclasses import dataclass, field

from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.finding.object_index import ObjectIndex
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.membership import find_membership
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.planning.plan import make_plan
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.planning.step import Step
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.codec import (
    canonical_form,
    compose,
    decode,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.plan_context import CONTEXT, PlanContext
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.model.graph import Ref
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.model.plan import Declared
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.planning.planner import plan_bulk
from ansible_collections.community.bigpanda.plugins.module_utils._resources.catalog import CATALOG

NOW = 1_800_000_000
E1, E2, G1, G2, S1, F1, F2, P1, P2, M1 = (f"5f1d8e37a6b00000000000{number:02x}" for number in range(10))
PROD = {"id": E1, "name": "Production", "roles": []}
TEST = {"id": E2, "name": "Testing", "roles": []}
NIGHTS = {"id": S1, "name": "Nights", "starts_on": NOW, "ends_on": NOW + 60}
NOISE = {"id": F1, "name": "Noise", "bpql": {"=": ["a", "b"]}, "schedule": S1}
OTHER = {"id": F2, "name": "Other", "bpql": {"=": ["a", "b"]}, "schedule": None}
HOST = {"id": P1, "tags": ["host"], "time_window": 5, "execution_order": 1}
CHECK = {"id": P2, "tags": ["check"], "time_window": 3, "execution_order": 2}
COLUMNS = [{"title": "host", "type": "query_tag"}, {"title": "owner", "type": "result_tag"}]
NEW_MAP = {"name": "owners", "fields": COLUMNS, "rows": []}
OWNERS = {"id": M1, "config": {"name": "owners", "fields": COLUMNS}}
FED = {"name": "owner", "created_at": 1, "enrichments": [{"id": "r1", "type": "mapping"}]}
ALONE = {"name": "site", "created_at": 2, "enrichments": []}
LIVE_FILTERS = {"alert_filter_schedules": [NIGHTS], "alert_filters": [NOISE, OTHER]}
NEW_SCHEDULE = {"name": "Days", "starts_on": NOW, "ends_on": NOW + 60}


@dataclass
class Table:
    """What is planned for an object with a table."""

    step: Step
    uploads: bool = False
    replaced: dict | None = None
    raw_digest: str = ""
    diff: dict = field(default_factory=lambda: {"before": {}, "after": {}})

    @property
    def action(self):
        return "update" if self.uploads and self.step.action == "none" else self.step.action


def known_of(live):
    """live: by plural, the objects as the service shows them."""
    found = {}
    for resource in CATALOG.resources:
        if resource.plural in live and not resource.composed:
            found[resource.name] = ObjectIndex(resource, [decode(resource, item) for item in live[resource.plural]])
    for resource in CATALOG.resources:
        if resource.plural in live and resource.composed:
            parts = found[resource.composed.of.name].objects
            found[resource.name] = ObjectIndex(resource, compose(resource, list(parts), live[resource.plural]))
    return {resource.name: found[resource.name] for resource in CATALOG.resources if resource.name in found}


def declared_of(declaration, known):
    for resource in CATALOG.resources:
        for number, given in enumerate(declaration.get(resource.plural, ())):
            given = dict(given)
            state, uploads = given.pop("state", "present"), given.pop("rows", None) is not None
            if resource.timed:
                given[CONTEXT] = PlanContext(NOW, state)
            desired, table = canonical_form(resource, given), None
            if resource.mark:
                current = known[resource.name].find(desired[resource.key])
                table = Table(make_plan(resource, current, desired, state), uploads, given.get("replaced"))
            yield Declared(resource, number, desired, state, table)


def plan_of(declaration, live, purge=None):
    """The plan. live: every kind that is spoken of; purge: by plural, ids that are to go."""
    known = known_of(live)
    names = {resource.plural: resource.name for resource in CATALOG.resources}
    purged = {
        names[plural]: [known[names[plural]].find_by_id(each) for each in ids] for plural, ids in (purge or {}).items()
    }
    relation = find_membership([each.resource for each in known.values()])
    return plan_bulk(tuple(declared_of(declaration, known)), known, purged, relation)


def name_of(ref: Ref) -> str:
    return " ".join(part for part in (ref.resource, ref.name, ref.part) if part)


def steps_of(plan):
    """By name of each step that does something: its action, and what it waits for."""
    return {
        name_of(step.ref): (step.action, {name_of(each) for each in plan.after(step.ref)})
        for step in plan.steps
        if step.changed
    }


def _written(step):
    return step.desired if step.state == "present" and not step.resource.mark else {}


def wanted_of(plan):
    """By name of each step that writes something by itself: what."""
    return {name_of(step.ref): _written(step.sent) for step in (*plan.steps, *plan.firsts) if step.sent}


def arrays_of(plan):
    """By name of each array: who, and what it waits for."""
    return {
        name_of(array.ref): (
            [change.member for change in array.changes],
            {name_of(each) for each in plan.after(array.ref)},
        )
        for array in (*plan.joins, *plan.leaves)
    }


def edges_of(plan):
    """Every edge: what waits, for what, and why."""
    return {f"{name_of(edge.step)} <- {name_of(edge.after)}: {edge.reason.value}" for edge in plan.graph.edges}
