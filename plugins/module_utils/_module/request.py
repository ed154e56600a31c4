# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A module that sends any request."""

from __future__ import annotations

from .._core.http.client import Client
from .._core.raw.model import KnownPaths
from .._core.raw.plan import RequestPlan
from .._core.raw.request import FIELDS, make_request
from .run import run
from .session import make_module, session


def run_request(known: KnownPaths) -> None:
    """The whole of a module that sends any request."""
    module = make_module(FIELDS)

    def plan(client: Client) -> RequestPlan:
        # Nulls inside a body mean something, so only options that were omitted are dropped.
        options = {name: value for name, value in module.params.items() if value is not None}
        return RequestPlan(client, make_request(options, known))

    run(module, session(module), plan)
