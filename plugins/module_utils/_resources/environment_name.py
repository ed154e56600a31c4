# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Environments by name, for modules that only look up their IDs. Source: contract, configuration notes."""

from __future__ import annotations

from .._core.model.field import Field
from .._core.model.listing import Listing
from .._core.model.operation import Operation
from .._core.model.resource import Resource

VIEW = ("Manage Environments", "view")
ENVIRONMENTS = Listing(Operation("list_environments", "GET", "/resources/v2.0/environments", VIEW))

ENVIRONMENT_NAME = Resource(
    name="environment",
    plural="environments",
    key="name",
    fields=(Field("name", required=True),),
    list=ENVIRONMENTS,
)
