# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Environment groups: folders of environments. Source: contract, configuration notes."""

from __future__ import annotations

from .._core.model.compare import AS_SET
from .._core.model.field import Field, Reference
from .._core.model.listing import Listing
from .._core.model.operation import Operation
from .._core.model.resource import Effect, Resource
from .._core.model.shape import Shape
from .._core.model.update_body import Put

VIEW = ("Manage Environments", "view")
FULL_ACCESS = ("Manage Environments", "full_access")
GROUPS = "/resources/v2.0/environments-groups"
GROUP = "/resources/v2.0/environments-groups/{group_id}"


def decode_environment_group(group: dict) -> dict:
    """Members are written as `environment_ids` and read as `environmentIds` (notes, "Identity, update verb")."""
    read = dict(group)
    members = read.pop("environmentIds", None)
    return {**read, "environments": (read.get("environments") if members is None else members) or []}


ENVIRONMENT_GROUP = Resource(
    name="environment_group",
    plural="environment_groups",
    key="name",
    # "`name` (uniqueness not stated)" (notes, "Identity, update verb").
    names_may_repeat=True,
    fields=(
        # "uniqueness not stated" (notes, "Identity, update verb"), so one may have to be named by its id.
        Field("name"),
        Field(
            "environments",
            api_name="environment_ids",
            type="list",
            elements="str",
            compare=AS_SET,
            append="append_environments",
            # An environment has one `environment_group_id` (schema Environment).
            refers=Reference("environment", shown_as="environment_names", exclusive=True),
        ),
    ),
    renamed_by="new_name",
    effect=Effect(has_content=lambda group: bool(group["environments"]), lost="lose all environments"),
    update_body=Put(),
    shape=Shape(decode=decode_environment_group),
    list=Listing(Operation("list_environment_groups", "GET", GROUPS, VIEW)),
    create=Operation("create_environment_group", "POST", GROUPS, FULL_ACCESS),
    update=Operation("update_environment_group", "PUT", GROUP, FULL_ACCESS),
    delete=Operation("delete_environment_group", "DELETE", GROUP, FULL_ACCESS),
)
