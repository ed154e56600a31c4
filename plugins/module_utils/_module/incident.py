# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A module that changes an incident."""

from __future__ import annotations

import time

from ansible.module_utils.basic import AnsibleModule

from .._core.http.client import Client
from .._core.incidents.incident import Wait
from .._core.incidents.model import IncidentModel
from .._core.incidents.plan import IncidentPlan
from .._core.model.resource import Resource
from .named_objects import with_ids
from .run import run
from .session import make_module, session


def run_incident(kind: IncidentModel, with_org_token: IncidentModel, refers: tuple[Resource, ...]) -> None:
    """The whole of a module that changes an incident. `with_org_token`: the kind if only the Org Token was given."""
    module = make_module(kind.fields)
    chosen = kind if module.params["api_key"] or not module.params["org_token"] else with_org_token
    if chosen.reads.deprecated:
        module.deprecate(chosen.reads.deprecated, version="2.0.0", collection_name="community.bigpanda")

    def plan(client: Client) -> IncidentPlan:
        desired = _wanted(chosen, module)
        desired = with_ids(module, client, chosen.fields, refers, desired)
        return IncidentPlan(client, chosen, desired, Wait(module.params["wait"], module.params["wait_timeout"]))

    run(module, session(module), plan)


def _wanted(kind: IncidentModel, module: AnsibleModule) -> dict:
    """What the user gave, checked. Raises InvalidOption."""
    given = {field.name: module.params[field.name] for field in kind.fields}
    # null has a meaning inside a dict of values, so it is only dropped at the top.
    desired = {name: value for name, value in given.items() if value is not None}
    return kind.prepare(desired, time.time())
