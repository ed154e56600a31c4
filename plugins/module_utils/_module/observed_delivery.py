# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A module that hands over items whose effect can be verified."""

from __future__ import annotations

from .._core.alerts.model import BatchSpec
from .._core.alerts.plan import ObservedBatchPlan
from .._core.alerts.sender import find_pending
from .._core.engine import references
from .._core.engine.lookup import read_known
from .._core.http.client import Client
from .._core.model.resource import Resource
from .delivery import make_delivery_module, to_deliver
from .run import run
from .session import session


def run_observed_delivery(delivery: BatchSpec, refers: tuple[Resource, ...], result: str) -> None:
    """The whole of a module that hands over items whose effect can be verified.

    `result`: the key under which items are returned that were sent.
    """
    module = make_delivery_module(delivery)

    def plan(client: Client) -> ObservedBatchPlan:
        options = to_deliver(delivery, module)
        options = references.resolve(delivery.fields, options, read_known(client, delivery.fields, refers, options))
        batch = delivery.batch(options)
        verification = delivery.verification if _names_effect(delivery, options) else None
        values = {**batch.values, verification.id_value: options[verification.option]} if verification else {}
        timeout_s = options["wait_timeout"] if verification and options["wait"] else None
        pending = find_pending(client, batch, verification, values)
        return ObservedBatchPlan(batch, pending, verification, values, result, timeout_s)

    run(module, session(module), plan)


def _names_effect(delivery: BatchSpec, options: dict) -> bool:
    return delivery.verification is not None and delivery.verification.option in options
