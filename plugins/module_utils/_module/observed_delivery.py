# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A module that hands over items whose effect can be looked at."""

from __future__ import annotations

from .._core.alerts.deliver import prospect
from .._core.alerts.model import Delivery
from .._core.alerts.plan import ObservedBatchPlan
from .._core.engine import references
from .._core.engine.lookup import read_known
from .._core.http.client import Client
from .._core.model.resource import Resource
from .delivery import make_delivery_module, to_deliver
from .run import run
from .session import session


def run_observed_delivery(delivery: Delivery, refers: tuple[Resource, ...], result: str) -> None:
    """The whole of a module that hands over items whose effect can be looked at.

    `result`: the key under which items are returned that were sent.
    """
    module = make_delivery_module(delivery)

    def plan(client: Client) -> ObservedBatchPlan:
        options = to_deliver(delivery, module)
        options = references.resolve(delivery.fields, options, read_known(client, delivery.fields, refers, options))
        batch, effect = delivery.batch(options), delivery.effect if _names_effect(delivery, options) else None
        values = {**batch.values, effect.id_value: options[effect.option]} if effect else {}
        timeout_s = options["wait_timeout"] if effect and options["wait"] else None
        return ObservedBatchPlan(batch, prospect(client, batch, effect, values), effect, values, result, timeout_s)

    run(module, session(module), plan)


def _names_effect(delivery: Delivery, options: dict) -> bool:
    return delivery.effect is not None and delivery.effect.option in options
