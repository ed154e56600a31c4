# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From the options of a task to the object that they ask for. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model.codec import canonical_form, prune
from ..model.option_checks import check_id
from ..model.options import extra_options
from ..model.plan_context import CONTEXT, PlanContext
from ..model.resource import Resource
from ..values.comparison import refuse_meaningless


def normalize(resource: Resource, params: Mapping[str, Any], state: str, now_s: float) -> dict:
    """The options that describe the object, normalized. References are not resolved.

    params: options by name, None if omitted. now_s: the time, in epoch seconds. Raises InvalidOption.
    """
    names = [field.name for field in (*resource.fields, *extra_options(resource)) if not field.internal]
    normalized = prune({name: params.get(name) for name in (*names, "id")})
    check_id("id", normalized.get("id", "given"))
    refuse_meaningless(resource.fields, normalized)
    if resource.timed:
        normalized[CONTEXT] = PlanContext(int(now_s), state)
    return canonical_form(resource, normalized)
