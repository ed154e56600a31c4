# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A module that hands items to the service."""

from __future__ import annotations

import time

from ansible.module_utils.basic import AnsibleModule

from .._core.alerts.model import BatchSpec
from .._core.alerts.plan import BatchPlan
from .._core.alerts.sender import check
from .._core.http.client import Client
from .._core.model.resource import TIME_OF_RUN
from .run import run
from .session import make_module, session


def run_delivery(delivery: BatchSpec) -> None:
    """The whole of a module that hands items to the service, which says no more of them than whether they were new."""
    module = make_delivery_module(delivery)

    def plan(client: Client) -> BatchPlan:
        batch = delivery.batch(to_deliver(delivery, module))
        return BatchPlan(batch, check(client, batch))

    run(module, session(module), plan)


def make_delivery_module(delivery: BatchSpec) -> AnsibleModule:
    return make_module(
        delivery.fields,
        mutually_exclusive=[list(names) for names in delivery.mutually_exclusive],
        required_one_of=[list(names) for names in delivery.required_one_of],
        required_together=[list(names) for names in delivery.required_together],
    )


def to_deliver(delivery: BatchSpec, module: AnsibleModule) -> dict:
    """What the user gave, in canonical form. Raises InvalidOption."""
    given = {field.name: module.params[field.name] for field in delivery.fields}
    # None may mean something inside of what is delivered, so it is dropped at the top alone.
    said = {name: value for name, value in given.items() if value is not None}
    return delivery.prepare({**said, TIME_OF_RUN: int(time.time())})
