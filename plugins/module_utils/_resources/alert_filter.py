# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Alert filters: which alerts never enter the system. Source: contract, configuration notes, "Alert filters"."""

from __future__ import annotations

from .._core.errors import InvalidOption
from .._core.model.compare import AS_SET
from .._core.model.field import ON_CREATE, SOMETIMES, Field, OnCreate, Reference
from .._core.model.listing import Listing
from .._core.model.operation import Operation
from .._core.model.resource import Effect, Resource
from .._core.model.shape import Shape
from .._core.model.typed import true_if_omitted
from .._core.values.bpql.comparison import BPQL_OBJECT, refuse_empty, shown
from .._core.values.free_text import FREE_TEXT
from .._core.values.text import shown_text

VIEW = ("Alert Filtering & Planned Maintenance", "view")
FULL_ACCESS = ("Alert Filtering & Planned Maintenance", "full_access")
FILTERS = "/resources/v2.0/plans"
FILTER = "/resources/v2.0/plans/{filter_id}"
# "`exclude_status` [Ok]" when absent, while an empty list drops Ok events too (notes, "Identity, update verb").
LET_THROUGH = ["Ok"]


def prepare_alert_filter(desired: dict) -> dict:
    refuse_empty("bpql", desired.get("bpql"))
    if desired.get("schedule") == "":
        raise InvalidOption("schedule is empty.", "Omit it: BigPanda cannot remove the schedule of a filter.")
    return desired


def decode_alert_filter(read: dict) -> dict:
    """The schedule comes as an id, as an object, or empty; the condition as an object, as a text, or not at all.

    "Absent equals default: active true" (notes, "Identity, update verb").
    """
    schedule, statuses = read.get("schedule"), read.get("exclude_status")
    return {
        **read,
        "bpql": shown(read.get("bpql")),
        "active": true_if_omitted(read.get("active")),
        "schedule": schedule.get("id") if isinstance(schedule, dict) else schedule or None,
        "exclude_status": LET_THROUGH if statuses is None else statuses,
        "custom_tags": [{**tag, "value": shown_text(tag.get("value"))} for tag in read.get("custom_tags") or []],
    }


ALERT_FILTER = Resource(
    name="alert_filter",
    plural="alert_filters",
    key="name",
    # "`name` (uniqueness not stated)" (notes, "Identity, update verb").
    names_may_repeat=True,
    fields=(
        Field("name"),
        Field("bpql", type="raw", aliases=("condition",), required=ON_CREATE, compare=BPQL_OBJECT, read_back=SOMETIMES),
        Field("active", type="bool", default=OnCreate(True)),
        Field("schedule", refers=Reference("alert_filter_schedule", shown_as="schedule_name")),
        Field(
            "exclude_status",
            type="list",
            elements="str",
            choices=("Ok", "Critical", "Warning", "Unknown"),
            compare=AS_SET,
        ),
        Field(
            "custom_tags",
            type="list",
            elements="dict",
            compare=AS_SET.replace(match_by=(("name",),)),
            fields=(Field("name", required=True), Field("value", required=True)),
        ),
        Field("description", compare=FREE_TEXT),
    ),
    renamed_by="new_name",
    effect=Effect(switch="active"),
    readonly=("plan_type", "created_on", "created_by", "updated_on", "updated_by"),
    prepare=prepare_alert_filter,
    shape=Shape(decode=decode_alert_filter),
    # Without `active` only active ones are listed, and `false` means all or only the inactive ones (notes, "Paging").
    list=Listing(
        Operation("list_alert_filters", "GET", FILTERS, VIEW),
        queries=({"active": "true"}, {"active": "false"}),
    ),
    get=Operation("get_alert_filter", "GET", FILTER, VIEW),
    create=Operation("create_alert_filter", "POST", FILTERS, FULL_ACCESS),
    update=Operation("update_alert_filter", "PATCH", FILTER, FULL_ACCESS),
    delete=Operation("delete_alert_filter", "DELETE", FILTER, FULL_ACCESS),
)
