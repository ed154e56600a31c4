# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Two kinds of object and two live objects, for tests of what a name means."""

from __future__ import annotations

from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.finding.object_index import ObjectIndex
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.compare import CASE_INSENSITIVE
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.field import Computed, Field
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.listing import Listing
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.operation import Operation
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.resource import Resource

LIST = Operation("list_gardens", "GET", "/gardens", ("none", "view"))
GARDEN = Resource(
    name="garden",
    plural="gardens",
    key="name",
    list=Listing(LIST),
    fields=(Field("name", compare=CASE_INSENSITIVE), Field("size", type="int"), Field("note")),
)
TREE = Resource(
    name="tree",
    plural="trees",
    key="identity",
    list=Listing(LIST),
    fields=(
        Field("identity", internal=True, computed=Computed(lambda tree: tree["identity"])),
        Field("note"),
        Field("height", type="int"),
    ),
)
ID, OTHER_ID = "5f1d8e37a6b0000000000001", "5f1d8e37a6b0000000000002"
ROSES, HERBS = {"id": ID, "name": "Roses", "size": 3}, {"id": OTHER_ID, "name": "herbs", "size": 1}
GARDENS = ObjectIndex(GARDEN, [ROSES, HERBS])
