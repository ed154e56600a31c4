# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A module that sends a batch of items, of which the service only says whether they were new."""

from __future__ import annotations

import time

from ansible.module_utils.basic import AnsibleModule

from .._core.alerts.model import BatchSpec
from .._core.alerts.plan import BatchPlan
from .._core.alerts.sender import check
from .._core.http.client import Client
from .run import run
from .session import make_module, session


def run_batch(spec: BatchSpec) -> None:
    """The whole of a module that sends a batch of items."""
    module = make_batch_module(spec)

    def plan(client: Client) -> BatchPlan:
        batch = spec.batch(prepared_options(spec, module))
        return BatchPlan(batch, check(client, batch))

    run(module, session(module), plan)


def make_batch_module(spec: BatchSpec) -> AnsibleModule:
    return make_module(
        spec.fields,
        mutually_exclusive=[list(names) for names in spec.mutually_exclusive],
        required_one_of=[list(names) for names in spec.required_one_of],
        required_together=[list(names) for names in spec.required_together],
    )


def prepared_options(spec: BatchSpec, module: AnsibleModule) -> dict:
    """The options that were given, in canonical form. Raises InvalidOption."""
    given = {field.name: module.params[field.name] for field in spec.fields}
    # null may mean something inside an item, so it is only dropped at the top.
    options = {name: value for name, value in given.items() if value is not None}
    return spec.prepare(options, int(time.time()))
