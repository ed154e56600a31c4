# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The topology model: how tags of an organization relate. Source: contract, configuration notes."""

from __future__ import annotations

from .._core.errors import InvalidOption
from .._core.model.compare import AS_SET
from .._core.model.field import IF_PRESENT, Field
from .._core.model.listing import Listing
from .._core.model.operation import Operation
from .._core.model.resource import Resource
from .._core.model.update_body import Put

VIEW = ("Topology View", "view")
FULL_ACCESS = ("Topology View", "full_access")
TOPOLOGIES = "/resources/v2.0/topologies"
MODEL = "/resources/v2.0/topologies/{model_id}"


def prepare_topology(desired: dict) -> dict:
    """A model without links is not described (contract, schema TopologyWrite)."""
    if desired.get("links") == []:
        raise InvalidOption(
            "links is empty, but a topology needs at least one link.", "Give state=absent to remove it."
        )
    return desired


TOPOLOGY = Resource(
    name="topology",
    plural="topologies",
    key="identity",
    fields=(
        Field("identity", internal=True),
        Field(
            "links",
            required=IF_PRESENT,
            type="list",
            elements="dict",
            compare=AS_SET,
            fields=(Field("source", required=True), Field("target", required=True)),
        ),
    ),
    readonly=("created_at", "created_by", "updated_at", "updated_by"),
    prepare=prepare_topology,
    update_body=Put(),
    list=Listing(Operation("list_topologies", "GET", TOPOLOGIES, VIEW)),
    get=Operation("get_topology", "GET", MODEL, VIEW),
    create=Operation("create_topology", "POST", TOPOLOGIES, FULL_ACCESS),
    update=Operation("update_topology", "PUT", MODEL, FULL_ACCESS),
    delete=Operation("delete_topology", "DELETE", MODEL, FULL_ACCESS),
)
