# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A module that hands over items whose effect can be looked at."""

from __future__ import annotations

from .._core.alerts import deliver
from .._core.alerts.model import Delivery
from .._core.engine import references
from .._core.model.resource import Resource
from .delivery import make_delivery_module, to_deliver
from .names import read_known
from .session import session


def run_observed_delivery(delivery: Delivery, refers: tuple[Resource, ...], result: str) -> None:
    """The whole of a module that hands over items whose effect can be looked at.

    `result`: the key under which items are returned that were sent.
    """
    module = make_delivery_module(delivery)
    with session(module) as client:
        options = to_deliver(delivery, module)
        options = references.resolve(delivery.fields, options, read_known(client, delivery.fields, refers, options))
        batch, effect = delivery.batch(options), delivery.effect if _names_effect(delivery, options) else None
        values = {**batch.values, effect.id_value: options[effect.option]} if effect else {}
        made = deliver.prospect(client, batch, effect, values)
        if not module.check_mode:
            deliver.send(client, batch, made.slices)
            if effect and options["wait"] and made.items:
                deliver.await_effect(client, effect, values, made.items, options["wait_timeout"])
    module.exit_json(
        changed=bool(made.items),
        ignored=made.ignored,
        verified=bool(effect and (options["wait"] or not made.items)),
        diff=deliver.diff_of(made, effect),
        **{result: made.items},
    )


def _names_effect(delivery: Delivery, options: dict) -> bool:
    return delivery.effect is not None and delivery.effect.option in options
