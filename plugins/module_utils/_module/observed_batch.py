# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A module that sends a batch of items whose effect can be read."""

from __future__ import annotations

from .._core.alerts.model import BatchSpec
from .._core.alerts.plan import ObservedBatchPlan
from .._core.alerts.sender import doubts_about, find_pending
from .._core.engine.finding import references
from .._core.engine.finding.known_objects import read_known
from .._core.http.client import Client
from .._core.model.resource import Resource
from .batch import make_batch_module, prepared_options
from .run import run
from .session import session


def run_observed_batch(spec: BatchSpec, refers: tuple[Resource, ...], result: str) -> None:
    """The whole of a module that sends a batch of items whose effect can be read.

    refers: the kinds whose objects its options may name. result: the return value that lists the items that were sent.
    """
    module = make_batch_module(spec)

    def plan(client: Client) -> ObservedBatchPlan:
        options = prepared_options(spec, module)
        options = references.resolve(spec.fields, options, read_known(client, spec.fields, refers, options))
        batch = spec.batch(options)
        verification = spec.verification if _is_verifiable(spec, options) else None
        values = {**batch.values, verification.id_value: options[verification.option]} if verification else {}
        timeout_s = options["wait_timeout"] if verification and options["wait"] else None
        pending = find_pending(client, batch, verification, values)
        return ObservedBatchPlan(batch, pending, verification, values, result, timeout_s, doubts_about(pending))

    run(module, session(module), plan)


def _is_verifiable(spec: BatchSpec, options: dict) -> bool:
    """Whether the options name the object that shows the effect."""
    return spec.verification is not None and spec.verification.option in options
